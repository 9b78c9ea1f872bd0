"""Who acts: a person, a voice (Organization), a space (Group), a bot, a server."""

from dataclasses import dataclass
from datetime import datetime

from augenhoehe.activitypub.records.post import Emoji, Hashtag, InteractionPolicy


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key in PEM, as draft-cavage signatures name it (`publicKey` of Security Vocabulary v1)."""

    id: str
    owner: str
    pem: str


@dataclass(frozen=True, slots=True)
class Multikey:
    """A key by FEP-521a: `multibase` is `publicKeyMultibase` (base58btc, with its leading z)."""

    id: str
    controller: str
    multibase: str


@dataclass(frozen=True, slots=True)
class Field:
    """A line of a profile; `value` is HTML."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Affiliation:
    """For whom somebody works: our `affiliation`."""

    name: str
    organisation: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """What a server says of one who acts. `summary` is HTML; None is "not said".

    `generator` is the server's own actor and `implements` what it can do (FEP-844e: RFC 9421,
    say), `webfinger` the account's own name as handle@domain (FEP-2c59).
    """

    id: str
    kind: str
    handle: str
    inbox: str
    name: str = ""
    summary: str = ""
    url: str = ""
    icon: str = ""
    image: str = ""
    icon_description: str = ""
    image_description: str = ""
    shared_inbox: str = ""
    outbox: str = ""
    followers: str = ""
    following: str = ""
    featured: str = ""
    featured_tags: str = ""
    keys: tuple[PublicKey, ...] = ()
    multikeys: tuple[Multikey, ...] = ()
    fields: tuple[Field, ...] = ()
    emojis: tuple[Emoji, ...] = ()
    hashtags: tuple[Hashtag, ...] = ()
    also_known_as: tuple[str, ...] = ()
    moved_to: str = ""
    attribution_domains: tuple[str, ...] = ()
    attributed_to: tuple[str, ...] = ()
    webfinger: str = ""
    generator: str = ""
    implements: tuple[str, ...] = ()
    locked: bool = False
    discoverable: bool | None = None
    indexable: bool | None = None
    memorial: bool = False
    suspended: bool = False
    published: datetime | None = None
    interaction_policy: InteractionPolicy | None = None
    affiliations: tuple[Affiliation, ...] = ()
    interest: str = ""
