"""An activity that somebody else passed on: a hint to ask whose it is.

Mastodon passes replies on to the followers of whom they answer, with a signature inside of the
document. We do not read such signatures (JSON-LD invites tricks): we ask the author's own
server, and only where it concerns something that we have.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from augenhoehe.activitypub.reading import NotReadable, claims, read_activity, read_post
from augenhoehe.activitypub.records import Activity
from augenhoehe.domain.posts.selectors.elsewhere import is_kept, kept_post, post_at
from augenhoehe.interfaces.federation.asking import Course
from augenhoehe.interfaces.federation.hosts import as_servers_speak_here
from augenhoehe.interfaces.federation.resolve.documents import fetched


def confirmed(hint: Activity) -> Course[Activity | None]:
    """What is true of it, as its own server says; None where nothing is, or it is not for us."""
    if not _concerns_us(hint):
        return None
    if hint.kind == "Announce":
        found = yield from fetched(hint.id)
        return _announce(found.document, hint)
    found = yield from fetched(hint.object)
    if hint.kind == "Delete":
        is_away = found.is_gone or (found.is_missing and _was_for_all(hint.object))
        return replace(hint, embedded=None) if is_away else None
    return _with_post(found.document, hint)


def _concerns_us(hint: Activity) -> bool:
    if hint.kind in ("Update", "Delete"):
        return is_kept(hint.object)
    if hint.kind == "Announce":
        return post_at(hint.object) is not None
    try:
        with as_servers_speak_here():
            answers = read_post(hint.embedded).in_reply_to
    except NotReadable:
        return False
    return not is_kept(hint.object) and post_at(answers) is not None


def _was_for_all(uri: str) -> bool:
    """Whether its server would have shown it to us: of what is for a few it says 404 as well."""
    post = kept_post(uri)
    return post is not None and post.is_open


def _announce(document: Any, hint: Activity) -> Activity | None:
    try:
        with as_servers_speak_here():
            found = read_activity(document)
    except NotReadable:
        return None
    is_same = (found.id, found.kind, found.actor) == (hint.id, hint.kind, hint.actor)
    return found if is_same else None


def _with_post(document: Any, hint: Activity) -> Activity | None:
    try:
        with as_servers_speak_here():
            post = read_post(document)
    except NotReadable:
        return None
    if post.author != hint.actor or not claims.is_at_home(post):
        return None
    return replace(hint, object=post.id, embedded=document, to=post.to, cc=post.cc)
