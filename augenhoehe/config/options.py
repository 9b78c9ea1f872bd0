"""Every setting an operator can make: its name, type, default and what it is for.

Read from the environment first, then from `augenhoehe.toml`, then the default holds.
`docs/reference/settings.md` is generated from this list, and a wrong value stops the
start with one sentence that says which and why.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PREFIX = "AUGENHOEHE_"


class BadSetting(Exception):
    """A setting cannot be used; `str()` is one sentence that says which and why."""


@dataclass(frozen=True, slots=True)
class Option:
    """One setting. `parse` turns its text into a value or raises ValueError with a reason."""

    name: str
    parse: Callable[[str], Any]
    default: str
    purpose: str
    values: str = ""
    environment: str = ""

    @property
    def variable(self) -> str:
        return self.environment or PREFIX + self.name.upper()


def text(value: str) -> str:
    return value


def truth(value: str) -> bool:
    words = {"true": True, "on": True, "yes": True, "1": True}
    words |= {"false": False, "off": False, "no": False, "0": False}
    try:
        return words[value.strip().lower()]
    except KeyError:
        raise ValueError("it must be true or false") from None


def whole(low: int, high: int) -> Callable[[str], int]:
    def parse(value: str) -> int:
        if not value.strip().isdigit() or not low <= int(value) <= high:
            raise ValueError(f"it must be a whole number from {low} to {high}")
        return int(value)

    return parse


def one_of(*choices: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value not in choices:
            raise ValueError(f"it must be one of {', '.join(choices)}")
        return value

    return parse


def folder(value: str) -> Path:
    return Path(value).expanduser().resolve()


def address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("it must be an address like https://social.example")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("it must be an address without a path")
    return value.rstrip("/")


def mail_address(value: str) -> str:
    if value and urlsplit(value).scheme not in ("smtp", "smtps", "file"):
        raise ValueError("it must begin with smtp://, smtps:// or file://")
    return value


def database(value: str) -> str:
    if value and urlsplit(value).scheme not in ("sqlite", "postgres", "postgresql"):
        raise ValueError("it must begin with sqlite:// or postgres://")
    return value


def words(value: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in value.split(",") if word.strip())


OPTIONS: tuple[Option, ...] = (
    Option("data_dir", folder, "./data", "Folder for database, media, keys and mail."),
    Option(
        "base_url",
        address,
        "http://127.0.0.1:8000",
        "The public address of this server, as people type it. Posts keep it for ever.",
    ),
    Option(
        "database_url",
        database,
        "",
        "Where the data live. Empty: an SQLite file in the data folder.",
        values="sqlite:///path or postgres://user:password@host/name",
        environment="DATABASE_URL",
    ),
    Option("name", text, "Augenhöhe", "The name of this server, shown on every page."),
    Option(
        "organisation",
        text,
        "",
        "The organisation this server belongs to. Empty: the name of the server.",
    ),
    Option(
        "language",
        one_of("auto", "de", "en"),
        "auto",
        "Language of pages for people who chose none: de, en, or what their browser asks for.",
        values="auto, de, en",
    ),
    Option("time_zone", text, "Europe/Berlin", "Time zone where the reader's own is unknown."),
    Option(
        "registration",
        one_of("open", "invite", "closed"),
        "open",
        "Who may sign up.",
        values="open, invite, closed",
    ),
    Option(
        "registration_confirm_email",
        truth,
        "true",
        "Whether an address must be confirmed before the account can be used.",
    ),
    Option(
        "rate_limits",
        truth,
        "on",
        "Limits on how often one may sign in, sign up, post, upload and search. "
        "Off only for tests.",
        values="on, off",
    ),
    Option(
        "mail_url",
        mail_address,
        "",
        "How mail is sent. Empty: written to the folder mail in the data folder.",
        values="smtp://user:password@host:587, smtps://…, file:///folder",
    ),
    Option("mail_from", text, "", "Sender of mail. Empty: noreply@ and the server's host."),
    Option(
        "federation",
        one_of("open", "allowlist", "closed"),
        "open",
        "With whom this server talks. Takes effect with federation.",
        values="open, allowlist, closed",
    ),
    Option(
        "federation_http",
        truth,
        "false",
        "Federation over plain http, for tests and closed networks only.",
    ),
    Option(
        "federation_private_addresses",
        truth,
        "false",
        "Requests to private and loopback addresses, for tests and closed networks only.",
    ),
    Option("post_length", whole(100, 100_000), "500", "Characters a post may have."),
    Option("trusted_proxies", words, "127.0.0.1", "Proxies whose X-Forwarded-For is believed."),
    Option("threads", whole(1, 64), "4", "Threads that answer ordinary requests."),
    Option("imprint_file", text, "", "Markdown or text file shown as the imprint."),
    Option("privacy_file", text, "", "Markdown or text file shown as the privacy page."),
    Option(
        "contact",
        text,
        "",
        "Mail address of the people responsible, shown on error pages and in the imprint.",
    ),
    Option("debug", truth, "false", "Developer mode: style guide, detailed errors."),
    Option(
        "demo",
        truth,
        "false",
        "Show the demo bar. Set by `augenhoehe demo`; never on a real server.",
    ),
)


def _file_values(environment: Mapping[str, str]) -> dict[str, str]:
    path = Path(environment.get("AUGENHOEHE_CONFIG", "augenhoehe.toml"))
    if not path.exists():
        return {}
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(f"The file {path} cannot be read: {error}.") from None
    known = {option.name for option in OPTIONS}
    for name, value in document.items():
        if name not in known or isinstance(value, dict):
            raise BadSetting(f"The file {path} names a setting that does not exist: {name}.")
    return {name: _as_text(value) for name, value in document.items()}


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ",".join(str(item) for item in value)
    return str(value)


def read_options(environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """All settings by name; raises `BadSetting` for the first that cannot be used."""
    environment = os.environ if environment is None else environment
    from_file = _file_values(environment)
    values: dict[str, Any] = {}
    for option in OPTIONS:
        raw = environment.get(option.variable, from_file.get(option.name, option.default))
        try:
            values[option.name] = option.parse(raw)
        except ValueError as reason:
            raise BadSetting(f"{option.variable} is {raw!r}, but {reason}.") from None
    return values
