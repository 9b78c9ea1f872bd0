"""The people, voices and spaces our tests tell stories about.

Lindenrad builds bicycles. Karl rides one whose belt drive broke, Erika and Jonas work there
and answer, Mona moderates. Everybody is made by the real actions, when first named.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.test import Client

from augenhoehe.domain.codex.actions import publish_first_version
from augenhoehe.domain.criticism.actions import answer_case, open_case
from augenhoehe.domain.criticism.models import Answer, Case
from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.actions import (
    add_to_voice,
    become_member,
    create_person,
    create_voice,
    grant_role,
)
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.actions import Wording, publish_post
from augenhoehe.domain.posts.audience import Reader, reader_for
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.spaces.actions import create_space, invite_to_space, join_space
from augenhoehe.domain.spaces.models import Space

PASSWORD = "Lieber zu Fuss als mit dem Bus"


@dataclass(frozen=True, slots=True)
class Part:
    """Who somebody is in our stories."""

    name: str
    works_here: bool = False
    roles: tuple[str, ...] = ()


PARTS = {
    # Customers
    "karl": Part("Karl Brandt"),  # whose belt drive broke
    "gerda": Part("Gerda Vogt"),  # who waits for her delivery
    "ada": Part("Ada Okafor"),
    "luise": Part("Luise Thoma"),
    "ben": Part("Ben Sommer"),
    # Members of the organisation
    "erika": Part("Erika Hansen", works_here=True),  # steward of the voice
    "jonas": Part("Jonas Weber", works_here=True),
    "theo": Part("Theo Kurz", works_here=True),
    "hanna": Part("Hanna Lindner", works_here=True),
    "wilhelm": Part("Wilhelm Lindner", works_here=True),  # the patron
    "priya": Part("Priya Raman", works_here=True),
    "mona": Part("Mona Keller", works_here=True, roles=("moderator",)),
    "sven": Part("Sven Maier", works_here=True, roles=("inspection",)),
    # People with a duty on the server who do not work for Lindenrad
    "petra": Part("Petra Blum", roles=("auditor",)),
    "inga": Part("Inga Roth", roles=("admin",)),
}


class Cast:
    """`cast.karl` is a person, `cast.lindenrad` a voice, `cast.haus` a space.

    Name a voice or a space before asking who somebody is: Jonas writes for nothing that
    has not been founded.
    """

    karl: Account
    gerda: Account
    ada: Account
    luise: Account
    ben: Account
    erika: Account
    jonas: Account
    theo: Account
    hanna: Account
    wilhelm: Account
    priya: Account
    mona: Account
    sven: Account
    petra: Account
    inga: Account

    def __init__(self) -> None:
        publish_first_version()  # the migration's is gone after a test that empties the tables

    def __getattr__(self, name: str) -> Account:
        if name not in PARTS:
            raise AttributeError(f"Nobody is called {name} in our stories.")
        account = _make(name, PARTS[name])
        setattr(self, name, account)
        return account

    # Voices

    @cached_property
    def lindenrad(self) -> Account:
        """The voice of the firm: Erika is its steward, four others write for it."""
        voice = create_voice(handle="lindenrad", name="Lindenrad", by=None, language="de")
        add_to_voice(voice, self.erika, by=None, role="steward")
        for writer in (self.jonas, self.mona, self.priya, self.theo):
            add_to_voice(voice, writer, by=self.erika)
        return voice

    @cached_property
    def werkstatt(self) -> Account:
        """The voice of the workshop: Hanna is its steward, Jonas writes for it too."""
        voice = create_voice(handle="werkstatt", name="Lindenrad Werkstatt", by=None)
        add_to_voice(voice, self.hanna, by=None, role="steward")
        add_to_voice(voice, self.jonas, by=self.hanna)
        return voice

    # Spaces

    @cached_property
    def stammtisch(self) -> Space:
        """Open to the world; Mona looks after it."""
        return create_space(slug="stammtisch", name="Stammtisch", reach="world", by=self.mona)

    @cached_property
    def riementrieb(self) -> Space:
        """Open to the world, about belt drives; Jonas looks after it."""
        return create_space(slug="riementrieb", name="Riementrieb", reach="world", by=self.jonas)

    @cached_property
    def haus(self) -> Space:
        """For everybody who works here; Erika looks after it."""
        return create_space(slug="haus", name="Unter uns", reach="house", by=self.erika)

    @cached_property
    def kreis(self) -> Space:
        """A circle of Erika, Jonas and Mona, to which a customer, Karl, was invited."""
        space = create_space(
            slug="kreis", name="Kreis Bremse", reach="circle", join="invite", by=self.erika
        )
        for account in (self.jonas, self.mona, self.karl):
            invite_to_space(space, account, by=self.erika)
            join_space(space, by=account)
        return space

    # What they do

    def says(self, who: Account, text: str, **how: Any) -> Post:
        """Somebody publishes a post; `how` is what a wording or `publish_post` takes."""
        for name in (*PARTS, "lindenrad", "werkstatt"):
            if f"@{name}" in text:
                getattr(self, name)  # whoever is addressed is there
        wording = Wording(
            text=text,
            **{
                name: how.pop(name)
                for name in ("warning", "sensitive", "language", "pictures", "poll")
                if name in how
            },
        )
        return publish_post(by=who, wording=wording, **how)

    def complains(self, who: Account, text: str, *, wanted: str = "", **how: Any) -> Case:
        """Somebody publishes a post and makes a case of it, about the firm."""
        about = how.pop("about", None) or self.lindenrad
        return open_case(self.says(who, text, **how), about=about, by=who, wanted=wanted)

    def answers(
        self, who: Account, case: Case, text: str = "Das war unser Fehler.", **how: Any
    ) -> Answer:
        """Somebody of the firm answers a criticism."""
        return answer_case(case, by=who, text=text, verdict=how.pop("verdict", "true"), **how)

    def reads(self, who: Account | None) -> Reader:
        """Somebody as a reader, as they are now; None is anyone on the web."""
        return reader_for(who)

    def picture(self, owner: Account, description: str = "Ein Riemen mit einem Riss") -> Picture:
        """A picture somebody uploaded; there is no file behind it."""
        return Picture.objects.create(
            owner=owner, folder="pictures/0", width=640, height=480, description=description
        )

    def signed_in(self, who: Account) -> Client:
        """A browser in which somebody is signed in; its pages are English, as our tests are."""
        client = Client()
        client.cookies["augenhoehe_language"] = "en"
        client.force_login(who.login, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client


def _make(handle: str, part: Part) -> Account:
    account = create_person(
        handle=handle,
        name=part.name,
        email=f"{handle}@example.org",
        password=PASSWORD,
        language="de",
        address_confirmed=True,
    )
    if part.works_here:
        become_member(account, by=None)
    for role in part.roles:
        grant_role(account, role, by=None)
    return account
