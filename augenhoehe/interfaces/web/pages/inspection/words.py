"""Names in code of what was read, as people say them."""

from __future__ import annotations

from django.utils.translation import gettext as _

ROLES = ("moderator", "desk", "auditor", "inspection", "admin")


def role_name(role: str) -> str:
    """A duty, as people say it."""
    return {
        "moderator": _("moderator"),
        "desk": _("desk"),
        "auditor": _("auditor"),
        "inspection": _("inspection"),
        "admin": _("administrator"),
    }.get(role, role)


def reading_name(what: str) -> str:
    """What was read; of `report:17` the kind and the number."""
    kind, _colon, number = what.rpartition(":")
    if number.isdecimal():
        return f"{reading_name(kind)} ({number})"
    return {
        "protected_name": _("who stands behind a protected name"),
        "office": _("who moderates under the name of an office"),
        "report": _("a report"),
        "quarantine": _("a picture in quarantine"),
        "inspection:configuration": _("inspection: configuration"),
        "inspection:retention": _("inspection: what is kept about persons"),
        "inspection:duties": _("inspection: duties"),
        "inspection:readings": _("inspection: this log"),
        "inspection:readings_file": _("inspection: this log, as a file"),
        "inspection:papers": _("inspection: model documents"),
    }.get(what, what)
