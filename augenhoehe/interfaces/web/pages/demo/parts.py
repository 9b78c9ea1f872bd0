"""As whom one can look at the demo, with one click and without a password."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody to look as. The address is checked, so that nobody else can be meant."""

    handle: str
    email: str
    name: str
    role: _StrPromise


PARTS: dict[str, Part] = {
    part.handle: part
    for part in (
        Part("karl", "karl@example.org", "Karl", pgettext_lazy("somebody to look as", "customer")),
        Part(
            "erika",
            "erika@lindenrad.example",
            "Erika",
            pgettext_lazy("somebody to look as", "employee"),
        ),
        Part(
            "hanna",
            "hanna@lindenrad.example",
            "Hanna",
            pgettext_lazy("somebody to look as", "executive"),
        ),
        Part(
            "sven",
            "sven@lindenrad.example",
            "Sven",
            pgettext_lazy("somebody to look as", "works council"),
        ),
        Part(
            "ruth",
            "ruth@example.org",
            "Ruth",
            pgettext_lazy("somebody to look as", "moderator"),
        ),
    )
}
OUTSIDER = "aussen"
