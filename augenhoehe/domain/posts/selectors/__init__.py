"""What can be asked about posts. The one who reads comes first, always."""

from augenhoehe.domain.posts.selectors.around import (
    Flags,
    boosted_by,
    flags_for,
    liked_by,
    mentions_of,
    muted_among,
    pinned_among,
    tags_of,
)
from augenhoehe.domain.posts.selectors.counting import count_active_writers, count_local_posts
from augenhoehe.domain.posts.selectors.finding import (
    closed_tag,
    posts_tagged,
    search_posts,
    tags_like,
)
from augenhoehe.domain.posts.selectors.listing import (
    FIRST,
    Window,
    bookmarked,
    home,
    home_owners_among,
    newer_at_home,
    posts_in,
    posts_of,
    public_posts,
)
from augenhoehe.domain.posts.selectors.pictures import picture_for, pictures_of
from augenhoehe.domain.posts.selectors.reading import (
    Place,
    boosted_posts,
    own_removed,
    place_of,
    post_for,
    readable_posts,
    revisions_of,
    tombstone,
)
from augenhoehe.domain.posts.selectors.threads import (
    ThreadLine,
    ancestors_of,
    conversation_about,
    thread_of,
)

__all__ = [
    "FIRST",
    "Flags",
    "Place",
    "ThreadLine",
    "Window",
    "ancestors_of",
    "bookmarked",
    "boosted_by",
    "boosted_posts",
    "closed_tag",
    "conversation_about",
    "count_active_writers",
    "count_local_posts",
    "flags_for",
    "home",
    "home_owners_among",
    "liked_by",
    "mentions_of",
    "muted_among",
    "newer_at_home",
    "own_removed",
    "picture_for",
    "pictures_of",
    "pinned_among",
    "place_of",
    "post_for",
    "posts_in",
    "posts_of",
    "posts_tagged",
    "public_posts",
    "readable_posts",
    "revisions_of",
    "search_posts",
    "tags_like",
    "tags_of",
    "thread_of",
    "tombstone",
]
