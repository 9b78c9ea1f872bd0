"""Why a signature is refused: one exception, with a code that a program can read."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """The reasons. Each is the whole of what a peer needs to know to do it better."""

    UNSIGNED = "unsigned"  # there is no Signature header
    MALFORMED = "malformed"  # a header, a parameter or a number is not of its form
    TOO_LARGE = "too_large"  # longer or more than anybody honest sends
    SEVERAL = "several_signatures"  # which of them would count?
    DUPLICATE = "duplicate"  # a header, parameter or component stands there twice
    METHOD = "method"  # not GET or POST, written so
    HOST = "host"  # meant for another server, or for nobody
    UNCOVERED = "uncovered"  # a part that has to be signed is not
    COMPONENT = "unknown_component"  # signed is something we cannot look at
    MISSING = "missing_header"  # signed is a header that is not there
    STALE = "stale"  # signed too long ago
    FUTURE = "future"  # signed in time to come
    EXPIRED = "expired"  # the signer itself put an end to it
    DIGEST = "digest"  # the body is not the one that was signed
    KEY_ID = "key_id"  # not the address of a key
    KEY_UNKNOWN = "key_unknown"  # the actor does not name this key, or no longer
    KEY_OTHER = "key_other"  # the key at hand is not the one named by the message
    KEY_OWNER = "key_owner"  # the key belongs to somebody else, or lives elsewhere
    KEY_UNREADABLE = "key_unreadable"
    KEY_TYPE = "key_type"  # neither RSA nor Ed25519
    KEY_WEAK = "key_weak"  # RSA below 2048 bits or with a bad exponent
    ALGORITHM = "algorithm"  # not the one that belongs to the key
    SIGNATURE = "wrong_signature"  # all is well-formed, but the key did not sign this


class SignatureRefused(Exception):
    """Nothing in this message may be believed. `why` is for programs, `detail` for a log.

    After `KEY_UNKNOWN`, `KEY_OTHER`, `KEY_TYPE` and `SIGNATURE` with a remembered key, fetching
    the actor once more can help (`may_help_to_ask_again`): keys are rotated.
    """

    def __init__(self, why: Why, detail: str = "") -> None:
        super().__init__(f"{why}: {detail}" if detail else str(why))
        self.why = why
        self.detail = detail

    @property
    def may_help_to_ask_again(self) -> bool:
        """Whether a newer copy of the actor could change the answer."""
        return self.why in _OF_AN_OLD_KEY


_OF_AN_OLD_KEY = frozenset(
    {Why.KEY_UNKNOWN, Why.KEY_OTHER, Why.KEY_TYPE, Why.ALGORITHM, Why.SIGNATURE}
)
