"""Signed links to a statement of reasons: for whoever is concerned, with no account needed.

Not stored: who lost the letter gets the same link again. It opens one statement and the form
to appeal against it, nothing else.
"""

from __future__ import annotations

from django.core import signing

from augenhoehe.domain.moderation.models import Target

_PURPOSE = "augenhoehe.statement"


def statement_token(target: Target) -> str:
    """What stands at the end of the link."""
    return token_for(target.id)


def token_for(target_id: int) -> str:
    """The same, where only the number is at hand."""
    return signing.Signer(salt=_PURPOSE).sign_object(target_id)


def target_of(token: str) -> Target | None:
    """The target a link is about; None if somebody made it up or cut it off."""
    try:
        target_id = signing.Signer(salt=_PURPOSE).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    rows = Target.objects.select_related(
        "intervention__clause__version", "post__account", "account", "affected", "tag"
    )
    return rows.filter(id=target_id).first() if isinstance(target_id, int) else None
