"""How many people and posts there are: counted once an hour, for documents about the server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from django.core.cache import cache

from augenhoehe.domain.people.selectors import count_known_servers, count_people
from augenhoehe.domain.posts.selectors import count_active_writers, count_local_posts
from augenhoehe.foundation import clock

_SECONDS = 3600
_WEEKS = 12


@dataclass(frozen=True, slots=True)
class Figures:
    """Of the server as a whole."""

    people: int
    posts: int
    servers: int
    active_month: int
    active_half_year: int


@dataclass(frozen=True, slots=True)
class Week:
    """What happened in a week, which began at `since`."""

    since: datetime
    posts: int
    people: int
    registrations: int


def figures() -> Figures:
    """Not older than an hour."""
    return cast(Figures, cache.get_or_set("api:figures", _count, _SECONDS))


def weeks() -> list[Week]:
    """The last twelve weeks, the present one first."""
    return cast("list[Week]", cache.get_or_set("api:weeks", _count_weeks, _SECONDS))


def _count() -> Figures:
    return Figures(
        people=count_people(),
        posts=count_local_posts(),
        servers=count_known_servers(),
        active_month=count_active_writers(clock.now() - timedelta(days=30)),
        active_half_year=count_active_writers(clock.now() - timedelta(days=180)),
    )


def _count_weeks() -> list[Week]:
    today = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    return [_week(monday - timedelta(weeks=ago)) for ago in range(_WEEKS)]


def _week(since: datetime) -> Week:
    until = since + timedelta(weeks=1)
    return Week(
        since=since,
        posts=count_local_posts(since, until),
        people=count_active_writers(since, until),
        registrations=count_people(since, until),
    )
