import base64
import hashlib
import hmac

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import transaction

from augenhoehe.domain.people.models import MailContact
from augenhoehe.foundation import clock


@transaction.atomic
def keep_contact(address: str, *, name: str = "", language: str = "") -> MailContact:
    """Remember a mail address: by a keyed hash to find it, encrypted to write to it."""
    contact, _new = MailContact.objects.get_or_create(
        address_hash=hash_address(address),
        defaults={
            "address_encrypted": _cipher().encrypt(address.strip().encode()),
            "name": name.strip()[:100],
            "language": language,
        },
    )
    return contact


@transaction.atomic
def confirm_contact(contact: MailContact) -> None:
    """The address answered."""
    contact.confirmed_at = contact.confirmed_at or clock.now()
    contact.save(update_fields=["confirmed_at"])


def address_of(contact: MailContact) -> str:
    """The address, for sending only."""
    return _cipher().decrypt(bytes(contact.address_encrypted)).decode()


def hash_address(address: str) -> str:
    """What an address is looked up by; useless without the server's key."""
    key = settings.ADDRESS_KEY.encode()
    return hmac.new(key, address.strip().lower().encode(), hashlib.sha256).hexdigest()


def _cipher() -> Fernet:
    key = hashlib.sha256(b"mail contacts:" + settings.ADDRESS_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
