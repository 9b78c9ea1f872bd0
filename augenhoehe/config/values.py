"""From the text of a setting to its value, or a reason why it cannot be one.

Each of these takes text and raises ValueError with half a sentence that follows "but".
"""

from __future__ import annotations

from collections.abc import Callable
from email.utils import parseaddr
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo


def text(value: str) -> str:
    return value


def some_text(value: str) -> str:
    if not value.strip():
        raise ValueError("it must not be empty")
    return value.strip()


def several(value: str) -> tuple[str, ...]:
    """Names with commas between them."""
    return tuple(part.strip() for part in value.split(",") if part.strip())


def truth(value: str) -> bool:
    words = {"true": True, "on": True, "yes": True, "1": True}
    words |= {"false": False, "off": False, "no": False, "0": False}
    try:
        return words[value.strip().lower()]
    except KeyError:
        raise ValueError("it must be true or false") from None


def whole(low: int, high: int) -> Callable[[str], int]:
    def parse(value: str) -> int:
        digits = value.strip()
        if not (digits.isascii() and digits.isdigit() and low <= int(digits) <= high):
            raise ValueError(f"it must be a whole number from {low} to {high}")
        return int(digits)

    return parse


def one_of(*choices: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value not in choices:
            raise ValueError(f"it must be one of {', '.join(choices)}")
        return value

    return parse


def folder(value: str) -> Path:
    # Empty would mean the present folder, where nobody wants keys and mail.
    return Path(some_text(value)).expanduser().resolve()


def folder_there(value: str) -> str:
    if value and not Path(value).expanduser().is_dir():
        raise ValueError("there is no such folder")
    return str(Path(value).expanduser().resolve()) if value else ""


def file(value: str) -> str:
    if value and not Path(value).expanduser().is_file():
        raise ValueError("there is no such file")
    return str(Path(value).expanduser()) if value else ""


def time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise ValueError("it must be a time zone like Europe/Berlin") from None
    return value


def address(value: str) -> str:
    if any(letter.isspace() or not letter.isprintable() for letter in value):
        raise ValueError("it must be an address without spaces and line breaks")
    parts = _split(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("it must be an address like https://social.example")
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username is not None:
        raise ValueError("it must be an address without a path or a password")
    return value.rstrip("/")


def mailbox(value: str) -> str:
    name, _, host = parseaddr(value)[1].rpartition("@")
    if value and not (name and host):
        raise ValueError("it must be a mail address like hello@social.example")
    return value


def mail_address(value: str) -> str:
    parts = _split(value)
    if value and parts.scheme not in ("smtp", "smtps", "file"):
        raise ValueError("it must begin with smtp://, smtps:// or file://")
    if parts.scheme in ("smtp", "smtps") and not parts.hostname:
        raise ValueError("it must name a host, as in smtp://host:587")
    if parts.scheme == "file" and (parts.netloc or not parts.path.strip("/")):
        raise ValueError("a folder has three slashes, as in file:///var/mail")
    return value


def database(value: str) -> str:
    parts = _split(value)
    if value and parts.scheme not in ("sqlite", "postgres", "postgresql"):
        raise ValueError("it must begin with sqlite:// or postgres://")
    if parts.scheme == "sqlite" and (parts.netloc or not parts.path.strip("/")):
        raise ValueError("a file has three slashes, as in sqlite:///path")
    return value


def networks(value: str) -> tuple[str, ...]:
    found = tuple(word.strip() for word in value.split(",") if word.strip())
    for word in found:
        try:
            ip_network(word, strict=False)
        except ValueError:
            raise ValueError(f"{word!r} is no address of a machine or network") from None
    return found


def _split(value: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        _ = parts.port  # read only when it is asked for
    except ValueError:
        raise ValueError("it is no address: its host or port cannot be read") from None
    return parts
