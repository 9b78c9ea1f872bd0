"""The pictures of posts, as private as the post they stand in."""

from __future__ import annotations

from collections.abc import Collection, Set

from django.db.models import F, QuerySet

from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.models import PostPicture, Restriction, ScheduledPicture
from augenhoehe.domain.posts.selectors.reading import post_for
from augenhoehe.foundation.prepared import prepared, rows_by_id


def pictures_of(post_ids: Collection[int]) -> dict[int, list[Picture]]:
    """By post: its pictures in order."""
    found: dict[int, list[Picture]] = {}
    rows = _places_of_pictures(frozenset(post_ids))
    pictures = rows_by_id(Picture, [picture_id for _post_id, picture_id in rows])
    for post_id, picture_id in rows:
        if picture_id in pictures:  # else it was deleted this moment
            found.setdefault(post_id, []).append(pictures[picture_id])
    return found


@prepared
def _places_of_pictures(post_ids: Set[int]) -> QuerySet[PostPicture, tuple[int, int]]:
    rows = PostPicture.objects.filter(post_id__in=post_ids).order_by("post_id", "position")
    # Not those that an intervention took out.
    under = F("post__restrictions").bitand(int(Restriction.MEDIA_REMOVED))
    rows = rows.annotate(taken_out=under).filter(taken_out=0)
    return rows.values_list("post_id", "picture_id")


def is_in_a_post(picture: Picture) -> bool:
    """Whether a picture stands in a post by now: then its words change with the post's."""
    return PostPicture.objects.filter(picture=picture).exists()


def is_being_looked_at(picture: Picture) -> bool:
    """Whether it waits in a post of a voice for another person's yes: then it stays as it is."""
    waiting = {"scheduled__waits_since__isnull": False, "scheduled__given_back_at": None}
    return ScheduledPicture.objects.filter(picture=picture, **waiting).exists()


def picture_for(reader: Reader, picture_id: int) -> tuple[Picture, bool] | None:
    """A picture if this reader may see it, and whether everybody may.

    As private as the post it stands in; before it stands in one, its owner's alone.
    """
    picture = Picture.objects.filter(id=picture_id).first()
    if picture is None:
        return None
    used = PostPicture.objects.filter(picture=picture).first()
    if used is None:
        return (picture, False) if picture.owner_id == reader.account_id else None
    post = post_for(reader, used.post_id)
    if post is None or post.is_under(Restriction.MEDIA_REMOVED):
        return None
    return picture, post.is_open
