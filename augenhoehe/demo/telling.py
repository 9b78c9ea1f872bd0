"""The stories: who says what and when, likes it, passes it on, corrects it, takes it back."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from augenhoehe.demo.around import plan_around, plan_for_later, poll_of
from augenhoehe.demo.case_steps import plan_case
from augenhoehe.demo.hats import hat_of
from augenhoehe.demo.names import wear_the_right_name
from augenhoehe.demo.plan import Plan
from augenhoehe.demo.world import Told, World
from augenhoehe.domain.criticism import actions as criticism
from augenhoehe.domain.criticism.models import Offer
from augenhoehe.domain.media.actions import add_picture, add_recording
from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts import actions as posts
from augenhoehe.domain.posts.actions import Wording
from augenhoehe.domain.posts.actions.approval import hand_in_post, release_post
from augenhoehe.domain.posts.labels import Labels
from augenhoehe.domain.posts.models import Label
from augenhoehe.domain.posts.turning import look_again

_VISIBILITIES = {"public": 0, "unlisted": 1, "followers": 2, "direct": 3}


def plan_post(
    plan: Plan, world: World, post: Told, *, parent: str = "", official: bool = False
) -> None:
    """Let a post be written, with all that happens to it, and the replies to it.

    Whoever works here answers criticism in service; everything else is said privately.
    """
    at = world.days.moment(post["at"])
    official = official or "case" in post or "space" in post
    if "written_at" in post:
        plan_for_later(plan, world, post, _wording)
    elif "handed_in_at" in post:
        _plan_handing_in(plan, world, post, parent)
    else:
        plan.at(at, partial(_publish, world, post, parent, official))
    for edit in post.get("edits", ()):
        plan.at(world.days.moment(edit["at"]), partial(_edit, world, post, edit))
    if "deleted_at" in post:
        plan.at(world.days.moment(post["deleted_at"]), partial(_delete, world, post))
    plan_reactions(plan, world, post, at)
    _plan_offer(plan, world, post)
    plan_around(plan, world, post, at)
    if "looked_at" in post:
        plan.at(world.days.moment(post["looked_at"]), partial(_look_whether_it_turned, world, post))
    if "case" in post:
        plan_case(plan, world, post, at)
    for reply in post.get("replies", ()):
        plan_post(plan, world, reply, parent=post["id"], official=official)


def _publish(world: World, post: Told, parent: str, official: bool) -> None:
    by = world.accounts[post["by"]]
    voice = world.accounts[post["as"]] if "as" in post else None
    if voice is not None:
        wear_the_right_name(voice, by, protected=post.get("protected", False))
    world.posts[post["id"]] = posts.publish_post(
        by=by,
        voice=voice,
        wording=_wording(world, post, post["text"], by),
        space=world.spaces[post["space"]] if "space" in post and not parent else None,
        audience=_VISIBILITIES[post.get("visibility", "public")],
        in_reply_to=world.posts[parent] if parent else None,
        in_service=official or "hat" in post,
        hat=hat_of(world, post["by"], post["hat"]) if "hat" in post else None,
        quoting=world.posts[post["quotes"]] if "quotes" in post else None,
        labels=_labels(post),
    )


def _labels(post: Told) -> Labels | None:
    """What stands before the text, by its name in data; the words may be empty."""
    told = post.get("labels")
    if told is None:
        return None
    kinds = sum(Label[name.upper()] for name in told)
    return Labels(kinds, {name: words for name, words in told.items() if words})


def _look_whether_it_turned(world: World, post: Told) -> None:
    # What a job does a minute after somebody reacted; jobs do not run while it is told.
    look_again({"post_id": world.posts[post["id"]].id})


def _plan_handing_in(plan: Plan, world: World, post: Told, parent: str) -> None:
    """Let another person of the voice look at it before, who says yes."""
    waiting = []

    def hand_in() -> None:
        by, voice = world.accounts[post["by"]], world.accounts[post["as"]]
        wear_the_right_name(voice, by)
        row = hand_in_post(
            by=by,
            voice=voice,
            wording=_wording(world, post, post["text"], by),
            in_reply_to=world.posts[parent] if parent else None,
        )
        waiting.append(row)

    def release() -> None:
        by = world.accounts[post["released_by"]]
        world.posts[post["id"]] = release_post(waiting[0], by=by)

    plan.at(world.days.moment(post["handed_in_at"]), hand_in)
    plan.at(world.days.moment(post["at"]), release)


def _wording(world: World, post: Told, text: str, by: Account) -> Wording:
    return Wording(
        text=text,
        warning=post.get("warning", ""),
        language=post["lang"],
        pictures=[_picture(world, image, by) for image in post.get("images", ())],
        poll=poll_of(post),
    )


def _picture(world: World, image: Told, by: Account) -> Picture:
    if "sound" in image:
        return add_recording(world.rung(image["sound"]), by=by, description=image["alt"])
    x, y = image["focus"].split(",")
    return add_picture(
        world.drawn(image["draw"]), by=by, description=image["alt"], focus=(float(x), float(y))
    )


def _edit(world: World, post: Told, edit: Told) -> None:
    by = world.accounts[post["by"]]
    posts.edit_post(
        world.posts[post["id"]],
        by=by,
        wording=_wording(world, post, edit["text"], by),
        is_correction=edit.get("correction", False),
    )


def _delete(world: World, post: Told) -> None:
    by, why = world.accounts[post["by"]], post.get("deleted_why")
    posts.delete_post(world.posts[post["id"]], by=by, why=why)


def _plan_offer(plan: Plan, world: World, post: Told) -> None:
    """Somebody says that it is criticism, or its author says that it is none."""
    if mark := post.get("marked"):
        plan.at(world.days.moment(mark["at"]), partial(_mark, world, post["id"], mark))
    if offer := post.get("offer"):
        plan.at(world.days.moment(offer["declined_at"]), partial(_decline, world, post))


def _mark(world: World, post: str, mark: Told) -> None:
    by, about = world.accounts[mark["by"]], world.accounts[mark["about"]]
    criticism.mark_post(world.posts[post], about=about, by=by)


def _decline(world: World, post: Told) -> None:
    offer = Offer.objects.get(post=world.posts[post["id"]])
    criticism.decline_offer(offer, by=world.accounts[post["by"]])


def plan_reactions(plan: Plan, world: World, post: Told, at: datetime) -> None:
    """Let people like it and pass it on, some minutes apart."""
    for n, handle in enumerate(post.get("likes", ())):
        moment = min(at + timedelta(minutes=4 + 19 * n), world.days.end)
        plan.at(moment, partial(_like, world, post["id"], handle))
    for n, handle in enumerate(post.get("boosts", ())):
        moment = min(at + timedelta(minutes=9 + 31 * n), world.days.end)
        plan.at(moment, partial(_boost, world, post["id"], handle))


def _like(world: World, post: str, handle: str) -> None:
    posts.like(world.posts[post], by=world.accounts[handle])


def _boost(world: World, post: str, handle: str) -> None:
    posts.boost(world.posts[post], by=world.accounts[handle])
