import shutil
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest

from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.actions.react import unboost
from augenhoehe.domain.posts.audience import Audience, reader_for
from augenhoehe.domain.posts.events import PostDeleted
from augenhoehe.domain.posts.internals import end_quarantine
from augenhoehe.domain.posts.models import HomeEntry, Like, Post, PostPicture, PostTag
from augenhoehe.domain.posts.policies import may_delete
from augenhoehe.domain.posts.search import index_post
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
        erase(post)


def erase(post: Post) -> None:
    """Remove words, versions, pictures and boosts of a post; its row stays as a tombstone."""
    pictures = _pictures_ever_in(post)
    folders = list(pictures.values_list("folder", flat=True))
    was_removed = end_quarantine(post)
    post.text = post.html = post.warning = ""
    post.deleted_at = clock.now()
    post.save()
    post.revisions.all().delete()
    post.mentions.all().delete()
    pictures.delete()
    PostTag.objects.filter(post=post).delete()
    Like.objects.filter(post=post).delete()
    HomeEntry.objects.filter(post=post).delete()
    Post.objects.filter(boost_of=post).delete()
    index_post(post)
    if not was_removed:
        _count(post)
    emit(PostDeleted(post.id, folders))


def _pictures_ever_in(post: Post) -> QuerySet[Picture]:
    """The pictures of all its wordings, but for those that stand in another post by now."""
    shown = {int(picture["id"]) for row in post.revisions.all() for picture in row.pictures}
    elsewhere = PostPicture.objects.exclude(post=post).values("picture_id")
    return Picture.objects.filter(id__in=shown).exclude(id__in=elsewhere)


def _count(post: Post) -> None:
    def one_less(field: str) -> Greatest:
        return Greatest(F(field) - 1, Value(0))

    if post.in_reply_to_id:
        Post.objects.filter(id=post.in_reply_to_id).update(replies_count=one_less("replies_count"))
    if post.audience <= Audience.UNLISTED:
        Account.objects.filter(id=post.account_id).update(posts_count=one_less("posts_count"))


def forget_pictures(event: PostDeleted) -> None:
    """Delete the files of a deleted post, after its transaction."""
    for folder in event.folders:
        shutil.rmtree(Path(settings.MEDIA_ROOT) / folder, ignore_errors=True)
