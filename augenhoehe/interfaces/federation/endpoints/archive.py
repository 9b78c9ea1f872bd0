"""Everything somebody said, in a file of their own: the documents other servers read, and media.

Laid out as Mastodon's archive is (actor.json, outbox.json, likes.json, bookmarks.json, media),
so that what reads that reads this. Written while it is downloaded: it is never kept here.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.views.decorators.http import require_safe

from augenhoehe.activitypub.writing import activities, write_actor
from augenhoehe.activitypub.writing.context import ACTOR_CONTEXT, with_context
from augenhoehe.domain.people.selectors import account_of_login
from augenhoehe.domain.people.uris import uri_of as actor_uri_of
from augenhoehe.domain.posts.selectors import kept_uris, liked_uris, own_posts, pictures_of_posts
from augenhoehe.domain.posts.uris import uri_of
from augenhoehe.interfaces.federation.addresses import collection_of
from augenhoehe.interfaces.federation.translate.people_out import described_actor
from augenhoehe.interfaces.federation.translate.posts_out import addressed, described_post

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post

_AT_A_TIME = 100


@require_safe
def archive(request: HttpRequest) -> HttpResponseBase:
    """The archive of whoever is signed in, and of nobody else."""
    user: Any = request.user
    owner = account_of_login(user.id) if user.is_authenticated else None
    if owner is None:
        return HttpResponseRedirect("/anmelden?next=/einstellungen/umzug")
    response = StreamingHttpResponse(_packed(owner), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{owner.handle}.zip"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


class _Belt:
    """A file that is read while it is written; zipfile needs no more of it."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def _packed(owner: Account) -> Iterator[bytes]:
    belt = _Belt()
    with zipfile.ZipFile(cast("IO[bytes]", belt), "w", zipfile.ZIP_DEFLATED) as bag:
        bag.writestr("actor.json", _json(write_actor(described_actor(owner))))
        yield from _outbox(owner, bag, belt)
        for name, uris in (("likes", liked_uris(owner)), ("bookmarks", kept_uris(owner))):
            listed = {"id": f"{name}.json", "type": "OrderedCollection", "orderedItems": uris}
            bag.writestr(f"{name}.json", _json(with_context(listed, ACTOR_CONTEXT)))
        yield belt.taken()
        yield from _media(owner, bag, belt)
    yield belt.taken()


def _outbox(owner: Account, bag: zipfile.ZipFile, belt: _Belt) -> Iterator[bytes]:
    listed = {"id": collection_of(owner.id, "outbox"), "type": "OrderedCollection"}
    head = with_context(listed, ACTOR_CONTEXT)
    with bag.open("outbox.json", "w") as file:
        file.write(_json(head)[:-1] + b',"orderedItems":[')
        is_first, before = True, None
        while page := own_posts(owner, before=before, limit=_AT_A_TIME):
            for post in page:
                file.write((b"" if is_first else b",\n") + _json(_said(post)))
                is_first = False
            before = page[-1].id
            yield belt.taken()
        file.write(b"]}")
    yield belt.taken()


def _said(post: Post) -> dict[str, Any]:
    """The activity that said it, as it went out."""
    if post.boost_of is not None:
        to, cc = addressed(post)
        what = uri_of(post.boost_of)
        return activities.announce(
            uri_of(post), actor_uri_of(post.account), what, to=to, cc=cc, published=post.created_at
        )
    return activities.create(f"{uri_of(post)}/activity", described_post(post))


def _media(owner: Account, bag: zipfile.ZipFile, belt: _Belt) -> Iterator[bytes]:
    for name, path in pictures_of_posts(owner):
        file = Path(settings.MEDIA_ROOT) / path
        if file.is_file():
            bag.write(file, f"media_attachments/{name}", zipfile.ZIP_STORED)
            yield belt.taken()


def _json(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
