"""The link at the end of a letter of the desk: for one person and one purpose, without an end."""

from __future__ import annotations

from django.core import signing

_SALT = "augenhoehe.desk.letter"


def letter_token(person_id: int) -> str:
    """What stands in the address that ends the letters to a person."""
    return signing.dumps(str(person_id), salt=_SALT)


def person_of(token: str) -> int | None:
    """Whose letters a link ends; None for what we did not sign."""
    try:
        return int(signing.loads(token, salt=_SALT))
    except (signing.BadSignature, ValueError):
        return None
