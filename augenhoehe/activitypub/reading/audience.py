"""For whom something is: the four words people know, and who is addressed by name.

Mastodon's reading (https://docs.joinmastodon.org/spec/activitypub/, "Status federation"):
everybody in `to` is public, in `cc` unlisted; the author's followers make it a post for
followers; what is left is for those it names.
"""

from dataclasses import dataclass
from typing import Literal

from augenhoehe.activitypub.reading.addresses import same_host
from augenhoehe.activitypub.vocabulary import PUBLIC

Word = Literal["public", "unlisted", "followers", "direct"]


@dataclass(frozen=True, slots=True)
class Audience:
    """`people` are the ids addressed by name, without everybody and the followers."""

    word: Word
    people: tuple[str, ...] = ()


def audience_of(
    to: tuple[str, ...], cc: tuple[str, ...], *, author: str, followers: str = ""
) -> Audience:
    """The audience; `followers` is the author's collection as the actor names it, if known.

    While it is unknown, what ends in /followers on the author's host is taken for it.
    """
    addressed = tuple(dict.fromkeys(to + cc))
    crowds = {name for name in addressed if _is_followers(name, author, followers)}
    people = tuple(name for name in addressed if name != PUBLIC and name not in crowds)
    if PUBLIC in to:
        return Audience("public", people)
    if PUBLIC in cc:
        return Audience("unlisted", people)
    return Audience("followers" if crowds else "direct", people)


def _is_followers(name: str, author: str, followers: str) -> bool:
    if followers:
        return name == followers
    return name.rstrip("/").endswith("/followers") and same_host(name, author)
