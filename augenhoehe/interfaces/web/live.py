"""Live updates: who may hear which channel, and what is said on it.

Only that there is something new is said, never the thing itself: the page then asks for
it like any other reader, through the one rule that decides who may read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest

from augenhoehe.domain.criticism.events import AnsweringChanged, CaseMoved, CaseOpened
from augenhoehe.domain.criticism.selectors import audience_and_post_of, case_for
from augenhoehe.domain.notifications.events import Noticed
from augenhoehe.domain.posts.audience import EVERYBODY, Reader, reader_for
from augenhoehe.domain.posts.events import (
    PollEnded,
    PostEdited,
    PostPublished,
    PostRemoved,
    PostRestored,
    PostRestricted,
)
from augenhoehe.domain.posts.selectors import home_owners_among, place_of, post_for
from augenhoehe.domain.spaces.selectors import readable_spaces
from augenhoehe.foundation import live


def may_hear(headers: Mapping[str, str], channels: Sequence[str]) -> list[str]:
    """Those of `channels` this visitor may hear. Runs in a thread, at connect.

    Channels: `home`, `notices`, `public`, `thread:<post>`, `space:<id>`, `cases`, and for
    members `desk:<case>`. The first two become the visitor's own.
    """
    reader = _reader(headers.get("cookie", ""))
    heard: list[str] = []
    for channel in channels[:10]:
        kind, _colon, which = channel.partition(":")
        if kind in ("home", "notices") and reader.account_id is not None:
            heard.append(f"{kind}:{reader.account_id}")
        elif kind in ("public", "cases") or _may_hear_of(reader, kind, which):
            heard.append(channel)
    return heard


def _may_hear_of(reader: Reader, kind: str, which: str) -> bool:
    if not (which.isascii() and which.isdigit() and len(which) <= 19):
        return False
    if kind == "thread":
        return post_for(reader, int(which)) is not None
    if kind == "desk":
        return reader.who.is_member and case_for(reader, int(which)) is not None
    return kind == "space" and readable_spaces(reader.who).filter(id=int(which)).exists()


def _reader(cookie_header: str) -> Reader:
    try:
        cookie = SimpleCookie(cookie_header).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        cookie = None
    if cookie is None:
        return EVERYBODY
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(cookie.value)
    user: Any = get_user(request)  # nobody, for a session that ended with its password
    return reader_for(user.account) if user.is_authenticated else EVERYBODY


def announce_post(event: PostPublished) -> None:
    """Something new in a thread, a space, the public timeline, or somebody's home."""
    place = place_of(event.post_id)
    if place is None:
        return
    said = json.dumps({"id": str(event.post_id)})
    if place.is_public and not place.is_reply:
        live.publish("public", "post", said)
    if place.thread_id:
        live.publish(f"thread:{place.thread_id}", "post", said)
    if place.space_id and not place.is_reply:
        live.publish(f"space:{place.space_id}", "post", said)
    for owner in home_owners_among(event.post_id, live.listening("home")):
        if owner != place.written_by_id:
            live.publish(f"home:{owner}", "post", said)


def announce_edit(
    event: PostEdited | PostRemoved | PostRestored | PostRestricted | PollEnded,
) -> None:
    """A post says something else, or does not stand there any longer, or again."""
    live.publish(f"thread:{event.post_id}", "edit", json.dumps({"id": str(event.post_id)}))


def announce_case_opened(event: CaseOpened) -> None:
    announce_case(CaseMoved(event.case_id, "opened", None))


def announce_case(event: CaseMoved) -> None:
    is_open, post_id = audience_and_post_of(event.case_id)
    said = json.dumps({"id": str(event.case_id), "kind": event.kind})
    live.publish(f"thread:{post_id}", "case", said)
    live.publish(f"desk:{event.case_id}", "case", said)
    if is_open:
        live.publish("cases", "case", said)


def announce_answering(event: AnsweringChanged) -> None:
    live.publish(f"desk:{event.case_id}", "answering", json.dumps({"id": str(event.case_id)}))


def announce_notice(event: Noticed) -> None:
    live.publish(f"notices:{event.recipient_id}", "notice", "{}")
