from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.domain.posts.models import FeaturedTag, FollowedTag, Tag
from augenhoehe.domain.posts.policies_showing import may_feature_tags, may_follow_tags
from augenhoehe.domain.posts.timelines import clear_home_after_tag
from augenhoehe.foundation.text import MAX_TAG, find_hashtags, normalise_tag, tidy
from augenhoehe.foundation.verdicts import Invalid, require

MOST_FEATURED = 10
MOST_FOLLOWED = 1000


@transaction.atomic
def follow_tag(name: str, *, by: Account) -> Tag:
    """Read at home what is said in public with a hashtag, from now on; twice is once."""
    require(may_follow_tags(reader_for(by)))
    tag = _tag(name)
    if FollowedTag.objects.filter(account=by, tag=tag).exists():
        return tag
    if FollowedTag.objects.filter(account=by).count() >= MOST_FOLLOWED:
        raise Invalid(_("You follow too many hashtags; please let one go first."))
    FollowedTag.objects.create(account=by, tag=tag)
    return tag


@transaction.atomic
def unfollow_tag(name: str, *, by: Account) -> None:
    """Not read a hashtag any longer; what only it brought leaves one's home."""
    for row in FollowedTag.objects.filter(account=by, tag__name=_normal(name)):
        row.delete()
        clear_home_after_tag(by.id, row.tag_id)


@transaction.atomic
def feature_tag(name: str, *, by: Account, on: Account | None = None) -> FeaturedTag:
    """Show a hashtag on one's page, or as a steward on a voice's; twice is once."""
    account = on or by
    require(may_feature_tags(reader_for(by), account))
    tag = _tag(name)
    if shown := FeaturedTag.objects.filter(account=account, tag=tag).first():
        return shown
    if FeaturedTag.objects.filter(account=account).count() >= MOST_FEATURED:
        raise Invalid(_("You have already featured the maximum number of hashtags"))
    return FeaturedTag.objects.create(account=account, tag=tag)


@transaction.atomic
def stop_featuring_tag(name: str, *, by: Account, on: Account | None = None) -> None:
    """Not show a hashtag on a page any longer."""
    account = on or by
    require(may_feature_tags(reader_for(by), account))
    FeaturedTag.objects.filter(account=account, tag__name=_normal(name)).delete()


def _normal(name: str) -> str:
    return normalise_tag(tidy(name[:500]).strip().removeprefix("#"))


def _tag(name: str) -> Tag:
    """The hashtag of this name, made if nobody used it yet."""
    shown = tidy(name[:500]).strip().removeprefix("#")
    found = find_hashtags(f"#{shown}")
    if len(shown) > MAX_TAG or len(found) != 1 or normalise_tag(found[0]) != normalise_tag(shown):
        raise Invalid(_("Tag is invalid"), field="name")
    tag, _new = Tag.objects.get_or_create(
        name=normalise_tag(shown), defaults={"shown": shown[:MAX_TAG]}
    )
    return tag
