"""May this post quote yours? Asked and answered in both directions (FEP-044f)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from augenhoehe.activitypub.reading import (
    NotReadable,
    claims,
    read_inner_activity,
    same_host,
)
from augenhoehe.activitypub.records import Activity
from augenhoehe.activitypub.records import Post as PostRecord
from augenhoehe.domain.posts.actions import (
    agree_to_quote,
    answer_quote_request,
    receive_post,
    refuse_quote,
)
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.domain.posts.selectors import kept_post, our_post, post_at
from augenhoehe.domain.posts.uris import post_id_in
from augenhoehe.foundation.verdicts import NotAllowed
from augenhoehe.interfaces.federation.asking import Course
from augenhoehe.interfaces.federation.hosts import as_servers_speak_here
from augenhoehe.interfaces.federation.models import Activity as Sent
from augenhoehe.interfaces.federation.outbox.quotes import grant_quote, refuse_to_be_quoted
from augenhoehe.interfaces.federation.resolve.posts import is_limited, known_or_fetched_post
from augenhoehe.interfaces.federation.translate.posts_in import read_here, said_of

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post

_ASKED = "QuoteRequest"


def on_quote_request(activity: Activity, actor: Account) -> None:
    """Somebody elsewhere quotes one of our posts: its author's wishes answer at once.

    Of what they may not read they hear nothing, not even a no.
    """
    if post_id_in(activity.object) is None:
        return
    quoted = post_at(activity.object, reader=reader_for(actor))
    if quoted is None or not quoted.account.is_local:
        raise NotAllowed("This post cannot be read, so it cannot be quoted.")
    quoting = _quoting(activity, actor)
    if quoting is None or quoting.account_id != actor.id:
        raise NotReadable("no_instrument")
    if quoting.quote_of_id == quoted.id and answer_quote_request(quoting, by=actor):
        grant_quote(activity, quoted, quoting, to=actor)
    else:
        refuse_to_be_quoted(activity, quoted, to=actor)


def _quoting(activity: Activity, actor: Account) -> Post | None:
    """Their post: it quotes one of ours, so it is kept here, whoever reads it."""
    if known := kept_post(activity.instrument):
        return known
    record = _instrument(activity)
    if record is None:
        return None
    return receive_post(
        said_of(record, author=actor, is_limited=is_limited(actor.domain)), by=actor
    )


def _instrument(activity: Activity) -> PostRecord | None:
    if activity.embedded_instrument is None:
        return None
    try:
        record = read_here(activity.embedded_instrument)
    except NotReadable:
        return None
    return record if claims.may_say(record, actor=activity.actor) else None


def need_of_quote_request(activity: Activity) -> Course[None]:
    """The quoting post, where it did not come along."""
    ours = post_id_in(activity.object) is not None
    if (
        ours
        and activity.embedded_instrument is None
        and same_host(activity.instrument, activity.actor)
    ):
        yield from known_or_fetched_post(activity.instrument)


def on_accept(activity: Activity, actor: Account) -> bool:
    """Who we asked lets one of our posts quote theirs; `result` is their stamp."""
    quoting = _what_we_asked(activity)
    if quoting is None:
        return False
    if not same_host(activity.result, activity.actor):
        raise NotReadable("no_stamp")
    agree_to_quote(quoting, by=actor, stamp=activity.result)
    return True


def on_reject(activity: Activity, actor: Account) -> bool:
    """Who we asked does not, or not any longer."""
    quoting = _what_we_asked(activity)
    if quoting is None:
        return False
    refuse_quote(quoting, by=actor)
    return True


def _what_we_asked(activity: Activity) -> Post | None:
    """The post of ours about which we asked; by the id of the question, or by what it names."""
    with as_servers_speak_here():
        asked = read_inner_activity(activity.embedded or activity.object)
    if asked.kind not in (_ASKED, ""):
        return None
    sent = Sent.objects.filter(uri=asked.id, kind=_ASKED).first() if asked.id else None
    uri = sent.object if sent else asked.instrument if asked.kind == _ASKED else ""
    number = post_id_in(uri) if uri else None
    return None if number is None else our_post(number)
