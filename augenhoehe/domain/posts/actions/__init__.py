"""Everything that can be done with posts: one verb, one function, one transaction."""

from augenhoehe.domain.posts.actions.delete import delete_post, forget_pictures
from augenhoehe.domain.posts.actions.draft import drop_draft, save_draft
from augenhoehe.domain.posts.actions.edit import edit_post
from augenhoehe.domain.posts.actions.guest import publish_for_somebody, publish_guest_post
from augenhoehe.domain.posts.actions.publish import publish_post
from augenhoehe.domain.posts.actions.react import (
    boost,
    forget_bookmark,
    keep_bookmark,
    like,
    unboost,
    unlike,
)
from augenhoehe.domain.posts.wording import Wording

__all__ = [
    "Wording",
    "boost",
    "delete_post",
    "drop_draft",
    "edit_post",
    "forget_bookmark",
    "forget_pictures",
    "keep_bookmark",
    "like",
    "publish_for_somebody",
    "publish_guest_post",
    "publish_post",
    "save_draft",
    "unboost",
    "unlike",
]
