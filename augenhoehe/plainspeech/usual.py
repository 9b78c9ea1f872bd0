"""The rules of a server that answers people: a folder that is broken stops no hints."""

from __future__ import annotations

import logging
from functools import lru_cache
from pathlib import Path

from augenhoehe.foundation.written.faults import Broken
from augenhoehe.plainspeech.rules.loading import Rules, shipped, shipped_and

log = logging.getLogger("augenhoehe.plainspeech")


@lru_cache(maxsize=8)
def usual_rules(folder: str) -> Rules:
    """Ours and those of this folder, read once; ours alone, and a word in the log, if it broke."""
    try:
        return shipped_and(Path(folder) if folder else None)
    except Broken as broken:
        faults = "; ".join(f"{each.file}:{each.line} {each.reason}" for each in broken.faults)
        log.warning("The rules in %s are not used: %s", folder, faults)
        return shipped()
