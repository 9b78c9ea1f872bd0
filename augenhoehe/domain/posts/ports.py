"""What rooms above may say to this one, plugged in by `config/ports.py`.

Posts do not know that there are cases, yet an answer to a criticism is not to vanish.
"""

from collections.abc import Callable, Sequence, Set

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation.verdicts import YES, Verdict

Keeper = Callable[[Post], Verdict]
_keepers: list[Keeper] = []


def add_keeper(keeper: Keeper) -> None:
    """Let `keeper` refuse that a post is deleted by its author."""
    if keeper not in _keepers:
        _keepers.append(keeper)


def is_free_to_go(post: Post) -> Verdict:
    """The first refusal of a keeper, or yes."""
    for keeper in _keepers:
        verdict = keeper(post)
        if not verdict:
            return verdict
    return YES


# Looks somebody or something up on another server: "@name@host", or an address. It may ask
# that server and take seconds; None where nothing was found or nobody is to be asked.
Finder = Callable[[str], Account | Post | None]
_finders: list[Finder] = []


def plug_finder(finder: Finder) -> None:
    """Let federation answer `find_elsewhere`."""
    _finders[:] = [finder]


# Hears that somebody here reads a post of another server, and may ask that server for replies.
Curious = Callable[[Post], None]
_curious: list[Curious] = []


def plug_reading(curious: Curious) -> None:
    """Let federation hear of `somebody_reads`."""
    _curious[:] = [curious]


def somebody_reads(post: Post) -> None:
    """Somebody signed in opened a post with its conversation."""
    for curious in _curious:
        curious(post)


def find_elsewhere(words: str) -> Account | Post | None:
    """Whom or what a name or an address means on another server; known here afterwards.

    Never called within a transaction: it waits for other servers.
    """
    return _finders[0](words) if _finders else None


def told_apart(thing: Account | Post | None) -> tuple[Account | None, Post | None]:
    """Somebody, or something said: one of the two, or neither."""
    if isinstance(thing, Account):
        return thing, None
    return None, thing


# Where somebody of another server, named as they are there, follows one of ours: (name, acct:…).
WayToFollow = Callable[[str, str], str]
_ways_to_follow: list[WayToFollow] = []


def plug_way_to_follow(way: WayToFollow) -> None:
    """Let federation answer `follow_address`."""
    _ways_to_follow[:] = [way]


def follow_address(name: str, whom: str) -> str:
    """The address on somebody's own server where they follow `whom`; "" where it says none."""
    return _ways_to_follow[0](name, whom) if _ways_to_follow else ""


# Which of these things said are criticism of us. Weak, and for one count only: docs/adr/0033.
Dissent = Callable[[Sequence[Post]], set[int]]
_dissent: list[Dissent] = []


def plug_dissent(dissent: Dissent) -> None:
    """Let criticism answer `dissent_among`."""
    _dissent[:] = [dissent]


def dissent_among(posts: Sequence[Post]) -> set[int]:
    """The ids of those that dissent, as far as words show it; none where nobody can say."""
    return _dissent[0](posts) if _dissent else set()


# Which of some posts answer the same criticism as another, or criticism linked to it.
LinkedAnswers = Callable[[int, Set[int]], set[int]]
_linked_answers: list[LinkedAnswers] = []


def plug_linked_answers(find: LinkedAnswers) -> None:
    """Let criticism answer `linked_answers`."""
    _linked_answers[:] = [find]


def linked_answers(post_id: int, others: Set[int]) -> set[int]:
    """Which of these others say the same since the same was criticised."""
    return _linked_answers[0](post_id, others) if _linked_answers else set()
