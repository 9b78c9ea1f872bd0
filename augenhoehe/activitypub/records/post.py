"""What is said: a note, a question, an article, a video …"""

from dataclasses import dataclass
from datetime import datetime

from augenhoehe.activitypub.records.collection import Collection


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody is spoken to; `name` as the text writes it (@handle or @handle@domain)."""

    href: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Hashtag:
    """`name` without its #."""

    name: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Emoji:
    """A picture for :name:; `name` without its colons."""

    name: str
    url: str
    id: str = ""
    media_type: str = ""
    updated: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file or a link beside the text; sizes in pixels, `duration` in seconds.

    `focus` is where the important part lies, from (-1, -1) bottom left to (1, 1) top right.
    """

    url: str
    kind: str = "Document"
    media_type: str = ""
    description: str = ""
    blurhash: str = ""
    width: int | None = None
    height: int | None = None
    duration: float | None = None
    focus: tuple[float, float] | None = None
    preview: str = ""
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class PollOption:
    """One answer to choose; `votes` is None where the server does not say."""

    name: str
    votes: int | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """What a Question asks: `multiple` is anyOf, else oneOf."""

    options: tuple[PollOption, ...]
    multiple: bool = False
    ends_at: datetime | None = None
    closed_at: datetime | None = None
    is_closed: bool = False
    voters: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may: at once, and after having been asked. Actors, collections, or PUBLIC."""

    automatic: tuple[str, ...] = ()
    manual: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InteractionPolicy:
    """Who may quote, answer, like and boost; None is "not said"."""

    quote: Rule | None = None
    reply: Rule | None = None
    like: Rule | None = None
    announce: Rule | None = None


@dataclass(frozen=True, slots=True)
class Writer:
    """The human author of what a voice says: our `writtenBy`."""

    id: str = ""
    name: str = ""
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """What a server says of something said. `name` and `summary` are plain text.

    `content` is HTML, unless `media_type` says otherwise (PeerTube writes text/markdown).
    """

    id: str
    kind: str
    author: str
    other_authors: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    in_reply_to: str = ""
    context: str = ""
    conversation: str = ""
    name: str = ""
    content: str = ""
    media_type: str = ""
    summary: str = ""
    language: str = ""
    other_languages: tuple[tuple[str, str], ...] = ()
    sensitive: bool = False
    url: str = ""
    image: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    mentions: tuple[Mention, ...] = ()
    hashtags: tuple[Hashtag, ...] = ()
    emojis: tuple[Emoji, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    poll: Poll | None = None
    quote: str = ""
    quote_authorization: str = ""
    interaction_policy: InteractionPolicy | None = None
    replies: Collection | None = None
    likes: Collection | None = None
    shares: Collection | None = None
    written_by: Writer | None = None
    in_service: bool | None = None
    hat: str = ""
    space: str = ""
    advertising: bool = False
    paid_by: str = ""
    own_interest: str = ""
    prepared_by: str = ""
    prepared_with: str | bool = ""  # True: with a machine that is not named
    approved: bool | None = None
    case: str = ""

    @property
    def is_ballot(self) -> bool:
        """A vote in somebody's poll: Mastodon sends it as a Note with a name and no content."""
        return bool(self.kind == "Note" and self.name and self.in_reply_to and not self.content)
