import shutil
import tempfile
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from augenhoehe.domain.posts.events import LinkShared
from augenhoehe.domain.posts.link_cards import (
    card_at,
    digest_of,
    drop_if_unused,
    is_good,
    link_of,
    unused_cards,
)
from augenhoehe.domain.posts.models import Card, Post
from augenhoehe.foundation import clock, fetch, images
from augenhoehe.foundation.ids import new_id
from augenhoehe.foundation.page_head import PageHead, read_head

_PAGE_BYTES = 4_000_000
_PICTURE_BYTES = 8_000_000
_PICTURE = {"preview": 800}  # its longest edge, in pixels
_HTML = ("text/html", "application/xhtml+xml")
_UNHEARD = (fetch.FetchRefused, fetch.FetchFailed)


def fetch_card(event: LinkShared) -> None:
    """Ask the page a post links to what it says about itself, and show that as a card.

    Takes seconds; a job, never a request. What cannot be had is not asked for again soon.
    """
    post = Post.objects.filter(id=event.post_id).first()
    link = link_of(post) if post is not None else ""
    if not link:
        return
    card = card_at(link)
    if card is None or not is_good(card):
        card = _asked_for(link, card)
    _show(event.post_id, link, card)


def forget_cards() -> None:
    """Delete the cards no post shows any longer, with their pictures. Periodic."""
    for card in unused_cards():
        with transaction.atomic():
            _delete_folders(drop_if_unused(card))


def _asked_for(link: str, known: Card | None) -> Card:
    """A fresh card; one without a title where there is nothing to show."""
    head, final_url = _head_of(link)
    if not head.title and known is not None:
        known.fetched_at = clock.now()
        known.save(update_fields=["fetched_at"])
        return known
    card = Card(
        url=link,
        digest=digest_of(link),
        title=head.title,
        description=head.description,
        language=head.language,
        author_name=head.author_name,
        author_url=head.author_url,
        provider_name=head.site_name or (urlsplit(final_url).hostname or ""),
        provider_url="",
        published_at=head.published_at,
        picture_alt=head.picture_alt,
    )
    if head.title and head.picture:
        _add_picture(card, head.picture)
    return _kept(card, known)


def _head_of(link: str) -> tuple[PageHead, str]:
    """What the page says, and its address after all redirects."""
    try:
        page = fetch.fetch_now(
            link,
            max_bytes=_PAGE_BYTES,
            allow_private=settings.FEDERATION_PRIVATE_ADDRESSES,
            allow_http=True,
        )
    except _UNHEARD:
        return PageHead(), link
    if page.status != 200 or page.content_type not in _HTML:
        return PageHead(), link
    return read_head(page.body, url=page.url, charset=page.charset), page.url


def _add_picture(card: Card, url: str) -> None:
    """Keep a small copy of the picture: who reads here is not seen by who shows it there."""
    try:
        found = fetch.fetch_now(
            url,
            max_bytes=_PICTURE_BYTES,
            accept="image/*",
            allow_private=settings.FEDERATION_PRIVATE_ADDRESSES,
            allow_http=True,
        )
    except _UNHEARD:
        return
    if found.status != 200:
        return
    folder = f"cards/{new_id()}"
    with tempfile.TemporaryDirectory(prefix="augenhoehe-card-") as place:
        path = Path(place) / "picture"
        path.write_bytes(found.body)
        try:
            made = images.process_image(path, Path(settings.MEDIA_ROOT) / folder, sizes=_PICTURE)
        except images.BadImage:
            return
    card.folder, card.width, card.height = folder, made.width, made.height
    card.blurhash = made.blurhash


@transaction.atomic
def _kept(card: Card, known: Card | None) -> Card:
    """A new row in place of the old one: what is made of a card is remembered by its number."""
    if known is not None:
        Card.objects.filter(id=known.id).update(digest=f"old-{known.id}")
    card.save(force_insert=True)
    if known is not None:
        Post.objects.filter(card_id=known.id).update(card=card)
        _delete_folders(drop_if_unused(known))
    return card


@transaction.atomic
def _show(post_id: int, link: str, card: Card) -> None:
    """Hang the card on the post, if the post still says what it said."""
    post = Post.objects.select_for_update().get(id=post_id)
    before = Card.objects.filter(id=post.card_id).first() if post.card_id else None
    shown = card if card.title and link_of(post) == link else None
    if link_of(post) != link or post.card_id == (shown.id if shown else None):
        return
    Post.objects.filter(id=post_id).update(card=shown)
    if before is not None:
        _delete_folders(drop_if_unused(before))


def _delete_folders(folders: list[str]) -> None:
    """Once it is sure that they are not needed."""
    for folder in folders:
        path = Path(settings.MEDIA_ROOT) / folder
        transaction.on_commit(partial(shutil.rmtree, path, ignore_errors=True))
