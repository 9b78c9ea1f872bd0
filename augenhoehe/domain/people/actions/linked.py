from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.events import LinkNeedsProof
from augenhoehe.domain.people.hat_list import host_of
from augenhoehe.domain.people.hats import hat_by_id
from augenhoehe.domain.people.link_proof import Unreachable, is_proven
from augenhoehe.domain.people.models import Account, Hat, LinkedAccount
from augenhoehe.domain.people.policies_hats import may_put_down_hat
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock, fetch
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require

MOST_LINKS = 5  # of one hat
CHECKED_EVERY = timedelta(days=7)
UNREACHABLE_FOR = timedelta(days=21)
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"

Method = LinkedAccount.Method


@transaction.atomic
def link_account(
    hat: Hat, address: str, *, by: Account, method: str = Method.REL_ME
) -> LinkedAccount:
    """Name an account of one's own elsewhere beside a hat; it is shown once it is proven."""
    require(may_put_down_hat(who_is(by), hat))
    if hat_by_id(by.id, hat.id) is None:
        raise Invalid(_("This hat has ended."), field="hat")
    address = checked_address(address)
    if method not in Method.values:
        raise Invalid(_("Please choose how it is to be proven."), field="method")
    present = LinkedAccount.objects.filter(hat=hat, until__isnull=True)
    if known := present.filter(address=address).first():
        return known
    if present.count() >= MOST_LINKS:
        raise Invalid(
            _("At most %(most)d accounts, please.") % {"most": MOST_LINKS}, field="address"
        )
    code = "augenhoehe-" + "".join(secrets.choice(_LETTERS) for _letter in range(16))
    linked = LinkedAccount.objects.create(
        hat=hat, address=address, method=method, code=code if method == Method.CODE else ""
    )
    if method == Method.REL_ME:
        emit(LinkNeedsProof(linked.id))
    return linked


def checked_address(address: str) -> str:
    """An address out in the world, of another server than this. Raises `Invalid`."""
    address = tidy(address).strip()
    try:
        fetch.check_address(
            address,
            allow_private=settings.FEDERATION_PRIVATE_ADDRESSES,
            allow_http=settings.FEDERATION_HTTP,
        )
    except fetch.FetchRefused:
        raise Invalid(
            _("Please give the whole address of a page, with https:// before it."), field="address"
        ) from None
    if len(address) > 500:
        raise Invalid(_("At most %(most)d characters, please.") % {"most": 500}, field="address")
    if host_of(address) == host_of(settings.BASE_URL):
        raise Invalid(_("This is a page of this server."), field="address")
    return address


@transaction.atomic
def show_code(linked: LinkedAccount, post: str, *, by: Account) -> None:
    """Say where the post with the code stands; it is looked at as soon as possible."""
    require(may_put_down_hat(who_is(by), linked.hat))
    post = checked_address(post)
    if host_of(post) != host_of(linked.address):
        raise Invalid(_("The post has to stand on the same server as the account."), field="post")
    row = LinkedAccount.objects.select_for_update().get(id=linked.id)
    if row.until is not None or row.method != Method.CODE:
        raise Invalid(_("This account is not linked any more."), field="post")
    row.code_address = post
    row.save(update_fields=["code_address"])
    emit(LinkNeedsProof(row.id))


@transaction.atomic
def unlink_account(linked: LinkedAccount, *, by: Account) -> None:
    """Name it no longer."""
    require(may_put_down_hat(who_is(by), linked.hat))
    LinkedAccount.objects.filter(id=linked.id, until__isnull=True).update(until=clock.now())


def prove_link(linked_id: int) -> None:
    """Look at an account elsewhere (seconds); run it as a job, never in a request.

    What is no longer said ends at once; what cannot be reached, after three weeks.
    """
    linked = LinkedAccount.objects.select_related("hat__account").filter(id=linked_id).first()
    if linked is None or linked.until is not None or linked.hat.until is not None:
        return
    if linked.method == Method.CODE and not linked.code_address:
        return
    proven: bool | None
    try:
        proven = is_proven(linked)
    except Unreachable:
        long_ago = clock.now() - UNREACHABLE_FOR
        proven = None if linked.verified_at and linked.verified_at > long_ago else False
    _note(linked, proven)


@transaction.atomic
def _note(linked: LinkedAccount, proven: bool | None) -> None:
    """Proven, not, or not known this time."""
    row = LinkedAccount.objects.select_for_update().get(id=linked.id)
    now = clock.now()
    row.checked_at = now
    if proven:
        row.verified_at = now
    elif proven is False and row.verified_at is not None:
        row.until = now
    row.save(update_fields=["checked_at", "verified_at", "until"])


@transaction.atomic
def check_links_again() -> int:
    """Have what was proven looked at again, a week later. Runs every hour."""
    due = LinkedAccount.objects.filter(
        until__isnull=True,
        hat__until__isnull=True,
        verified_at__isnull=False,
        checked_at__lt=clock.now() - CHECKED_EVERY,
    )
    ids = list(due.values_list("id", flat=True)[:200])
    LinkedAccount.objects.filter(id__in=ids).update(checked_at=clock.now())
    for linked_id in ids:
        emit(LinkNeedsProof(linked_id))
    return len(ids)
