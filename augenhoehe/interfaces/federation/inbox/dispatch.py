"""Who takes what: one table of all handlers, and what has to be fetched before they can."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from augenhoehe.activitypub.records import Activity
from augenhoehe.interfaces.federation.asking import Course
from augenhoehe.interfaces.federation.inbox import forwarded
from augenhoehe.interfaces.federation.inbox.handlers import Handler, Need
from augenhoehe.interfaces.federation.inbox.receive import FORWARDED
from augenhoehe.interfaces.federation.resolve.people import known_or_fetched_actor

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


def _merged() -> tuple[Mapping[str, tuple[Handler, ...]], Mapping[str, tuple[Need, ...]]]:
    from importlib import import_module

    handlers: dict[str, tuple[Handler, ...]] = {}
    needs: dict[str, tuple[Need, ...]] = {}
    for name in ("on_people", "on_posts", "on_flag"):
        try:
            module = import_module(f"augenhoehe.interfaces.federation.inbox.{name}")
        except ImportError:
            continue
        for kind, handler in module.HANDLERS.items():
            handlers[kind] = (*handlers.get(kind, ()), handler)
        for kind, need in getattr(module, "NEEDS", {}).items():
            needs[kind] = (*needs.get(kind, ()), need)
    return handlers, needs


HANDLERS, NEEDS = _merged()


def is_known(kind: str) -> bool:
    """Whether there is anybody for this kind of activity; nothing else is worth a row."""
    return kind in HANDLERS


def preparation(kind: str, activity: Activity, *, knows_actor: bool) -> Course[Activity | None]:
    """Learn what an activity needs; the activity to do then, None where there is nothing to do."""
    if kind == FORWARDED:
        confirmed = yield from forwarded.confirmed(activity)
        if confirmed is None:
            return None
        activity, knows_actor = confirmed, False
    if not knows_actor:
        yield from known_or_fetched_actor(activity.actor)
    for need in NEEDS.get(activity.kind, ()):
        yield from need(activity)
    return activity


def handle(activity: Activity, actor: Account) -> bool:
    """Let the first take it whose business it is; False where it is nobody's."""
    # A handler of its kind alone need not say that it was its business.
    return any(handler(activity, actor) is not False for handler in HANDLERS.get(activity.kind, ()))
