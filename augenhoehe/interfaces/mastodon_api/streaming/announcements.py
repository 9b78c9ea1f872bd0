"""What is announced to everybody here, for everybody who hears their home timeline.

Made once, with nobody's eyes: without whether one has read it, or answered with a sign.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from augenhoehe.domain.notifications.announcements import Announced, announced_now
from augenhoehe.domain.posts.audience import EVERYBODY
from augenhoehe.interfaces.mastodon_api.entities.announcement import announcement_entity
from augenhoehe.interfaces.mastodon_api.streaming.names import Channel
from augenhoehe.interfaces.mastodon_api.streaming.newsroom import present, tell


def tell_announcement(announcement_id: int) -> None:
    """Something is announced, or it says something else."""
    found = announced_now(announcement_id)
    if found is not None:
        tell(_everybody(), "announcement", orjson.dumps(_entity(found)).decode())


def _entity(found: Announced) -> dict[str, Any]:
    said = announcement_entity(EVERYBODY, found)
    del said["read"]
    for sign in said["reactions"]:
        del sign["me"]
    return said


def tell_sign(announcement_id: int, name: str) -> None:
    """Somebody answered an announcement with a sign, or took it back."""
    found = announced_now(announcement_id)
    if found is None:
        return
    count = next((sign.count for sign in found.signs if sign.name == name), 0)
    said = {"name": name, "count": count, "announcement_id": str(announcement_id)}
    tell(_everybody(), "announcement.reaction", orjson.dumps(said).decode())


def tell_withdrawn(announcement_id: int) -> None:
    """An announcement was taken down."""
    tell(_everybody(), "announcement.delete", str(announcement_id))


def _everybody() -> Iterator[Channel]:
    for account_id in present().get(("home", ""), ()):
        yield Channel("home", account_id)
