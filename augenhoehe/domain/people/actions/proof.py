from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from augenhoehe.domain.people.models import Account, ProfileField
from augenhoehe.foundation import clock, fetch


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
    finder = _MeLinks()
    finder.feed(page.body.decode("utf-8", errors="replace"))
    mine = f"{settings.BASE_URL}/@{account.handle}".lower()
    return any(link.rstrip("/").lower() == mine for link in finder.links)


class _MeLinks(HTMLParser):
    """Collects the addresses of `<a rel=me>` and `<link rel=me>`."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("a", "link") and "me" in (values.get("rel") or "").lower().split():
            self.links.append(values.get("href") or "")
