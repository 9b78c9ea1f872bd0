"""The Streisand check of a real measure: what the server knows, and what that lets expect.

Before any restriction of criticism, by whomever. It forbids nothing that is unlawful or
against a rule; what is merely unpleasant is no ground at all (`policies`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Avg, Q

from augenhoehe.domain.moderation.check import concerns, learning, streisand
from augenhoehe.domain.moderation.check.streisand import Estimate, Situation
from augenhoehe.domain.moderation.measure import Measure
from augenhoehe.domain.moderation.models import Intervention, StreisandCheck
from augenhoehe.domain.moderation.register.format import CheckShown
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.models import Like, Post
from augenhoehe.foundation import clock

_RATE_HOURS = 6
# What nobody has passed on yet still can be; the formula has its own least spread besides.
_NOBODY_YET_FOLLOWERS = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What the check says of a measure before anything is done. Empty `signs`: no criticism."""

    signs: Sequence[str]
    situation: Situation
    estimate: Estimate
    milder: Sequence[str]  # rungs of the ladder that are left, the mildest first

    @property
    def is_of_criticism(self) -> bool:
        return bool(self.signs)


def preview(measure: Measure) -> Preview:
    """Run the check without keeping anything."""
    signs = signs_of(measure)
    situation = situation_of(measure, is_criticism=bool(signs) and not measure.said_to_be_none)
    shift, own_cases = learning.shift_of_this_server()
    estimate = streisand.estimate(situation, shift=shift, own_cases=own_cases)
    return Preview(
        signs=signs, situation=situation, estimate=estimate, milder=milder_than(measure.kind)
    )


def signs_of(measure: Measure) -> list[str]:
    """Why what is to be restricted counts as criticism of the organisation."""
    if measure.kind == Kind.WARN:  # restricts nothing
        return []
    if measure.posts and measure.kind in (Kind.LOCK_REPLIES, Kind.PAUSE_THREAD):
        return concerns.signs_of_closing(measure.posts)
    if measure.posts:
        return concerns.signs_of_posts(measure.posts)
    if measure.accounts:
        return concerns.signs_of_accounts(measure.accounts)
    if measure.tag is not None:
        return concerns.signs_of_tag(measure.tag)
    return concerns.signs_of_domain(measure.domain)


_LADDER = tuple(Intervention.Rung)
_ABOVE_THE_LADDER = len(_LADDER)


def milder_than(kind: Kind) -> list[str]:
    """The rungs below a measure: answer, ask, note, pause the thread, time limit."""
    place = {Kind.PAUSE_THREAD: 3, Kind.LOCK_REPLIES: 3, Kind.TIME_LIMIT: 4, Kind.WARN: 2}
    return [rung.value for rung in _LADDER[: place.get(kind, _ABOVE_THE_LADDER)]]


def keep_check(measure: Measure, seen: Preview, *, by: Account) -> StreisandCheck:
    """Write down what the check showed, for the register and to learn from."""
    return StreisandCheck.objects.create(
        post=measure.posts[0] if measure.posts else None,
        kind=measure.kind,
        judgement=measure.judgement,
        situation=asdict(seen.situation),
        estimate=asdict(seen.estimate),
        version=seen.estimate.version,
        by=by,
    )


def shown(run: StreisandCheck) -> CheckShown:
    """What of a check stands in the register."""
    found = run.estimate
    return CheckShown(
        version=run.version,
        p_worse_permille=round(found["p_worse"] * 1000),
        answer_median=round(found["answer"]["median"]),
        remove_median=round(found["remove"]["median"]),
        own_cases=found["own_cases"],
    )


def situation_of(measure: Measure, *, is_criticism: bool) -> Situation:
    """What this server knows of how far it has travelled. Of an account: its latest posts."""
    posts = list(measure.posts) or _posts_behind(measure)
    ids = [post.id for post in posts]
    boosts = Post.objects.filter(boost_of_id__in=ids)
    engaged = _engaged(ids)
    authors = {post.account_id for post in posts} | {account.id for account in measure.accounts}
    followers = Account.objects.filter(id__in=authors)
    mean = boosts.aggregate(mean=Avg("account__followers_count"))["mean"]
    lately = boosts.filter(created_at__gte=clock.now() - timedelta(hours=_RATE_HOURS))
    return Situation(
        copies=len({domain for _id, domain in engaged if domain}),
        persons24h=_persons(ids),
        followers=sum(followers.values_list("followers_count", flat=True)),
        media=sum(_is_press(domain, handle) for domain, handle in _addresses(engaged)),
        boosts_per_hour=lately.count() / _RATE_HOURS,
        mean_followers=float(mean or _NOBODY_YET_FOLLOWERS),
        local_share=_local_share(boosts.values_list("account__domain", flat=True)),
        own_critique=is_criticism,
        clearly_illegal=measure.judgement == "unlawful",
        reason_public=measure.sealed_until is None,
    )


def _posts_behind(measure: Measure) -> list[Post]:
    condition = Q(account__in=measure.accounts)
    if measure.domain:
        condition = Q(account__domain__iexact=measure.domain)
    if measure.tag is not None:
        condition = concerns.carrying(measure.tag.id)
    return concerns.latest(condition)


def _engaged(ids: Sequence[int]) -> set[tuple[int, str]]:
    """Who replied, passed on or liked, with their servers."""
    replied = Post.objects.filter(Q(in_reply_to_id__in=ids) | Q(boost_of_id__in=ids))
    liked = Like.objects.filter(post_id__in=ids)
    pairs = {*replied.values_list("account_id", "account__domain").order_by()}
    return pairs | {*liked.values_list("account_id", "account__domain").order_by()}


def _persons(ids: Sequence[int]) -> int:
    since = clock.now() - timedelta(hours=24)
    replied = Post.objects.filter(
        Q(in_reply_to_id__in=ids) | Q(boost_of_id__in=ids), created_at__gte=since
    )
    liked = Like.objects.filter(post_id__in=ids, created_at__gte=since)
    people = {*replied.values_list("account_id", flat=True).order_by()}
    return len(people | {*liked.values_list("account_id", flat=True).order_by()})


def _addresses(engaged: set[tuple[int, str]]) -> list[tuple[str, str]]:
    ids = [account_id for account_id, _domain in engaged]
    return list(Account.objects.filter(id__in=ids).values_list("domain", "handle"))


def _is_press(domain: str, handle: str) -> bool:
    known = {name.casefold() for name in settings.PRESS}
    address = f"{handle}@{domain}" if domain else handle
    return address.casefold() in known or (bool(domain) and domain.casefold() in known)


def _local_share(domains: Iterable[str]) -> float:
    """Of those who passed it on, how many did so here. Nobody: it is here alone."""
    found = list(domains)
    return sum(not domain for domain in found) / len(found) if found else 1.0
