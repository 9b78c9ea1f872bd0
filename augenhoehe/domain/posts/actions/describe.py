"""Saying what a picture shows, where that is not a way around a look at it before."""

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.media.actions import describe_picture
from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.prior_approval import require_no_approval
from augenhoehe.domain.posts.models import Post, PostPicture
from augenhoehe.domain.posts.selectors.pictures import is_being_looked_at
from augenhoehe.foundation.verdicts import Invalid


@transaction.atomic
def describe_upload(
    picture: Picture,
    *,
    by: Account,
    description: str,
    focus: tuple[float, float] | None = None,
    edited: Post | None = None,
) -> None:
    """Describe a picture of one's own: what is published only as part of its post `edited`.

    Neither what waits for another person's yes changes, nor what had it.
    """
    same_focus = focus is None or focus == (picture.focus_x, picture.focus_y)
    if description.strip() == picture.description and same_focus:
        return  # apps send along what they do not change
    place = PostPicture.objects.filter(picture=picture).select_related("post__account").first()
    if place is not None and (edited is None or place.post_id != edited.id):
        raise Invalid(_("It is published: it changes with its post."), field="description")
    if place is not None:
        require_no_approval(place.post.account)
    if is_being_looked_at(picture):
        raise Invalid(_("Somebody looks at it now: take the post back first."), field="description")
    describe_picture(picture, by=by, description=description, focus=focus)
