"""The office in the tour: the refused removal, the one at once, the one that was wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from augenhoehe.domain.moderation.selectors import interventions_where
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.moderation.tokens import token_for

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.models import Intervention, Target

_Links = list[tuple[str, str]]
_REGISTER = "/register"


def post_of(step: str) -> int | None:
    """The post a step shows, where it shows one."""
    find = _SHOWN.get(step)
    target = _target(find()) if find else None
    return target.post_id if target else None


def refused() -> _Links:
    """Of the removal the second person refused."""
    found = _refused()
    target = _target(found)
    if found is None or target is None:
        return [(_("As Ruth: the proposals"), "/aufsicht/vorschlaege")]
    return [
        (_("Marek's post, with the answer"), f"/p/{target.post_id}"),
        (_("As Ruth: why the removal was refused"), f"/aufsicht/eingriffe/{found.uid}"),
        (_("As Ruth: try to remove it yourself"), f"/aufsicht/eingriff?post={target.post_id}"),
    ]


def removed_at_once() -> _Links:
    """Of the home address."""
    found = _at_once()
    return [
        (_("The entry in the register"), _entry(found)),
        (_("The clause it cites"), "/codex/1/personal-data"),
        (_("The whole register"), _REGISTER),
    ]


def appealed() -> _Links:
    """Of the statement of reasons, and what became of the appeal."""
    target = _target(_at_once())
    statement = f"/begruendung/{token_for(target.id)}" if target else _REGISTER
    return [
        (_("The statement of reasons, as Volker reads it"), statement),
        (_("As Ruth: the open appeals"), "/aufsicht/einsprueche"),
    ]


def restored() -> _Links:
    """Of the post that was removed by mistake."""
    found = _overturned()
    target = _target(found)
    return [
        (_("Ben's post, back in its place"), f"/p/{target.post_id}" if target else _REGISTER),
        (_("The entry in the register"), _entry(found)),
    ]


def verified() -> _Links:
    """Of how to check the register."""
    return [
        (_("Check the register yourself"), "/register/pruefen"),
        (_("The whole register"), _REGISTER),
    ]


def _entry(found: Intervention | None) -> str:
    return f"{_REGISTER}/{found.uid}" if found else _REGISTER


def _target(found: Intervention | None) -> Target | None:
    return next(iter(found.targets.all()), None) if found else None


def _refused() -> Intervention | None:
    return next(iter(interventions_where("declined", limit=1)), None)


def _at_once() -> Intervention | None:
    found = interventions_where("in_force", limit=200)
    removed = (one for one in found if one.at_once and one.kind == Kind.REMOVE_POST)
    return next((one for one in removed if one.is_of_criticism), None)


def _overturned() -> Intervention | None:
    found = interventions_where("overturned", limit=50)
    return next((one for one in found if one.kind == Kind.REMOVE_POST), None)


_SHOWN: dict[str, Callable[[], Intervention | None]] = {
    "refuse": _refused,
    "restore": _overturned,
}
