"""The short-lived process in which somebody's file is opened, and what it answers.

Decoders are where servers get hurt. So a file is read by a process that lives for it alone
and has little memory and time; this side only looks at the outcome.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from augenhoehe.foundation.patience import Patience

WALL_SECONDS = 30.0
# Most files are read sooner; one that is not was maybe made to keep us busy.
_SOON_SECONDS = 2.0
_BUSY_SECONDS = 10
_room = threading.Condition()
_began: list[float] = []


class CannotRead(Exception):
    """The file cannot be used; `code` says why: one of the child's, "timeout" or "broken"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_by_child(
    child: Path, request: Mapping[str, Any], workshop: Path, *, seconds: float = WALL_SECONDS
) -> dict[str, Any]:
    """What the script `child` answers to a request. Raises `CannotRead`, or OSError for a disk.

    `workshop` is where it may write. Raises `Patience` while too many others take long: a file
    can be made to take its whole time, and pages must be answered meanwhile.
    """
    with _one_of_few():
        return _outcome(_run(child, request, workshop, seconds))


@contextmanager
def _one_of_few() -> Iterator[None]:
    """One thread of those that answer pages always has something else to do."""
    begun = _enter()
    try:
        yield
    finally:
        with _room:
            _began.remove(begun)
            _room.notify()


def _enter() -> float:
    """Wait for those who will be done soon, and for nobody else."""
    with _room:
        while len(_began) >= max(1, settings.THREADS - 1):
            soon = min(_began) + _SOON_SECONDS - time.monotonic()
            if soon <= 0:
                raise Patience(_BUSY_SECONDS)
            _room.wait(soon)
        begun = time.monotonic()
        _began.append(begun)
        return begun


def _run(
    child: Path, request: Mapping[str, Any], workshop: Path, seconds: float
) -> subprocess.CompletedProcess[bytes]:
    # An environment of its own: the server's secrets are no business of a decoder.
    environment = {
        "VIPS_BLOCK_UNTRUSTED": "1",
        "VIPS_CONCURRENCY": "1",
        "VIPS_DISC_THRESHOLD": "2g",
        "TMPDIR": str(workshop.resolve()),
        "PATH": os.defpath,
    }
    try:
        return subprocess.run(  # noqa: S603 - our own file, no shell, nothing from outside
            [sys.executable, "-I", str(child)],
            input=json.dumps(request).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotRead("timeout") from error


def _outcome(child: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    if child.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise CannotRead("timeout")
    try:
        outcome: dict[str, Any] = json.loads(child.stdout.splitlines()[-1])
    except (IndexError, ValueError) as error:
        # The child died over it: out of memory inside of a decoder, mostly.
        raise CannotRead("broken") from error
    if "refused" in outcome:
        raise CannotRead(outcome["refused"])
    if "errno" in outcome:
        raise OSError(outcome["errno"], os.strerror(outcome["errno"] or 0))
    return outcome
