"""What was said on another server is read here: by the same rules as what is said here."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.selectors import is_blocked_by, voices_closed_to
from augenhoehe.domain.posts import quoting_elsewhere as quotes
from augenhoehe.domain.posts import receiving, waiting
from augenhoehe.domain.posts.actions.publish import bring_in
from augenhoehe.domain.posts.at_hand import at_hand
from augenhoehe.domain.posts.audience import Audience, Reader, narrowest, reader_for
from augenhoehe.domain.posts.brakes import ask_for_patience_with_edits
from augenhoehe.domain.posts.events import PostEdited, PostPublished
from augenhoehe.domain.posts.labels import labels_of
from augenhoehe.domain.posts.models import Poll, Post, Restriction
from augenhoehe.domain.posts.policies import may_be_heard, may_reply
from augenhoehe.domain.posts.received import Said
from augenhoehe.domain.posts.search import index_post
from augenhoehe.domain.posts.selectors.elsewhere import is_kept, kept_post, post_at
from augenhoehe.domain.posts.uris import post_id_in
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require

# What was fetched is news only for so long; later it is read and nobody is told.
NEWS_FOR = timedelta(hours=6)
MOST_VERSIONS = 500
_CHANGED = ["text", "html", "warning", "sensitive", "language", "has_poll", "version", "edited_at"]
_CHANGED += ["labels", "label_words"]
_QUOTE = ["quote_of", "quote_state", "quote_stamp", "quote_away", "quote_policy"]


@transaction.atomic
def receive_post(said: Said, *, by: Account, wanted: bool = False) -> Post | None:
    """Keep what somebody said on their own server, if it concerns anybody here.

    `wanted`: it was asked for, so it is kept whomever it concerns. None: it was not kept, or
    it is gone already. Raises `NotAllowed` where a rule forbids it to everybody.
    """
    if is_kept(said.uri):
        return kept_post(said.uri)
    reader = reader_for(by)
    require(may_be_heard(reader))
    parent = _parent(reader, said, by)
    if not (wanted or _concerns_us(said, by, parent)):
        return None
    post = _written(said, by, parent)
    quotes.quote(post, said, reader)
    bring_in(post)
    _dress(post, said)
    waiting.attach_to(post)
    if not wanted or post.created_at > clock.now() - NEWS_FOR:
        with at_hand(post):
            emit(PostPublished(post.id))
    return post


@transaction.atomic
def receive_edit(post: Post, said: Said, *, by: Account) -> Post:
    """Take over another wording; the earlier one stays readable. Counts of polls are no wording."""
    post = Post.objects.select_for_update().get(id=post.id)
    if post.account_id != by.id:
        raise NotAllowed(_("Only its author can edit a post."))
    if post.deleted_at:
        raise NotAllowed(_("This post has been deleted."))
    require(may_be_heard(reader_for(by)))
    quotes.quote(post, said, reader_for(by))
    if _differs(post, said):
        _change(post, said, by)
    else:
        post.html = quotes.with_link(post, said)
        post.save(update_fields=["html", *_QUOTE])
        _count_votes(post, said)
    return post


def _change(post: Post, said: Said, by: Account) -> None:
    ask_for_patience_with_edits(by)
    if post.version >= MOST_VERSIONS:
        raise Invalid("It has been changed too often.")
    post.text, post.html = said.text, quotes.with_link(post, said)
    post.warning, post.language = said.warning, said.language or post.language
    post.sensitive = said.sensitive or post.is_under(Restriction.MARKED_SENSITIVE)
    post.has_poll = said.poll is not None
    post.labels, post.label_words = said.labels.kinds, dict(said.labels.words)
    post.version += 1
    earliest = post.edited_at or post.created_at
    post.edited_at = max(earliest, receiving.moment_of(said.edited))
    post.save(update_fields=_CHANGED + _QUOTE)
    _dress(post, said)
    emit(PostEdited(post.id))


def _count_votes(post: Post, said: Said) -> None:
    poll = Poll.objects.filter(post=post).first() if said.poll else None
    if poll is not None and said.poll is not None:
        receiving.count_votes(poll, said.poll)


def _differs(post: Post, said: Said) -> bool:
    """Whether it says anything else than what stands there."""
    last = post.revisions.order_by("-number").first()
    if last is None:
        return True
    seen = [{k: v for k, v in one.items() if k != "id"} for one in last.pictures]
    kept = (last.text, last.html, last.warning, last.sensitive, seen, last.poll, labels_of(last))
    media = receiving.describe(said.media[: receiving.MOST_PICTURES])
    poll = said.poll.kept if said.poll else None
    words = (said.text, said.html, said.warning, said.sensitive)
    return kept != (*words, media, poll, said.labels)


def _parent(reader: Reader, said: Said, by: Account) -> Post | None:
    """What it replies to, as far as it stands here. One of ours has to be readable for them."""
    if not said.reply_to:
        return None
    parent = post_at(said.reply_to, reader=reader)
    if parent is None:
        if post_id_in(said.reply_to) is not None:
            # The same for what never was, is gone, or is nobody's business outside.
            raise NotAllowed(_("This post cannot be read, so it cannot be replied to."))
        return None
    require(may_reply(reader, parent))
    if parent.account.is_local and is_blocked_by(by.id, other_id=parent.account_id):
        raise NotAllowed(_("This person does not want to be addressed by you."))
    return parent


def _concerns_us(said: Said, by: Account, parent: Post | None) -> bool:
    """Whether anybody here reads its author, is spoken to, or is part of its conversation."""
    if any(account.is_local for account in said.mentioned):
        return True
    if parent is not None:
        root = parent.thread or parent
        if parent.account.is_local or root.account.is_local:
            return True
    return quotes.is_of_ours(said) or waiting.is_followed_here(by.id)


def _written(said: Said, by: Account, parent: Post | None) -> Post:
    said_at = receiving.moment_of(said.published)
    writer = by if by.is_person else said.writer
    post = Post(
        id=receiving.id_for(said_at),
        created_at=said_at,
        account=by,
        written_by=writer,
        writer_name="" if writer else said.writer_name[:100],
        in_service=said.in_service,
        hat_words=said.hat,
        labels=said.labels.kinds,
        label_words=dict(said.labels.words),
        audience=narrowest(said.audience, parent),
        in_reply_to=parent,
        thread_id=(parent.thread_id or parent.id) if parent else None,
        reply_to_away=said.reply_to if parent is None else "",
        uri=said.uri,
        url=said.url,
        text=said.text,
        warning=said.warning,
        sensitive=said.sensitive,
        language=said.language[:8],
        has_poll=said.poll is not None,
        edited_at=receiving.moment_of(said.edited) if said.edited else None,
    )
    if parent is not None and parent.space_id and post.audience == Audience.PUBLIC:
        post.space = parent.space
    return post


def _dress(post: Post, said: Said) -> None:
    """All that hangs on a wording."""
    mentioned = _open_to(post, said)
    if mentioned:
        receiving.mention(post, mentioned)
    if said.hashtags or post.version > 1:
        receiving.tag(post, said.hashtags)
    shown = receiving.show_media(post, said.media) if said.media or post.version > 1 else []
    if said.poll or post.version > 1:
        receiving.ask(post, said.poll)
    receiving.keep_wording(post, said, shown)
    if said.emoji:
        receiving.keep_emoji(said, post.account.domain)
    index_post(post)


def _open_to(post: Post, said: Said) -> list[Account]:
    """Whom it addresses: without voices that an intervention closed to its author.

    A reply that was narrowed to a few people reaches whom it answers.
    """
    mentioned = list(said.mentioned)
    closed = {voice.id for voice in voices_closed_to(post.account_id, among=mentioned)}
    parent = post.in_reply_to if post.audience == Audience.DIRECT else None
    if parent is not None and parent.account_id != post.account_id:
        mentioned.append(parent.account)
    return [account for account in mentioned if account.id not in closed]
