"""What somebody may do on this server beyond what everybody may, in the words of clients."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from augenhoehe.domain.people.who import Who

# Bits of Mastodon's permissions, as far as there is something behind them here. Nobody has
# bit 0, which would mean "everything": no role here may do everything.
_VIEW_LOG = 1 << 2
_REPORTS = 1 << 4
_FEDERATION = 1 << 5
_APPEALS = 1 << 9
_USERS = 1 << 10
_ANNOUNCEMENTS = 1 << 13
_EMOJI = 1 << 14
_INVITE = 1 << 16
_ROLES = 1 << 17

_EVERYBODY = _INVITE
# By role, the widest first: an id apps can tell them apart by, and what it adds.
_ROLES_HERE = (
    ("moderator", "1", _VIEW_LOG | _REPORTS | _FEDERATION | _APPEALS | _USERS | _ANNOUNCEMENTS),
    ("admin", "2", _ROLES | _ANNOUNCEMENTS | _EMOJI),
    ("auditor", "3", _VIEW_LOG | _APPEALS),
    ("inspection", "4", _VIEW_LOG | _APPEALS),
    ("desk", "5", 0),
)


def role_entity(who: Who) -> dict[str, Any]:
    """The role of somebody. With several it has the first one's name and what all may do."""
    held = [one for one in _ROLES_HERE if who.has_role(one[0])]
    permissions = _EVERYBODY
    for _name, _number, adds in held:
        permissions |= adds
    name, number = (held[0][0], held[0][1]) if held else ("", "-99")
    return {
        "id": number,
        "name": _named(name),
        "color": "",
        "permissions": str(permissions),
        "highlighted": False,  # nobody's words weigh more for an office they hold
    }


def _named(role: str) -> str:
    return {
        "moderator": _("Moderator"),
        "admin": _("Administrator"),
        "auditor": _("Auditor"),
        "inspection": _("Inspection"),
        "desk": _("Desk"),
    }.get(role, "")


def roles_with_ids(ids: Iterable[str]) -> set[str]:
    """The roles behind the ids that `role_entity` gives out; unknown ids are nobody's."""
    wanted = set(ids)
    return {name for name, number, _adds in _ROLES_HERE if number in wanted}
