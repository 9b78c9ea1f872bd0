"""Tables of the posts room, one file per facet."""

from augenhoehe.domain.posts.models.draft import Draft
from augenhoehe.domain.posts.models.post import (
    Mention,
    Post,
    PostPicture,
    PostTag,
    Restriction,
    Revision,
    Tag,
)
from augenhoehe.domain.posts.models.reaction import Bookmark, Like
from augenhoehe.domain.posts.models.timeline import HomeEntry

__all__ = [
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
]
