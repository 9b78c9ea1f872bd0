"""The head of a day: one signed hash that stands for the whole register up to then.

It goes out to people and servers we do not control. Whoever kept one can tell later whether
anything before it was rewritten, also by us.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db import transaction

from augenhoehe.domain.moderation.events import RegisterHeadPublished
from augenhoehe.domain.moderation.models import RegisterEntry, RegisterHead
from augenhoehe.domain.moderation.register.format import head_document
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.hashchain import canonical

SIGNATURE = "signature"
_DAY = timedelta(days=1)


@transaction.atomic
def publish_head() -> RegisterHead | None:
    """Sign and publish the head, if anything was written since the last one. Runs every day."""
    last = RegisterEntry.objects.order_by("-seq").first()
    known = newest_head()
    if last is None or (known is not None and known.seq >= last.seq):
        return None
    head = RegisterHead.objects.create(
        seq=last.seq, hash=last.hash, at=clock.now(), document=_signed(last)
    )
    emit(RegisterHeadPublished(head_id=head.id, seq=head.seq))
    return head


def publish_missed_head() -> RegisterHead | None:
    """Make up for a day on which the server did not run. Called at the start."""
    known = newest_head()
    if known is not None and clock.now() - known.at < _DAY:
        return None
    return publish_head()


def newest_head() -> RegisterHead | None:
    return RegisterHead.objects.order_by("-seq").first()


def public_key() -> str:
    """The key with which signatures of this server are checked: 32 bytes in hexadecimal digits."""
    return _private_key().public_key().public_bytes_raw().hex()


def is_signed_by(document: Mapping[str, Any], key: str) -> bool:
    """Whether a head was signed by whoever holds the other half of this public key."""
    unsigned = {name: value for name, value in document.items() if name != SIGNATURE}
    try:
        signature = bytes.fromhex(str(document.get(SIGNATURE)))
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(
            signature, canonical(unsigned)
        )
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _private_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(settings.REGISTER_KEY))


def _signed(last: RegisterEntry) -> str:
    document = head_document(
        seq=last.seq,
        digest=bytes.fromhex(last.hash),
        server=settings.BASE_URL,
        at=clock.now(),
    )
    signature = _private_key().sign(canonical(document)).hex()
    return json.dumps(document | {SIGNATURE: signature}, ensure_ascii=False)
