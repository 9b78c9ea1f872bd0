import shutil
from pathlib import Path

from django.conf import settings
from django.db import transaction

from augenhoehe.domain.media.events import UploadsDropped
from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.actions.react import unboost
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.domain.posts.erasing import erase
from augenhoehe.domain.posts.events import PostDeleted, QuarantineEnded
from augenhoehe.domain.posts.models import Post, PostPicture
from augenhoehe.domain.posts.policies import may_delete
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import require


@transaction.atomic
def delete_post(post: Post, *, by: Account, keep_uploads: bool = False) -> None:
    """Take back what one said: words and pictures go, a dated tombstone keeps the place.

    Also what an intervention removed: then nothing is left that could come back.
    `keep_uploads`: one's own pictures wait for a day as if they had just been uploaded, for
    who writes the post anew.
    """
    post = Post.objects.select_for_update().get(id=post.id)
    if post.deleted_at and not post.removed_at:
        return
    require(may_delete(reader_for(by), post))
    if post.boost_of is not None:
        unboost(post.boost_of, by=by)
    else:
        addressed = list(post.mentions.values_list("account_id", flat=True))
        kept = _uploads_again(post, by) if keep_uploads else []
        folders = erase(post, gone_since=clock.now(), keeping=kept)
        emit(PostDeleted(post.id, folders, addressed))


def _uploads_again(post: Post, by: Account) -> list[int]:
    """Pictures nobody took from the post; whoever else sent one for it, keeps nothing of it."""
    if post.removed_at or post.has_media_removed:
        return []
    standing = PostPicture.objects.filter(post=post, picture__owner=by)
    kept = list(standing.values_list("picture_id", flat=True))
    standing.delete()
    Picture.objects.filter(id__in=kept).update(created_at=clock.now())
    return kept


def forget_pictures(event: PostDeleted | QuarantineEnded | UploadsDropped) -> None:
    """Delete the files of a deleted post or of unused uploads, after the transaction."""
    for folder in filter(None, event.folders):  # "" would be all pictures there are
        shutil.rmtree(Path(settings.MEDIA_ROOT) / folder, ignore_errors=True)
