"""Imagined people and things, to ask every policy what it would say to them.

The page on equal rights is made of these answers, so it shows what the code does. Nobody
and nothing here is saved. Moderation sees all rooms that have rights, hence this place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.codex import policies as codex
from augenhoehe.domain.codex.models import Clause
from augenhoehe.domain.codex.policies_agreement import AGREEMENT_RIGHTS
from augenhoehe.domain.criticism import policies as criticism
from augenhoehe.domain.criticism import policies_desk as desk
from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.criticism.policies_backing import BACKING_RIGHTS
from augenhoehe.domain.media import policies as media
from augenhoehe.domain.moderation import policies as moderation
from augenhoehe.domain.moderation.measure import Measure
from augenhoehe.domain.moderation.models import Intervention
from augenhoehe.domain.moderation.policies_appeals import APPEAL_RIGHTS
from augenhoehe.domain.moderation.policies_reports import REPORT_RIGHTS
from augenhoehe.domain.moderation.terms import Ground, Kind
from augenhoehe.domain.people import policies as people
from augenhoehe.domain.people.models import Account, RoleGrant, VoiceMembership
from augenhoehe.domain.people.policies_approval import APPROVAL_RIGHTS
from augenhoehe.domain.people.policies_hats import HAT_RIGHTS
from augenhoehe.domain.people.policies_inspection import INSPECTION_RIGHTS
from augenhoehe.domain.people.policies_reading import READING_RIGHTS
from augenhoehe.domain.people.who import ANYONE, Who
from augenhoehe.domain.posts import policies as posts
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.policies_help import HELP_RIGHTS
from augenhoehe.domain.posts.policies_own import OWN_RIGHTS
from augenhoehe.domain.posts.policies_quotes import QUOTE_RIGHTS
from augenhoehe.domain.posts.policies_showing import SHOWING_RIGHTS
from augenhoehe.domain.posts.policies_turn import TURN_RIGHTS
from augenhoehe.domain.spaces import policies as spaces
from augenhoehe.domain.spaces.models import Space
from augenhoehe.foundation.rights import Right

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

RIGHTS: Mapping[str, list[Right]] = {
    "people": [*people.RIGHTS, *READING_RIGHTS, *APPROVAL_RIGHTS, *HAT_RIGHTS, *INSPECTION_RIGHTS],
    "codex": [*codex.RIGHTS, *AGREEMENT_RIGHTS],
    "spaces": spaces.RIGHTS,
    "media": media.RIGHTS,
    "posts": [
        *posts.RIGHTS,
        *OWN_RIGHTS,
        *HELP_RIGHTS,
        *QUOTE_RIGHTS,
        *SHOWING_RIGHTS,
        *TURN_RIGHTS,
    ],
    "criticism": [*criticism.RIGHTS, *desk.RIGHTS, *BACKING_RIGHTS],
    "moderation": [*moderation.RIGHTS, *REPORT_RIGHTS, *APPEAL_RIGHTS],
}

_ME, _VOICE, _SOMEBODY = 11, 12, 13
_Role = RoleGrant.Role


@dataclass(frozen=True, slots=True)
class Imagined:
    """Somebody who does not exist: what they are called, and what policies see of them."""

    name: str
    label: str | _StrPromise
    who: Who
    title: str | _StrPromise = ""  # stands in the profile; no policy gets to see it


def _me(*, is_member: bool = False, is_local: bool = True, role: str = "", voice: str = "") -> Who:
    return Who(
        account_id=_ME,
        is_local=is_local,
        is_member=is_member,
        roles=frozenset({role} if role else ()),
        voices={_VOICE: voice} if voice else {},
    )


IMAGINED: tuple[Imagined, ...] = (
    Imagined("anyone", _("anyone on the web"), ANYONE),
    Imagined("customer", _("customer"), _me()),
    Imagined("remote", _("person from another server"), _me(is_local=False)),
    Imagined("member", _("member of the organisation"), _me(is_member=True)),
    Imagined("executive", _("executive"), _me(is_member=True), _("Managing director")),
    Imagined(
        "writer",
        _("writer of a voice"),
        _me(is_member=True, voice=VoiceMembership.Role.WRITER),
    ),
    Imagined(
        "steward",
        _("steward of a voice"),
        _me(is_member=True, voice=VoiceMembership.Role.STEWARD),
    ),
    Imagined("desk", _("desk"), _me(is_member=True, role=_Role.DESK)),
    Imagined("moderator", _("moderator"), _me(role=_Role.MODERATOR)),
    Imagined("auditor", _("auditor"), _me(role=_Role.AUDITOR)),
    Imagined("inspection", _("inspection"), _me(role=_Role.INSPECTION)),
    Imagined("admin", _("administrator"), _me(role=_Role.ADMIN)),
)


@dataclass(frozen=True, slots=True)
class Specimen:
    """Somebody imagined among imagined things: what `Right.ask` takes."""

    who: Who
    reader: Reader
    own_post: Post
    own_case: Case
    somebody: Account = field(default_factory=lambda: Account(id=_SOMEBODY, handle="somebody"))
    voice: Account = field(default_factory=lambda: _imagined_voice())
    world_space: Space = field(default_factory=lambda: _space(21, Space.Reach.WORLD))
    house_space: Space = field(default_factory=lambda: _space(22, Space.Reach.HOUSE))
    circle: Space = field(
        default_factory=lambda: _space(23, Space.Reach.CIRCLE, Space.Join.REQUEST)
    )
    space_role: str | None = None
    public_post: Post = field(default_factory=lambda: _post(31, _SOMEBODY))
    open_case: Case = field(default_factory=lambda: _case(41, _SOMEBODY, Case.State.OPEN))
    answered_case: Case = field(default_factory=lambda: _case(42, _SOMEBODY, Case.State.ANSWERED))
    measure: Measure = field(default_factory=lambda: _measure("rules"))
    unpleasant_measure: Measure = field(default_factory=lambda: _measure("unpleasant"))


def specimen_of(imagined: Imagined) -> Specimen:
    """An imagined person with a post and a case of their own."""
    me = imagined.who.account_id
    return Specimen(
        who=imagined.who,
        reader=Reader(imagined.who),
        own_post=_post(32, me),
        own_case=_case(43, me, Case.State.ANSWERED),
    )


def _imagined_voice() -> Account:
    return Account(id=_VOICE, handle="voice", kind=Account.Kind.VOICE)


def _space(number: int, reach: str, join: str = Space.Join.OPEN) -> Space:
    return Space(id=number, slug=f"space-{number}", reach=reach, join=join)


def _post(number: int, account_id: int | None) -> Post:
    author = Account(id=account_id, handle="author")  # type: ignore[misc]
    return Post(id=number, account=author, written_by_id=account_id)


def _measure(judgement: str) -> Measure:
    return Measure(
        kind=Kind.REMOVE_POST,
        posts=[Post(id=33, account=Account(id=_SOMEBODY), written_by_id=_SOMEBODY)],
        ground=Ground.RULES,
        clause=Clause(key="insult"),
        facts="",
        reasons="",
        rung=Intervention.Rung.ANSWER,
        rung_why="",
        judgement=judgement,
    )


def _case(number: int, critic_id: int | None, state: str) -> Case:
    return Case(id=number, post_id=31, about_id=_VOICE, critic_id=critic_id, state=state)
