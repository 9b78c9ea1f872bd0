"""Uploads that stand in no post: dropped by who sent them, or forgotten after a day."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from augenhoehe.domain.media.events import UploadsDropped
from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.models import PostPicture, Revision, ScheduledPicture
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

_KEPT_FOR = timedelta(days=1)
_AT_ONCE = 500


@transaction.atomic
def drop_upload(picture: Picture, *, by: Account) -> None:
    """Take back an upload that stands in no post, or wording of one, and waits for none."""
    if picture.owner_id != by.id:
        raise NotAllowed(_("This picture is somebody else's."))
    if not _unused(Picture.objects.filter(id=picture.id)):
        raise Invalid(_("This picture is in a post."), field="picture", code="in_use")
    _drop([picture])


def forget_unused_uploads() -> None:
    """Forget what was uploaded more than a day ago for a post nobody published."""
    old = Picture.objects.filter(created_at__lt=clock.now() - _KEPT_FOR).order_by("id")
    after = 0
    while rows := list(_without_post(old.filter(id__gt=after))[:_AT_ONCE]):
        after = rows[-1].id
        with transaction.atomic():
            _drop(_unused(Picture.objects.filter(id__in=[row.id for row in rows])))


def _without_post(pictures: QuerySet[Picture]) -> QuerySet[Picture]:
    return pictures.exclude(id__in=PostPicture.objects.values("picture_id")).exclude(
        id__in=ScheduledPicture.objects.values("picture_id")
    )


def _unused(pictures: QuerySet[Picture]) -> list[Picture]:
    """Those in no post that is or waits, and in none of its earlier wordings, which stay."""
    rows = list(_without_post(pictures))
    shown = _shown_before({row.owner_id for row in rows})
    return [row for row in rows if str(row.id) not in shown]


def _shown_before(owners: Collection[int]) -> set[str]:
    """The first version with a picture was written by who uploaded it."""
    versions = Revision.objects.filter(written_by_id__in=owners).exclude(pictures=[])
    return {one["id"] for row in versions.values_list("pictures", flat=True) for one in row}


def _drop(pictures: Collection[Picture]) -> None:
    if pictures:
        Picture.objects.filter(id__in=[picture.id for picture in pictures]).delete()
        emit(UploadsDropped([picture.folder for picture in pictures]))
