"""The real thing: `augenhoehe` as a process of its own, with a data folder of its own."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

from tests.laid import copy_laid_database

ROOT = Path(__file__).resolve().parents[2]
_COMMAND = "from augenhoehe.config.commands import main; raise SystemExit(main())"


class House:
    """A data folder and the commands that work on it."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        kept = {k: v for k, v in os.environ.items() if not k.startswith("AUGENHOEHE_")}
        kept.pop("DATABASE_URL", None)
        self.environment = kept | {
            "AUGENHOEHE_DATA_DIR": str(folder),
            "AUGENHOEHE_CONFIG": str(folder / "none.toml"),
            "PYTHONPATH": str(ROOT),
            **settings,
        }

    def lay(self) -> None:
        """Begin with the tables as they are laid once for all tests."""
        copy_laid_database(self.database)

    def run(self, *arguments: str, code: str = _COMMAND) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            env=self.environment,
            cwd=self.folder.parent,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def python(self, code: str) -> str:
        """Run a few lines inside this house."""
        result = self.run(code=f"import django; django.setup()\n{code}")
        assert result.returncode == 0, result.stderr
        return result.stdout

    @property
    def database(self) -> Path:
        return self.folder / "augenhoehe.sqlite3"


class Server:
    """`augenhoehe serve` on a free port, until the end of the block."""

    def __init__(
        self, house: House, port: int | None = None, host: str = "127.0.0.1", code: str = _COMMAND
    ) -> None:
        self._house = house
        self._host, self._code = host, code
        self.log = house.folder / "server.log"
        self.port = port or free_port()
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        # Into a file, since nobody reads a pipe while the server runs.
        with self.log.open("wb") as log:
            where = ["--host", self._host, "--port", str(self.port)]
            process = subprocess.Popen(
                [sys.executable, "-c", self._code, "serve", *where],
                env=self._house.environment,
                cwd=self._house.folder.parent,
                stdout=log,
                stderr=log,
            )
        ready = eventually(lambda: "is ready at" in self.said() or process.poll() is not None, 60)
        if not ready or process.poll() is not None:
            raise AssertionError(self.said())
        return process

    def said(self) -> str:
        """What the server has written to its log."""
        return self.log.read_text(encoding="utf-8")

    def restart(self) -> None:
        self.process = self._start()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def kill(self) -> None:
        """kill -9, as a power cut would."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(timeout=5)

    def stop(self, within: float) -> int:
        """SIGTERM; the exit status, or an error when it takes too long."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=within)

    def connect(self, timeout: float = 15) -> HTTPConnection:
        return HTTPConnection(self._host, self.port, timeout=timeout)

    def get(self, path: str) -> tuple[int, bytes]:
        with contextlib.closing(self.connect()) as connection:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read()


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def copy_house(origin: House, folder: Path, **settings: str) -> House:
    """A house of its own with what another has already migrated and collected."""
    shutil.copytree(origin.folder, folder)
    return House(folder, **settings)


def eventually(condition, within: float = 10.0) -> bool:
    """Whether a condition comes true within some seconds."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False
