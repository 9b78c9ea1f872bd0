from datetime import datetime

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from augenhoehe.domain.people.models import Account, Hat
from augenhoehe.domain.people.policies import CLOSED_TO_YOU
from augenhoehe.domain.people.prior_approval import require_no_approval
from augenhoehe.domain.people.selectors import (
    is_blocked_by,
    protected_name_in_use,
    voices_closed_to,
)
from augenhoehe.domain.posts import hats
from augenhoehe.domain.posts import quoting as quotes
from augenhoehe.domain.posts import wording as wordings
from augenhoehe.domain.posts.actions.draft import drop_draft
from augenhoehe.domain.posts.at_hand import at_hand
from augenhoehe.domain.posts.audience import (
    OUTSIDE,
    Audience,
    Reader,
    audience_of_space,
    narrowest,
    readable,
    reader_for,
)
from augenhoehe.domain.posts.brakes import ask_for_patience
from augenhoehe.domain.posts.events import PostPublished, QuoteAsked
from augenhoehe.domain.posts.internals import begin_as_account_stands
from augenhoehe.domain.posts.label_lines import taken_up
from augenhoehe.domain.posts.labels import Labels
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.policies import may_publish, may_reply
from augenhoehe.domain.posts.search import index_post
from augenhoehe.domain.posts.wording import Wording
from augenhoehe.domain.spaces.models import Space
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.ids import id_at, new_id, time_of
from augenhoehe.foundation.prepared import insert
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require
from augenhoehe.foundation.words import guess_language


@transaction.atomic
def publish_post(
    *,
    by: Account,
    wording: Wording,
    voice: Account | None = None,
    space: Space | None = None,
    audience: int = Audience.PUBLIC,
    in_reply_to: Post | None = None,
    in_service: bool | None = None,
    hat: Hat | None = None,
    submission: str | None = None,
    draft: str = "",
    application: str = "",
    application_url: str = "",
    quoting: Post | None = None,
    quote_policy: int | None = None,
    labels: Labels | None = None,
    written_at: datetime | None = None,
    is_released: bool = False,
) -> Post:
    """Say something, in one's own name or through a voice, without prior approval.

    `hat`: for whom one speaks, which is in service; both None: as usual there. What the first
    line of the text says of it goes before (`posts.first_line`).

    The same `submission` by the same person gives the same post. `draft` is the slot of
    the draft that is done with now. `quote_policy`: who may quote it (None: as usual);
    `labels`: what readers are told before it (None: what the wording says). `written_at`: when it
    was written, where the clock says it. `is_released`: for `actions.approval` alone, once another
    person of a voice that asks for it said yes.
    Raises `Invalid`, `NotAllowed` or `Patience`.
    """
    if submission and (twin := submitted_before(by, submission)):
        return twin
    reader = reader_for(by)
    space, audience = where_to(reader, space, audience, in_reply_to)
    if quoting is not None:
        quoting = quotes.taken_up(quoting, reader, voice=voice)
        space, audience = quotes.place_of_quote(quoting, space, audience, in_reply_to)
    require(may_publish(reader, voice=voice, space=space if in_reply_to is None else None))
    wording, speaks = hats.taken_from(
        taken_up(wording, labels),
        by=by,
        who=reader.who,
        voice=voice,
        space=space,
        hat=hat,
        in_service=in_service,
    )
    if not is_released:
        require_no_approval(voice)
    wording = wordings.checked(wording)
    ask_for_patience(by, wording.text)
    mentioned = wordings.mentioned_accounts(wording.text)
    require_open_to(by, mentioned)
    post = _written(
        reader, by, voice, wording, mentioned, space=space, audience=audience, parent=in_reply_to
    )
    speaks.put_on(post)
    post.submission, post.written_at = submission, written_at
    post.was_approved = is_released and voice is not None
    post.application, post.application_url = application, application_url
    if quoting is not None:
        quotes.put_quote_into(post, quoting, mentioned)
    post.quote_policy = quotes.settled_policy(post, quote_policy, by=by)
    bring_out(post, wording, mentioned)
    if draft:
        drop_draft(draft, by=by)
    return post


def bring_out(post: Post, wording: Wording, mentioned: list[Account]) -> None:
    """Write a new post with all that hangs on it, and say so: however it came to be written."""
    author, protected = post.written_by, post.protected_name
    begin_as_account_stands(post)
    post.has_poll = wording.poll is not None
    wordings.put_labels_on(post, wording)
    post.save(force_insert=True)
    wordings.attach(post, wording, mentioned, author=author, protected=protected)
    wordings.keep_revision(post, wording, author=author, protected=protected)
    index_post(post)
    _count(post)
    with at_hand(post):
        emit(PostPublished(post.id))
    if post.quote_state == Post.QuoteState.PENDING:
        emit(QuoteAsked(post.id))


def bring_in(post: Post) -> None:
    """Write the row of a post that was said on another server, and count it."""
    begin_as_account_stands(post)
    insert(post)
    _count(post)


def require_open_to(by: Account, mentioned: list[Account]) -> None:
    """Nobody addresses a voice that an intervention closed to them."""
    if voices_closed_to(by.id, among=mentioned):
        raise NotAllowed(CLOSED_TO_YOU)


def submitted_before(by: Account, submission: str) -> Post | None:
    """The post this person sent with this submission already, if there is one."""
    # Two at once come one after the other, so that the second finds the first.
    Account.objects.select_for_update().get(id=by.id)
    return Post.objects.filter(written_by=by, submission=submission).first()


def where_to(
    reader: Reader, space: Space | None, audience: int, parent: Post | None
) -> tuple[Space | None, int]:
    """The place and the audience of a post: a reply stays where it belongs."""
    if parent is not None:
        return _beside(reader, parent, audience)
    if space is not None:
        return space, audience_of_space(space.reach)
    return None, _outside(audience)


def _beside(reader: Reader, parent: Post, audience: int) -> tuple[Space | None, int]:
    if not Post.objects.filter(readable(reader), id=parent.id).exists():
        raise NotAllowed(_("This post cannot be read, so it cannot be replied to."))
    require(may_reply(reader, parent))
    if reader.account_id and is_blocked_by(reader.account_id, other_id=parent.account_id):
        if parent.account.is_voice:
            raise NotAllowed(CLOSED_TO_YOU)
        raise NotAllowed(_("This person does not want to be addressed by you."))
    if parent.is_internal:
        return parent.space, parent.audience
    if parent.space is not None and audience == Audience.PUBLIC:
        return parent.space, audience
    return None, narrowest(_outside(audience), parent)


def _outside(audience: int) -> int:
    """An audience that somebody can choose; those of spaces are the spaces'."""
    if audience not in OUTSIDE:
        raise Invalid(_("Please choose for whom this post is."), field="audience")
    return audience


def _written(
    reader: Reader,
    by: Account,
    voice: Account | None,
    wording: Wording,
    mentioned: list[Account],
    *,
    space: Space | None,
    audience: int,
    parent: Post | None,
) -> Post:
    protected = protected_name_in_use(by, voice) if voice else None
    identifier = _blurred_id(parent) if protected else new_id()
    return Post(
        id=identifier,
        created_at=time_of(identifier) if protected else clock.now(),
        account=voice or by,
        written_by=by,
        protected_name=protected,
        audience=audience,
        space=space,
        in_reply_to=parent,
        thread_id=(parent.thread_id or parent.id) if parent else None,
        text=wording.text,
        html=wordings.rendered(wording.text, mentioned),
        warning=wording.warning,
        sensitive=wordings.is_sensitive(wording),
        language=wording.language or guess_language(wording.text) or (voice or by).language or "",
    )


def _blurred_id(parent: Post | None) -> int:
    """An id that tells the day and not the hour: ids are public, and they carry a time."""
    earliest = parent.id if parent else 0
    return max(earliest + 1, id_at(clock.somewhen_today(time_of(earliest))))


def _count(post: Post) -> None:
    # What is said to a few is nobody else's to count.
    if post.in_reply_to_id and post.audience != Audience.DIRECT:
        Post.objects.filter(id=post.in_reply_to_id).update(replies_count=F("replies_count") + 1)
    if post.audience <= Audience.UNLISTED:
        with connection.cursor() as cursor:
            cursor.execute(_ONE_MORE, [post.account_id])
    quotes.count_quote(post, 1)


# By hand: everything that is said does it.
_ONE_MORE = "UPDATE people_account SET posts_count = posts_count + 1 WHERE id = %s"
