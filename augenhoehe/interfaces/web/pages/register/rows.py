"""Lines of the ledger in words, and as rows that are rendered once and kept in memory.

An entry never changes; what can is part of the key under which its row is kept: what became
of it, the language, the day on which "yesterday" was said.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from augenhoehe.domain.codex.selectors import titles_of
from augenhoehe.foundation import clock
from augenhoehe.interfaces.web.pages.register import words

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.selectors.register_lines import Line

_LONGEST_VERSION = 9  # digits
_MOST = 2000  # rows of about 3 kB
_known: OrderedDict[Hashable, SafeString] = OrderedDict()
_turn = threading.Lock()


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the ledger in words."""

    line: Line
    headline: str
    ground: str
    duration: str
    period: str
    appeal: str
    clause: str
    clause_url: str
    is_suspect: bool  # at or after the first bad entry


@dataclass(frozen=True, slots=True)
class Checked:
    """The last look at the chain, for the line on top."""

    ago: str
    up_to: int
    broken_at: int | None

    def doubts(self, line: Line) -> bool:
        """Whether this line lies at or after the first bad entry."""
        return self.broken_at is not None and line.seq >= self.broken_at


def rows_of(lines: Sequence[Line], checked: Checked | None) -> list[SafeString]:
    """The rows of a page; only what is new is rendered."""
    surroundings = (
        get_language(),
        str(timezone.get_current_timezone()),
        timezone.localdate(clock.now()),
    )
    keys: list[Hashable] = [(*surroundings, *_key(line, checked)) for line in lines]
    with _turn:
        found = {key: _known[key] for key in keys if key in _known}
    new = [(key, line) for key, line in zip(keys, lines, strict=True) if key not in found]
    found |= _render(new, checked)
    return [found[key] for key in keys]


def _key(line: Line, checked: Checked | None) -> tuple[Hashable, ...]:
    is_suspect = checked is not None and checked.doubts(line)
    became = (line.ended_at, line.is_taken_back, line.outcomes, line.is_appealed, is_suspect)
    return (line.seq, line.uid, line.hash, line.written, *became)


def _render(
    new: Sequence[tuple[Hashable, Line]], checked: Checked | None
) -> dict[Hashable, SafeString]:
    if not new:
        return {}
    template = get_template("register/row.html")
    told = shown([line for _key, line in new], checked)
    rendered = {
        key: SafeString(template.render({"shown": each}))
        for (key, _line), each in zip(new, told, strict=True)
    }
    with _turn:
        _known.update(rendered)
        while len(_known) > _MOST:
            _known.popitem(last=False)
    return rendered


def shown(lines: Sequence[Line], checked: Checked | None) -> list[Shown]:
    """Lines in words, with the title each clause had in the version that was cited."""
    titles = titles_of({cited for line in lines if (cited := _cited(line))})
    return [_shown(line, checked, titles) for line in lines]


def _cited(line: Line) -> tuple[int, str] | None:
    clause, version = (str(line.record.get(name, "")) for name in ("clause", "clause_version"))
    is_number = version.isascii() and version.isdigit() and len(version) < _LONGEST_VERSION
    return (int(version), clause) if clause and is_number else None


def _shown(line: Line, checked: Checked | None, titles: Mapping[tuple[int, str], str]) -> Shown:
    cited = _cited(line)
    key = str(line.record.get("clause", ""))
    return Shown(
        line=line,
        headline=words.headline(line),
        ground=words.ground_shortly(line),
        duration=words.duration(line),
        period=words.period(line),
        appeal=words.appeal_state(line),
        clause=titles.get(cited, key) if cited else key,
        clause_url=f"/codex/{cited[0]}/{key}" if cited and cited in titles else "",
        is_suspect=checked is not None and checked.doubts(line),
    )
