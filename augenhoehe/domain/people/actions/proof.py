from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from augenhoehe.domain.people.models import Account, ProfileField
from augenhoehe.foundation import clock, fetch
from augenhoehe.foundation.page_head import links_of


def prove_fields(account: Account) -> None:
    """Look at the links of a profile: one that links back with rel=me is proven.

    Fetches each page (seconds, each); run it as a job, never in a request.
    """
    for field in account.fields.filter(verified_at__isnull=True):
        if urlsplit(field.value).scheme == "https" and _links_back(field.value, account):
            _mark_proven(field)


@transaction.atomic
def _mark_proven(field: ProfileField) -> None:
    if ProfileField.objects.filter(id=field.id).update(verified_at=clock.now()):
        account = field.account
        account.version += 1
        account.save(update_fields=["version"])


def _links_back(url: str, account: Account) -> bool:
    try:
        page = fetch.fetch_now(
            url,
            allow_private=settings.FEDERATION_PRIVATE_ADDRESSES,
            allow_http=settings.FEDERATION_HTTP,
        )
    except (fetch.FetchRefused, fetch.FetchFailed):
        return False
    mine = f"{settings.BASE_URL}/@{account.handle}".lower()
    return any(link.rstrip("/").lower() == mine for link in links_of(page.body, "me"))
