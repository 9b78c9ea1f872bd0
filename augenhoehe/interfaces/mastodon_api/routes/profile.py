"""One's own profile, or a voice's as its steward: `profile`, `update_credentials`."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.people.actions import (
    Upload,
    choose_posting,
    take_picture_away,
    update_profile,
)
from augenhoehe.domain.people.posting import is_language
from augenhoehe.domain.people.selectors import account_by_id
from augenhoehe.foundation import patience
from augenhoehe.interfaces.mastodon_api.callers import holder_of
from augenhoehe.interfaces.mastodon_api.endpoint import Refused, endpoint, invalid, not_found
from augenhoehe.interfaces.mastodon_api.entities.credentials import (
    PRIVACY,
    QUOTES,
    credential_entity,
    profile_entity,
)
from augenhoehe.interfaces.mastodon_api.parameters import Parameters, parameters_of
from augenhoehe.interfaces.mastodon_api.routes.media import on_disk, refusing_pictures

if TYPE_CHECKING:
    from augenhoehe.domain.people.access import TokenHolder
    from augenhoehe.domain.people.models import Account

_TEXTS = {"display_name": "name", "note": "about", "interest": "interest"}
_CHOICES = {
    "locked": "approves_followers",
    "discoverable": "discoverable",
    "indexable": "indexable",
    "bot": "is_automated",
    "hide_collections": "hides_relations",
}
_PICTURES = {"avatar": "portrait", "header": "header"}


def _read(request: HttpRequest) -> dict[str, Any]:
    return profile_entity(_mine(holder_of(request, "read:accounts", "profile")))


def _change(request: HttpRequest) -> dict[str, Any]:
    """Change what was sent, and nothing else."""
    holder = holder_of(request, "write:accounts")
    return profile_entity(_changed(holder, parameters_of(request)))


def _update(request: HttpRequest) -> dict[str, Any]:
    """The same, and how one's posts begin (`source`)."""
    holder = holder_of(request, "write:accounts")
    sent = parameters_of(request)
    posting = _posting(sent.part("source"))  # a wrong word is refused before anything changes
    account = _changed(holder, sent) if _is_about_profile(sent) else _mine(holder)
    if posting:  # the person's, whichever voice the token is for
        choose_posting(by=holder.account, **posting)
    return credential_entity(_as_it_is_now(holder, account))


def _drop(kind: Literal["portrait", "header"]) -> Callable[[HttpRequest], dict[str, Any]]:
    def drop(request: HttpRequest) -> dict[str, Any]:
        holder = holder_of(request, "write:accounts")
        account = take_picture_away(_mine(holder), by=holder.account, kind=kind)
        return credential_entity(_as_it_is_now(holder, account))

    return drop


def _mine(holder: TokenHolder) -> Account:
    """A copy to be changed; what is refused half-way must not show in the answer."""
    account = account_by_id(holder.speaks_as.id)
    if account is None:
        raise not_found()
    return account


def _as_it_is_now(holder: TokenHolder, account: Account) -> TokenHolder:
    return replace(holder, voice=account) if holder.voice else replace(holder, account=account)


def _is_about_profile(sent: Parameters) -> bool:
    """Whether anything but the defaults for posting was sent: those need no steward."""
    return any(name != "source" for name in sent.values) or bool(sent.files)


def _changed(holder: TokenHolder, sent: Parameters) -> Account:
    account = _mine(holder)
    values, fields = _values(sent), _fields(sent)
    with ExitStack() as files, refusing_pictures():
        pictures = {ours: _upload(files, sent, name) for name, ours in _PICTURES.items()}
        if any(pictures.values()):
            patience.spend("upload", str(holder.account.id))
        return update_profile(account, by=holder.account, values=values, fields=fields, **pictures)


def _upload(files: ExitStack, sent: Parameters, name: str) -> Upload | None:
    file = sent.file(name)
    if file is None:
        return None
    description = sent.text(f"{name}_description")
    return Upload(files.enter_context(on_disk(file)), description)


def _values(sent: Parameters) -> dict[str, Any]:
    values: dict[str, Any] = {
        ours: sent.text(theirs) for theirs, ours in _TEXTS.items() if sent.says(theirs)
    }
    for theirs, ours in _CHOICES.items():
        choice = sent.choice(theirs)
        if choice is not None:
            values[ours] = choice
    for theirs, ours in _PICTURES.items():
        if sent.says(f"{theirs}_description") and sent.file(theirs) is None:
            values[f"{ours}_alt"] = sent.text(f"{theirs}_description")
    if sent.says("attribution_domains"):
        values["attribution_domains"] = sent.texts("attribution_domains")
    return values


def _fields(sent: Parameters) -> list[tuple[str, str]] | None:
    if not sent.says("fields_attributes") or isinstance(sent.values["fields_attributes"], str):
        return None
    parts = sent.parts("fields_attributes")
    return [(part.text("name"), part.text("value")) for part in parts]


def _posting(source: Parameters) -> dict[str, Any]:
    """How posts begin from now on, as far as it was sent."""
    chosen: dict[str, Any] = {
        "audience": _among(PRIVACY[:3], source, "privacy"),
        "is_sensitive": source.choice("sensitive"),
        "quotes": _among(QUOTES, source, "quote_policy"),
        "language": source.text("language") if source.says("language") else None,
    }
    if not is_language(chosen["language"] or ""):
        raise _not_in_list("language")
    return {name: value for name, value in chosen.items() if value is not None}


def _among(words: tuple[str, ...], source: Parameters, name: str) -> int | None:
    """What a word stands for; None for none."""
    wanted = source.text(name)
    if not wanted:
        return None
    if wanted not in words:
        raise _not_in_list(name)
    return words.index(wanted)


def _not_in_list(name: str) -> Refused:
    return invalid(_("%(name)s is not included in the list") % {"name": name})


update = endpoint(patch=_update)
own = endpoint(get=_read, patch=_change)
avatar = endpoint(delete=_drop("portrait"))
header = endpoint(delete=_drop("header"))
