"""Counts about groups of people, given out only where they tell nothing about one of them.

Source: domain.md 5.2 (2): from five persons and twenty events, with secondary suppression. Pure;
knows no table. Three rules together are proof against subtracting:

1. A cell (a group in a window) is shown from `PERSONS` persons and `EVENTS` events.
2. Cells of a window that may not be shown are shown nowhere, and where a total is shown as well,
   all that it hides must together satisfy rule 1 too; otherwise the smallest visible cells are
   hidden with them until it does, or the total is.
3. Windows do not overlap: they begin where the calendar says, and a window is given out once it
   is over. What is counted up over windows only moves on when enough has come together since
   it last did (`cumulative`). So two releases never differ by one person's week.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

PERSONS = 5
EVENTS = 20


@dataclass(frozen=True, slots=True)
class Release:
    """What may be shown of one window: counts of events by group, and their total.

    `None`: too few people for it to be shown.
    """

    groups: Mapping[str, int | None]
    total: int | None


def may_be_shown(by_person: Mapping[int, int]) -> bool:
    """Whether a count over these people (events by person) tells nothing about one of them.

    Nobody may make up all of it but a rest that is theirs alone: whoever subtracts their own
    events must still face the events of four others.
    """
    active = [count for count in by_person.values() if count > 0]
    return len(active) >= PERSONS and sum(active) >= EVENTS


def released(counts: Mapping[str, Mapping[int, int]]) -> Release:
    """The counts of one closed window that may be shown: `counts` is group -> person -> events.

    A person may stand in several groups; a total counts every event once for each group.
    """
    shown = {name for name, by_person in counts.items() if may_be_shown(by_person)}
    hidden = set(counts) - shown
    for name in sorted(shown, key=lambda one: (_people(counts[one]), one)):
        if not _tells(counts, hidden):
            break
        shown.discard(name)
        hidden.add(name)
    whole = may_be_shown(_joined(counts.values())) and not _tells(counts, hidden)
    groups = {name: sum(counts[name].values()) if name in shown else None for name in counts}
    total = sum(sum(by_person.values()) for by_person in counts.values()) if whole else None
    return Release(groups, total)


def share(of: Collection[int], among: Collection[int]) -> tuple[int, int] | None:
    """How many of a group did something, once; None if it shows what one of them did.

    From `EVENTS` persons, for each is one event, and `PERSONS` on either side: "all of them" names
    everybody, "all but one" names one. Rounded down to whole `PERSONS`, so that two looks never
    differ by one.
    """
    everybody = set(among)
    did = len(set(of) & everybody)
    if len(everybody) < EVENTS or did < PERSONS or len(everybody) - did < PERSONS:
        return None
    return did - did % PERSONS, len(everybody) - len(everybody) % PERSONS


def cumulative(windows: Sequence[Mapping[int, int]]) -> list[int | None]:
    """The running sum after each window; it stands still until enough came together to move on."""
    said: int | None = None
    waiting: dict[int, int] = {}
    found: list[int | None] = []
    for by_person in windows:
        waiting = _joined((waiting, by_person))
        if may_be_shown(waiting):
            said = (said or 0) + sum(waiting.values())
            waiting = {}
        found.append(said)
    return found


def month_of(day: date) -> date:
    """The first day of the calendar month: the windows there are, and no other can be asked for."""
    return day.replace(day=1)


def closed_months(days: Iterable[date], today: date) -> Sequence[date]:
    """The months these days fall into that are over; the running one is not given out yet."""
    return sorted({month_of(day) for day in days if month_of(day) < month_of(today)})


def _people(by_person: Mapping[int, int]) -> int:
    return sum(1 for count in by_person.values() if count > 0)


def _joined(groups: Iterable[Mapping[int, int]]) -> dict[int, int]:
    """Events by person over several groups."""
    found: dict[int, int] = {}
    for by_person in groups:
        for person, count in by_person.items():
            found[person] = found.get(person, 0) + count
    return found


def _tells(counts: Mapping[str, Mapping[int, int]], hidden: Collection[str]) -> bool:
    """Whether what a total reveals of all hidden groups together is too little to be shown.

    Groups without a single event hide nothing: their nought is no person's.
    """
    rest = _joined(counts[name] for name in hidden)
    return bool(hidden) and _people(rest) > 0 and not may_be_shown(rest)
