"""Accounts as clients know them, for lists: a handful of queries, however many accounts."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

import orjson
from django.conf import settings
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from augenhoehe.domain.media.emoji import learn
from augenhoehe.domain.people.glance import Glance, glance_of, glances_at, whole
from augenhoehe.domain.people.hats import hats_at
from augenhoehe.domain.people.prior_approval import prior_approval_of
from augenhoehe.domain.people.selectors import member_ids, profile_fields
from augenhoehe.domain.people.uris import uri_of
from augenhoehe.domain.posts.pages import newest_of
from augenhoehe.foundation.ids import time_of
from augenhoehe.foundation.text import find_links
from augenhoehe.interfaces.mastodon_api.entities import memory
from augenhoehe.interfaces.mastodon_api.entities.addresses import (
    absolute,
    absolute_links,
    account_url,
    moment,
)
from augenhoehe.interfaces.mastodon_api.entities.emoji import emoji_version, emojis_in

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account, Hat, ProfileField


def accounts_for(accounts: Sequence[Account]) -> list[Any]:
    """These accounts, in their order, as finished parts of an answer."""
    known = account_parts(accounts)
    return [orjson.Fragment(known[account.id]) for account in accounts]


def account_entity(account: Account) -> dict[str, Any]:
    """One account, to be changed or added to."""
    return cast("dict[str, Any]", orjson.loads(account_parts([account])[account.id]))


def account_parts(accounts: Iterable[Account]) -> dict[int, bytes]:
    """By id: accounts in JSON; asks the database only for what is new about them."""
    by_id = {account.id: account for account in accounts}
    return _parts([glance_of(account) for account in by_id.values()], by_id)


def account_parts_by_id(ids: Collection[int]) -> dict[int, bytes]:
    """The same for accounts one has not read."""
    return _parts(glances_at(ids), {})


def _parts(glances: Sequence[Glance], at_hand: Mapping[int, Account]) -> dict[int, bytes]:
    members = member_ids([one.id for one in glances]) if glances else set()
    emoji = emoji_version()
    said = (emoji, get_language())
    keys: dict[int, Hashable] = {one.id: (*one, one.id in members, *said) for one in glances}
    known = memory.accounts.get_many(keys.values())
    missing = [account_id for account_id, key in keys.items() if key not in known]
    if missing:
        accounts = [at_hand[one] for one in missing] if at_hand else whole(missing)
        new = {
            keys[account_id]: orjson.dumps(document)
            for account_id, document in _documents(accounts, members).items()
        }
        memory.accounts.keep(new)
        known |= new
    return {account_id: known[key] for account_id, key in keys.items() if key in known}


def _documents(
    accounts: Sequence[Account], members: Collection[int], *, with_moved: bool = True
) -> Mapping[int, dict[str, Any]]:
    ids = [account.id for account in accounts]
    lines, newest = profile_fields(ids), newest_of(ids)
    hats = hats_at([one.id for one in accounts if one.is_local and one.is_person])
    learn(_said_elsewhere(accounts, lines), anew=True)
    moved = {account.moved_to_id for account in accounts if account.moved_to_id}
    homes = _documents(whole(moved), members, with_moved=False) if moved and with_moved else {}
    made = {}
    for account in accounts:
        document = _document(account, lines.get(account.id, ()), newest.get(account.id))
        made[account.id] = document | _standing(account, account.id in members)
        if account.moved_to_id in homes:
            made[account.id]["moved"] = homes[account.moved_to_id]
        mine = hats.get(account.id, ())
        made[account.id]["hats"] = [{"id": str(hat.id), "words": hat.words} for hat in mine]
        document["fields"][:0] = _declared(account, account.id in members, mine)
    return made


def _said_elsewhere(
    accounts: Sequence[Account], lines: Mapping[int, Sequence[ProfileField]]
) -> Iterable[tuple[str, str]]:
    """Where emoji of other servers can stand, each text with its server."""
    for account in accounts:
        if account.domain:
            words = (account.name, account.about_html, *_written(lines.get(account.id, ())))
            yield account.domain, " ".join(words)


def _declared(account: Account, is_member: bool, hats: Sequence[Hat]) -> list[dict[str, Any]]:
    """Affiliation, hats and interest: apps know of no fields for them, so they come first."""
    works = [_affiliation()] if is_member else []
    speaks = [_plain_line(_("Speaks for"), hat.words) for hat in hats]
    interest = [_plain_line(_("Interest"), account.interest)] if account.interest else []
    return works + speaks + interest


def _affiliation() -> dict[str, Any]:
    return _plain_line(_("Works for"), settings.ORGANISATION)


def _prior_approval(account: Account) -> dict[str, Any] | None:
    """Ours: whether posts of a voice are looked at before, since when and why."""
    if not account.is_voice or not account.is_local:
        return None
    setting = prior_approval_of(account)
    if setting is None:
        return None
    return {"since": moment(setting.since, day_only=True), "why": setting.why}


def _plain_line(name: str, value: str) -> dict[str, Any]:
    return {"name": name, "value": str(escape(value)), "verified_at": None}


def _document(
    account: Account, lines: Sequence[ProfileField], newest: int | None
) -> dict[str, Any]:
    """Who somebody is. A title stands in the profile and not here: it counts for nothing."""
    portrait = absolute(f"/portraits/{account.id}/{account.version}/large.webp")
    header = absolute(f"/headers/{account.id}/{account.version}/large.webp")
    return {
        "id": str(account.id),
        "username": account.handle,
        "acct": account.address,
        # Who signed up in an app chose no name: apps show the handle by themselves.
        "display_name": "" if account.name == account.handle else account.name,
        "locked": account.approves_followers,
        "bot": account.is_automated,
        "discoverable": account.discoverable,
        "indexable": account.indexable,
        "group": account.kind == "group",
        "prior_approval": _prior_approval(account),
        "created_at": moment(account.created_at, day_only=True),
        "note": absolute_links(account.about_html),
        "url": account_url(account),
        "uri": uri_of(account),
        "avatar": portrait,
        "avatar_static": portrait,
        "avatar_description": account.portrait_alt,
        "header": header,
        "header_static": header,
        "header_description": account.header_alt,
        "followers_count": account.followers_count,
        "following_count": account.following_count,
        "statuses_count": account.posts_count,
        "last_status_at": f"{time_of(newest):%Y-%m-%d}" if newest else None,
        "hide_collections": account.hides_relations,
        "noindex": not account.discoverable,
        "emojis": emojis_in(
            account.name, account.about_html, *_written(lines), domain=account.domain
        ),
        "roles": [],
        "fields": [_line(line) for line in lines],
    }


def _standing(account: Account, is_member: bool) -> dict[str, Any]:
    """What an intervention took, and whether somebody works here or is a voice."""
    said: dict[str, Any] = {}
    if account.is_delisted:
        said["limited"] = True
    if account.is_suspended:
        said["suspended"] = True
    organisation = settings.ORGANISATION if is_member or _is_our_voice(account) else None
    return said | {
        "affiliation": {"member": is_member, "organisation": organisation},
        "interest": account.interest or None,
        "voice": account.is_voice,
    }


def _is_our_voice(account: Account) -> bool:
    return account.is_voice and account.is_local


def _written(lines: Sequence[ProfileField]) -> list[str]:
    return [words for line in lines for words in (line.name, line.value)]


def _line(line: ProfileField) -> dict[str, Any]:
    value: str = escape(line.value)
    if find_links(line.value) and line.value.startswith(("https://", "http://")):
        link = f'<a href="{value}" target="_blank" rel="nofollow noopener me">{value}</a>'
        value = link if " " not in line.value else value
    proven: datetime | None = line.verified_at
    return {
        "name": line.name,
        "value": str(value),
        "verified_at": moment(proven) if proven else None,
    }


def mention_entity(account: Account) -> dict[str, Any]:
    """Whom a post addresses."""
    return {
        "id": str(account.id),
        "username": account.handle,
        "acct": account.address,
        "url": account_url(account),
    }


def muted_accounts(rows: Sequence[tuple[Account, datetime | None]]) -> list[dict[str, Any]]:
    """Whom one mutes, and until when."""
    known = account_parts(account for account, _until in rows)
    return [
        orjson.loads(known[account.id]) | {"mute_expires_at": moment(until) if until else None}
        for account, until in rows
    ]
