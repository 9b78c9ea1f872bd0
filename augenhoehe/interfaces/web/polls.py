"""Polls in cards: a form for who can choose, bars for everybody else who may know the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import get_template

from augenhoehe.domain.people.policies import may_take_part
from augenhoehe.domain.posts.selectors import PollSeen, polls_on

if TYPE_CHECKING:
    from augenhoehe.domain.posts.audience import Reader
    from augenhoehe.domain.posts.models import Post

NO_POLLS: Mapping[int, str] = {}


@dataclass(frozen=True, slots=True)
class Bar:
    """An answer as a page shows it; without `votes` nobody may know them yet."""

    position: int
    title: str
    votes: int | None
    percent: int
    is_mine: bool


@dataclass(frozen=True, slots=True)
class PollShown:
    """What `components/poll.html` takes."""

    poll: PollSeen
    bars: Sequence[Bar]
    can_vote: bool
    is_signed_in: bool

    @property
    def action(self) -> str:
        return f"/umfragen/{self.poll.post_id}"


def shown(reader: Reader, poll: PollSeen) -> PollShown:
    """A poll as this reader sees it. Shares are of people, who may choose several answers."""
    people = max(1, poll.voters_count)
    bars = [
        Bar(
            position=one.position,
            title=one.title,
            votes=one.votes,
            percent=round(100 * (one.votes or 0) / people),
            is_mine=one.is_mine,
        )
        for one in poll.choices
    ]
    is_done = poll.has_ended or poll.has_voted or poll.is_own
    can_vote = not is_done and bool(may_take_part(reader.who))
    return PollShown(poll, bars, can_vote, reader.account_id is not None)


def polls_in_cards(
    request: HttpRequest, reader: Reader, posts: Sequence[Post]
) -> Mapping[int, str]:
    """By post: its poll as HTML; asks nothing where nobody asks."""
    asking = [post.id for post in posts if post.has_poll]
    if not asking:
        return NO_POLLS
    return {
        post_id: poll_html(shown(reader, poll), request)
        for post_id, poll in polls_on(reader, asking).items()
    }


def poll_html(poll: PollShown, request: HttpRequest | None = None) -> str:
    """The poll of a card. Only a form needs a token, so that who only reads gets no cookie."""
    token = get_token(request) if request is not None and poll.can_vote else ""
    return get_template("components/poll.html").render({"shown": poll, "csrf_token": token})


def put_into(html: str, post: Post, polls: Mapping[int, str]) -> str:
    """A card with its poll at the place that `components/post_words.html` keeps for it."""
    return html.replace(f"<!--poll-{post.id}-->", polls[post.id], 1) if post.id in polls else html
