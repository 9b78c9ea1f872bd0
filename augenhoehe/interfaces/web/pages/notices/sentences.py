"""Notices in words: what happened, who did it, and where it leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from augenhoehe.domain.notifications.words import office_words
from augenhoehe.domain.posts.labels import with_labels
from augenhoehe.foundation.text import plain
from augenhoehe.interfaces.web.addresses import post_url, profile_url, space_url
from augenhoehe.interfaces.web.covers import Cover
from augenhoehe.interfaces.web.emoji import with_emoji
from augenhoehe.interfaces.web.pages.notices.colleagues import colleague_url, colleague_words
from augenhoehe.interfaces.web.pages.notices.office import KINDS as OFFICE
from augenhoehe.interfaces.web.pages.notices.office import office_url

if TYPE_CHECKING:
    from augenhoehe.domain.notifications.models import Notification
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post

# What many may do with the same thing; what came on one day is told in one line.
_TOGETHER = ("like", "boost", "follow")
_NAMED = 2
_EXCERPT = 140


@dataclass(slots=True)
class Line:
    """One or several notices of the same thing."""

    kind: str
    is_new: bool
    at: datetime
    notice: Notification
    post: Post | None
    people: list[Account] = field(default_factory=list)
    offer: str = ""  # what became of the offer to make a case of the post
    cover: Cover | None = None  # a filter of one's own keeps the words away

    @property
    def guest(self) -> str:
        """The name of somebody without an account, who has no page."""
        if self.post is not None and self.kind in ("mention", "reply"):
            return self.post.guest_name
        case = self.notice.case
        return case.post.guest_name if case is not None and not self.people else ""

    @property
    def icon(self) -> str:
        """What stands in place of a portrait where nobody in particular did it."""
        return {"codex": "register"}.get(self.kind, "protected" if self.kind in OFFICE else "cases")

    @property
    def key(self) -> tuple[object, ...]:
        return self.kind, self.notice.post_id, self.is_new, timezone.localdate(self.at)

    @property
    def words(self) -> SafeString:
        return _sentence(self)

    @property
    def url(self) -> str:
        return _url(self)

    @property
    def excerpt(self) -> str:
        if self.cover is not None and not self.cover.blurs:
            return _("Filtered: %(title)s") % {"title": self.cover.title}
        if self.post is None:
            return ""
        return Truncator(with_labels(self.post, plain(self.post.html))).chars(_EXCERPT)


def gather(
    notices: Sequence[Notification], posts: Mapping[int, Post], offers: Mapping[int, str]
) -> list[Line]:
    """Lines for notices, newest first. `posts` are those this reader may read.

    `offers`: by post, what became of the offer to make a case of it.
    """
    lines: list[Line] = []
    together: dict[tuple[object, ...], Line] = {}
    for notice in notices:
        line = _line(notice, posts, offers.get(notice.post_id or 0, ""))
        known = together.get(line.key) if line.kind in _TOGETHER else None
        if known is not None:
            known.people += [one for one in line.people if one not in known.people]
            continue
        together[line.key] = line
        lines.append(line)
    return lines


def without_filtered(lines: Sequence[Line], covers: Mapping[int, Cover]) -> list[Line]:
    """Without what one's own filters hide. Criticism is heard: what is about a case stays."""
    for line in lines:
        if line.post is not None and not line.kind.startswith("case_"):
            line.cover = covers.get(line.post.id)
    return [line for line in lines if line.cover is None or not line.cover.hides]


def _line(notice: Notification, posts: Mapping[int, Post], offer: str) -> Line:
    actor = _actor(notice)
    return Line(
        kind=notice.kind,
        is_new=notice.read_at is None,
        at=notice.created_at,
        notice=notice,
        post=posts.get(notice.post_id or 0),
        people=[actor] if actor else [],
        offer=offer,
    )


def _actor(notice: Notification) -> Account | None:
    # Whoever acts in a case for the organisation may have a protected name: the voice is named.
    case = notice.case
    if case is not None and notice.actor_id != case.critic_id:
        return case.about
    if notice.kind == "case_offered":
        return None  # nobody is pointed at for having asked
    return notice.actor


def _sentence(line: Line) -> SafeString:
    if line.kind == "case_step":
        return _case_step(line)
    if line.kind == "colleague":
        return colleague_words(line.notice.step, who=_who(line))
    if line.kind in OFFICE:
        return format_html("{}", office_words(line.notice))
    many = len(line.people)
    words = {
        "mention": _("{who} mentions you."),
        "reply": _("{who} replied to you."),
        "boost": ngettext("{who} shared your post.", "{who} shared your post.", many),
        "like": ngettext("{who} likes your post.", "{who} like your post.", many),
        "follow": ngettext("{who} follows you.", "{who} follow you.", many),
        "follow_request": _("{who} would like to follow you."),
        "moved": _("{who} lives at this address now. You go on following there."),
        "space_request": _("{who} would like to enter the space {space}."),
        "space_invitation": _("{who} invites you to the space {space}."),
        "space_joined": _("{who} let you into the space {space}."),
        "voice_joined": _("You speak through {who} now."),
        "codex": _("There is a new version of the codex. Something in it changes for you."),
        "poll_ended": _("The poll of {who} is over."),
        "post": _("{who} has written something."),
        "post_edited": _("{who} has changed a post that you shared."),
        "quote": _("{who} quotes your post."),
        "quoted_edited": _("{who} has changed a post that you quote."),
        "case_opened": _("{who} criticises {voice}."),
        "case_offered": _offered(line),
        "case_overdue": _("Criticism of {voice} waits longer than we promised ourselves."),
    }[line.kind]
    return format_html(words, who=_who(line), space=_space(line), voice=_voice(line))


def _offered(line: Line) -> str:
    words = {
        "accepted": _("You made a case of your post."),
        "declined": _("You were asked whether your post is criticism, and left it as a post."),
    }
    question = _("Is your post criticism? Then it can become a case with an answer.")
    return words.get(line.offer, question)


def _case_step(line: Line) -> SafeString:
    words = {
        "to_you": _("A colleague asks you to look after criticism of {voice}."),
        "taken": _("{who} has read your criticism and takes care of it."),
        "handed_over": _("Somebody else at {who} takes care of your criticism now."),
        "answered": _("{who} has answered your criticism. Does that settle it?"),
        "remedied": _("{who} has done something about your criticism."),
        "confirmed": _("{who} says that the criticism is resolved."),
        "disputed": _("{who} says that the criticism is not answered."),
        "reopened": _("{who} has taken the criticism up again."),
        "withdrawn": _("{who} has taken the criticism back."),
        "accepted": _("{who} lets the answer to the criticism stand."),
        "contested": _("{who} disagrees with your criticism and gives a source."),
        "merged": _("{who} linked your criticism to another one about the same."),
        "separated": _("Your criticism of {voice} is on its own again."),
        "removed": _("Your criticism of {voice} was removed by an intervention."),
        "restored": _("Your criticism of {voice} is back."),
        "fell_dormant": _("Your criticism of {voice} rests, since nobody has said anything."),
    }.get(line.notice.step, _("Something happened in a criticism of {voice}."))
    return format_html(words, who=_who(line), voice=_voice(line))


def _who(line: Line) -> SafeString:
    """The people, or the name of somebody without an account, who has no page."""
    return format_html("{}", line.guest) if line.guest else _names(line.people)


def _names(people: Sequence[Account]) -> SafeString:
    """ "Karl", "Karl and Ada", "Karl, Ada and 3 more", each linked."""
    links = [
        format_html('<a href="{}">{}</a>', profile_url(one), with_emoji(one.known_as, one.domain))
        for one in people[:_NAMED]
    ]
    more = len(people) - len(links)
    if more:
        text = ngettext("{names} and {n} more", "{names} and {n} more", more)
        return format_html(text, names=mark_safe(", ".join(links)), n=more)  # noqa: S308
    if len(links) == _NAMED:
        return format_html(_("{one} and {other}"), one=links[0], other=links[1])
    return links[0] if links else format_html("{}", _("Somebody"))


def _space(line: Line) -> SafeString:
    space = line.notice.space
    return format_html('<a href="{}">{}</a>', space_url(space), space.name) if space else _none()


def _voice(line: Line) -> SafeString:
    return format_html("{}", line.notice.case.about.name) if line.notice.case else _none()


def _none() -> SafeString:
    return SafeString("")


def _url(line: Line) -> str:
    """Where a line leads."""
    notice = line.notice
    if line.kind == "colleague":
        return colleague_url(notice, line.post)
    if line.kind in OFFICE:
        return office_url(notice)
    if line.kind == "codex":
        return reverse("codex_between", args=[(notice.thing or 2) - 1, notice.thing or 2])
    if line.post is not None:
        return post_url(line.post)
    if notice.case_id and (line.kind == "case_overdue" or notice.step == "to_you"):
        return reverse("desk_case", args=[notice.case_id])
    if notice.case_id:
        return reverse("case", args=[notice.case_id])
    if notice.space:
        members = line.kind == "space_request"
        return reverse("space_members" if members else "space", args=[notice.space.slug])
    return profile_url(line.people[0]) if line.people else ""
