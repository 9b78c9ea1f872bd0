"""The canaries, and who looks for them: made within a transaction that is taken back."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections, transaction

from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.actions import become_member, create_person, follow, issue_token
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.actions import Wording, publish_post
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.spaces.actions import create_space, make_space_moderator
from augenhoehe.domain.spaces.models import Space
from augenhoehe.foundation import jobs
from augenhoehe.foundation.jobs.models import Job
from augenhoehe.interfaces.federation.canary import (
    HOST,
    Stranger,
    made_up_key,
    stranger,
    stranger_uri,
)

_FOLDER = "pictures/canary"


@dataclass(frozen=True, slots=True)
class Bird:
    """One canary: a post, what it says, and where it is.

    `lure` is what is searched for, so that a page which repeats the search proves nothing;
    `secret` is what nobody outside may see.
    """

    post: Post
    reply: Post  # by the same hand, with the same secret
    lure: str
    secret: str
    space: Space

    @property
    def tag(self) -> str:
        return f"t{self.lure}"


@dataclass(frozen=True, slots=True)
class Seekers:
    """Who tries: nobody in particular, people with an account, and another server."""

    token: str  # of a customer, or of a colleague who does not belong to the circle
    reader_id: int  # the same person
    elsewhere: Stranger


@dataclass(frozen=True, slots=True)
class Trial:
    """One space, with the canary in it, the same for everybody, and who looks for them."""

    inside: Bird
    outside: Bird
    seekers: Seekers


@contextmanager
def trial_in(space: Space) -> Iterator[Trial]:
    """Everything a trial needs. At the end all of it is as if it had never been."""
    folder = f"{_FOLDER}-{secrets.token_hex(6)}"
    made_up_key()  # now, and not while other writers wait
    with _kept_open(), transaction.atomic():
        try:
            yield _set_up(space, folder)
        finally:
            transaction.set_rollback(True)
            shutil.rmtree(Path(settings.MEDIA_ROOT) / folder, ignore_errors=True)


@contextmanager
def _kept_open() -> Iterator[None]:
    """Each request ends with tidying the connections of its thread; here one is in the middle."""
    tidying: Any = connections["default"]
    tidying.close_if_unusable_or_obsolete = lambda: None  # of this thread's connection alone
    try:
        yield
    finally:
        del tidying.close_if_unusable_or_obsolete


def _set_up(space: Space, folder: str) -> Trial:
    author, other = _person(), _person()
    become_member(author, by=None)
    if space.reach == Space.Reach.CIRCLE:
        become_member(other, by=None)  # who may read the house is outside all the same
        make_space_moderator(space, author, by=None)
    elsewhere = stranger(_somebody_elsewhere())
    for follower in (elsewhere.account, other):
        follow(author, by=follower)
    places = (space, _world(author))
    birds = [_bird(author, other, elsewhere, folder, place) for place in places]
    aftermath(author)
    token = issue_token(other, scopes="read")
    return Trial(birds[0], birds[1], Seekers(token, other.id, elsewhere))


def _world(author: Account) -> Space:
    """A place open to everybody, where the same can be found."""
    slug = f"probe-{secrets.token_hex(8)}"
    space = create_space(slug=slug, name=slug, reach=Space.Reach.WORLD, by=None)
    make_space_moderator(space, author, by=None)
    return space


def _person() -> Account:
    handle = f"probe_{secrets.token_hex(8)}"
    return create_person(
        handle=handle, email=f"{handle}@example.org", password=None, address_confirmed=True
    )


def _somebody_elsewhere() -> Account:
    name = f"probe_{secrets.token_hex(8)}"
    uri = stranger_uri(name)
    return Account.objects.create(handle=name, domain=HOST, uri=uri, url=uri, name=name)


def _bird(author: Account, other: Account, elsewhere: Stranger, folder: str, space: Space) -> Bird:
    """A post with a picture that mentions people outside: what could tempt anything to send it."""
    lure, secret = (secrets.token_hex(10) for _word in range(2))
    picture = _picture(author, f"{folder}/{secret}", secret)
    text = f"{lure} {secret} #t{lure} @{other.handle} @{elsewhere.account.address}"
    post = publish_post(
        by=author,
        wording=Wording(text=text, pictures=(picture,)),
        space=space,
    )
    reply = publish_post(by=author, wording=Wording(text=secret), in_reply_to=post)
    return Bird(post, reply, lure, secret, space)


def _picture(owner: Account, folder: str, secret: str) -> Picture:
    """A picture whose file says the secret: whoever gets it has it."""
    place = Path(settings.MEDIA_ROOT) / folder
    place.mkdir(parents=True)
    for size in ("small", "large"):
        (place / f"{size}.webp").write_text(secret, encoding="utf-8")
    return Picture.objects.create(owner=owner, folder=folder, width=4, height=4, description=secret)


def aftermath(author: Account) -> None:
    """Do now what would be done after the commit, as far as it follows from these posts."""
    for job in list(Job.objects.filter(kind="event", created_at__gte=author.created_at)):
        event = job.payload.get("event", {})
        if "post_id" in event:
            jobs.handler_of("event")(job.payload)
            job.delete()
