"""What is said between servers about quotations: asked, granted, refused, ended (FEP-044f)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from augenhoehe.activitypub.records import Activity, Tombstone
from augenhoehe.activitypub.writing import activities as writing
from augenhoehe.domain.people.uris import uri_of as uri_of_account
from augenhoehe.domain.posts.events import QuoteAgreed, QuoteAsked, QuoteRevoked
from augenhoehe.domain.posts.selectors import post_with_quoted
from augenhoehe.domain.posts.uris import uri_of
from augenhoehe.interfaces.federation.addresses import stamp_uri
from augenhoehe.interfaces.federation.models import RemoteActor
from augenhoehe.interfaces.federation.outbox.audience import inboxes_of, remote_holders
from augenhoehe.interfaces.federation.outbox.fan_out import fresh_uri, send
from augenhoehe.interfaces.federation.translate.posts_out import described_post

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post


def ask_to_quote(event: QuoteAsked) -> None:
    """One of our posts quotes one of another server: its author is asked."""
    post = post_with_quoted(event.post_id)
    if post is None or post.quote_of is None or post.is_internal:
        return
    author = post.quote_of.account
    request = writing.quote_request(
        fresh_uri(), described_post(post), quoted_author=uri_of_account(author)
    )
    send(request, by=post.account, about=uri_of(post), to_inboxes=_inbox_of(author))


def tell_agreed(event: QuoteAgreed) -> None:
    """Who has our post learns that its quotation may be shown, by the stamp in it."""
    post = post_with_quoted(event.post_id)
    if post is None or post.is_internal or not post.account.is_local:
        return
    inboxes = inboxes_of(remote_holders(post))
    if inboxes:
        document = writing.update(fresh_uri(), described_post(post))
        send(document, by=post.account, about=uri_of(post), to_inboxes=inboxes)


def grant_quote(asked: Activity, quoted: Post, quoting: Post, *, to: Account) -> None:
    """Yes, with the address of the stamp."""
    author = quoted.account
    document = writing.accept_quote(
        fresh_uri(), uri_of_account(author), asked, stamp=stamp_uri(quoting.id)
    )
    send(document, by=author, about=stamp_uri(quoting.id), to_inboxes=_inbox_of(to))


def refuse_to_be_quoted(asked: Activity, quoted: Post, *, to: Account) -> None:
    """No."""
    author = quoted.account
    document = writing.reject(fresh_uri(), uri_of_account(author), asked)
    send(document, by=author, about=asked.id, to_inboxes=_inbox_of(to))


def tell_revoked(event: QuoteRevoked) -> None:
    """One of our people ended a quotation in a post elsewhere: its stamp is gone."""
    quoting = post_with_quoted(event.post_id)
    if quoting is None or quoting.quote_of is None or quoting.account.is_local:
        return
    author = quoting.quote_of.account
    if not author.is_local:
        return
    gone = Tombstone(stamp_uri(quoting.id), "QuoteAuthorization")
    document = writing.delete(
        fresh_uri(), uri_of_account(author), gone, to=(uri_of_account(quoting.account),)
    )
    send(document, by=author, about=gone.id, to_inboxes=_inbox_of(quoting.account))


def _inbox_of(account: Account) -> list[str]:
    rows = RemoteActor.objects.filter(account_id=account.id, gone_at__isnull=True)
    return list(rows.values_list("inbox", flat=True))
