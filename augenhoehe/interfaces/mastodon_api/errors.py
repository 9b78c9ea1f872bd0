"""Refusals as JSON, with the words and the status that clients know."""

from __future__ import annotations

import logging

from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import Http404, RawPostDataException, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _

from augenhoehe.foundation.faults import is_passing
from augenhoehe.foundation.patience import Patience
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

log = logging.getLogger("augenhoehe.mastodon_api")

NO_TOKEN = "The access token is invalid"  # noqa: S105 - words, no token
OUT_OF_SCOPE = "This action is outside the authorized scopes"
NO_PERSON = "This method requires an authenticated user"
NOT_CONFIRMED = "Your login is missing a confirmed e-mail address"
DISABLED = "Your login is currently disabled"
NOT_ALLOWED = "This action is not allowed"
NOT_FOUND = "Record not found"


class Refused(Exception):
    """The request is answered with an error; `str()` is what the answer says.

    `more` stands beside `error` in the answer, such as the `details` of a sign-up.
    """

    def __init__(
        self, status: int, message: str, *, more: dict[str, object] | None = None, **headers: str
    ) -> None:
        super().__init__(message)
        self.status = status
        self.more = more or {}
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def invalid(message: str) -> Refused:
    """A value that cannot be used, in the words clients know."""
    return Refused(422, f"Validation failed: {message}")


def not_found() -> Refused:
    """There is no such thing, or not for this reader: one cannot tell which."""
    return Refused(404, NOT_FOUND)


_TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
_UNREADABLE = (
    BadRequest,
    MultiPartParserError,
    SuspiciousOperation,
    RawPostDataException,
    UnreadablePostError,
)


def as_refused(fault: Exception) -> Refused | None:
    """What the domain or Django refused, as an answer; None for a fault of ours."""
    match fault:
        case Refused():
            return fault
        case NotAllowed():
            return Refused(403, str(fault))
        case Invalid():
            return invalid(str(fault))
        case Patience():
            return _patience(fault)
        case Http404():
            return not_found()
    if isinstance(fault, _TOO_LARGE):
        return Refused(413, "Payload too large")
    if isinstance(fault, _UNREADABLE):
        return Refused(400, "This request cannot be understood")
    if is_passing(fault):
        log.error("cannot write now: %s", fault)
        return Refused(503, "Service unavailable for a moment", Retry_After="10")
    return None


def _patience(fault: Patience) -> Refused:
    words = _("Please wait %(seconds)d seconds.") % {"seconds": fault.retry_after}
    return Refused(429, words, Retry_After=str(fault.retry_after))
