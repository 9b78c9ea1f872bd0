"""`PATCH /api/v1/accounts/update_credentials`: what others see of one, or of a voice."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.people.actions import Upload, update_profile
from augenhoehe.domain.people.selectors import account_by_id
from augenhoehe.foundation import patience
from augenhoehe.interfaces.mastodon_api.callers import holder_of
from augenhoehe.interfaces.mastodon_api.endpoint import endpoint, invalid, not_found
from augenhoehe.interfaces.mastodon_api.entities.credentials import credential_entity
from augenhoehe.interfaces.mastodon_api.parameters import Parameters, parameters_of
from augenhoehe.interfaces.mastodon_api.routes.media import on_disk, refusing_pictures

if TYPE_CHECKING:
    from augenhoehe.domain.people.access import TokenHolder
    from augenhoehe.domain.people.models import Account

_TEXTS = {"display_name": "name", "note": "about"}
_CHOICES = {"locked": "approves_followers", "discoverable": "discoverable"}


def _update(request: HttpRequest) -> dict[str, Any]:
    """Change what was sent, and nothing else."""
    holder = holder_of(request, "write:accounts")
    sent = parameters_of(request)
    account = account_by_id(holder.speaks_as.id)
    if account is None:
        raise not_found()
    with ExitStack() as files, refusing_pictures():
        pictures = {name: _upload(files, sent, name) for name in ("avatar", "header")}
        if any(pictures.values()):
            patience.spend("upload", str(holder.account.id))
        update_profile(
            account,
            by=holder.account,
            values=_values(sent),
            fields=_fields(sent),
            portrait=pictures["avatar"],
            header=pictures["header"],
        )
    return credential_entity(_as_it_is_now(holder, account))


def _as_it_is_now(holder: TokenHolder, account: Account) -> TokenHolder:
    return replace(holder, voice=account) if holder.voice else replace(holder, account=account)


def _upload(files: ExitStack, sent: Parameters, name: str) -> Upload | None:
    file = sent.file(name)
    if file is None:
        return None
    description = sent.text(f"{name}_description")
    return Upload(files.enter_context(on_disk(file)), description)


def _values(sent: Parameters) -> dict[str, str | bool]:
    values: dict[str, str | bool] = {
        ours: sent.text(theirs) for theirs, ours in _TEXTS.items() if sent.says(theirs)
    }
    for theirs, ours in _CHOICES.items():
        choice = sent.choice(theirs)
        if choice is not None:
            values[ours] = choice
    source = sent.part("source")
    if source.says("language"):
        values["language"] = source.text("language")
    if sent.says("avatar_description") and sent.file("avatar") is None:
        values["portrait_alt"] = sent.text("avatar_description")
    _refuse_unknown(source)
    return values


def _refuse_unknown(source: Parameters) -> None:
    """Posts begin public and open here; what cannot be kept is not taken."""
    if source.text("privacy") not in ("", "public"):
        raise invalid(_("Posts are public here unless you choose otherwise for each."))
    if source.truth("sensitive"):
        raise invalid(_("Whether pictures are sensitive is said of each post here."))


def _fields(sent: Parameters) -> list[tuple[str, str]] | None:
    if not sent.says("fields_attributes"):
        return None
    parts = sent.parts("fields_attributes")
    return [(part.text("name"), part.text("value")) for part in parts]


update = endpoint(patch=_update)
