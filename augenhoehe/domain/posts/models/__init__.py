"""Tables of the posts room, one file per facet."""

from augenhoehe.domain.posts.models.draft import Draft
from augenhoehe.domain.posts.models.post import (
    DECIDED,
    Mention,
    Post,
    PostPicture,
    PostTag,
    Restriction,
    Revision,
    Tag,
    Words,
)
from augenhoehe.domain.posts.models.reaction import Bookmark, Like
from augenhoehe.domain.posts.models.timeline import HomeEntry

__all__ = [
    "DECIDED",
    "Bookmark",
    "Draft",
    "HomeEntry",
    "Like",
    "Mention",
    "Post",
    "PostPicture",
    "PostTag",
    "Restriction",
    "Revision",
    "Tag",
    "Words",
]
