"""Static files: one stylesheet per page, names that carry a digest, compressed once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.core.management import call_command
from whitenoise.compress import Compressor  # type: ignore[import-untyped]

from augenhoehe.config.server.stylesheets import bundle

# Raise it when the way of collecting changes, so that everybody collects anew.
_EDITION = b"1"
_Paths = dict[str, tuple[Storage, str]]


class BundledStaticFiles(ManifestStaticFilesStorage):
    """Collects static files; stylesheets take in what they import."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        # Nothing has been collected, as in tests: the plain name will do.
        return super().stored_name(name) if self.hashed_files else name

    def post_process(self, paths: _Paths, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        sheets = {name for name in paths if name.endswith(".css")}
        bundled = {
            name: (_Bundle(storage, _reader(paths)), path) if name in sheets else (storage, path)
            for name, (storage, path) in paths.items()
        }
        yield from super().post_process(bundled, dry_run, **options)
        compressor = Compressor(quiet=True)
        for name in {*self.hashed_files, *self.hashed_files.values()}:
            if compressor.should_compress(name):
                compressor.compress(self.path(name))


def _reader(paths: _Paths) -> Callable[[str], str]:
    def read(name: str) -> str:
        if name not in paths:
            raise FileNotFoundError(f"A stylesheet imports {name}, which does not exist.")
        storage, path = paths[name]
        with storage.open(path) as file:
            return str(file.read(), "utf-8")

    return read


class _Bundle(Storage):
    """Opens a stylesheet as if everything it imports had been written into it."""

    def __init__(self, storage: Storage, read: Callable[[str], str]) -> None:
        self._storage = storage
        self._read = read

    def open(self, name: str, mode: str = "rb") -> Any:
        return ContentFile(bundle(name, self._read).encode())


def collect_if_changed() -> bool:
    """Collect the static files if they differ from what was collected; say whether they did."""
    if settings.DEBUG:
        return False
    mark = Path(str(settings.STATIC_ROOT)) / ".digest"
    digest = _digest_of_sources()
    if mark.exists() and mark.read_text() == digest:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(digest)
    return True


def _digest_of_sources() -> str:
    """Names, sizes and times of all sources: enough to see a change, and read in no time."""
    digest = hashlib.sha256(_EDITION)
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: str(found[0])):
            stat = Path(storage.path(name)).stat()
            digest.update(f"{name}|{stat.st_size}|{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
