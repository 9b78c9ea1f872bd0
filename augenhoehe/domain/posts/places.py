"""Where something unpublished is to stand, and who may read there: nobody else is shown it."""

from __future__ import annotations

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.audience import Reader, readable
from augenhoehe.domain.posts.models import Look, Post, ScheduledPost
from augenhoehe.domain.spaces.models import Space, SpaceMembership

_POSTS = ("reply", "quote", "edit")


def may_read_there(reader: Reader, *, space: Space | None, beside: Post | None) -> bool:
    """Whether somebody may read the space, and the post this is about."""
    if space is not None and not _may_read_in(reader, space):
        return False
    return beside is None or Post.objects.filter(readable(reader), id=beside.id).exists()


def _may_read_in(reader: Reader, space: Space) -> bool:
    if space.reach == Space.Reach.WORLD:
        return True
    if space.reach == Space.Reach.HOUSE:
        return reader.who.is_member
    return space.id in reader.spaces


def place_of_slot(
    slot: str, *, beside: Post | None, space: Space | None
) -> tuple[Post | None, Space | None]:
    """What a draft belongs to, as the name of its place says; else as it was said."""
    kind, _colon, which = slot.partition("~")[0].partition(":")
    if kind in _POSTS and which.isdecimal() and len(which) < 20:
        beside = Post.objects.filter(id=int(which)).select_related("space").first()
        return beside, beside.space if beside is not None and beside.is_internal else None
    if kind == "space":
        space = Space.objects.filter(slug=which).first()
    return beside, space


def place_of_waiting(row: ScheduledPost) -> tuple[list[int], int | None]:
    """The posts something that waits is about, and its space."""
    named = (row.wanted.get("in_reply_to"), row.wanted.get("quoting"), row.edits_id)
    return [one for one in named if one is not None], row.wanted.get("space")


def may_read_waiting(reader: Reader, row: ScheduledPost) -> bool:
    """Whether somebody may read where this is to stand."""
    beside, space_id = place_of_waiting(row)
    space = Space.objects.filter(id=space_id).first() if space_id else None
    if space is not None and not _may_read_in(reader, space):
        return False
    found = Post.objects.filter(readable(reader), id__in=beside)
    return found.count() == len(set(beside))


def may_read_look(reader: Reader, look: Look) -> bool:
    """Whether the colleague may read the place of the draft today."""
    return may_read_there(reader, space=look.space, beside=look.beside)


def members_who_may_read(
    among: list[Account], *, space: Space | None, beside: Post | None
) -> list[Account]:
    """Of these members: who reads there too. One question for all."""
    circle = space if space is not None and space.reach == Space.Reach.CIRCLE else None
    if circle is None and beside is not None and beside.audience == Post.Audience.CIRCLE:
        circle = beside.space
    if circle is None:
        return among
    inside = SpaceMembership.objects.filter(space=circle).values_list("account_id", flat=True)
    known = set(inside)
    return [one for one in among if one.id in known]
