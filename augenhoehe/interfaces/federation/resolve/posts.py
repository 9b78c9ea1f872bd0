"""Posts of other servers by their address: known, or fetched with what they reply to.

A course asks at most `MOST_ASKS` times, whatever it meets on its way: further questions go
unanswered, and what was learned till then is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from augenhoehe.activitypub.reading import (
    NotReadable,
    claims,
    is_activity,
    read_activity,
    read_quote_authorization,
    same_host,
)
from augenhoehe.activitypub.records import Post as PostRecord
from augenhoehe.domain.moderation.selectors import measures_on_servers
from augenhoehe.domain.posts.actions import receive_edit, receive_post
from augenhoehe.domain.posts.selectors import kept_post, post_at
from augenhoehe.foundation.patience import Patience
from augenhoehe.foundation.unchanged import remembered
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from augenhoehe.interfaces.federation.addresses import is_ours
from augenhoehe.interfaces.federation.asking import Answer, Course, bounded, run_here
from augenhoehe.interfaces.federation.hosts import as_servers_speak_here, host_of
from augenhoehe.interfaces.federation.resolve.documents import fetched
from augenhoehe.interfaces.federation.resolve.people import known_or_fetched_actor
from augenhoehe.interfaces.federation.standing import is_name_suspended, may_talk_to
from augenhoehe.interfaces.federation.translate.posts_in import read_here, said_of

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post

MOST_ASKS = 30
DEEPEST = 20  # ancestors
_Met = tuple[PostRecord, "Account"]


def known_or_fetched_post(uri: str, *, anew: bool = False) -> Course[Post | None]:
    """The post with this id: ours if it is open, known, or fetched with what it replies to.

    `anew`: fetched though it is known, for counts and another wording. None for what is gone,
    and for what does not lie on its author's host.
    """
    known = known_post(uri)
    if is_ours(uri) or (known is not None and not anew):
        return known
    return (yield from bounded(_fetched_post(uri), MOST_ASKS)) or known_post(uri)


def known_post(uri: str) -> Post | None:
    """One of ours if it is open, or one from elsewhere that was kept."""
    return post_at(uri) if uri else None


def _fetched_post(uri: str) -> Course[Post | None]:
    met = yield from _with_ancestors(uri)
    post = None
    for record, author in reversed(met):
        yield from need_of_quote(record)
        post = keep(record, author, wanted=True)
    return post


def _with_ancestors(uri: str) -> Course[list[_Met]]:
    """The post and what it replies to, upwards, as far as that is not known."""
    met: list[_Met] = []
    while uri and len(met) <= DEEPEST and not any(uri == record.id for record, _ in met):
        found = yield from fetched_record(uri)
        if found is None:
            break
        met.append(found)
        uri = found[0].in_reply_to
        if is_ours(uri) or known_post(uri) is not None:
            break
    return met


def need_of_ancestors(uri: str) -> Course[None]:
    """Learn what something replies to, if that is not known."""
    if uri and not is_ours(uri) and known_post(uri) is None:
        yield from bounded(_fetched_post(uri), MOST_ASKS)


def fetched_record(uri: str) -> Course[_Met | None]:
    """What stands at an address, with its author, if it lies on its author's host."""
    if not may_talk_to(host_of(uri)):
        return None
    found = yield from fetched(uri)
    record = _read(found.document)
    if record is None and (inside := _post_inside(found.document)):
        found = yield from fetched(inside)
        record = _read(found.document)
    if record is None or is_ours(record.id) or not claims.is_at_home(record):
        return None
    author = yield from known_or_fetched_actor(record.author)
    if author is None or not author.domain or is_name_suspended(author.domain):
        return None
    return record, author


def _read(document: Mapping[str, Any] | None) -> PostRecord | None:
    if document is None:
        return None
    try:
        return read_here(document)
    except NotReadable:
        return None


def _post_inside(document: Mapping[str, Any] | None) -> str:
    """Where an address leads to an activity: what it is about, on the same host."""
    if document is None or not is_activity(document):
        return ""
    try:
        with as_servers_speak_here():
            activity = read_activity(document)
    except NotReadable:
        return ""
    is_about_a_post = activity.kind in ("Create", "Update", "Announce")
    return activity.object if is_about_a_post and not is_ours(activity.object) else ""


def keep(record: PostRecord, author: Account, *, wanted: bool) -> Post | None:
    """Keep a post that was read from where it belongs; another wording if it is known."""
    said = said_of(
        record, author=author, is_agreed=is_agreed(record), is_limited=is_limited(author.domain)
    )
    try:
        known = kept_post(record.id)
        if known is None:
            return receive_post(said, by=author, wanted=wanted)
        return receive_edit(known, said, by=author)
    except (NotAllowed, Invalid, Patience):
        return kept_post(record.id)


def need_of_quote(record: PostRecord) -> Course[None]:
    """Learn what a post quotes and what its author says of that (FEP-044f).

    Whatever is quoted elsewhere is fetched once, without what it replies to.
    """
    if not record.quote or is_ours(record.quote):
        return
    quoted = known_post(record.quote)
    if quoted is None and (record.quote_authorization or same_host(record.quote, record.author)):
        found = yield from fetched_record(record.quote)
        if found is not None:
            quoted = keep(*found, wanted=True)
    if quoted is not None and record.quote_authorization:
        yield from fetched(record.quote_authorization, anew=False)


def is_agreed(record: PostRecord) -> bool:
    """Whether the quoted author agreed, as was learned a moment ago by `need_of_quote`."""
    if not (record.quote and record.quote_authorization) or is_ours(record.quote):
        return False
    quoted = kept_post(record.quote)
    if quoted is None:
        return False
    course = fetched(record.quote_authorization, anew=False)
    found = run_here(course, lambda ask: Answer(ask.url, trouble="not_now"))
    try:
        with as_servers_speak_here():
            stamp = read_quote_authorization(found.document)
    except NotReadable:
        return False
    theirs = PostRecord(id=quoted.uri, kind="Note", author=quoted.account.uri)
    return claims.agrees(stamp, quoting=record, quoted=theirs)


def is_limited(domain: str) -> bool:
    """Whether an intervention keeps the posts of a server out of public lists."""
    name = domain.partition(":")[0]
    limited = remembered(
        "federation: limited",
        lambda: frozenset(one.domain for one in measures_on_servers() if one.is_limited),
    )
    labels = name.split(".")
    return any(".".join(labels[start:]) in limited for start in range(len(labels)))
