"""What somebody is writing, asked for by whoever writes it: nobody else may."""

from django.db.models import Q

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.models import Draft


def draft_at(account: Account, slot: str) -> Draft | None:
    return Draft.objects.filter(account=account, slot=slot).first()


def draft_seen(account: Account, slot: str, seen: str, text: str) -> str:
    """The slot of the draft a page wrote at a place; the place itself if it is free, else ""."""
    beside = Q(slot=slot) | Q(slot__startswith=f"{slot}~")
    kept = list(Draft.objects.filter(beside, account=account).order_by("slot"))
    if own := [one for one in kept if one.fingerprint == seen]:
        return own[0].slot
    here = next((one for one in kept if one.slot == slot), None)
    # Saved a moment ago, and the page has not heard of it yet.
    is_own = here is None or text.strip().startswith(here.text.strip() or "\0")
    return slot if is_own else ""


def drafts_of(account: Account) -> list[Draft]:
    return list(Draft.objects.filter(account=account).order_by("-updated_at")[:100])
