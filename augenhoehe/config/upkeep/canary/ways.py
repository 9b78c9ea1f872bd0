"""Every way in which somebody outside could come upon a post."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from augenhoehe.activitypub.vocabulary import MEDIA_TYPE
from augenhoehe.config.upkeep.canary.asking import Said, ask
from augenhoehe.config.upkeep.canary.birds import Bird, Seekers
from augenhoehe.domain.media.signing import query_for
from augenhoehe.foundation import live
from augenhoehe.interfaces.federation.canary import was_sent, would_hear_of

Look = Callable[[Bird, Seekers], bool]
# An earlier leak pauses all exchange: this way leads nowhere, which the page says.
_RESTING = 503


class Stumbled(Exception):
    """An answer was a fault of ours, so that nothing is known about this way."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to come upon a post; `look` says whether it was found."""

    name: str
    look: Look


def _headers(who: str, url: str, seekers: Seekers) -> dict[str, str]:
    if who == "app":
        return {"Authorization": f"Bearer {seekers.token}", "Accept": "application/json"}
    if who == "server":
        return seekers.elsewhere.signs(url)
    return {"Accept": MEDIA_TYPE if who == "unsigned" else "text/html"}


def _at(name: str, address: str, who: str = "anybody", *, by_number: bool = False) -> Way:
    """A page or a document: found where its answer says the secret, or the post's number."""

    def look(bird: Bird, seekers: Seekers) -> bool:
        path = address.format(**_places(bird, seekers))
        said = ask(path, _headers(who, settings.BASE_URL + path, seekers))
        if said.status == _RESTING:
            return False
        if said.status >= 500 or said.status == 429:
            raise Stumbled(f"{name}: {said.status}")
        if said.has(bird.secret) or said.leads_to(bird.post.id):
            return True
        return by_number and _names(said, bird)

    return Way(name, look)


def _names(said: Said, bird: Bird) -> bool:
    """Whether an answer says that there is such a post, be it without its words."""
    return any(said.has(f"/p/{post.id}") for post in (bird.post, bird.reply))


def _places(bird: Bird, seekers: Seekers) -> dict[str, object]:
    post = bird.post
    picture = post.pictures.get()
    handle = post.account.handle
    return {
        "post": post.id,
        "reply": bird.reply.id,
        "handle": handle,
        "author": post.account_id,
        "lure": bird.lure,
        "tag": bird.tag,
        "picture": picture.id,
        "for_reader": query_for(picture.id, seekers.reader_id),
        "page": f"{settings.BASE_URL}/@{handle}/{post.id}",
        "space": bird.space.slug,
    }


def _from_both(name: str, address: str, *, by_number: bool = False) -> list[Way]:
    """As nobody in particular, and with an app of somebody who has an account."""
    return [
        _at(name, address, by_number=by_number),
        _at(f"{name}, with an account", address, "app", by_number=by_number),
    ]


def _from_servers(name: str, address: str) -> list[Way]:
    """As a program without a name, and as another server that signs."""
    return [
        _at(f"{name}, unsigned", address, "unsigned", by_number=True),
        _at(f"{name}, signed", address, "server", by_number=True),
    ]


def _is_heard(bird: Bird, seekers: Seekers) -> bool:
    return bool(live.may_hear({}, [f"thread:{bird.post.id}"]))


PAGES = [
    _at("its page", "/@{handle}/{post}"),
    _at("its versions", "/@{handle}/{post}/fassungen"),
    _at("its address", "/p/{post}"),
    _at("its author's page", "/@{handle}"),
    _at("its author's feed", "/@{handle}.atom"),
    _at("the public timeline", "/alle"),
    _at("the public feed", "/alle.atom"),
    _at("a hashtag's page", "/tags/{tag}"),
    _at("a hashtag's feed", "/tags/{tag}.atom"),
    _at("the search page", "/suche?q={lure}"),
    _at("its space's page", "/raeume/{space}"),
    _at("its picture", "/media/{picture}/large.webp"),
    Way("live news of its thread", _is_heard),
]
CLIENTS = [
    *_from_both("its status", "/api/v1/statuses/{post}"),
    *_from_both("its conversation", "/api/v1/statuses/{reply}/context"),
    *_from_both("its history", "/api/v1/statuses/{post}/history"),
    *_from_both("its author's statuses", "/api/v1/accounts/{author}/statuses"),
    *_from_both("the public timeline of the client API", "/api/v1/timelines/public?local=true"),
    *_from_both("a hashtag's timeline", "/api/v1/timelines/tag/{tag}"),
    *_from_both("the search of the client API", "/api/v2/search?type=statuses&q={lure}"),
    _at("a home timeline", "/api/v1/timelines/home", "app"),
    _at("notifications", "/api/v1/notifications", "app"),
    _at("its picture, with an account", "/media/{picture}/large.webp", "app"),
    _at("its picture by a signed address", "/media/{picture}/large.webp?{for_reader}"),
    _at("oEmbed", "/api/oembed?url={page}"),
]
SERVERS = [
    *_from_servers("its document", "/p/{post}"),
    *_from_servers("the document of its page", "/@{handle}/{post}"),
    *_from_servers("its activity", "/p/{post}/activity"),
    *_from_servers("its author's outbox", "/actors/{author}/outbox?page=true"),
    *_from_servers("its replies", "/p/{post}/replies?page=true"),
    Way("who is sent it", lambda bird, seekers: would_hear_of(bird.post)),
    Way("what was sent", lambda bird, seekers: was_sent(bird.secret, f"/p/{bird.post.id}")),
]
WAYS = (*PAGES, *CLIENTS, *SERVERS)
