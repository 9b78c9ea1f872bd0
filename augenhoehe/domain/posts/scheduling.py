"""What is to be said later, as it is written down meanwhile; asked for by who wrote it alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account, Hat
from augenhoehe.domain.posts import labels, polls
from augenhoehe.domain.posts.label_lines import typed
from augenhoehe.domain.posts.models import Post, ScheduledPicture, ScheduledPost
from augenhoehe.domain.posts.wording import Wording
from augenhoehe.domain.spaces.models import Space
from augenhoehe.foundation.stretch import Stretch
from augenhoehe.foundation.verdicts import Invalid

# What is written down as a post's id, and comes back as the post.
_POSTS = ("in_reply_to", "quoting")


def as_wanted(
    wording: Wording,
    *,
    space: Space | None,
    audience: int,
    in_reply_to: Post | None,
    how: Mapping[str, Any],
) -> dict[str, Any]:
    """A document of everything but the pictures, which wait in a table of their own."""
    more = {
        name: value.id if isinstance(value, (Post, Hat)) else value
        for name, value in how.items()
        if value is not None
    }
    return more | {
        "text": wording.text,
        "warning": wording.warning,
        "sensitive": wording.sensitive,
        "language": wording.language,
        "poll": polls.as_written(wording.poll),
        "labels": labels.as_written(wording.labels),
        "space": space.id if space is not None else None,
        "audience": int(audience),
        "in_reply_to": in_reply_to.id if in_reply_to is not None else None,
    }


def as_asked(row: ScheduledPost) -> dict[str, Any]:
    """What `publish_post` is asked for; raises `Invalid` where something is gone meanwhile."""
    wanted = dict(row.wanted)
    wording = Wording(
        text=wanted.pop("text"),
        warning=wanted.pop("warning"),
        sensitive=wanted.pop("sensitive"),
        language=wanted.pop("language"),
        poll=polls.poll_from(wanted.pop("poll")),
        labels=labels.from_written(wanted.pop("labels", None)),
        pictures=pictures_waiting([row]).get(row.id, ()),
    )
    for name in _POSTS:
        if wanted.get(name) is not None:
            wanted[name] = _post(wanted[name])
    if wanted.get("hat") is not None:
        wanted["hat"] = _hat(wanted["hat"])
    if wanted["space"] is not None:
        wanted["space"] = _space(wanted["space"])
    return wanted | {"wording": wording}


def _post(post_id: int) -> Post:
    post = Post.objects.filter(id=post_id, deleted_at=None).select_related("account", "space")
    found = post.first()
    if found is None:
        raise Invalid(_("The post this belongs to is not there any more."))
    return found


def _hat(hat_id: int) -> Hat:
    """The hat it was written with; whether it may still be worn is asked when it is said."""
    hat = Hat.objects.filter(id=hat_id).first()
    if hat is None:
        raise Invalid(_("The hat this was written with is not there any more."))
    return hat


def hats_worn(rows: Sequence[ScheduledPost]) -> dict[int, Hat]:
    """By scheduled post: the hat it is to be said with."""
    wanted = {row.id: row.wanted["hat"] for row in rows if row.wanted.get("hat")}
    found = Hat.objects.in_bulk(set(wanted.values())) if wanted else {}
    return {row_id: found[hat_id] for row_id, hat_id in wanted.items() if hat_id in found}


def as_typed(row: ScheduledPost) -> str:
    """The words as somebody would type them, with the first lines that put hat and labels on."""
    text = typed(labels.from_written(row.wanted.get("labels"))) + str(row.wanted["text"])
    hat = hats_worn([row]).get(row.id)
    return f"/hut {hat.words}\n{text}" if hat else text


def _space(space_id: int) -> Space:
    space = Space.objects.filter(id=space_id).first()
    if space is None:
        raise Invalid(_("The space this is for is not there any more."))
    return space


def slot_of(row: ScheduledPost) -> str:
    """The place of a draft with these words."""
    if parent := row.wanted.get("in_reply_to"):
        return f"reply:{parent}"
    space = Space.objects.filter(id=row.wanted.get("space")).first()
    return f"space:{space.slug}" if space is not None else "new"


def scheduled_of(account: Account) -> list[ScheduledPost]:
    """Everything somebody has written for later, the next first."""
    rows = ScheduledPost.objects.filter(account=account).select_related("voice")
    return list(rows.order_by("due_at", "id"))


def scheduled_page(
    account: Account, stretch: Stretch, *, voice: Account | None = None
) -> list[ScheduledPost]:
    """What somebody will say in their own name, or through a voice, the newest first."""
    rows = ScheduledPost.objects.filter(account=account, voice=voice)
    return stretch.newest_first(list(stretch.cut(rows)))


def scheduled_by(account: Account, scheduled_id: int) -> ScheduledPost | None:
    """One of one's own."""
    rows = ScheduledPost.objects.filter(account=account, id=scheduled_id)
    return rows.select_related("voice").first()


def pictures_waiting(rows: Sequence[ScheduledPost]) -> dict[int, list[Picture]]:
    """By scheduled post: its pictures in order."""
    found: dict[int, list[Picture]] = {}
    waiting = ScheduledPicture.objects.filter(scheduled__in=rows).select_related("picture")
    for one in waiting.order_by("scheduled_id", "position"):
        found.setdefault(one.scheduled_id, []).append(one.picture)
    return found
