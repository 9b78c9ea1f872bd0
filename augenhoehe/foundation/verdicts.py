"""A policy answers with a verdict: yes, or a no that says why.

The same sentence reaches the page, the API and the log, so it is written for people,
translatable, and says what one can do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Verdict:
    """`bool(verdict)` is the answer; `reason` is empty for a yes."""

    allowed: bool
    reason: str | _StrPromise = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(True)


def no(reason: str | _StrPromise) -> Verdict:
    """A refusal with its reason."""
    return Verdict(False, reason)


class NotAllowed(Exception):
    """Somebody may not do this; `str()` is the reason in words."""

    def __init__(self, reason: str | _StrPromise) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


class Invalid(Exception):
    """An input cannot be used; `field` says where the message belongs ("" = the whole)."""

    def __init__(self, message: str | _StrPromise, *, field: str = "", code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.code = code

    def __str__(self) -> str:
        return str(self.message)


def require(verdict: Verdict) -> None:
    """Go on if the verdict is a yes, else raise `NotAllowed` with its reason."""
    if not verdict:
        raise NotAllowed(verdict.reason)
