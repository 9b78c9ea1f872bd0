"""Telling the organisation's own tools of steps of public cases.

Signed, so that the other side can tell that it was us: HMAC-SHA256 with the shared secret over
`<timestamp>.<body>`, in `X-Augenhoehe-Signature: sha256=<hex>`; the timestamp (seconds) stands in
`X-Augenhoehe-Timestamp`, the number of the delivery in `X-Augenhoehe-Delivery`. No words and no
persons are told, only that something happened, and where it can be read.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.events import CaseMoved, CaseOpened
from augenhoehe.domain.criticism.models import Case, Webhook
from augenhoehe.domain.criticism.policies_desk import may_keep_webhooks
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts.audience import OPEN
from augenhoehe.foundation import clock, jobs
from augenhoehe.foundation.fetch import FetchFailed, FetchRefused, check_address, post_now
from augenhoehe.foundation.ids import new_id
from augenhoehe.foundation.jobs.retry import GiveUp
from augenhoehe.foundation.verdicts import Invalid, require

KIND = "webhook"
MOST = 20
_GONE = 410


@transaction.atomic
def add_webhook(url: str, *, by: Account) -> Webhook:
    """Tell an address from now on. Its `secret` is shown once, to whoever added it."""
    require(may_keep_webhooks(who_is(by)))
    url = url.strip()
    _check(url)
    if Webhook.objects.count() >= MOST:
        words = _("At most %(most)d addresses, please.") % {"most": MOST}
        raise Invalid(words, field="url", code="many")
    return Webhook.objects.create(url=url, secret=secrets.token_hex(32), by=by)


def _check(url: str) -> None:
    try:
        check_address(url, **_fence())
    except FetchRefused as refusal:
        raise Invalid(
            _("This server does not write to that address: it has to begin with https:// and "
              "lie out in the world."),
            field="url",
            code=refusal.reason,
        ) from None  # fmt: skip
    if len(url) > 500:
        raise Invalid(_("At most 500 characters, please."), field="url", code="too_long")


def _fence() -> dict[str, bool]:
    return {
        "allow_private": settings.FEDERATION_PRIVATE_ADDRESSES,
        "allow_http": settings.FEDERATION_HTTP,
    }


@transaction.atomic
def drop_webhook(hook: Webhook, *, by: Account) -> None:
    """Tell an address nothing more; what is on its way is dropped too."""
    require(may_keep_webhooks(who_is(by)))
    Webhook.objects.filter(id=hook.id).delete()


@transaction.atomic
def try_webhook(hook: Webhook, *, by: Account) -> None:
    """Send a greeting, to see whether it arrives."""
    require(may_keep_webhooks(who_is(by)))
    _enqueue(hook, {"event": "test"})


def tell_webhooks(event: CaseOpened | CaseMoved) -> None:
    """A public case took a step: one job for each address."""
    hooks = list(Webhook.objects.filter(active=True))
    if not hooks:
        return
    case = Case.objects.select_related("about", "post").get(id=event.case_id)
    if case.audience not in OPEN or case.post.audience not in OPEN:
        return
    kind = event.kind if isinstance(event, CaseMoved) else "opened"
    for hook in hooks:
        _enqueue(hook, {"event": f"case.{kind}", "case": _told_of(case)})


def _told_of(case: Case) -> dict[str, str]:
    return {
        "id": str(case.id),
        "url": f"{settings.BASE_URL}/faelle/{case.id}",
        "state": case.state,
        "channel": case.channel,
        "topic": case.topic,
        "voice": case.about.handle,
        "opened_at": case.opened_at.isoformat(timespec="seconds"),
    }


def _enqueue(hook: Webhook, said: Mapping[str, Any]) -> None:
    number = str(new_id())
    words = {"id": number, "at": clock.now().isoformat(timespec="seconds"), **said}
    body = json.dumps(words, ensure_ascii=False, sort_keys=True)
    payload = {"hook": hook.id, "delivery": number, "body": body}
    jobs.enqueue(KIND, payload, host=urlsplit(hook.url).hostname or "")


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """What stands in the header: the other side computes the same and compares."""
    signed = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256)
    return f"sha256={signed.hexdigest()}"


def deliver_webhook(payload: Mapping[str, Any]) -> None:
    """The job of kind "webhook": send it; what fails is tried again later."""
    hook = Webhook.objects.filter(id=payload["hook"], active=True).first()
    if hook is None:
        return
    body, timestamp = payload["body"].encode(), str(int(clock.now().timestamp()))
    headers = {
        "Content-Type": "application/json",
        "X-Augenhoehe-Delivery": payload["delivery"],
        "X-Augenhoehe-Timestamp": timestamp,
        "X-Augenhoehe-Signature": signature(hook.secret, timestamp, body),
    }
    try:
        status = post_now(hook.url, body, headers=headers, **_fence()).status
    except FetchRefused as refusal:
        _note(hook, f"refused: {refusal.reason}")
        raise GiveUp(f"We do not write to {hook.url}: {refusal.reason}") from None
    except FetchFailed as failure:
        _note(hook, f"failed: {failure.reason}")
        raise
    _note(hook, str(status))
    if status == _GONE:
        raise GiveUp(f"{hook.url} is gone.")
    if not 200 <= status < 300:
        raise RuntimeError(f"{hook.url} answered {status}.")


def _note(hook: Webhook, status: str) -> None:
    Webhook.objects.filter(id=hook.id).update(last_status=status[:100], last_at=clock.now())
