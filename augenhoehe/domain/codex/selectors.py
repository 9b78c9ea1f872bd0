"""What can be asked of the codex. Everybody may read it, so no reader comes first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time

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

    `citable`: those a measure can cite today. Where a new wording holds only from a later day
    on, the wording before it does until then; advice is left out.
    """
    current = Version.objects.order_by("-number").values("id")[:1]
    found = Clause.objects.filter(version_id__in=current).order_by("position")
    rows = list(found.select_related("version"))
    if not citable:
        return rows
    return [row for row in _as_they_hold(rows) if row.can_be_cited]


def _as_they_hold(rows: list[Clause]) -> list[Clause]:
    """Each as it holds today; what never held before and does not yet is left out."""
    waiting = [row.key for row in rows if not holds_today(row)]
    if not waiting:
        return rows
    found = Clause.objects.filter(key__in=waiting).select_related("version")
    earlier = {(row.key, row.version.number): row for row in found}
    held = (_holding(row, earlier) for row in rows)
    return [row for row in held if row]


def _holding(row: Clause | None, earlier: Mapping[tuple[str, int], Clause]) -> Clause | None:
    """The newest wording whose day has come; a clause that was dropped in between began anew."""
    while row and not holds_today(row):
        row = earlier.get((row.key, row.version.number - 1))
    return row


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
    """One clause of the newest version, as it holds today: a wording for later waits its day."""
    current = Version.objects.order_by("-number").values("id")[:1]
    found = Clause.objects.filter(version_id__in=current, key=key).select_related("version")
    return next(iter(_as_they_hold(list(found))), None)


def change_since(clause: Clause) -> Change | None:
    """What became of a clause since a version, for whoever reads an old citation; None: nothing."""
    current = Version.objects.order_by("-number").values("id")[:1]
    newest = Clause.objects.filter(version_id__in=current, key=clause.key)
    change = Change(clause, newest.select_related("version").first())
    return None if change.is_same else change


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
