"""What somebody does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from augenhoehe.activitypub.records.post import Emoji


@dataclass(frozen=True, slots=True)
class Activity:
    """Who does what to which object. Signatures inside of the document are not read.

    `object` is the address of the first object and `embedded` its document where it came
    along; a document that came along is a claim, see `reading.claims`.
    `objects` are all of them (a Flag names an account and posts). `result` is the stamp
    that an Accept of a QuoteRequest brings (FEP-044f), `instrument` the quoting post.
    """

    id: str
    kind: str
    actor: str
    object: str = ""
    embedded: Mapping[str, Any] | None = None
    objects: tuple[str, ...] = ()
    target: str = ""
    origin: str = ""
    result: str = ""
    instrument: str = ""
    embedded_instrument: Mapping[str, Any] | None = None
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    content: str = ""
    emojis: tuple[Emoji, ...] = ()
    published: datetime | None = None
