"""Two versions of the codex side by side: what is new, dropped or worded anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from augenhoehe.interfaces.web.pages.post.wordings import difference

if TYPE_CHECKING:
    from augenhoehe.domain.codex.difference import Change
    from augenhoehe.domain.codex.models import Clause


@dataclass(frozen=True, slots=True)
class Reworded:
    """A clause that stands in both versions, with its differences in the reader's language."""

    clause: Clause
    title: SafeString
    text: SafeString
    same_words: bool  # changed in the other language, or in what can be cited


@dataclass(frozen=True, slots=True)
class Compared:
    """What a page shows of the difference between two versions."""

    new: Sequence[Clause]
    dropped: Sequence[Clause]
    reworded: Sequence[Reworded]
    same: Sequence[Clause]


def compared(changes: Sequence[Change]) -> Compared:
    both = [(c.before, c.after) for c in changes if c.before and c.after and not c.is_same]
    return Compared(
        new=[c.after for c in changes if c.after and c.is_new],
        dropped=[c.before for c in changes if c.before and c.is_dropped],
        reworded=[_reworded(before, after) for before, after in both],
        same=[c.after for c in changes if c.after and c.is_same],
    )


def _reworded(before: Clause, after: Clause) -> Reworded:
    return Reworded(
        clause=after,
        title=difference(before.title, after.title),
        text=difference(before.text, after.text),
        same_words=(before.title, before.text) == (after.title, after.text),
    )
