from django.db import transaction

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.models import Draft
from augenhoehe.foundation import clock
from augenhoehe.foundation.text import tidy

MAX_LENGTH = 20_000
MAX_DRAFTS = 200


@transaction.atomic
def save_draft(slot: str, *, by: Account, text: str, warning: str = "") -> None:
    """Remember what somebody is writing at a place; an empty text forgets it."""
    text, warning = tidy(text)[:MAX_LENGTH], tidy(warning)[:300]
    if not text.strip() and not warning.strip():
        drop_draft(slot, by=by)
        return
    Draft.objects.update_or_create(
        account=by,
        slot=slot[:80],
        defaults={"text": text, "warning": warning, "updated_at": clock.now()},
    )
    oldest = Draft.objects.filter(account=by).order_by("-updated_at").values("id")[MAX_DRAFTS:]
    Draft.objects.filter(id__in=list(oldest.values_list("id", flat=True))).delete()


@transaction.atomic
def drop_draft(slot: str, *, by: Account) -> None:
    """Forget a draft."""
    Draft.objects.filter(account=by, slot=slot[:80]).delete()
