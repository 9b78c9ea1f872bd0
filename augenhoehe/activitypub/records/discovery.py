"""How servers and people are found: WebFinger (RFC 7033) and NodeInfo."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JrdLink:
    """One link of a WebFinger answer; `kind` is the actor's kind where the server says it."""

    rel: str
    href: str = ""
    media_type: str = ""
    template: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class WebFinger:
    """Whom `subject` (acct:handle@domain) means. `domain` is in lower case."""

    subject: str
    handle: str
    domain: str
    aliases: tuple[str, ...] = ()
    links: tuple[JrdLink, ...] = ()

    @property
    def actor(self) -> str:
        """The address of the actor: a Person's before a Group's of the same name (Lemmy)."""
        actors = [link for link in self.links if link.rel == "self"]
        people = [link for link in actors if link.kind in ("", "Person")]
        return next((link.href for link in people or actors), "")

    @property
    def page(self) -> str:
        """The page of the profile, for people."""
        pages = [link for link in self.links if link.rel.endswith("/rel/profile-page")]
        return next((link.href for link in pages), "")

    @property
    def subscribe(self) -> str:
        """Where one follows from here; `{uri}` stands for whom (OStatus subscribe)."""
        ways = [link for link in self.links if link.rel.endswith("/schema/1.0/subscribe")]
        return next((link.template for link in ways), "")


@dataclass(frozen=True, slots=True)
class NodeInfo:
    """What a server says of itself (https://nodeinfo.diaspora.software/); None is "not said"."""

    software: str
    version: str = ""
    schema: str = "2.0"
    protocols: tuple[str, ...] = ()
    open_registrations: bool = False
    users: int | None = None
    active_month: int | None = None
    active_half_year: int | None = None
    posts: int | None = None
    comments: int | None = None
    name: str = ""
    description: str = ""
    repository: str = ""
    homepage: str = ""
