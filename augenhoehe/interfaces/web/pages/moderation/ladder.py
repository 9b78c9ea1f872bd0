"""The ladder before any block: milder things to do, each one click away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.selectors import case_on
from augenhoehe.domain.moderation.policies import holds_an_office_on, may_moderate
from augenhoehe.domain.moderation.words import RUNGS, rung_in_words
from augenhoehe.interfaces.web.addresses import case_url, profile_url, reply_url
from augenhoehe.interfaces.web.pages.moderation.aim import Aim
from augenhoehe.interfaces.web.requests import reader_of

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.people.who import Who
    from augenhoehe.domain.posts.models import Post


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: what it is, where it is done, and how the link there is called."""

    rung: str
    words: str
    url: str
    link: str


def ladder_of(request: HttpRequest, aim: Aim) -> list[Step]:
    """All rungs, the mildest first; those without a place to go are left out."""
    post = aim.posts[0] if len(aim.posts) == 1 else None
    person = aim.accounts[0] if len(aim.accounts) == 1 else None
    if person is not None:
        places = _about_a_person(person)
    elif post is not None:
        places = _about_a_post(request, post)
    else:
        places = {}
    if aim.report is not None:
        places["ask"] = _in_the_report(aim.report.id)
    places["time_limit"] = _time_limit(request, aim)
    found = {rung: places[rung] for rung in RUNGS if places.get(rung, ("", ""))[0]}
    return [Step(rung, rung_in_words(rung), *place) for rung, place in found.items()]


def before_a_block(
    request: HttpRequest, post: Post | None = None, *, person: Account | None = None
) -> list[Step]:
    """The ladder for whoever holds a duty and could block; for everybody else nothing."""
    who = reader_of(request).who
    mine = (person.id if person else 0) or (post.account_id if post else 0)
    if not _is_on_duty(who, post) or mine in {who.account_id, *who.voices}:
        return []
    posts = [post] if post is not None and person is None else []
    return ladder_of(request, Aim(posts=posts, accounts=[person] if person else []))


def _is_on_duty(who: Who, post: Post | None) -> bool:
    """Moderators, also of the space; the desk; stewards of a voice."""
    if who.is_suspended or who.account_id is None:
        return False
    is_steward = "steward" in who.voices.values()
    return (
        is_steward
        or who.has_role("desk")
        or bool(may_moderate(who))
        or (post is not None and holds_an_office_on(who, post))
    )


def _about_a_post(request: HttpRequest, post: Post) -> dict[str, tuple[str, str]]:
    return {
        "answer": _answer(request, post),
        "ask": (reply_url(post), _("Ask in a reply")),
        "note": (reply_url(post), _("Write what is to be known beside it")),
        "pause_thread": _pause(request, post),
    }


def _about_a_person(person: Account) -> dict[str, tuple[str, str]]:
    said = f"{profile_url(person)}?antworten=1"
    return {
        "answer": (said, _("Answer one of their posts")),
        "ask": (f"/schreiben?{urlencode({'to': person.address})}", _("Write to them")),
        "note": (said, _("Put right what they wrote, beside it")),
        "pause_thread": (said, _("Open the conversation that is to rest")),
    }


def _in_the_report(report_id: int) -> tuple[str, str]:
    return f"/aufsicht/meldungen/{report_id}#talk", _("Write to the person in the report")


def _answer(request: HttpRequest, post: Post) -> tuple[str, str]:
    case = case_on(reader_of(request), post)
    if case is not None:
        return case_url(case), _("Answer the case")
    return reply_url(post), _("Answer the post")


def _pause(request: HttpRequest, post: Post) -> tuple[str, str]:
    root = post.thread_id or post.id
    if holds_an_office_on(reader_of(request).who, post):
        url = f"/aufsicht/eingriff?post={root}&kind=pause_thread"
        return url, _("Pause the conversation instead")
    return f"/melden?post={root}", _("Ask moderation for a pause")


def _time_limit(request: HttpRequest, aim: Aim) -> tuple[str, str]:
    accounts = {account.id for account in aim.accounts if not account.is_voice} | {
        post.account_id for post in aim.posts if not post.account.is_voice
    }
    if len(accounts) != 1:
        return "", ""
    account_id = accounts.pop()
    if may_moderate(reader_of(request).who):
        url = f"/aufsicht/eingriff?account={account_id}&kind=time_limit"
        return url, _("Pause their writing instead")
    return f"/melden?account={account_id}", _("Ask moderation to pause their writing")
