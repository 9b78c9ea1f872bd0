"""What people keep for themselves and show of themselves, and what the server offers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from augenhoehe.demo.plan import Plan
from augenhoehe.demo.world import Told, World, told
from augenhoehe.domain.media import emoji
from augenhoehe.domain.media.actions import add_emoji
from augenhoehe.domain.notifications import actions as notices
from augenhoehe.domain.people import actions as people
from augenhoehe.domain.posts import actions as posts
from augenhoehe.domain.posts.actions import Word, Wording


def plan_own(plan: Plan, world: World) -> None:
    """Let everybody set up what is theirs, each at its time."""
    for kind, do in _KINDS.items():
        for entry in told("own")[kind]:
            plan.at(world.days.moment(entry["at"]), partial(do, world, entry))
    for entry in told("own")["announcements"]:
        _plan_signs(plan, world, entry)


def _emoji(world: World, entry: Told) -> None:
    drawing = world.drawn_see_through(f"emoji/{entry['shortcode']}")
    add_emoji(
        entry["shortcode"],
        drawing,
        by=world.accounts[entry["by"]],
        category=entry["category"],
    )
    emoji.forget()  # the first story that uses it is told before anything is committed


def _announce(world: World, entry: Told) -> None:
    wanted = notices.Wanted(text=entry["text"], ends_at=world.days.moment(entry["ends"]))
    made = notices.publish_announcement(wanted, by=world.accounts[entry["by"]])
    world.announcements[entry["at"]] = made


def _plan_signs(plan: Plan, world: World, entry: Told) -> None:
    at = world.days.moment(entry["at"])
    for n, (handle, sign) in enumerate(entry["signs"].items(), start=1):
        plan.at(at + timedelta(minutes=12 * n), partial(_sign, world, entry, handle, sign))


def _sign(world: World, entry: Told, handle: str, sign: str) -> None:
    made = world.announcements[entry["at"]]
    notices.answer_announcement(made, sign, by=world.accounts[handle])


def _list(world: World, entry: Told) -> None:
    by = world.accounts[entry["by"]]
    made = people.make_list(entry["title"], by=by)
    people.put_in_list(made, [world.accounts[one] for one in entry["members"]], by=by)


def _tag(world: World, entry: Told) -> None:
    by = world.accounts[entry["by"]]
    if "follow" in entry:
        posts.follow_tag(entry["follow"], by=by)
        return
    on = world.accounts[entry["page"]] if "page" in entry else None
    posts.feature_tag(entry["feature"], by=by, on=on)


def _pin(world: World, entry: Told) -> None:
    posts.pin(world.posts[entry["post"]], by=world.accounts[entry["by"]])


def _note(world: World, entry: Told) -> None:
    about = world.accounts[entry["about"]]
    people.note_account(about, by=world.accounts[entry["by"]], text=entry["text"])


def _recommend(world: World, entry: Told) -> None:
    for handle in entry["who"]:
        people.endorse(world.accounts[handle], by=world.accounts[entry["by"]])


def _filter(world: World, entry: Told) -> None:
    posts.create_filter(
        by=world.accounts[entry["by"]],
        title=entry["title"],
        contexts=entry["contexts"],
        words=[Word(word) for word in entry["words"]],
    )


def _mute(world: World, entry: Told) -> None:
    posts.mute_thread(world.posts[entry["post"]], by=world.accounts[entry["by"]])


def _schedule(world: World, entry: Told) -> None:
    posts.schedule_post(
        by=world.accounts[entry["by"]],
        voice=world.accounts[entry["as"]],
        due_at=world.days.moment(entry["due"]),
        wording=Wording(text=entry["text"], language=entry["lang"]),
    )


def _begin(world: World, entry: Told) -> None:
    posts.save_draft("new", by=world.accounts[entry["by"]], text=entry["text"])


_KINDS: dict[str, Callable[[World, Told], None]] = {
    "emoji": _emoji,
    "announcements": _announce,
    "lists": _list,
    "tags": _tag,
    "pins": _pin,
    "notes": _note,
    "recommendations": _recommend,
    "filters": _filter,
    "mutes": _mute,
    "later": _schedule,
    "drafts": _begin,
}
