"""What is said elsewhere, as the documents that different servers make of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Any

from django.conf import settings

from augenhoehe.activitypub.vocabulary import PUBLIC
from augenhoehe.demo.elsewhere.people import Someone, emoji_of
from augenhoehe.demo.elsewhere.pictures import keep_picture
from augenhoehe.demo.elsewhere.servers import Document, Servers, written
from augenhoehe.demo.world import Told, World
from augenhoehe.domain.people.uris import uri_of as uri_of_account
from augenhoehe.domain.posts.uris import uri_of

_MENTION = re.compile(r"@([a-z_]+)\b(?!@)")
_TAG = re.compile(r"#(\w+)")


@dataclass(frozen=True, slots=True)
class Said:
    """A text as HTML, and whom and what it names."""

    html: str
    tags: list[Document]

    @property
    def mentioned(self) -> list[str]:
        return [tag["href"] for tag in self.tags if tag["type"] == "Mention"]


def document_of(servers: Servers, world: World, by: Someone, post: Told) -> Document:
    """A post as its server publishes it, at an address of its own."""
    said = _said(world, by, post["text"])
    number = servers.number()
    kind = post.get("kind", "Note")
    direct = post.get("visibility") == "direct"
    document = {
        "id": _address(by, kind, number),
        "url": _page(by, kind, number),
        "type": kind,
        "attributedTo": by.uri,
        "content": said.html,
        "contentMap": {post["lang"]: said.html},
        "published": written(),
        "to": said.mentioned if direct else [PUBLIC],
        "cc": [] if direct else [by.followers, *said.mentioned],
        "tag": [*said.tags, *emoji_of(world, by, post["text"])],
        "sensitive": False,
        "attachment": [_picture(world, by, image) for image in post.get("images", ())],
        **_around(world, by, post),
    }
    servers.documents[document["id"]] = document
    return document


def _around(world: World, by: Someone, post: Told) -> Document:
    """What only some posts have, each as its software says it."""
    more: dict[str, Any] = {}
    if "to" in post:
        more["inReplyTo"] = uri_of(world.posts[post["to"]])
    if "quotes" in post:
        quoted = uri_of(world.posts[post["quotes"]])
        more |= {"_misskey_quote": quoted, "quoteUrl": quoted}
    if "title" in post:
        more["name"] = post["title"]
    if "poster" in post:
        more["icon"] = [_poster(world, by, post["poster"])]
    if "written_by" in post:
        more["writtenBy"] = post["written_by"]
        more["inService"] = True
    if "group" in post:
        more["audience"] = post["group"]
    return more


def _said(world: World, by: Someone, text: str) -> Said:
    tags: list[Document] = []

    def mention(found: re.Match[str]) -> str:
        account = world.accounts.get(found[1])
        if account is None:
            return found[0]
        host = account.domain or settings.HOST
        href = uri_of_account(account)
        tags.append({"type": "Mention", "href": href, "name": f"@{account.handle}@{host}"})
        page = account.url or f"{settings.BASE_URL}/@{account.handle}"
        name = f"@<span>{account.handle}</span>"
        return f'<span class="h-card"><a href="{page}" class="u-url mention">{name}</a></span>'

    def tag(found: re.Match[str]) -> str:
        href = f"{by.home}/tags/{found[1].lower()}"
        tags.append({"type": "Hashtag", "href": href, "name": found[0]})
        return f'<a href="{href}" class="mention hashtag" rel="tag">#<span>{found[1]}</span></a>'

    paragraphs = (escape(one, quote=False) for one in text.strip().split("\n\n"))
    html = "".join(f"<p>{_TAG.sub(tag, _MENTION.sub(mention, one))}</p>" for one in paragraphs)
    return Said(html, tags)


def _address(by: Someone, kind: str, number: int) -> str:
    if kind == "Page":
        return f"{by.home}/post/{number}"
    if kind == "Video":
        return f"{by.home}/videos/watch/{number}"
    ways = {"sharkey": "/notes/{n}", "augenhoehe": "/p/{n}", "pleroma": "/objects/{n}"}
    way = ways.get(by.software)
    return by.home + way.format(n=number) if way else f"{by.uri}/statuses/{number}"


def _page(by: Someone, kind: str, number: int) -> str:
    if kind == "Video":
        return f"{by.home}/w/{number}"
    if kind == "Page" or by.software in ("sharkey", "pleroma"):
        return _address(by, kind, number)
    return f"{by.page}/{number}"


def _picture(world: World, by: Someone, image: Told) -> Document:
    shown = _kept(world, by, image["draw"])
    return {"type": "Document", "mediaType": "image/png", "name": image["alt"], **shown}


def _poster(world: World, by: Someone, name: str) -> Document:
    return {"type": "Image", "mediaType": "image/png", **_kept(world, by, name)}


def _kept(world: World, by: Someone, name: str) -> Document:
    url = f"{by.home}/media/{name}.png"
    made = keep_picture(by.host, url, world.drawn(name), "picture")
    if made is None:
        return {"url": url}
    sizes = {"width": made.width, "height": made.height, "blurhash": made.blurhash}
    return {"url": url, **sizes}
