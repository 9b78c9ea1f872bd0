"""Trying every way in every internal space, and writing down what came out."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field

from augenhoehe.config.upkeep.canary.asking import make_ready
from augenhoehe.config.upkeep.canary.birds import Bird, Trial, trial_in
from augenhoehe.config.upkeep.canary.ways import WAYS, Stumbled, Way
from augenhoehe.domain.spaces.actions import note_self_test
from augenhoehe.domain.spaces.models import SelfTest, Space
from augenhoehe.domain.spaces.selectors import internal_spaces

log = logging.getLogger("augenhoehe.canary")


@dataclass(slots=True)
class _Tally:
    """What came out so far."""

    spaces: int = 0
    leaks: list[dict[str, str]] = field(default_factory=list)
    seeing: set[str] = field(default_factory=set)  # ways that found what everybody may read
    troubles: list[str] = field(default_factory=list)

    def blind(self) -> list[str]:
        return [way.name for way in WAYS if way.name not in self.seeing] if self.spaces else []


def try_promise() -> SelfTest:
    """Try the promise in each internal space, one after the other, and keep the result."""
    began, tally = time.monotonic(), _Tally()
    make_ready()
    for space in internal_spaces():
        try:
            _try_space(space, tally)
        except Exception as trouble:  # whatever it is: it is no proof, and the next one is tried
            log.exception("The self-test of spaces stumbled.")
            tally.troubles.append(f"{type(trouble).__name__}: {trouble}")
    test = note_self_test(
        spaces=tally.spaces,
        ways=[way.name for way in WAYS],
        blind=tally.blind(),
        leaks=tally.leaks,
        seconds=round(time.monotonic() - began, 2),
        error="; ".join(dict.fromkeys(tally.troubles)),
    )
    for leak in test.leaks:
        log.error("Something internal can be read outside, by this way: %s.", leak["way"])
    return test


def _try_space(space: Space, tally: _Tally) -> None:
    # One transaction for each space: other writers wait for a moment, not for all of them.
    with trial_in(space) as trial:
        for way in WAYS:
            if way.name not in tally.seeing and _finds(way, trial, trial.outside, tally):
                tally.seeing.add(way.name)
            if _finds(way, trial, trial.inside, tally):
                # The number and not the name: some circles are known to their members only.
                tally.leaks.append({"reach": space.reach, "space": str(space.id), "way": way.name})
    tally.spaces += 1


def _finds(way: Way, trial: Trial, bird: Bird, tally: _Tally) -> bool:
    try:
        return way.look(bird, trial.seekers)
    except Stumbled as trouble:
        tally.troubles.append(str(trouble))
        return False
