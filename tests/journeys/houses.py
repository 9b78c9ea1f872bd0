"""Two servers side by side, as they stand in the world: own addresses, TLS, own clocks' hour.

The clock of a house is a file that its process reads, so an hour passes in no time; that is
done here from outside, since no server of the world has a setting that moves its clock.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import requests

from tests.authority import Authority
from tests.clients.browser import FORM, Browser
from tests.config.process import House, Server, free_port
from tests.journeys.people import PASSWORD

T = TypeVar("T")
_PATIENCE = 150.0  # seconds; what fails once is tried again after a minute

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
        with closing(sqlite3.connect(f"file:{self.house.database}?mode=ro", uri=True)) as file:
            return file.execute(query).fetchall()


class Person:
    """Somebody with an app: asks the client API of their own server, and nothing else."""

    def __init__(self, home: Neighbour, handle: str, token: str) -> None:
        self.home, self.handle = home, handle
        self.http = requests.Session()
        self.http.verify, self.http.trust_env = str(home.trusted), False
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

    def signed_in(self) -> Hands:
        """A browser of theirs, without scripts."""
        hands = Hands(self.home)
        hands.sign_in(self.handle)
        return hands


class Hands(Browser):
    """A browser without scripts in which forms are filled in, perhaps of nobody who signed in."""

    def __init__(self, house: Neighbour) -> None:
        super().__init__(house.base)
        self.http.verify, self.http.trust_env = str(house.trusted), False

    def fills(self, path: str, **typed: str) -> str:
        """Open a page and send its form that fits what is typed; the page after that."""
        page = self.http.get(f"{self.base}{path}", timeout=20)
        assert page.ok, f"{path}: {page.status_code} {_words(page.text)}"
        wanted = next((one for one in FORM.findall(page.text) if _fits(one, typed)), "")
        assert wanted, f"{path} has no form for {list(typed)}: {_words(page.text)}"
        sent = self.send_form(wanted, page.url, **typed)
        assert sent.ok, f"{path}: {sent.status_code} {_words(sent.text)}"
        return sent.text


def _fits(form: str, typed: Mapping[str, str]) -> bool:
    """Whether a form has a place for everything; what is a button has the value as well."""
    return all(
        f'name="{name}"' in form and (name not in BUTTONS or f'value="{value}"' in form)
        for name, value in typed.items()
    )


BUTTONS = ("step", "verdict", "do")


def _words(page: str) -> str:
    return " ".join(re.sub(r"<(script|style|head).*?</\1>|<[^>]+>", " ", page, flags=re.S).split())[
        :1500
    ]


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

# Who lives in the two houses of the journeys.
LINDENRAD = f"""{FOUNDING}
erika = person("erika", "Erika Hansen", True)
jonas = person("jonas", "Jonas Weber", True)
lindenrad = create_voice(handle="lindenrad", name="Lindenrad", by=None, language="en")
add_to_voice(lindenrad, erika, by=None, role="steward")
add_to_voice(lindenrad, jonas, by=erika)
print("lindenrad", issue_token(erika, scopes="read write follow push", voice=lindenrad))
create_space(slug="haus", name="Haus", reach="house", by=erika)
"""
GARTENFELD = f"""{FOUNDING}
for handle, name in (("vera", "Vera Lund"), ("karl", "Karl Brandt"), ("gerda", "Gerda Vogt")):
    person(handle, name)
"""


@dataclass
class Houses:
    """Lindenrad, which builds bicycles, and Gartenfeld, where customers live."""

    street: Street
    lindenrad: Neighbour
    gartenfeld: Neighbour
    people: dict[str, Person]

    @property
    def voice(self) -> Person:
        """Lindenrad itself, as Erika lets it speak; `lindenrad` is its house."""
        return self.people["lindenrad"]

    def __getattr__(self, handle: str) -> Person:
        try:
            return self.people[handle]
        except KeyError:
            raise AttributeError(handle) from None


@contextmanager
def two_houses(folder: Path) -> Iterator[Houses]:
    """Both are built and open at the same time."""
    street = Street(folder)
    here, there = street.build("Lindenrad", "127.0.0.2"), street.build("Gartenfeld", "127.0.0.3")
    plans = ((here, LINDENRAD), (there, GARTENFELD))
    with ThreadPoolExecutor(2) as builders:
        found = list(builders.map(lambda plan: plan[0].people(plan[1]), plans))
        list(builders.map(Neighbour.open, (here, there)))
    try:
        yield Houses(street, here, there, found[0] | found[1])
    finally:
        here.pull_the_plug()
        there.pull_the_plug()
