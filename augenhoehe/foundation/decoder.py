"""The short-lived process in which somebody's file is opened, and what it answers.

Decoders are where servers get hurt. So a file is read by a process that lives for it alone
and has little memory and time; this side only looks at the outcome.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

WALL_SECONDS = 30.0


class CannotRead(Exception):
    """The file cannot be used; `code` says why: one of the child's, "timeout" or "broken"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_by_child(
    child: Path, request: Mapping[str, Any], workshop: Path, *, seconds: float = WALL_SECONDS
) -> dict[str, Any]:
    """What the script `child` answers to a request. Raises `CannotRead`, or OSError for a disk.

    `workshop` is where it may write.
    """
    return _outcome(_run(child, request, workshop, seconds))


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
