import shutil
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.media.events import UploadsDropped
from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.actions.react import unboost
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.domain.posts.erasing import erase
from augenhoehe.domain.posts.events import PostDeleted, QuarantineEnded
from augenhoehe.domain.posts.models import Post, PostPicture
from augenhoehe.domain.posts.policies import asks_why, may_delete
from augenhoehe.domain.posts.ports import is_free_to_go
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require


@transaction.atomic
def delete_post(
    post: Post, *, by: Account, keep_uploads: bool = False, why: str | None = None
) -> None:
    """Take back what one said: words and pictures go, a dated tombstone keeps the place.

    Also what an intervention removed: then nothing is left that could come back.
    `keep_uploads`: one's own pictures wait for a day as if they had just been uploaded, for
    who writes the post anew. `why` stands with the tombstone of what was said in service: it
    must be said where one can be asked (None: an app, which has no place for it).
    """
    post = Post.objects.select_for_update(of=("self",)).select_related("account").get(id=post.id)
    if post.deleted_at and not post.removed_at:
        return
    require(may_delete(reader_for(by), post))
    if post.boost_of is not None:
        unboost(post.boost_of, by=by)
    else:
        post.deleted_why = _reason(post, why)
        addressed = list(post.mentions.values_list("account_id", flat=True))
        kept = _uploads_again(post, by) if keep_uploads else []
        folders = erase(post, gone_since=clock.now(), keeping=kept)
        emit(PostDeleted(post.id, folders, addressed))


def erase_everything_said(account_id: int) -> None:
    """Take the words of somebody erased away, a post in a transaction; their shares go, too.

    Nobody is asked why: it is the person's right. An answer to a case stays, without the name.
    """
    said = Post.objects.filter(account_id=account_id).order_by("id").values_list("id", flat=True)
    for number in said.iterator(chunk_size=500):
        _erase_one_said(number)


@transaction.atomic
def _erase_one_said(post_id: int) -> None:
    post = Post.objects.select_for_update().filter(id=post_id).first()
    if post is None or not is_free_to_go(post):
        return
    if post.boost_of is not None:
        unboost(post.boost_of, by=post.account)
    elif not post.deleted_at or post.removed_at:
        addressed = list(post.mentions.values_list("account_id", flat=True))
        emit(PostDeleted(post.id, erase(post, gone_since=clock.now()), addressed))


def _reason(post: Post, why: str | None) -> str:
    """Why something said in service is taken back; of other posts nobody asks."""
    if not asks_why(post):
        return ""
    words = tidy(why or "").strip()
    if why is not None and not words:
        raise Invalid(
            _("Please say why it is taken back: it stays readable in its place."),
            field="why",
            code="empty",
        )
    if len(words) > 300:
        raise Invalid(_("At most 300 characters, please."), field="why", code="too_long")
    return words


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
