"""Fields in the order they are written, and the forms of values."""

from datetime import datetime
from typing import Any

Document = dict[str, Any]


def laid(**fields: Any) -> Document:
    """A document in the order given, without what is empty; False and 0 are said.

    An empty `to` or `cc` is said as well: some servers want both (Pleroma); None leaves it out.
    A trailing underscore is for names that Python keeps for itself.
    """
    return {
        name.rstrip("_"): value
        for name, value in fields.items()
        if value is not None and (value not in ("", (), [], {}) or name in ("to", "cc"))
    }


def time(moment: datetime | None) -> str | None:
    """A time as xsd:dateTime in UTC with Z; fractions only where there are any."""
    if moment is None:
        return None
    return moment.isoformat().replace("+00:00", "Z")


def duration(seconds: float | None) -> str | None:
    """A duration as xsd:duration."""
    return None if seconds is None else f"PT{seconds:.3f}".rstrip("0").rstrip(".") + "S"


def as_list(values: tuple[str, ...]) -> list[str]:
    """Several addresses: always a list, so that readers meet one form."""
    return list(values)
