"""What every table holds about persons: why, for how long, and what erasing does to it.

Each room and interface lists its tables in `personal.py` as `HOLDINGS`. The record of processing
activities, the page of one's own data, the export and erasure are all made of this list; a test
walks every model and finds those that lead to a person and stand nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Basis(Enum):
    """Legal basis, as a suggestion: the controller decides. Articles of the GDPR."""

    CONTRACT = _("performing the contract of use, art. 6 (1) (b)")
    LAW = _("a legal obligation, art. 6 (1) (c)")
    INTEREST = _("legitimate interests, art. 6 (1) (f)")
    CONSENT = _("consent, art. 6 (1) (a)")


class Fate(Enum):
    """What becomes of rows when the person they lead to is erased."""

    GOES = "goes"  # the row is deleted
    LET_GO = "let_go"  # the row stays, without the person
    EMPTIED = "emptied"  # the row stays as an empty place; its words go
    STAYS = "stays"  # the row stays and leads to an empty account; `Holding.stays` says why


@dataclass(frozen=True, slots=True)
class Link:
    """A way from a row to a person, in Django's words, such as `login__account`.

    `exported`: whether the row goes into the file of that person; what is somebody else's
    (whom they block, what they noted) is theirs to know.
    """

    path: str
    fate: Fate
    exported: bool = True


@dataclass(frozen=True, slots=True)
class Kept:
    """For how long: a sentence, with the days that are really in force put in for `%(n)d`."""

    sentence: str | _StrPromise
    term: timedelta | None = None
    setting: str = ""  # of `config.options`, where the term is one

    def __str__(self) -> str:
        return (
            str(self.sentence) % {"term": written_term(self.term)}
            if self.term
            else str(self.sentence)
        )


@dataclass(frozen=True, slots=True)
class Holding:
    """One table. `hidden` are columns no export shows; `folders` name folders below media."""

    table: str  # "room.Model"
    purpose: str | _StrPromise
    links: tuple[Link, ...]
    kept: Kept
    basis: Basis = Basis.CONTRACT
    stays: str | _StrPromise = ""  # why something stays when the person goes
    hidden: frozenset[str] = field(default_factory=frozenset)
    folders: tuple[str, ...] = ()
    spared: Mapping[str, Any] = field(default_factory=dict)  # rows that outlive erasure for a time

    @property
    def model(self) -> type[Model]:
        return apps.get_model(self.table)

    @property
    def shown(self) -> tuple[Link, ...]:
        """The ways by which a row is its person's to know."""
        return tuple(link for link in self.links if link.exported)

    def rows_by(self, link: Link, account_id: int) -> QuerySet[Any]:
        """The rows that lead to a person by one way, the oldest first."""
        return self.model._base_manager.filter(**{link.path: account_id}).order_by("pk")


UNTIL_GONE = Kept(_("until the person changes or deletes it, at the latest with the account"))
WITH_ACCOUNT = Kept(_("as long as there is the account"))
WITH_THE_THING = Kept(_("as long as what it belongs to"))
FOR_GOOD = Kept(_("it stays, so that it can be checked later; erasing leaves no name in it"))


def mine(path: str = "account", fate: Fate = Fate.GOES) -> Link:
    """The row is this person's own: it is in their file, and goes with them."""
    return Link(path, fate)


def stays(path: str, *, exported: bool = True) -> Link:
    """The row outlives the person, and then leads to an empty account."""
    return Link(path, Fate.STAYS, exported)


def let_go(path: str) -> Link:
    """The row outlives the person and forgets them."""
    return Link(path, Fate.LET_GO)


def theirs(path: str, fate: Fate = Fate.GOES) -> Link:
    """Somebody else's row about this person: not in the file, and gone with either of them."""
    return Link(path, fate, exported=False)


def written_term(term: timedelta | None) -> str:
    """A length of time in words: days where there are any, else hours or minutes."""
    if term is None:
        return ""
    if term >= timedelta(days=1):
        return ngettext("%(n)d day", "%(n)d days", term.days) % {"n": term.days}
    if term >= timedelta(hours=1):
        hours = int(term.total_seconds() // 3600)
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    minutes = int(term.total_seconds() // 60)
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}


@cache
def catalogue() -> tuple[Holding, ...]:
    """Every table about persons, in the order of the rooms."""
    return tuple(_collected("HOLDINGS"))


@cache
def impersonal() -> Mapping[str, str | _StrPromise]:
    """Tables that lead to nobody, or only to what is no person, and why."""
    return dict(_collected("IMPERSONAL"))


def _collected(name: str) -> Iterator[Any]:
    for config in apps.get_app_configs():
        module = f"{config.name}.personal"
        if config.name.startswith("augenhoehe.") and find_spec(module):
            found = getattr(import_module(module), name, ())
            yield from found.items() if isinstance(found, Mapping) else found
