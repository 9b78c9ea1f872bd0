"""What is wrong with a file somebody wrote, and exactly where: everything is told at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from augenhoehe.foundation.verdicts import Invalid


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong. Lines and columns count from one; 0 is the file as a whole."""

    file: str
    line: int
    column: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.reason}"


class Broken(Invalid):
    """What somebody wrote cannot be used; `faults` is everything that is wrong with it."""

    def __init__(self, faults: Iterable[Fault], *, field: str = "") -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)), field=field)
