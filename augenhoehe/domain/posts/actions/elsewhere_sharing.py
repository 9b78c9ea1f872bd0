"""What people of other servers pass on and agree to."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts import receiving, waiting
from augenhoehe.domain.posts.audience import Audience, readable, reader_for
from augenhoehe.domain.posts.events import PostBoosted, PostPublished, QuoteAgreed, QuoteRevoked
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.policies import may_boost
from augenhoehe.domain.posts.quoting import State, count_quote, taken_up
from augenhoehe.domain.posts.selectors.elsewhere import is_kept, kept_post
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import NotAllowed, require


@transaction.atomic
def receive_boost(
    post: Post,
    *,
    by: Account,
    uri: str,
    published: datetime | None = None,
    audience: int = Audience.PUBLIC,
) -> Post | None:
    """Somebody elsewhere passed a post on: kept if it is ours, or if anybody here follows them.

    `audience`: for whom they did. Twice is once.
    """
    if is_kept(uri):
        return kept_post(uri)
    reader = reader_for(by)
    found = Post.objects.filter(readable(reader), id=post.boost_of_id or post.id)
    itself = found.select_related("account", "space").first()
    if itself is None:
        raise NotAllowed(_("This post cannot be read."))
    require(may_boost(reader, itself))
    if not itself.account.is_local and not waiting.is_followed_here(by.id):
        return None
    if current := Post.objects.filter(account=by, boost_of=itself, deleted_at=None).first():
        return current
    said_at = receiving.moment_of(published)
    passed_on = Post(
        id=receiving.id_for(said_at),
        created_at=said_at,
        account=by,
        written_by=by if by.is_person else None,
        boost_of=itself,
        audience=itself.audience if itself.space_id else max(itself.audience, audience),
        space=itself.space,
        uri=uri,
    )
    passed_on.save(force_insert=True)
    Post.objects.filter(id=itself.id).update(boosts_count=F("boosts_count") + 1)
    emit(PostBoosted(passed_on.id, itself.id, by.id))
    emit(PostPublished(passed_on.id))
    return passed_on


@transaction.atomic
def answer_quote_request(quoting: Post, *, by: Account) -> bool:
    """Whether somebody elsewhere may show one of our posts in theirs: as its author wishes.

    `quoting` is theirs and was received before. Once ended, a quotation stays ended.
    """
    row = Post.objects.select_for_update().get(id=quoting.id)
    if row.account_id != by.id or row.quote_of_id is None:
        raise NotAllowed(_("There is no such quotation."))
    if row.quote_state in (State.ACCEPTED, State.REVOKED):
        return row.quote_state == State.ACCEPTED
    quoted = Post.objects.get(id=row.quote_of_id)
    try:
        taken_up(quoted, reader_for(by), voice=None)
    except NotAllowed:
        return False
    row.quote_state = State.ACCEPTED
    row.save(update_fields=["quote_state"])
    count_quote(row, 1)
    return True


@transaction.atomic
def agree_to_quote(quoting: Post, *, by: Account, stamp: str) -> None:
    """Who is quoted on another server agreed to be shown in one of our posts."""
    row = _ours_quoting(quoting, by)
    if row.quote_state == State.PENDING:
        row.quote_state, row.quote_stamp = State.ACCEPTED, stamp
        row.save(update_fields=["quote_state", "quote_stamp"])
        count_quote(row, 1)
        emit(QuoteAgreed(row.id))


@transaction.atomic
def refuse_quote(quoting: Post, *, by: Account) -> None:
    """Who is quoted on another server does not agree, or ends a quotation they agreed to."""
    row = _ours_quoting(quoting, by)
    if row.quote_state == State.PENDING:
        row.quote_state = State.REJECTED
        row.save(update_fields=["quote_state"])
        emit(QuoteRevoked(row.id))
    elif row.quote_state == State.ACCEPTED:
        count_quote(row, -1)
        row.quote_state = State.REVOKED
        row.save(update_fields=["quote_state"])
        emit(QuoteRevoked(row.id))


def _ours_quoting(quoting: Post, by: Account) -> Post:
    """The post as it stands, if it quotes one by this account of another server."""
    row = Post.objects.select_for_update().get(id=quoting.id)
    quoted = Post.objects.filter(id=row.quote_of_id, account_id=by.id).first()
    if quoted is None or by.is_local:
        raise NotAllowed(_("There is no such quotation."))
    return row
