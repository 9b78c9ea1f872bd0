"""What can be asked of the codex. Everybody may read it, so no reader comes first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from augenhoehe.domain.codex.difference import Change, changes_between
from augenhoehe.domain.codex.models import Clause, Version
from augenhoehe.domain.codex.selectors_playbooks import playbooks_of
from augenhoehe.domain.codex.wording import Codex, PlaybookWording, wording_of
from augenhoehe.foundation import clock


def current_version() -> Version | None:
    """The codex as it holds now."""
    return Version.objects.select_related("published_by").order_by("-number").first()


def version(number: int) -> Version | None:
    return Version.objects.select_related("published_by").filter(number=number).first()


def version_on(day: date) -> Version | None:
    """The codex that held at the end of a day, in the reader's zone; None before there was one."""
    end = timezone.make_aware(datetime.combine(day, time.max))
    found = Version.objects.filter(published_at__lte=end)
    return found.select_related("published_by").order_by("-number").first()


def versions() -> list[Version]:
    """Every version, the newest first."""
    return list(Version.objects.select_related("published_by").order_by("-number"))


def clauses_of(number: int) -> list[Clause]:
    """All clauses of a version, in their order."""
    found = Clause.objects.filter(version__number=number).order_by("position")
    return list(found.select_related("version"))


def current_clauses(*, citable: bool = False) -> list[Clause]:
    """The clauses of the newest version, in their order.

    `citable` leaves out what is advice only, and what holds from a later day on.
    """
    current = Version.objects.order_by("-number").values("id")[:1]
    found = Clause.objects.filter(version_id__in=current).order_by("position")
    if citable:
        found = found.filter(Q(valid_from=None) | Q(valid_from__lte=today()), can_be_cited=True)
    return list(found.select_related("version"))


def holds_today(clause: Clause) -> bool:
    """Whether the day has come from which this clause holds."""
    return clause.valid_from is None or clause.valid_from <= today()


def today() -> date:
    """The day in the time zone of this server."""
    return timezone.localdate(clock.now())


def clause(number: int, key: str) -> Clause | None:
    """One clause in the wording of one version."""
    found = Clause.objects.filter(version__number=number, key=key)
    return found.select_related("version").first()


def clause_by_id(clause_id: int) -> Clause | None:
    return Clause.objects.select_related("version").filter(id=clause_id).first()


def current_clause(key: str) -> Clause | None:
    """One clause as it holds now."""
    found = Clause.objects.filter(key=key).order_by("-version__number")
    newest = found.select_related("version").first()
    current = current_version()
    return newest if newest and current and newest.version_id == current.id else None


def versions_with(key: str) -> list[Clause]:
    """One clause in all its versions, the newest first."""
    found = Clause.objects.filter(key=key).order_by("-version__number")
    return list(found.select_related("version"))


def difference(older: int, newer: int) -> list[Change]:
    """What changed between two versions, in the order of the newer one."""
    return changes_between(clauses_of(older), clauses_of(newer))


def titles_of(cited: Collection[tuple[int, str]]) -> dict[tuple[int, str], str]:
    """The titles of clauses by version and key, in the reader's language; for long lists."""
    numbers, keys = {number for number, _key in cited}, {key for _number, key in cited}
    found = Clause.objects.filter(version__number__in=numbers, key__in=keys)
    return {(each.version.number, each.key): each.title for each in found.select_related("version")}


def newest_titles(keys: Iterable[str]) -> dict[str, str]:
    """The title of each clause in its newest version, in the reader's language, by key."""
    found = Clause.objects.filter(key__in=set(keys)).order_by("version__number")
    return {each.key: each.title for each in found}


def written_codex(number: int) -> Codex:
    """A version as it is written to a folder, and as a page begins the next one with it."""
    known = version(number)
    playbooks = (PlaybookWording(key=p.key, source=p.source) for p in playbooks_of(number))
    return Codex(
        clauses=tuple(wording_of(clause) for clause in clauses_of(number)),
        playbooks=tuple(playbooks),
        note_en=known.note_en if known else "",
        note_de=known.note_de if known else "",
    )
