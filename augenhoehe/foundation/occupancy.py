"""Who is at work on a data folder: processes that share it, or one that wants it alone.

A lock of the operating system, so that it ends with its process, however that dies.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

_NAME = "in-use"


class Occupancy:
    """A share in a data folder, held until `leave()` or the end of the process."""

    def __init__(self, folder: Path) -> None:
        self._file = os.open(folder / _NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def take_alone(self) -> bool:
        """Have the folder for oneself, unless another process is at work on it."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def share(self) -> None:
        """Be at work on the folder beside others; waits for one who has it alone."""
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def leave(self) -> None:
        """Be no longer at work."""
        os.close(self._file)
