"""Posts by their hashtags and their words."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from augenhoehe.domain.posts.audience import Audience, Reader, readable
from augenhoehe.domain.posts.loading import loaded
from augenhoehe.domain.posts.models import Post, PostTag, Tag
from augenhoehe.domain.posts.search import findable, ids_matching
from augenhoehe.domain.posts.selectors.listing import FIRST, Window, without_hidden
from augenhoehe.domain.posts.selectors.reading import readable_posts
from augenhoehe.foundation.text import normalise_tag, tidy


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
    used = PostTag.objects.filter(readable(reader, post="post__"), tag_id=OuterRef("id"))
    found = used.exclude(post__audience=Audience.UNLISTED)
    tags = Tag.objects.filter(Exists(found), name__startswith=name, blocked_at__isnull=True)
    return list(tags.order_by("name")[:20])


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
