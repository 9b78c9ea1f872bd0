"""Posts by their hashtags and their words."""

from __future__ import annotations

from collections.abc import Set

from django.db.models import Exists, OuterRef, QuerySet

from augenhoehe.domain.posts.audience import Audience, Reader, readable
from augenhoehe.domain.posts.loading import loaded
from augenhoehe.domain.posts.models import Post, PostTag, Tag
from augenhoehe.domain.posts.search import findable, ids_matching
from augenhoehe.domain.posts.selectors.listing import FIRST, Window, without_hidden
from augenhoehe.domain.posts.selectors.reading import readable_posts
from augenhoehe.foundation.prepared import prepared
from augenhoehe.foundation.text import normalise_tag, tidy

_TAGS_LOOKED_AT = 100


def posts_tagged(reader: Reader, tag: str, window: Window = FIRST) -> list[Post]:
    """Posts that carry a hashtag; only what may be found, so no unlisted ones."""
    name = normalise_tag(tidy(tag))
    tagged = PostTag.objects.filter(tag__name=name, tag__blocked_at=None).values("post_id")
    posts = readable_posts(reader).filter(id__in=tagged).exclude(audience=Audience.UNLISTED)
    return loaded(window.cut(without_hidden(reader, posts)))


def tags_like(reader: Reader, beginning: str) -> list[Tag]:
    """Hashtags that begin so, for search: those of posts this reader may find."""
    name = normalise_tag(tidy(beginning).removeprefix("#"))
    if not name:
        return []
    begins = Tag.objects.filter(blocked_at__isnull=True, name__gte=name, name__lt=_after(name))
    tags = {tag.id: tag for tag in begins.order_by("name")[:_TAGS_LOOKED_AT]}
    used = {tag_id for (tag_id,) in _used_among(reader, frozenset(tags))} if tags else set()
    return [tag for tag in tags.values() if tag.id in used][:20]


def _after(beginning: str) -> str:
    """What stands behind everything that begins so, in the order of an index."""
    return f"{beginning}\U0010ffff"


@prepared
def _used_among(reader: Reader, tag_ids: Set[int]) -> QuerySet[Tag, tuple[int]]:
    """Those of these hashtags that stand in a post this reader may find."""
    used = PostTag.objects.filter(readable(reader, post="post__"), tag_id=OuterRef("id"))
    found = used.exclude(post__audience=Audience.UNLISTED)
    return Tag.objects.filter(Exists(found), id__in=tag_ids).values_list("id")


def closed_tag(tag: str) -> Tag | None:
    """The hashtag, if an intervention closed its page; None while that is open."""
    return Tag.objects.filter(name=normalise_tag(tidy(tag)), blocked_at__isnull=False).first()


def search_posts(reader: Reader, query: str, window: Window = FIRST) -> list[Post]:
    """Posts with all words of the query that this reader may read, newest first."""
    ids = ids_matching(query)
    if not ids:
        return []
    posts = readable_posts(reader).filter(findable(reader), id__in=ids)
    posts = posts.exclude(audience=Audience.UNLISTED)
    return loaded(window.cut(without_hidden(reader, posts)))
