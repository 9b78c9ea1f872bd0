"""What happens around a post: votes, a quotation that is ended, a pin, a link's preview."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings

from augenhoehe.demo.plan import Plan
from augenhoehe.demo.world import Told, World
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts import actions as posts
from augenhoehe.domain.posts.actions import PollWording, Wording
from augenhoehe.domain.posts.link_cards import digest_of, link_of
from augenhoehe.domain.posts.models import Card, Post
from augenhoehe.foundation import images
from augenhoehe.foundation.ids import new_id

_CARD_SIZES = {"preview": 800}


def poll_of(post: Told) -> PollWording | None:
    """The poll a story tells of."""
    asked = post.get("poll")
    if asked is None:
        return None
    days = timedelta(days=asked["days"])
    return PollWording(
        options=asked["options"],
        seconds=int(days.total_seconds()),
        multiple=asked.get("multiple", False),
    )


def plan_for_later(
    plan: Plan,
    world: World,
    post: Told,
    wording: Callable[[World, Told, str, Account], Wording],
) -> None:
    """Let a post be written at one time and said at another."""
    due = world.days.moment(post["at"])

    def write() -> None:
        by = world.accounts[post["by"]]
        posts.schedule_post(by=by, due_at=due, wording=wording(world, post, post["text"], by))

    def say() -> None:
        posts.publish_due()
        world.posts[post["id"]] = Post.objects.filter(written_by=world.accounts[post["by"]]).latest(
            "id"
        )

    plan.at(world.days.moment(post["written_at"]), write)
    plan.at(due, say)


def plan_around(plan: Plan, world: World, post: Told, at: datetime) -> None:
    """Let happen what others, and its author, do with a post besides liking it."""
    if "poll" in post:
        _plan_poll(plan, world, post, at)
    if "quote_ended_at" in post:
        plan.at(world.days.moment(post["quote_ended_at"]), partial(_end_quote, world, post))
    if "pinned_at" in post:
        plan.at(world.days.moment(post["pinned_at"]), partial(_pin, world, post))
    if "card" in post:
        plan.at(at + timedelta(minutes=1), partial(_show_card, world, post))


def _plan_poll(plan: Plan, world: World, post: Told, at: datetime) -> None:
    for n, (handle, choices) in enumerate(post["poll"]["votes"].items()):
        plan.at(at + timedelta(minutes=7 + 41 * n), partial(_vote, world, post, handle, choices))
    ends = at + timedelta(days=post["poll"]["days"])
    if ends < world.days.end:
        plan.at(ends + timedelta(minutes=1), posts.end_polls)


def _vote(world: World, post: Told, handle: str, choices: list[int]) -> None:
    posts.vote(world.posts[post["id"]], by=world.accounts[handle], choices=choices)


def _end_quote(world: World, post: Told) -> None:
    quoted = world.posts[post["quotes"]]
    posts.revoke_quote(world.posts[post["id"]], by=quoted.account)


def _pin(world: World, post: Told) -> None:
    posts.pin(world.posts[post["id"]], by=world.accounts[post["by"]])


def _show_card(world: World, post: Told) -> None:
    """What the page says about itself, as the story has it: no demo asks the network."""
    said, link = post["card"], link_of(world.posts[post["id"]])
    folder = f"cards/{new_id()}"
    made = images.process_image(
        world.drawn(said["draw"]), Path(settings.MEDIA_ROOT) / folder, sizes=_CARD_SIZES
    )
    card = Card.objects.create(
        url=link,
        digest=digest_of(link),
        title=said["title"],
        description=said["description"],
        language=post["lang"],
        author_name=said["by"],
        provider_name=said["from"],
        folder=folder,
        picture_alt=said["alt"],
        width=made.width,
        height=made.height,
        blurhash=made.blurhash,
    )
    Post.objects.filter(id=world.posts[post["id"]].id).update(card=card)
