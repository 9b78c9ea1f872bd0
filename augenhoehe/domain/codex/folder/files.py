"""The files of a codex folder, read within bounds: nothing outside of it, nothing endless."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG

from django.utils.translation import gettext as _

from augenhoehe.foundation.written.faults import Fault
from augenhoehe.foundation.written.places import control_character, line_and_column
from augenhoehe.foundation.written.yaml_places import LARGEST_FILE, UNSEEN

LARGEST_FOLDER = 10 * 1024 * 1024  # bytes
MOST_FILES = 300  # in one of its folders
_NAME = re.compile(r"\d{1,4}-(?P<key>[a-z0-9]+(?:-[a-z0-9]+)*)\.(?P<ending>[a-z]+)")


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was read: its name within the folder, the key in that name, and its text."""

    file: str
    key: str
    text: str


@dataclass(slots=True)
class Files:
    """Reads the files of one folder and keeps what is wrong with them."""

    root: Path
    faults: list[Fault] = field(default_factory=list)
    bytes_read: int = 0

    def text(self, name: str) -> str | None:
        """What stands in a file, with plain line ends; None where it cannot be used."""
        try:
            read = self._bytes(name)
        except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
            why = getattr(error, "strerror", None) or str(error)
            self._refuse(name, _("This file cannot be read: %s.") % why)
            return None
        return None if read is None else self._decoded(name, read)

    def numbered(self, folder: str, ending: str) -> list[Written]:
        """The files called `<number>-<key>.<ending>`, in the order of their numbers."""
        found = []
        for name in self._names(folder):
            parts = _NAME.fullmatch(name)
            if parts is None or parts["ending"] != ending:
                shape = f"10-insult.{ending}"
                reason = _("A file in this folder is called like “%(shape)s”: number, then key.")
                self._refuse(f"{folder}/{name}", reason % {"shape": shape})
            elif (text := self.text(f"{folder}/{name}")) is not None:
                found.append(Written(f"{folder}/{name}", parts["key"], text))
        return found

    def has(self, name: str) -> bool:
        """Whether there is something of this name, be it a link that leads nowhere."""
        return (self.root / name).exists() or (self.root / name).is_symlink()

    def _names(self, folder: str) -> list[str]:
        if not self.has(folder):
            return []
        try:
            if not self._is_within(folder):
                return []
            names = [each.name for each in (self.root / folder).iterdir()]
        except (OSError, RuntimeError) as error:
            reason = _("This folder cannot be read: %s.")
            self._refuse(folder, reason % (getattr(error, "strerror", None) or error))
            return []
        names = [name for name in names if not name.startswith(".")]
        if len(names) > MOST_FILES:
            self._refuse(folder, _("There are too many files in this folder."))
            return []
        return sorted(names, key=_by_number)

    def _bytes(self, name: str) -> bytes | None:
        if not self._is_within(name):
            return None
        path = self.root / name
        if not S_ISREG(path.stat().st_mode):
            self._refuse(name, _("This is no file."))
            return None
        with path.open("rb") as opened:
            read = opened.read(LARGEST_FILE + 1)
        self.bytes_read += len(read)
        if len(read) > LARGEST_FILE:
            self._refuse(name, _("This file is larger than one megabyte."))
            return None
        if self.bytes_read > LARGEST_FOLDER:
            self._refuse(name, _("This folder holds more than ten megabytes."))
            return None
        return read

    def _is_within(self, name: str) -> bool:
        """Nothing is read that a link leads to outside of the folder."""
        if (self.root / name).resolve().is_relative_to(self.root.resolve()):
            return True
        self._refuse(name, _("This is a link that leads out of the folder."))
        return False

    def _decoded(self, name: str, read: bytes) -> str | None:
        try:
            text = read.decode("utf-8")
        except UnicodeDecodeError as error:
            line = read.count(b"\n", 0, error.start) + 1
            column = error.start - read.rfind(b"\n", 0, error.start)
            reason = _("This file is not written in UTF-8. Save it in that encoding.")
            self.faults.append(Fault(name, line, column, reason))
            return None
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        found = control_character(text)
        if found is None:
            return text
        self.faults.append(Fault(name, *line_and_column(text, found), str(UNSEEN)))
        return None

    def _refuse(self, name: str, reason: str) -> None:
        self.faults.append(Fault(name, 0, 0, reason))


def _by_number(name: str) -> tuple[int, str]:
    number = re.match(r"\d{1,9}", name)
    return (int(number[0]) if number else 0), name
