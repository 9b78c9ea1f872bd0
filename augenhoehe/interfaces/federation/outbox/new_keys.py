"""New keys for one of our accounts, as after a copy of the database went astray."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from augenhoehe.interfaces.federation.keys import rotate_keys
from augenhoehe.interfaces.federation.outbox.publish_people import say_actor

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


@transaction.atomic
def change_keys(account: Account) -> None:
    """Replace them and tell the followers' servers; all others ask when a signature is strange."""
    rotate_keys(account)
    say_actor(account)
