"""What an intervention is to be about, as the address of its form says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404, HttpRequest

from augenhoehe.domain.moderation import measure as kinds
from augenhoehe.domain.moderation.selectors.office import (
    accounts_for_office,
    posts_for_office,
    report_for_office,
    tag_for_office,
)
from augenhoehe.domain.moderation.selectors.reports import posts_of_wave
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.people.hats import open_hats
from augenhoehe.interfaces.web.requests import me, whole_number

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.models import Report
    from augenhoehe.domain.people.models import Account, Hat
    from augenhoehe.domain.posts.models import Post, Tag

_MOST = 500  # of a wave at once
_LONGEST_DOMAIN = 253


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """Posts, accounts, a hashtag or a server, and the report it came from."""

    posts: Sequence[Post] = ()
    accounts: Sequence[Account] = ()
    tag: Tag | None = None
    domain: str = ""
    report: Report | None = None

    @property
    def query(self) -> str:
        """What the address of the form says of it."""
        said: list[tuple[str, str | int]] = [("post", post.id) for post in self.posts]
        said += [("account", account.id) for account in self.accounts]
        if self.tag:
            said.append(("tag", self.tag.name))
        if self.domain:
            said.append(("domain", self.domain))
        if self.report:
            said.append(("report", self.report.id))
        return urlencode(said)

    @property
    def url(self) -> str:
        return f"/aufsicht/eingriff?{self.query}"

    @property
    def kinds(self) -> list[Kind]:
        """What fits, the mildest first."""
        fitting = kinds.FOR_DOMAINS
        if self.posts:
            fitting = kinds.FOR_POSTS
        elif self.accounts:
            fitting = kinds.FOR_ACCOUNTS
        elif self.tag:
            fitting = kinds.FOR_TAGS
        fitting -= frozenset() if self.hats else {Kind.WITHDRAW_HAT}
        return [kind for kind in _MILDEST_FIRST if kind in fitting]

    @property
    def has_voice(self) -> bool:
        """Whether one of the kinds is about a voice too."""
        return bool(self.accounts)

    @property
    def hats(self) -> list[Hat]:
        """The hats one of the kinds could be about."""
        return open_hats([account.id for account in self.accounts]) if self.accounts else []


_MILDEST_FIRST = (
    Kind.WARN,
    Kind.MARK_SENSITIVE,
    Kind.PAUSE_THREAD,
    Kind.LOCK_REPLIES,
    Kind.LIMIT_REACH,
    Kind.DELIST,
    Kind.MUTE,
    Kind.REMOVE_MEDIA,
    Kind.TIME_LIMIT,
    Kind.WITHDRAW_VOICE,
    Kind.WITHDRAW_HAT,
    Kind.WITHDRAW_POSTING_RIGHT,
    Kind.BLOCK,
    Kind.REMOVE_POST,
    Kind.SUSPEND,
    Kind.BLOCK_HASHTAG,
    Kind.LIMIT_DOMAIN,
    Kind.SUSPEND_DOMAIN,
)


def aim_of(request: HttpRequest) -> Aim:
    """What the address names; nothing, or what is not there, is a page that does not exist."""
    report = _report(request)
    posts = posts_for_office(_ids(request, "post"), by=me(request))
    accounts = accounts_for_office(_ids(request, "account"))
    tag = tag_for_office(request.GET["tag"]) if "tag" in request.GET else None
    domain = request.GET.get("domain", "").strip().lower()[:_LONGEST_DOMAIN]
    if report is not None and not (posts or accounts or tag or domain):
        wave = [post.id for post in posts_of_wave(report)][:_MOST]
        posts = posts_for_office(wave, by=me(request))
        accounts = [] if posts else accounts_for_office([report.account_id])
    if sum(map(bool, (posts, accounts, tag, domain))) != 1:
        raise Http404
    return Aim(posts=posts, accounts=accounts, tag=tag, domain=domain, report=report)


def _report(request: HttpRequest) -> Report | None:
    report_id = whole_number(request, "report")
    return report_for_office(report_id, by=me(request)) if report_id else None


def _ids(request: HttpRequest, name: str) -> list[int]:
    written = request.GET.getlist(name)[:_MOST]
    return [int(one) for one in written if one.isascii() and one.isdigit() and len(one) < 19]
