"""How each kind of line is taken in; used by `actions.luggage`.

Lines are those of Mastodon's files (its `Form::Import` and `BulkImport`): an address first,
then what is particular to the kind.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from augenhoehe.domain.people import actions as people
from augenhoehe.domain.people.models import Account, ListMember, ReadingList
from augenhoehe.domain.people.reading import blocked_servers
from augenhoehe.domain.people.selectors import (
    account_by_address,
    followed_by,
    is_following,
    muted_and_blocked,
)
from augenhoehe.domain.posts import wording as wordings
from augenhoehe.domain.posts.actions.publish import submitted_before
from augenhoehe.domain.posts.actions.react import forget_bookmark, keep_bookmark
from augenhoehe.domain.posts.audience import OPEN, readable, reader_for
from augenhoehe.domain.posts.models import Bookmark, Luggage, Post
from augenhoehe.domain.posts.ports import find_elsewhere
from augenhoehe.domain.posts.search import index_post
from augenhoehe.domain.posts.uris import post_id_in, uri_of
from augenhoehe.domain.posts.wording import Wording
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import id_at
from augenhoehe.foundation.text import plain, untracked
from augenhoehe.foundation.verdicts import Invalid

Row = Sequence[str]
Kind = Luggage.Kind
# Before there was a fediverse, somebody's clock was wrong.
_EARLIEST = datetime(2008, 1, 1, tzinfo=UTC)


def _follow(owner: Account, row: Row) -> None:
    languages = row[3].replace(",", " ").split() if row[3:] else None
    people.follow(
        _person(row[0]),
        by=owner,
        show_boosts=row[1] != "false" if row[1:] and row[1] else None,
        notify=row[2] == "true" if row[2:] and row[2] else None,
        languages=languages,
    )


def _block(owner: Account, row: Row) -> None:
    people.block(_person(row[0]), by=owner)


def _mute(owner: Account, row: Row) -> None:
    with_notices = not (row[1:] and row[1] == "false")
    people.mute(_person(row[0]), by=owner, with_notifications=with_notices)


def _block_server(owner: Account, row: Row) -> None:
    people.block_server(row[0], by=owner)


def _list(owner: Account, row: Row) -> None:
    """A line is the list's title and an address; whom it names is followed too."""
    if len(row) < 2:
        raise Invalid(_("This line names no address."))
    person = _person(row[1])
    chosen = ReadingList.objects.filter(owner=owner, title=row[0].strip()).first()
    chosen = chosen or people.make_list(row[0], by=owner)
    if ListMember.objects.filter(reading_list=chosen, account=person).exists():
        return
    if person.id != owner.id and not is_following(owner, person):
        people.follow(person, by=owner)
    people.put_in_list(chosen, [person], by=owner)


def _bookmark(owner: Account, row: Row) -> None:
    number = post_id_in(row[0])
    known = Post.objects.filter(id=number) if number else Post.objects.filter(uri=row[0])
    # Not asked for what they may not read: "not found" and "not for you" have to sound the same.
    post = known.filter(readable(reader_for(owner))).first() or find_elsewhere(row[0])
    if not isinstance(post, Post):
        raise Invalid(_("This post was not found."))
    keep_bookmark(post, by=owner)


def _person(address: str) -> Account:
    written = address.strip().removeprefix("@").removesuffix(f"@{settings.HOST}")
    found = account_by_address(written) or find_elsewhere(f"@{written}")
    if not isinstance(found, Account):
        raise Invalid(_("Nobody was found under this address."))
    return found


@transaction.atomic
def _post(owner: Account, row: Row) -> None:
    """What one said elsewhere, with its date: on one's page, in nobody's home, told to nobody.

    `row`: id, moment, html, warning, "sensitive" or "", language, audience ("0" or "1").
    """
    uri, moment, html, warning, sensitive, language, audience = row
    submission = f"archive:{hashlib.sha256(uri.encode()).hexdigest()[:40]}"
    if submitted_before(owner, submission):
        return
    said_at = _moment(moment)
    text = untracked(plain(html)[:100_000])
    wording = Wording(text, warning[:300], sensitive == "sensitive", language[:8])
    post = Post(
        id=id_at(said_at),
        created_at=said_at,
        account=owner,
        written_by=owner,
        audience=int(audience) if audience in ("0", "1") else OPEN[1],
        text=text,
        html=wordings.rendered(text, []),
        warning=wording.warning,
        sensitive=wording.sensitive,
        language=wording.language,
        submission=submission,
        application=_("brought along from another server"),
    )
    post.save(force_insert=True)
    wordings.attach(post, wording, [], author=owner)
    wordings.keep_revision(post, wording, author=owner, protected=None)
    index_post(post)
    Account.objects.filter(id=owner.id).update(posts_count=F("posts_count") + 1)


def _moment(written: str) -> datetime:
    try:
        said_at = datetime.fromisoformat(written)
    except ValueError:
        raise Invalid(_("This post has no date.")) from None
    said_at = said_at if said_at.tzinfo else said_at.replace(tzinfo=UTC)
    return min(max(said_at, _EARLIEST), clock.now())


UNPACKERS: Mapping[str, Callable[[Account, Row], None]] = {
    Kind.FOLLOWS: _follow,
    Kind.BLOCKS: _block,
    Kind.MUTES: _mute,
    Kind.SERVERS: _block_server,
    Kind.LISTS: _list,
    Kind.BOOKMARKS: _bookmark,
    Kind.POSTS: _post,
}


def end_what_is_not_there(luggage: Luggage) -> None:
    """What the file does not name ends; only where its owner chose that."""
    named = {row[0].strip().removeprefix("@").lower() for row in luggage.rows}
    _ENDERS.get(luggage.kind, _end_nothing)(luggage.owner, named, luggage)


def _end_nothing(owner: Account, named: set[str], luggage: Luggage) -> None:
    """Posts stay beside each other."""


def _end_follows(owner: Account, named: set[str], luggage: Luggage) -> None:
    for person in _unnamed(followed_by(owner), named):
        people.unfollow(person, by=owner)


def _end_blocks(owner: Account, named: set[str], luggage: Luggage) -> None:
    for person in _unnamed(muted_and_blocked(owner)[1], named):
        people.unblock(person, by=owner)


def _end_mutes(owner: Account, named: set[str], luggage: Luggage) -> None:
    for person in _unnamed(muted_and_blocked(owner)[0], named):
        people.unmute(person, by=owner)


def _end_servers(owner: Account, named: set[str], luggage: Luggage) -> None:
    for name in blocked_servers(owner):
        if name not in named:
            people.unblock_server(name, by=owner)


def _end_lists(owner: Account, named: set[str], luggage: Luggage) -> None:
    titles = {row[0].strip() for row in luggage.rows}
    ListMember.objects.filter(reading_list__owner=owner, reading_list__title__in=titles).delete()


def _end_bookmarks(owner: Account, named: set[str], luggage: Luggage) -> None:
    for row in Bookmark.objects.filter(account=owner).select_related("post"):
        if uri_of(row.post).lower() not in named:
            forget_bookmark(row.post, by=owner)


def _unnamed(accounts: Iterable[Account], named: set[str]) -> list[Account]:
    def names(account: Account) -> set[str]:
        own = {account.address.lower()}
        return own if account.domain else own | {f"{account.handle}@{settings.HOST}".lower()}

    return [one for one in accounts if not names(one) & named]


_ENDERS: Mapping[str, Callable[[Account, set[str], Luggage], None]] = {
    Kind.FOLLOWS: _end_follows,
    Kind.BLOCKS: _end_blocks,
    Kind.MUTES: _end_mutes,
    Kind.SERVERS: _end_servers,
    Kind.LISTS: _end_lists,
    Kind.BOOKMARKS: _end_bookmarks,
}
