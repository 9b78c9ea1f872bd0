"""Two servers side by side, as they stand in the world: own addresses, TLS, own clocks' hour.

The clock of a house is a file that its process reads, so an hour passes in no time; that is
done here from outside, since no server of the world has a setting that moves its clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import requests

from tests.authority import Authority
from tests.config.process import House, Server, free_port
from tests.journeys.people import PASSWORD

T = TypeVar("T")
_PATIENCE = 12.0  # seconds until something said has arrived on the other server

# Starts the server with a clock that goes as the file says: seconds ahead of the real one.
_WITH_A_CLOCK = """
import datetime as real
from pathlib import Path

from augenhoehe.foundation import clock

class Shifted(real.datetime):
    @classmethod
    def now(cls, tz=None):
        ahead = float(Path(%r).read_text() or 0)
        return real.datetime.now(tz) + real.timedelta(seconds=ahead)

clock.datetime = Shifted
from augenhoehe.config.commands import main
raise SystemExit(main())
"""


class Street:
    """Where the houses of a test stand: one authority, one clock."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.authority = Authority(folder / "authority")
        self._clock = folder / "clock"
        self._clock.write_text("0")

    def build(self, name: str, host: str, **settings: str) -> Neighbour:
        """A house at an address of its own, laid and not yet open."""
        port = free_port()
        house = House(
            self._folder / name / "data",
            SSL_CERT_FILE=str(self.authority.file),
            AUGENHOEHE_NAME=name,
            AUGENHOEHE_BASE_URL=f"https://{host}:{port}",
            AUGENHOEHE_TLS_CERTIFICATE=str(self.authority.certificate(host)),
            AUGENHOEHE_FEDERATION_PRIVATE_ADDRESSES="on",
            AUGENHOEHE_RATE_LIMITS="off",
            AUGENHOEHE_REGISTRATION_CONFIRM_EMAIL="false",
            **settings,
        )
        house.lay()
        return Neighbour(house, host, port, self.authority.file, _WITH_A_CLOCK % str(self._clock))

    def let_pass(self, *, minutes: float) -> None:
        """It is later now, in all houses of the street."""
        ahead = float(self._clock.read_text()) + 60 * minutes
        draft = self._clock.with_suffix(".new")
        draft.write_text(str(ahead))
        draft.rename(self._clock)


@dataclass
class Neighbour:
    """A server that others reach, and the people who live there."""

    house: House
    host: str
    port: int
    trusted: Path
    code: str
    server: Server | None = None

    @property
    def base(self) -> str:
        return f"https://{self.host}:{self.port}"

    @property
    def domain(self) -> str:
        return f"{self.host}:{self.port}"

    def open(self) -> None:
        self.server = Server(self.house, self.port, self.host, self.code)

    def close(self) -> None:
        """Stop as an operator would; nothing in hand is lost."""
        if self.server is not None:
            self.server.stop(within=15)
            self.server = None

    def pull_the_plug(self) -> None:
        if self.server is not None:
            self.server.kill()
            self.server = None

    def people(self, founding: str) -> dict[str, Person]:
        """Run the founding, which prints `handle token` for everybody who acts."""
        lines = [line.split() for line in self.house.python(founding).splitlines()]
        return {handle: Person(self, handle, token) for handle, token in lines}

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What stands in the database of this house, looked at from below."""
        import sqlite3
        from contextlib import closing

        with closing(sqlite3.connect(f"file:{self.house.database}?mode=ro", uri=True)) as file:
            return file.execute(query).fetchall()


class Person:
    """Somebody with an app: asks the client API of their own server, and nothing else."""

    def __init__(self, home: Neighbour, handle: str, token: str) -> None:
        self.home, self.handle = home, handle
        self.http = requests.Session()
        self.http.verify = str(home.trusted)
        self.http.headers["Authorization"] = f"Bearer {token}"

    @property
    def address(self) -> str:
        return f"@{self.handle}@{self.home.domain}"

    @property
    def acct(self) -> str:
        return self.address.removeprefix("@")

    def ask(self, method: str, path: str, **more: Any) -> Any:
        """The answer as JSON; anything but success is an error with what was said."""
        answer = self.http.request(method, f"{self.home.base}{path}", timeout=30, **more)
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text[:500]}"
        return answer.json()

    def get(self, path: str, **query: Any) -> Any:
        return self.ask("GET", path, params=query)

    def post(self, path: str, **said: Any) -> Any:
        return self.ask("POST", path, json=said)

    # What people do, in their own words.

    def finds(self, words: str, kind: str = "accounts") -> Mapping[str, Any]:
        """What a search that may ask elsewhere finds first."""
        found = self.get("/api/v2/search", q=words, resolve="true", type=kind)[kind]
        assert found, f"{self.address} finds nothing for {words}"
        first: Mapping[str, Any] = found[0]
        return first

    def knows(self, other: Person) -> str:
        """The id that somebody of another house has here."""
        return str(self.finds(other.address)["id"])

    def follows(self, other: Person) -> Mapping[str, Any]:
        answer: Mapping[str, Any] = self.post(f"/api/v1/accounts/{self.knows(other)}/follow")
        return answer

    def relation(self, other: Person) -> Mapping[str, Any]:
        found: list[Mapping[str, Any]] = self.get(
            "/api/v1/accounts/relationships", **{"id[]": self.knows(other)}
        )
        return found[0]

    def says(self, text: str, **more: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self.post("/api/v1/statuses", status=text, **more)
        return answer

    def shows(self, picture: bytes, description: str) -> str:
        """Upload a picture; its id."""
        files = {"file": ("bild.png", picture, "image/png")}
        made = self.ask("POST", "/api/v2/media", files=files, data={"description": description})
        return str(made["id"])

    def home_line(self) -> list[dict[str, Any]]:
        posts: list[dict[str, Any]] = self.get("/api/v1/timelines/home", limit=40)
        return posts

    def hears(self, words: str) -> dict[str, Any]:
        """The post with these words, once it stands in the home timeline."""
        return eventually(
            lambda: next((p for p in self.home_line() if words in (p["content"] or "")), None),
            f"{self.address} reads {words!r} at home",
        )

    def notice(self, kind: str, words: str = "") -> dict[str, Any]:
        """The notice of this kind, once it has come; `words` stand in its post."""

        def look() -> dict[str, Any] | None:
            found = self.get("/api/v1/notifications", limit=40)
            return next(
                (
                    one
                    for one in found
                    if one["type"] == kind
                    and (not words or words in ((one.get("status") or {}).get("content") or ""))
                ),
                None,
            )

        return eventually(look, f"{self.address} gets a {kind} {words!r}")

    def sees(self, post_id: str) -> dict[str, Any] | None:
        """A post as it stands here now, or None where it is gone."""
        answer = self.http.get(f"{self.home.base}/api/v1/statuses/{post_id}", timeout=30)
        assert answer.status_code in (200, 404), answer.text[:500]
        return answer.json() if answer.ok else None

    def replies_to(self, post_id: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get(f"/api/v1/statuses/{post_id}/context")["descendants"]
        return found

    def signed_in(self) -> Any:
        """A browser of theirs, without scripts."""
        from tests.clients.browser import Browser

        browser = Browser(self.home.base)
        browser.http.verify = str(self.home.trusted)
        browser.sign_in(self.handle)
        return browser


def eventually(look: Callable[[], T | None], what: str, within: float = _PATIENCE) -> T:
    """What `look` finds, as soon as it finds something; an error that says what did not come."""
    deadline = time.monotonic() + within
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"did not happen: {what}")
        time.sleep(0.1)


FOUNDING = f"""
from augenhoehe.domain.people.actions import (
    add_to_voice, become_member, create_person, create_voice, issue_token,
)
from augenhoehe.domain.spaces.actions import create_space

def person(handle, name, member=False):
    account = create_person(handle=handle, name=name, email=f"{{handle}}@example.org",
                            password={PASSWORD!r}, language="en", address_confirmed=True)
    if member:
        become_member(account, by=None)
    say(account)
    return account

def say(account):
    token = issue_token(account, scopes="read write follow push")
    print(account.handle, token)
"""
