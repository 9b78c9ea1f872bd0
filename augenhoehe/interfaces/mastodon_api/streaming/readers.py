"""Who of those who listen finds a post where they listen.

A stream tells what its timeline would show, so the timeline is asked about the one post: once
with nobody's eyes where everybody may read it, else with those of each who listens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from augenhoehe.domain.people.among import lists_reading, those_hiding, those_with_habit
from augenhoehe.domain.people.selectors import account_by_id
from augenhoehe.domain.people.who import Habit
from augenhoehe.domain.posts.audience import EVERYBODY, OPEN, Reader, reader_for
from augenhoehe.domain.posts.glance import Glance, glances_at
from augenhoehe.domain.posts.pages import Tags, home_page, public_page, readable_ids, tagged_page
from augenhoehe.domain.posts.selectors import home_owners_among, place_of, tags_of
from augenhoehe.foundation.stretch import Stretch
from augenhoehe.interfaces.mastodon_api.streaming.lists import stands_in_list
from augenhoehe.interfaces.mastodon_api.streaming.names import HASHTAG, NOBODY, PUBLIC, Channel
from augenhoehe.interfaces.mastodon_api.streaming.newsroom import Present

Timeline = Callable[[Reader], bool]


class Readers:
    """The readers behind accounts, each read once for one piece of news."""

    def __init__(self) -> None:
        self._known: dict[int, Reader | None] = {NOBODY: EVERYBODY}

    def of(self, account_id: int) -> Reader | None:
        """As they are now; None for who has gone."""
        if account_id not in self._known:
            account = account_by_id(account_id)
            self._known[account_id] = reader_for(account) if account else None
        return self._known[account_id]


@dataclass(frozen=True)
class Spread:
    """One post, and those who listen."""

    post: Glance
    present: Present
    readers: Readers

    @classmethod
    def of(cls, post_id: int, present: Present) -> Spread | None:
        """None where the post has gone meanwhile."""
        found = glances_at([post_id])
        return cls(found[0], present, Readers()) if found else None

    @property
    def only(self) -> Stretch:
        """A page of a timeline with nothing on it but this post."""
        return Stretch(before=self.post.id + 1, after=self.post.id - 1, limit=1)

    @cached_property
    def is_open(self) -> bool:
        """Whether everybody may read it."""
        return self.post.audience in OPEN and bool(readable_ids(EVERYBODY, [self.post.id]))

    @cached_property
    def itself(self) -> Glance:
        """The post whose words are shown: where one was passed on, that one."""
        passed_on = glances_at([self.post.boost_of_id]) if self.post.boost_of_id else []
        return passed_on[0] if passed_on else self.post

    @cached_property
    def hiding(self) -> set[int]:
        """Who does not read its author, or whom it passes on."""
        return those_hiding({self.post.account_id, self.itself.account_id})

    def channels(self) -> Iterator[Channel]:
        """Where the post is told."""
        yield from self._at_home()
        yield from self._public()
        yield from self._tagged()
        yield from self._in_lists()

    def _at_home(self) -> Iterator[Channel]:
        accounts = self.present.get(("home", ""), set())
        owners = set(home_owners_among(self.post.id, accounts))
        asked = owners
        if self.is_open:
            owners = owners - self.hiding
            asked = those_with_habit(owners, Habit.LISTS_APART)
        found = self._finding(asked, lambda reader: bool(home_page(reader, self.only)))
        yield from (Channel("home", account) for account in (owners - asked) | found)

    def _public(self) -> Iterator[Channel]:
        for name, wanted in PUBLIC.items():
            accounts = self.present.get((name, ""), set())
            # What is not open stands on no public timeline, whoever reads.
            if accounts and self.is_open and public_page(EVERYBODY, self.only, wanted):
                yield from (Channel(name, account) for account in accounts - self.hiding)

    def _tagged(self) -> Iterator[Channel]:
        listened = {(kind, which) for kind, which in self.present if kind in HASHTAG}
        if not listened:
            return
        names = {tag.name for tag in tags_of([self.post.id]).get(self.post.id, ())}
        for kind, which in listened:
            if which in names:
                yield from self._under(kind, which)

    def _under(self, kind: str, tag: str) -> Iterator[Channel]:
        def is_on_page(reader: Reader) -> bool:
            return bool(tagged_page(reader, Tags([tag]), self.only, HASHTAG[kind]))

        accounts = self.present[kind, tag]
        if self.is_open:
            accounts = accounts - self.hiding if is_on_page(EVERYBODY) else set()
        else:
            accounts = self._finding(accounts, is_on_page)
        yield from (Channel(kind, account, tag) for account in accounts)

    def _finding(self, accounts: set[int], timeline: Timeline) -> set[int]:
        """Those of these accounts on whose own timeline it stands."""
        readers = {account: self.readers.of(account) for account in accounts}
        return {one for one, reader in readers.items() if reader is not None and timeline(reader)}

    def _in_lists(self) -> Iterator[Channel]:
        lists = {int(which) for kind, which in self.present if kind == "list"}
        if not lists:
            return
        place = place_of(self.post.id)
        possible = lists_reading(self.post.account_id) | {place.space_id if place else None}
        for one in lists & possible:
            for account in self._finding(self.present["list", str(one)], self._has(one)):
                yield Channel("list", account, str(one))

    def _has(self, list_id: int) -> Timeline:
        return lambda reader: stands_in_list(reader, list_id, self.only)
