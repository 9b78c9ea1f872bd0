"""What taking one's own post back lets expect: said, never a condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from augenhoehe.domain.moderation.check.deleting import estimate_of_deleting
from augenhoehe.interfaces.web.pages.moderation.check import Shown, shown

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post


def louder_than_an_answer(post: Post) -> Shown | None:
    """The Streisand check of a post that is criticised; of others nothing."""
    estimate = estimate_of_deleting(post)
    return shown(estimate) if estimate is not None else None
