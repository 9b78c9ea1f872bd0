"""The streams of the documentation by name, and the channels of this server behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from augenhoehe.domain.posts.pages import Wanted

# Public timelines, and what of them each stream has.
PUBLIC: Mapping[str, Wanted] = {
    "public": Wanted(),
    "public:media": Wanted(only_media=True),
    "public:local": Wanted(local=True),
    "public:local:media": Wanted(local=True, only_media=True),
    "public:remote": Wanted(remote=True),
    "public:remote:media": Wanted(remote=True, only_media=True),
}
HASHTAG: Mapping[str, Wanted] = {"hashtag": Wanted(), "hashtag:local": Wanted(local=True)}
# Those that only a person has, and the scopes of which each asks for one.
PERSONAL: Mapping[str, tuple[str, ...]] = {
    "user": ("read:statuses",),
    "user:notification": ("read:notifications",),
    "list": ("read:lists", "read:statuses"),
    "direct": ("read:statuses",),
}

BASE = "/api/v1/streaming"
HEALTH = f"{BASE}/health"
# By address: the stream it is about; `?only_media=true` makes `…:media` of a public one.
PATHS: Mapping[str, str] = {
    f"{BASE}/user": "user",
    f"{BASE}/user/notification": "user:notification",
    f"{BASE}/public": "public",
    f"{BASE}/public/local": "public:local",
    f"{BASE}/public/remote": "public:remote",
    f"{BASE}/hashtag": "hashtag",
    f"{BASE}/hashtag/local": "hashtag:local",
    f"{BASE}/list": "list",
    f"{BASE}/direct": "direct",
}

# Nobody in particular, where a channel belongs to everybody without a token.
NOBODY = 0


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream as a client names it; `of` is the hashtag or the list."""

    name: str
    of: str = ""

    @property
    def shown(self) -> list[str]:
        """How a frame names it."""
        return [self.name, self.of] if self.of else [self.name]


class Channel(NamedTuple):
    """What one account hears of one thing: `which` is the hashtag or the list, if any."""

    kind: str
    account_id: int
    which: str = ""

    @property
    def key(self) -> str:
        """The channel as one word, for the hub."""
        return f"{self.kind}|{self.account_id}|{self.which}"

    @classmethod
    def of_key(cls, key: str) -> Channel:
        kind, account_id, which = key.split("|", 2)
        return cls(kind, int(account_id), which)
