"""Lists of posts as programs turn their pages: the ids, from a moment downwards or upwards.

The same rule for who may read as everywhere (`audience`); what somebody muted or blocked is
left out of timelines, and stays where one looks for it: at an account, among one's own.
"""

from augenhoehe.domain.posts.pages.cutting import ALL, Wanted
from augenhoehe.domain.posts.pages.directory import newest_of, people_by_last_post, suggested_to
from augenhoehe.domain.posts.pages.lists import list_page
from augenhoehe.domain.posts.pages.marked import boosters_page, kept_page, liked_page, likers_page
from augenhoehe.domain.posts.pages.quotes import link_page, quotes_page
from augenhoehe.domain.posts.pages.reading import (
    authors_of,
    found_page,
    posts_by_ids,
    readable_ids,
    thread_around,
)
from augenhoehe.domain.posts.pages.timelines import (
    Tags,
    account_page,
    direct_page,
    home_page,
    public_page,
    space_page,
    tagged_page,
)

__all__ = [
    "ALL",
    "Tags",
    "Wanted",
    "account_page",
    "authors_of",
    "boosters_page",
    "direct_page",
    "found_page",
    "home_page",
    "kept_page",
    "liked_page",
    "likers_page",
    "link_page",
    "list_page",
    "newest_of",
    "people_by_last_post",
    "posts_by_ids",
    "public_page",
    "quotes_page",
    "readable_ids",
    "space_page",
    "suggested_to",
    "tagged_page",
    "thread_around",
]
