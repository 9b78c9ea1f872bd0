"""Posts as they are sent: Note, Question; and what is left of them: Tombstone, stamps."""

from augenhoehe.activitypub.records import (
    Poll,
    PollOption,
    Post,
    QuoteAuthorization,
    Tombstone,
    Writer,
)
from augenhoehe.activitypub.writing.collections import bare_collection
from augenhoehe.activitypub.writing.context import PLAIN_CONTEXT, POST_CONTEXT, with_context
from augenhoehe.activitypub.writing.fields import Document, as_list, laid, time
from augenhoehe.activitypub.writing.parts import attachment, interaction_policy, picture, tags


def write_post(post: Post) -> Document:
    """The document at the post's address."""
    return with_context(bare_post(post), POST_CONTEXT)


def bare_post(post: Post) -> Document:
    """A post to be embedded in its Create or Update, without a context."""
    return _said(post) | _beside(post) | _ours(post)


def write_tombstone(tombstone: Tombstone) -> Document:
    """What stands where something was, with 410 (ActivityPub 6.4)."""
    return with_context(bare_tombstone(tombstone), PLAIN_CONTEXT)


def bare_tombstone(tombstone: Tombstone) -> Document:
    """A tombstone to be embedded in its Delete."""
    return laid(
        id=tombstone.id,
        type_="Tombstone",
        formerType=tombstone.former_kind,
        deleted=time(tombstone.deleted),
    )


def write_quote_authorization(stamp: QuoteAuthorization) -> Document:
    """The stamp of a quote that was agreed to (FEP-044f), at its own address."""
    return with_context(
        laid(
            id=stamp.id,
            type_="QuoteAuthorization",
            attributedTo=stamp.author,
            interactingObject=stamp.quoting,
            interactionTarget=stamp.quoted,
        ),
        POST_CONTEXT,
    )


def _said(post: Post) -> Document:
    authors = (post.author, *post.other_authors)
    own = {post.language: post.content} if post.language and post.content else {}
    return laid(
        id=post.id,
        type_=post.kind,
        attributedTo=post.author if len(authors) == 1 else list(authors),
        inReplyTo=post.in_reply_to,
        published=time(post.published),
        updated=time(post.updated),
        url=post.url,
        to=as_list(post.to),
        cc=as_list(post.cc),
        audience=as_list(post.audience),
        context=post.context,
        conversation=post.conversation,
        sensitive=post.sensitive,
        name=post.name,
        nameMap={post.language: post.name} if post.language and post.name and not own else None,
        summary=post.summary,
        content=post.content,
        contentMap=own | dict(post.other_languages),
        mediaType=post.media_type,
    )


def _beside(post: Post) -> Document:
    return (
        laid(
            image=picture(post.image),
            startTime=time(post.starts_at),
            endTime=time(post.ends_at),
        )
        | _poll(post.poll)
        | laid(
            attachment=[attachment(one) for one in post.attachments],
            tag=tags(post.mentions, post.hashtags, post.emojis),
            interactionPolicy=interaction_policy(post.interaction_policy),
            replies=bare_collection(post.replies),
            likes=bare_collection(post.likes),
            shares=bare_collection(post.shares),
        )
        | _quote(post)
    )


def _poll(poll: Poll | None) -> Document:
    if poll is None:
        return {}
    return laid(
        **{"anyOf" if poll.multiple else "oneOf": [_option(option) for option in poll.options]},
        endTime=time(poll.ends_at),
        closed=time(poll.closed_at) or poll.is_closed or None,
        votersCount=poll.voters,
    )


def _option(option: PollOption) -> Document:
    votes = None if option.votes is None else {"type": "Collection", "totalItems": option.votes}
    return laid(type_="Note", name=option.name, replies=votes)


def _quote(post: Post) -> Document:
    """The quote in the words of FEP-044f and in those of servers that do not know it yet."""
    return laid(
        quote=post.quote,
        quoteAuthorization=post.quote_authorization,
        quoteUri=post.quote,
        _misskey_quote=post.quote,
    )


def _ours(post: Post) -> Document:
    return laid(
        writtenBy=_writer(post.written_by),
        inService=post.in_service,
        hat=post.hat,
        space=post.space,
        advertising=post.advertising or None,
        paidBy=post.paid_by,
        ownInterest=post.own_interest,
        preparedBy=post.prepared_by,
        preparedWith=post.prepared_with or None,
        approved=post.approved,
        case=post.case,
    )


def _writer(writer: Writer | None) -> Document | None:
    if writer is None:
        return None
    return laid(
        id=writer.id, type_="Person", name=writer.name, protectedName=writer.protected or None
    )
