"""The secrets of this server: made on first use, kept in the data folder, for its eyes only."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

_MADE: dict[str, Callable[[], str]] = {
    "session": lambda: secrets.token_urlsafe(48),
    "addresses": lambda: secrets.token_urlsafe(48),
    # Signs the heads of the register: a private key for Ed25519, 32 bytes as hexadecimal digits.
    "register": lambda: secrets.token_hex(32),
    # Signs what goes to push services: a private key of the curve P-256, likewise.
    "push": lambda: secrets.token_hex(32),
}


def load_keys(data_dir: Path) -> dict[str, str]:
    """The keys by name; missing ones are made. Raises OSError if the folder is not writable."""
    folder = data_dir / "keys"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return {name: _load(folder / name, make) for name, make in _MADE.items()}


def _load(path: Path, make: Callable[[], str]) -> str:
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        pass
    # Written aside and linked, so that two processes that start at once agree on one key.
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_text(make(), encoding="ascii")
    draft.chmod(0o600)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii")
