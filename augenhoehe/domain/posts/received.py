"""What another server says of a post, in our words: handed in by federation, written by actions.

Everything in it is as harmless as what is typed here: HTML is clean, texts are bounded,
addresses are addresses of the web.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.posts.labels import Labels
from augenhoehe.domain.posts.models import Post

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture, film or sound that stays where it is; sizes in pixels, 0 where unknown."""

    url: str
    kind: str = Picture.Kind.IMAGE
    mime: str = ""
    description: str = ""
    preview: str = ""
    width: int = 0
    height: int = 0
    seconds: float = 0
    blurhash: str = ""
    focus: tuple[float, float] = (0, 0)


@dataclass(frozen=True, slots=True)
class Question:
    """A poll of another server: its answers with how often each was chosen, as it counts.

    `ends_at` is None where it goes on; `voters` and votes are None where it does not say.
    """

    options: Sequence[tuple[str, int | None]]
    multiple: bool = False
    ends_at: datetime | None = None
    voters: int | None = None

    @property
    def kept(self) -> dict[str, Any]:
        """As a revision keeps it."""
        titles = [title for title, _votes in self.options]
        return {"options": titles, "multiple": self.multiple, "hides_totals": False}


@dataclass(frozen=True, slots=True)
class Said:
    """One post of another server.

    `reply_to` and `quotes` are ids of posts, wherever those are. `is_agreed`: the author of what
    is quoted agreed, as `stamp` says; whether that is so was asked before. `writer` is who
    wrote it for a voice, as far as we know them; else there may be their name.
    """

    uri: str
    audience: int = Post.Audience.PUBLIC
    url: str = ""
    published: datetime | None = None
    edited: datetime | None = None
    html: str = ""
    text: str = ""
    warning: str = ""
    sensitive: bool = False
    language: str = ""
    mentioned: Sequence[Account] = ()
    hashtags: Sequence[str] = ()
    media: Sequence[Medium] = ()
    poll: Question | None = None
    emoji: Mapping[str, str] = field(default_factory=dict)
    reply_to: str = ""
    quotes: str = ""
    is_agreed: bool = False
    stamp: str = ""
    quote_policy: int = Post.QuotePolicy.NOBODY
    writer: Account | None = None
    writer_name: str = ""
    in_service: bool = False
    hat: str = ""  # for whom its author speaks, as their server says
    labels: Labels = field(default_factory=Labels)
