from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people import hats_settling as settling
from augenhoehe.domain.people.actions.hats import MOST_WORDS
from augenhoehe.domain.people.attribution import checked_domains
from augenhoehe.domain.people.events import HatListDue
from augenhoehe.domain.people.hat_list import Listed, NotBelieved, Page, host_of, names
from augenhoehe.domain.people.hat_list_fetching import fetched_list
from augenhoehe.domain.people.hat_list_words import why_not_believed
from augenhoehe.domain.people.models import Account, Hat, HatList
from augenhoehe.domain.people.policies_hats import may_claim_hat
from augenhoehe.domain.people.uris import local_uri
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock, patience
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require

LOOKED_AT_EVERY = timedelta(minutes=30)
_LONGEST_DOMAIN = 60  # beside the words: it is never cut, or it would look like another
# Brackets are ours: within them stands who says so, and nobody brings their own.
_WITHOUT_FRAMES = str.maketrans(dict.fromkeys("()[]{}⟨⟩❨❩❲❳⦅⦆（）［］｛｝｟｠⁽⁾₍₎﹙﹚︵︶﴾﴿", " "))
Source, Ended = Hat.Source, Hat.Ended


def claim_hats(domain: str, *, by: Account) -> list[Hat]:
    """Wear the hats that the signed list of an organisation elsewhere gives somebody.

    Fetches the list (seconds). Raises `Invalid` with the reason where it says nothing.
    """
    require(may_claim_hat(who_is(by)))
    domain = _checked(domain)
    patience.spend("look_elsewhere", str(by.id))
    try:
        page = fetched_list(domain)
        return _kept(page, by=by)
    except NotBelieved as refusal:
        raise Invalid(why_not_believed(refusal.reason, domain), field="domain") from None


def _checked(domain: str) -> str:
    typed = tidy(domain).strip().lower()
    if settings.FEDERATION_PRIVATE_ADDRESSES and typed.rpartition(":")[2].isdigit():
        return typed  # a server beside this one, in tests
    found = checked_domains([typed.rpartition("@")[2]]) if typed else []
    if len(found) != 1 or len(found[0]) > _LONGEST_DOMAIN or found[0] == host_of(settings.BASE_URL):
        raise Invalid(_("Please name a domain, such as example.org."), field="domain")
    return found[0]


@transaction.atomic
def _kept(page: Page, *, by: Account) -> list[Hat]:
    _remember(page)
    _settle(page)
    given = [_given(listed, page.organisation, by) for listed in _meant(page.hats, by)]
    hats = [hat for hat in given if hat is not None]
    if not hats:
        raise NotBelieved("not_named")
    return hats


def _remember(page: Page) -> None:
    """Keep the newest; an older one, or one of another key while this is valid, is refused."""
    known = HatList.objects.select_for_update().filter(domain=page.organisation).first()
    now = clock.now()
    if known is not None and page.issued_at < known.issued_at:
        raise NotBelieved("replayed")
    if known is not None and known.key != page.key and known.valid_until > now:
        raise NotBelieved("other_key")
    HatList.objects.update_or_create(
        domain=page.organisation,
        defaults={
            "key": page.key,
            "issued_at": page.issued_at,
            "valid_until": page.valid_until,
            "checked_at": now,
            "refused": "",
        },
    )


def _settle(page: Page) -> None:
    """End what the list no longer says."""
    rows = Hat.objects.filter(
        source=Source.ORGANISATION, domain=page.organisation, until__isnull=True
    )
    for hat in rows.select_related("account"):
        said = {_words(one, page.organisation) for one in _meant(page.hats, hat.account)}
        if hat.words not in said:
            settling.end(hat, Ended.UNCONFIRMED)


def _meant(hats: Sequence[Listed], account: Account) -> list[Listed]:
    address = f"{account.handle}@{host_of(settings.BASE_URL)}"
    actor, page = local_uri(account.id), f"{settings.BASE_URL}/@{account.handle}"
    return [one for one in hats if names(one, account=address, actor=actor, page=page)]


def _words(listed: Listed, domain: str) -> str:
    """With the domain that says so: nobody elsewhere can lend the name of somebody else."""
    said = tidy(listed.words).translate(_WITHOUT_FRAMES)
    words = " ".join(said.split())[: MOST_WORDS - len(domain) - 3].strip()
    return f"{words} ({domain})"


def _given(listed: Listed, domain: str, account: Account) -> Hat | None:
    words = _words(listed, domain)
    present = Hat.objects.filter(account=account, words__iexact=words, until__isnull=True)
    if known := present.first():
        return known
    if settling.was_withdrawn_from(account.id, domain):
        return None
    return settling.give(
        Hat(account=account, words=words, source=Source.ORGANISATION, domain=domain)
    )


def look_at_list(domain: str) -> None:
    """Fetch a list again and end what it no longer says. A job; a list we do not believe
    changes nothing: the hats last as long as the one before is valid."""
    try:
        page = fetched_list(domain)
        with transaction.atomic():
            _remember(page)
            _settle(page)
    except NotBelieved as refusal:
        HatList.objects.filter(domain=domain).update(
            refused=refusal.reason[:20], checked_at=clock.now()
        )


@transaction.atomic
def check_lists_again() -> int:
    """Have the lists looked at whose hats are worn here. Runs every ten minutes."""
    worn = Hat.objects.filter(source=Source.ORGANISATION, until__isnull=True)
    due = HatList.objects.filter(
        domain__in=worn.values("domain"), checked_at__lt=clock.now() - LOOKED_AT_EVERY
    )
    domains = list(due.values_list("domain", flat=True)[:200])
    HatList.objects.filter(domain__in=domains).update(checked_at=clock.now())
    for domain in domains:
        emit(HatListDue(domain))
    return len(domains)
