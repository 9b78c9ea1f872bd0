"""What another server says of a post, as our posts room keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from augenhoehe.activitypub.reading import audience_of, read_post, same_host
from augenhoehe.activitypub.records import Poll, Post
from augenhoehe.activitypub.vocabulary import PUBLIC
from augenhoehe.domain.people.selectors import accounts_by_uris
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.glance import QuotePolicy
from augenhoehe.domain.posts.received import Question, Said
from augenhoehe.foundation.text import plain, tidy
from augenhoehe.interfaces.federation.hosts import as_servers_speak_here
from augenhoehe.interfaces.federation.models import RemoteActor
from augenhoehe.interfaces.federation.translate.html_in import WHOLE, html_of, links_to
from augenhoehe.interfaces.federation.translate.labels import labels_in
from augenhoehe.interfaces.federation.translate.media_in import media_of

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

_WORDS = {
    "public": Audience.PUBLIC,
    "unlisted": Audience.UNLISTED,
    "followers": Audience.FOLLOWERS,
    "direct": Audience.DIRECT,
}
_LONGEST_WARNING = 300
_LONGEST_OPTION = 100
_MOST_OPTIONS = 20
_MOST_EMOJI = 20
_MOST_MENTIONS = 50


def read_here(document: Any) -> Post:
    """A post as we read it: of several languages one that is spoken here. Raises NotReadable."""
    spoken = dict.fromkeys((settings.SERVER_LANGUAGE, *dict(settings.LANGUAGES)))
    with as_servers_speak_here():
        return read_post(document, prefer=tuple(filter(None, spoken)))


def said_of(
    post: Post, *, author: Account, is_agreed: bool = False, is_limited: bool = False
) -> Said:
    """A post as ours are kept. Its author was proven, and its id lies on their host.

    `is_agreed`: the stamp of what it quotes was looked at. `is_limited`: an intervention keeps
    the posts of its server out of public lists.
    """
    word, people = _audience(post, author)
    known = _people(post, people, author)
    media, rest = media_of(post)
    html = html_of(post, known) + links_to(rest)
    writer, writer_name = _writer(post, known, author)
    return Said(
        uri=post.id,
        url=post.url if len(post.url) <= 500 else "",
        audience=Audience.UNLISTED if is_limited and word == Audience.PUBLIC else word,
        published=post.published,
        edited=post.updated if _is_edited(post) else None,
        html=html,
        text=plain(html),
        warning=_warning(post),
        sensitive=_is_sensitive(post),
        language=post.language[:8],
        mentioned=_mentioned(post, known, people, word),
        hashtags=[tag.name for tag in post.hashtags],
        media=media,
        poll=_question(post.poll),
        emoji={one.name: one.url for one in post.emojis[:_MOST_EMOJI]},
        reply_to=post.in_reply_to,
        quotes=post.quote,
        is_agreed=is_agreed,
        stamp=post.quote_authorization,
        quote_policy=_quote_policy(post, author),
        writer=writer,
        writer_name=writer_name,
        in_service=post.in_service is True,
        hat=" ".join(tidy(post.hat).split())[:100],
        labels=labels_in(post),
    )


def _audience(post: Post, author: Account) -> tuple[int, tuple[str, ...]]:
    # Only where it makes a difference is asked how the author's followers are called.
    is_open = PUBLIC in post.to or PUBLIC in post.cc
    followers = "" if is_open else _followers(author)
    found = audience_of(post.to, post.cc, author=post.author, followers=followers)
    return _WORDS[found.word], found.people


def _followers(author: Account) -> str:
    names = RemoteActor.objects.filter(account_id=author.id).values_list("followers", flat=True)
    return names.first() or ""


def _people(post: Post, addressed: tuple[str, ...], author: Account) -> dict[str, Account]:
    """By id: everybody the post names, as far as we know them."""
    named = {one.href for one in post.mentions[:_MOST_MENTIONS]}
    if post.written_by and same_host(post.written_by.id, author.uri):
        named.add(post.written_by.id)
    if PUBLIC not in post.to and PUBLIC not in post.cc:
        named.update(addressed[:_MOST_MENTIONS])
    return accounts_by_uris(named) if named else {}


def _mentioned(
    post: Post, known: dict[str, Account], addressed: tuple[str, ...], audience: int
) -> list[Account]:
    """Whom it speaks to: those it mentions and, where it is not open, those it is sent to."""
    names = [one.href for one in post.mentions]
    if audience > Audience.UNLISTED:
        names += addressed
    found = {known[name].id: known[name] for name in names if name in known}
    return [account for account in found.values() if account.uri != post.author]


def _writer(post: Post, known: dict[str, Account], author: Account) -> tuple[Account | None, str]:
    """Who wrote it for a voice: somebody of the same server, or a name.

    `known` are also those whom it mentions: who is spoken to has not written it.
    """
    if post.written_by is None:
        return None, ""
    is_of_there = same_host(post.written_by.id, author.uri)
    writer = known.get(post.written_by.id) if is_of_there else None
    return writer, tidy(post.written_by.name)[:100]


def _warning(post: Post) -> str:
    """The summary of a note warns; that of an article says what it is about."""
    if post.kind not in WHOLE and not post.sensitive:
        return ""
    words = " ".join(plain(post.summary).split())
    return words if len(words) <= _LONGEST_WARNING else f"{words[: _LONGEST_WARNING - 1]}…"


def _is_sensitive(post: Post) -> bool:
    return post.sensitive or any(one.sensitive for one in post.attachments)


def _is_edited(post: Post) -> bool:
    """Many servers always say when something was changed last, and begin with when it was said."""
    if post.updated is None or post.published is None:
        return False
    return (post.updated - post.published).total_seconds() > 1


def _question(poll: Poll | None) -> Question | None:
    if poll is None or len(poll.options) < 2:
        return None
    options = {tidy(one.name)[:_LONGEST_OPTION]: one.votes for one in poll.options}
    return Question(
        options=tuple(options.items())[:_MOST_OPTIONS],
        multiple=poll.multiple,
        ends_at=poll.closed_at or poll.ends_at,
        voters=poll.voters,
    )


def _quote_policy(post: Post, author: Account) -> int:
    """Who may quote it, once asked. Who says nothing of it has no way to be asked (Mastodon)."""
    rule = post.interaction_policy.quote if post.interaction_policy else None
    if rule is None:
        return QuotePolicy.NOBODY
    allowed = {*rule.automatic, *rule.manual}
    if PUBLIC in allowed:
        return QuotePolicy.ANYBODY
    return QuotePolicy.FOLLOWERS if allowed - {author.uri, post.author} else QuotePolicy.NOBODY
