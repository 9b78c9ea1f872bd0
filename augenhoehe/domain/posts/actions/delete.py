import shutil
from pathlib import Path

from django.conf import settings
from django.db import transaction

from augenhoehe.domain.media.events import UploadsDropped
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.actions.react import unboost
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.domain.posts.erasing import erase
from augenhoehe.domain.posts.events import PostDeleted, QuarantineEnded
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.policies import may_delete
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import require


@transaction.atomic
def delete_post(post: Post, *, by: Account) -> None:
    """Take back what one said: words and pictures go, a dated tombstone keeps the place.

    Also what an intervention removed: then nothing is left that could come back.
    """
    post = Post.objects.select_for_update().get(id=post.id)
    if post.deleted_at and not post.removed_at:
        return
    require(may_delete(reader_for(by), post))
    if post.boost_of is not None:
        unboost(post.boost_of, by=by)
    else:
        addressed = list(post.mentions.values_list("account_id", flat=True))
        folders = erase(post, gone_since=clock.now())
        emit(PostDeleted(post.id, folders, addressed))


def forget_pictures(event: PostDeleted | QuarantineEnded | UploadsDropped) -> None:
    """Delete the files of a deleted post or of unused uploads, after the transaction."""
    for folder in event.folders:
        shutil.rmtree(Path(settings.MEDIA_ROOT) / folder, ignore_errors=True)
