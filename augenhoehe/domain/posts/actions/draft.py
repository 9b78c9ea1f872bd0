from uuid import uuid4

from django.db import transaction

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.drafts import draft_seen
from augenhoehe.domain.posts.models import Draft, Look
from augenhoehe.foundation import clock
from augenhoehe.foundation.text import tidy

MAX_LENGTH = 20_000
MAX_DRAFTS = 200


@transaction.atomic
def save_draft(
    slot: str, *, by: Account, text: str, warning: str = "", seen: str | None = None
) -> str:
    """Remember what somebody is writing at a place; an empty text forgets it.

    `seen` is the fingerprint of the draft as the page last knew it ("" for none). What another
    page wrote at the same place meanwhile is not overwritten: this draft then lies beside it.
    Returns the fingerprint of what is kept now.
    """
    text, warning = tidy(text)[:MAX_LENGTH], tidy(warning)[:300]
    mine = slot[:80] if seen is None else draft_seen(by, slot, seen, text)
    if not text.strip() and not warning.strip():
        drop_draft(mine, by=by)
        return ""
    Draft.objects.update_or_create(
        account=by,
        slot=mine or f"{slot[:60]}~{uuid4().hex[:12]}",
        defaults={"text": text, "warning": warning, "updated_at": clock.now()},
    )
    oldest = Draft.objects.filter(account=by).order_by("-updated_at").values("id")[MAX_DRAFTS:]
    Draft.objects.filter(id__in=list(oldest.values_list("id", flat=True))).delete()
    return Draft(text=text, warning=warning).fingerprint


@transaction.atomic
def drop_draft(slot: str, *, by: Account) -> None:
    """Forget a draft, and with it what colleagues were asked and said about it."""
    Look.objects.filter(by=by, slot=slot[:80]).delete()
    Draft.objects.filter(account=by, slot=slot[:80]).delete()
