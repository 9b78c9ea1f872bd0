"""The ladder before any block: milder things to do, each one click away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.selectors import case_on
from augenhoehe.domain.moderation.words import rung_in_words
from augenhoehe.interfaces.web.addresses import case_url, reply_url
from augenhoehe.interfaces.web.requests import reader_of

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post
    from augenhoehe.interfaces.web.pages.moderation.aim import Aim


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
    places = {
        "answer": _answer(request, post) if post else ("", ""),
        "ask": _ask(aim, post),
        "note": (reply_url(post), _("Write what is to be known beside it")) if post else ("", ""),
        "pause_thread": _pause(post) if post else ("", ""),
        "time_limit": _time_limit(aim),
    }
    steps = [Step(rung, rung_in_words(rung), *place) for rung, place in places.items()]
    return [step for step in steps if step.url]


def _answer(request: HttpRequest, post: Post) -> tuple[str, str]:
    case = case_on(reader_of(request), post)
    if case is not None:
        return case_url(case), _("Answer the case")
    return reply_url(post), _("Answer the post")


def _ask(aim: Aim, post: Post | None) -> tuple[str, str]:
    if aim.report is not None:
        return f"/aufsicht/meldungen/{aim.report.id}", _("Write to the person in the report")
    return (reply_url(post), _("Ask in a reply")) if post else ("", "")


def _pause(post: Post) -> tuple[str, str]:
    root = post.thread_id or post.id
    return f"/aufsicht/eingriff?post={root}&kind=pause_thread", _("Pause the conversation instead")


def _time_limit(aim: Aim) -> tuple[str, str]:
    accounts = {account.id for account in aim.accounts} | {
        post.account_id for post in aim.posts if not post.account.is_voice
    }
    if len(accounts) != 1:
        return "", ""
    account_id = accounts.pop()
    url = f"/aufsicht/eingriff?account={account_id}&kind=time_limit"
    return url, _("Pause their writing instead")
