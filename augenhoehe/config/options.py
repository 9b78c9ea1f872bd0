"""Every setting an operator can make: its name, type, default and what it is for.

Read from the environment first, then from `augenhoehe.toml`, then the default holds.
`docs/reference/settings.md` is generated from this list, and a wrong value stops the
start with one sentence that says which and why.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from augenhoehe.config import values

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


OPTIONS: tuple[Option, ...] = (
    Option("data_dir", values.folder, "./data", "Folder for database, media, keys and mail."),
    Option(
        "base_url",
        values.address,
        "http://127.0.0.1:8000",
        "The public address of this server, as people type it. Posts keep it for ever.",
    ),
    Option(
        "database_url",
        values.database,
        "",
        "Where the data live. Empty: an SQLite file in the data folder.",
        values="sqlite:///path or postgres://user:password@host/name",
        environment="DATABASE_URL",
    ),
    Option(
        "works_council",
        values.text,
        "",
        "Name and address of the works council. Where there is one, an instruction of the codex"
        " needs its approval, and figures about work need an agreement with it.",
    ),
    Option("name", values.some_text, "Augenhöhe", "The name of this server, shown on every page."),
    Option(
        "organisation",
        values.text,
        "",
        "The organisation this server belongs to. Empty: the name of the server.",
    ),
    Option(
        "products",
        values.several,
        "",
        "Names of products, with commas between them. What names one may be criticism, and "
        "restricting that is checked first.",
    ),
    Option(
        "plain_rules",
        values.folder_there,
        "",
        "Folder with plain-speech rules of your own, beside those that come with us.",
    ),
    Option(
        "press",
        values.several,
        "",
        "Press accounts and their servers, with commas between them, for the Streisand check.",
        values="paper.example, reporter@social.example",
    ),
    Option(
        "safety_tags",
        values.several,
        "Rückruf,Sicherheitshinweis,Produktrückruf,recall,safetynotice",
        "Hashtags of official safety notices, with commas between them. What carries one may be "
        "said by many: it is no echo.",
    ),
    Option(
        "own_shops",
        values.several,
        "",
        "Domains of the organisation's shops, with commas between them. A member whose text links "
        "to one and names a price is asked whether it is advertising. Empty: the domain this "
        "server's address is a part of.",
        values="shop.example, bikes.example",
    ),
    Option(
        "tracking_parameters",
        values.several,
        "",
        "Parameters taken out of links besides those known to track readers, with commas between "
        "them. A name that ends in * stands for all that begin so.",
        values="campaign, xyz_*",
    ),
    Option(
        "language",
        values.one_of("auto", "de", "en"),
        "auto",
        "Language of pages for people who chose none: de, en, or what their browser asks for.",
        values="auto, de, en",
    ),
    Option(
        "time_zone",
        values.time_zone,
        "Europe/Berlin",
        "Time zone where the reader's own is unknown.",
    ),
    Option(
        "registration",
        values.one_of("open", "invite", "closed"),
        "open",
        "Who may sign up.",
        values="open, invite, closed",
    ),
    Option(
        "registration_confirm_email",
        values.truth,
        "true",
        "Whether an address must be confirmed before the account can be used.",
    ),
    Option(
        "rate_limits",
        values.truth,
        "on",
        "Limits on how often one may sign in, sign up, post, upload and search. "
        "Off only for tests.",
        values="on, off",
    ),
    Option(
        "mail_url",
        values.mail_address,
        "",
        "How mail is sent. Empty: written to the folder mail in the data folder.",
        values="smtp://user:password@host:587, smtps://…, file:///folder",
    ),
    Option(
        "mail_from", values.mailbox, "", "Sender of mail. Empty: noreply@ and the server's host."
    ),
    Option(
        "federation",
        values.one_of("open", "allowlist", "closed"),
        "open",
        "With whom this server talks: all servers, those an administrator allowed, or none.",
        values="open, allowlist, closed",
    ),
    Option(
        "federation_http",
        values.truth,
        "false",
        "Federation over plain http, for tests and closed networks only.",
    ),
    Option(
        "federation_private_addresses",
        values.truth,
        "false",
        "Requests to private and loopback addresses, for tests and closed networks only.",
    ),
    Option(
        "federation_authorized_fetch",
        values.truth,
        "false",
        "Other servers have to sign what they ask for, so that a suspended one reads nothing.",
    ),
    Option(
        "federation_keep_media_days",
        values.whole(0, 365),
        "0",
        "Days a picture from another server is kept here once somebody looked at it. 0: it is "
        "passed on and never stored.",
    ),
    Option("post_length", values.whole(100, 100_000), "500", "Characters a post may have."),
    Option(
        "picture_megabytes",
        values.whole(1, 95),
        "16",
        "Megabytes an uploaded picture may have.",
    ),
    Option(
        "recording_megabytes",
        values.whole(1, 95),
        "40",
        "Megabytes an uploaded film or sound may have; it is kept as it is.",
    ),
    Option(
        "trusted_proxies",
        values.networks,
        "127.0.0.1",
        "Proxies whose X-Forwarded-For is believed.",
    ),
    Option(
        "tls_certificate",
        values.file,
        "",
        "Certificate and its chain (PEM), to serve HTTPS without a proxy. Also `serve "
        "--tls-certificate`. Read again on SIGHUP.",
    ),
    Option(
        "tls_key",
        values.file,
        "",
        "Key of that certificate (PEM, without a password). Empty: it stands in the same file.",
    ),
    Option("threads", values.whole(1, 64), "4", "Threads that answer ordinary requests."),
    Option(
        "imprint_file",
        values.file,
        "",
        "Markdown or text file shown as the imprint. In German: imprint.de.md beside imprint.md.",
    ),
    Option(
        "privacy_file",
        values.file,
        "",
        "Markdown or text file shown as the privacy page; a German one beside it as above.",
    ),
    Option(
        "contact",
        values.mailbox,
        "",
        "Mail address of the people responsible, shown on error pages and in the imprint.",
    ),
    Option("debug", values.truth, "false", "Developer mode: style guide, detailed errors."),
    Option(
        "demo",
        values.truth,
        "false",
        "Show the demo bar. Set by `augenhoehe demo`; never on a real server.",
    ),
)


def _config_file(environment: Mapping[str, str]) -> Path:
    return Path(environment.get("AUGENHOEHE_CONFIG") or "augenhoehe.toml")


def _file_values(environment: Mapping[str, str]) -> dict[str, str]:
    path = _config_file(environment)
    if not path.exists():
        return {}
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
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


def _shown(raw: str) -> str:
    """A value as it may stand in a log: without the password of an address."""
    return repr(re.sub(r"(://[^:/@]*):[^@]*@", r"\1:…@", raw))


def read_options(environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """All settings by name; raises `BadSetting` for the first that cannot be used."""
    environment = os.environ if environment is None else environment
    from_file = _file_values(environment)
    found: dict[str, Any] = {}
    for option in OPTIONS:
        is_set = option.variable in environment
        raw = environment[option.variable] if is_set else from_file.get(option.name, option.default)
        try:
            found[option.name] = option.parse(raw)
        except ValueError as reason:
            place = option.variable if is_set else f"{option.name} in {_config_file(environment)}"
            raise BadSetting(f"{place} is {_shown(raw)}, but {reason}.") from None
    return found
