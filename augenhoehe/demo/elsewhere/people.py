"""Who lives elsewhere, as their own server describes them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from augenhoehe.activitypub.vocabulary import ACTIVITYSTREAMS, MEDIA_TYPE
from augenhoehe.demo.elsewhere.pictures import keep_picture
from augenhoehe.demo.elsewhere.servers import Document, Servers
from augenhoehe.demo.world import Told, World, told

# Where each software has people, and where their pages are.
_PLACES = {
    "mastodon": ("/users/{handle}", "/@{handle}"),
    "gotosocial": ("/users/{handle}", "/@{handle}"),
    "pleroma": ("/users/{handle}", "/users/{handle}"),
    "sharkey": ("/users/{handle}-9k2f", "/@{handle}"),
    "lemmy": ("/u/{handle}", "/u/{handle}"),
    "peertube": ("/accounts/{handle}", "/a/{handle}"),
    "augenhoehe": ("/actors/{handle}", "/@{handle}"),
}
_PLACE_OF_GROUP = ("/c/{handle}", "/c/{handle}")


@dataclass(frozen=True, slots=True)
class Someone:
    """Somebody of the stories who lives elsewhere: `who` is what the stories call them."""

    who: str
    told: Told
    software: str

    @property
    def handle(self) -> str:
        return str(self.told.get("handle", self.who))

    @property
    def host(self) -> str:
        return str(self.told["host"])

    @property
    def home(self) -> str:
        return f"https://{self.host}"

    @property
    def kind(self) -> str:
        return str(self.told.get("kind", "Person"))

    @property
    def _places(self) -> tuple[str, str]:
        return _PLACE_OF_GROUP if self.kind == "Group" else _PLACES[self.software]

    @property
    def uri(self) -> str:
        if self.kind == "Application":
            return f"{self.home}/actor"
        return self.home + self._places[0].format(handle=self.handle)

    @property
    def page(self) -> str:
        return self.home + self._places[1].format(handle=self.handle)

    @property
    def followers(self) -> str:
        return f"{self.uri}/followers"


def everybody() -> dict[str, Someone]:
    """All who live elsewhere, by what the stories call them."""
    software = {server["host"]: server["software"] for server in told("elsewhere")["servers"]}
    people = told("elsewhere")["people"]
    return {one["who"]: Someone(one["who"], one, software[one["host"]]) for one in people}


def publish(servers: Servers, world: World, someone: Someone, **more: Any) -> None:
    """Put somebody's document to its address, and their name to where names are asked."""
    servers.documents[someone.uri] = _actor(world, someone) | more
    account = f"acct:{someone.handle}@{someone.host}"
    asked = f"{someone.home}/.well-known/webfinger?resource={account}"
    servers.documents[asked] = {
        "subject": account,
        "links": [{"rel": "self", "type": MEDIA_TYPE, "href": someone.uri}],
    }


def emoji_of(world: World, someone: Someone, text: str) -> list[Document]:
    """The small pictures a text has words for, of those its server has."""
    tags = []
    for name in told("elsewhere")["emoji"].get(someone.host, ()):
        if f":{name}:" in text:
            url = f"{someone.home}/emoji/{name}.png"
            keep_picture(someone.host, url, _drawing(world, f"emoji/{name}", clear=True), "emoji")
            icon = {"type": "Image", "mediaType": "image/png", "url": url}
            tags.append({"type": "Emoji", "name": f":{name}:", "icon": icon})
    return tags


def _drawing(world: World, name: str, *, clear: bool = False) -> Path:
    return world.drawn_see_through(name) if clear else world.drawn(name)


def _actor(world: World, someone: Someone) -> Document:
    who, told_of = someone, someone.told
    return {
        "@context": ACTIVITYSTREAMS,
        "id": who.uri,
        "type": who.kind,
        "preferredUsername": who.handle,
        "name": told_of["name"],
        "summary": f"<p>{escape(told_of.get('summary', ''))}</p>",
        "url": who.page,
        "inbox": f"{who.uri}/inbox",
        "outbox": f"{who.uri}/outbox",
        "followers": who.followers,
        "following": f"{who.uri}/following",
        "endpoints": {"sharedInbox": f"{who.home}/inbox"},
        "published": world.days.moment(told_of["since"]).isoformat(),
        "discoverable": True,
        "indexable": True,
        "attachment": [_line(line) for line in told_of.get("fields", ())],
        "tag": emoji_of(world, who, told_of["name"]),
        **({"interest": told_of["interest"]} if "interest" in told_of else {}),
        **_affiliation(told_of),
        **_portrait(world, who),
    }


def _line(line: Told) -> Document:
    return {"type": "PropertyValue", "name": line["name"], "value": escape(line["value"])}


def _affiliation(told_of: Told) -> Document:
    if "works_for" not in told_of:
        return {}
    return {"affiliation": {"type": "Organization", "name": told_of["works_for"]}}


def _portrait(world: World, someone: Someone) -> Document:
    name = someone.told.get("portrait")
    if name is None:
        return {}
    url = f"{someone.home}/media/portraits/{name}.png"
    keep_picture(someone.host, url, _drawing(world, f"portraits/{name}"), "portrait")
    alt = f"Drawn portrait of {someone.told['name'].partition(' :')[0]}"
    return {"icon": {"type": "Image", "mediaType": "image/png", "url": url, "name": alt}}
