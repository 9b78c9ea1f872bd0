"""How many: of the server as a whole, never of a person. For instance documents."""

from __future__ import annotations

from datetime import datetime

from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation.ids import first_id_at


def count_local_posts(since: datetime | None = None, until: datetime | None = None) -> int:
    """Posts that people wrote here for everybody: this figure tells of no talk inside."""
    posts = Post.objects.filter(
        account__domain="", deleted_at__isnull=True, audience__lte=Audience.UNLISTED
    )
    if since is not None:
        posts = posts.filter(id__gte=first_id_at(since))
    if until is not None:
        posts = posts.filter(id__lt=first_id_at(until))
    return posts.count()


def count_active_writers(since: datetime, until: datetime | None = None) -> int:
    """How many people here wrote something, for themselves or through a voice."""
    posts = Post.objects.filter(account__domain="", id__gte=first_id_at(since))
    if until is not None:
        posts = posts.filter(id__lt=first_id_at(until))
    return posts.values("written_by_id").distinct().count()
