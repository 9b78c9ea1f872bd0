"""`POST /api/v1/accounts`: somebody signs up in an app, with the app's own token."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from augenhoehe.domain.people.access import AppToken, TokenHolder, app_by_id
from augenhoehe.domain.people.actions import (
    correct_address,
    create_person,
    issue_token,
    use_invite,
)
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.mastodon_api.callers import caller_of
from augenhoehe.interfaces.mastodon_api.endpoint import endpoint
from augenhoehe.interfaces.mastodon_api.errors import NO_PERSON, NOT_ALLOWED, OUT_OF_SCOPE, Refused
from augenhoehe.interfaces.mastodon_api.parameters import Parameters, parameters_of
from augenhoehe.interfaces.mastodon_api.routes.accounts import many

# What the people room calls a fault, and what clients call it.
_FIELDS = {"handle": "username", "email": "email", "password": "password", "invite": "invite_code"}
_CODES = {"taken": "ERR_TAKEN", "reserved": "ERR_RESERVED", "malformed": "ERR_INVALID"}
_WAITS_FOR_CONFIRMATION = "This method is only available while the e-mail is awaiting confirmation"

Faults = dict[str, list[dict[str, str]]]


def _sign_up(request: HttpRequest) -> dict[str, Any]:
    app = _app_behind(request)
    sent = parameters_of(request)
    invite = sent.text("invite_code")
    if settings.REGISTRATION == "closed" or (settings.REGISTRATION == "invite" and not invite):
        raise Refused(403, NOT_ALLOWED)
    patience.spend("sign_up", str(request.META.get("REMOTE_ADDR", "")))
    faults = _faults(sent)
    if faults:
        raise _refused(faults)
    application = app_by_id(app.application_id or 0)
    if application is None:  # ended in this very moment
        raise Refused(403, NOT_ALLOWED)
    scopes = " ".join(sorted(app.scopes))
    with transaction.atomic():
        account = _create(request, sent, invite)
        token = issue_token(account, scopes=scopes, application=application)
    return {
        "access_token": token,
        "token_type": "Bearer",
        "scope": scopes,
        "created_at": int(time.time()),
    }


def _app_behind(request: HttpRequest) -> AppToken | TokenHolder:
    """The app that signs somebody up: for itself, or while somebody is signed in with it."""
    caller = caller_of(request)
    if not caller.has_scope("write:accounts"):
        raise Refused(403, OUT_OF_SCOPE)
    return caller


def _create(request: HttpRequest, sent: Parameters, invite: str) -> Any:
    try:
        account = create_person(
            handle=sent.text("username"),
            email=sent.text("email"),
            password=sent.text("password"),
            language=_language(sent.text("locale")),
            invited_by=use_invite(invite) if settings.REGISTRATION == "invite" else None,
        )
    except Invalid as fault:
        code = _CODES.get(fault.code, "ERR_INVALID")
        raise _refused({_FIELDS.get(fault.field, "base"): [_fault(code, str(fault))]}) from None
    address = EmailAddress.objects.create(
        user=account.login, email=account.login.email, primary=True, verified=False
    )
    if settings.REGISTRATION_CONFIRM_EMAIL:
        address.send_confirmation(request, signup=True)
    return account


def _language(locale: str) -> str:
    """A language the pages are in, or none."""
    code = locale.lower().partition("-")[0].partition("_")[0]
    return code if code in dict(settings.LANGUAGES) else ""


def _faults(sent: Parameters) -> Faults:
    """What is missing or too weak; what is taken turns out when somebody is made."""
    faults: Faults = {}
    for name in ("username", "email", "password"):
        if not sent.text(name).strip():
            faults[name] = [_fault("ERR_BLANK", "can't be blank")]
    if "email" in faults:
        faults["email"].append(_fault("ERR_INVALID", "is invalid"))
    if not sent.truth("agreement"):
        faults["agreement"] = [_fault("ERR_ACCEPTED", "must be accepted")]
    if "password" not in faults:
        try:
            validate_password(sent.text("password"))
        except ValidationError as weak:
            said = [_fault("ERR_TOO_SHORT", message) for message in weak.messages]
            faults["password"] = said
    return faults


def _fault(code: str, description: str) -> dict[str, str]:
    return {"error": code, "description": description}


def _refused(faults: Faults) -> Refused:
    said = ", ".join(
        f"{name.capitalize()} {fault['description']}"
        for name, all_of in faults.items()
        for fault in all_of
    )
    return Refused(422, f"Validation failed: {said}", more={"details": faults})


def _confirmations(request: HttpRequest) -> dict[str, Any]:
    """The letter with the link once more, or to another address, before one is confirmed."""
    caller = caller_of(request)
    if not isinstance(caller, TokenHolder):
        raise Refused(422, NO_PERSON)
    waiting = _waiting(caller)
    email = parameters_of(request).text("email").strip()
    patience.spend("mail", email or waiting.email)
    if email:
        correct_address(email, by=caller.account)
        waiting = _waiting(caller)
    waiting.send_confirmation(request)
    return {}


def _waiting(caller: TokenHolder) -> EmailAddress:
    known = EmailAddress.objects.filter(user__account=caller.account)
    waiting = None if known.filter(verified=True).exists() else known.first()
    if waiting is None:
        raise Refused(403, _WAITS_FOR_CONFIRMATION)
    return waiting


collection = endpoint(get=many, post=_sign_up)
confirmations = endpoint(post=_confirmations)
