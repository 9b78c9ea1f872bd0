"""What a post takes up of another: whether it may, where it then stands, and how it counts."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from augenhoehe.domain.people.models import Account, Follow
from augenhoehe.domain.people.policies import CLOSED_TO_YOU
from augenhoehe.domain.people.posting import posting_of
from augenhoehe.domain.people.selectors import is_blocked_by
from augenhoehe.domain.posts.audience import OPEN, Audience, Reader, readable
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.policies_quotes import may_quote, speaks_for_organisation
from augenhoehe.domain.spaces.models import Space
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require

Policy = Post.QuotePolicy
State = Post.QuoteState


def taken_up(quoted: Post, reader: Reader, *, voice: Account | None) -> Post:
    """The post that is to be quoted, as it stands now; raises where it may not be."""
    itself = Post.objects.filter(readable(reader), id=quoted.boost_of_id or quoted.id)
    found = itself.select_related("account", "space").first()
    if found is None:
        raise NotAllowed(_("This post cannot be read, so it cannot be quoted."))
    follows = found.quote_policy == Policy.FOLLOWERS and _follows(reader, found.account_id)
    require(may_quote(reader, found, follows=follows, voice=voice))
    if reader.account_id and is_blocked_by(reader.account_id, other_id=found.account_id):
        if found.account.is_voice:
            raise NotAllowed(CLOSED_TO_YOU)
        raise NotAllowed(_("This person does not want to be quoted by you."))
    return found


def _follows(reader: Reader, account_id: int) -> bool:
    rows = Follow.objects.filter(follower_id=reader.account_id, followed_id=account_id)
    return rows.exists()


def place_of_quote(
    quoted: Post, space: Space | None, audience: int, parent: Post | None
) -> tuple[Space | None, int]:
    """Where a post with a quotation stands: inside stays inside, for followers stays for them."""
    if quoted.is_internal:
        elsewhere = space is not None or parent is not None
        if elsewhere and (space is None or space.id != quoted.space_id):
            raise NotAllowed(_("What was said inside is quoted inside: in the same space."))
        return quoted.space, quoted.audience
    if quoted.audience == Audience.FOLLOWERS:
        if audience > Audience.DIRECT:
            raise NotAllowed(_("What you said to your followers is quoted for them alone."))
        return None, max(audience, Audience.FOLLOWERS)
    return space, audience


def put_quote_into(post: Post, quoted: Post, mentioned: Collection[Account]) -> None:
    """Take another post up in a new one, before that is written."""
    own = quoted.account_id in (post.account_id, post.written_by_id)
    told = own or any(account.id == quoted.account_id for account in mentioned)
    if post.audience == Audience.DIRECT and not told:
        raise Invalid(_("Please mention with @ whom you quote, or quote openly."), field="text")
    post.quote_of = quoted
    # Who is on another server is asked there (FEP-044f); until then a link stands for it.
    post.quote_state = State.ACCEPTED if own or quoted.account.is_local else State.PENDING


def settled_policy(post: Post, wanted: int | None, *, by: Account) -> int:
    """Who may quote a new post: as wanted, or as its author has it usually.

    What is not open is quoted where it stands or not at all; who speaks for the organisation
    can be quoted by everybody.
    """
    if post.audience not in OPEN:
        return Policy.NOBODY
    if speaks_for_organisation(post):
        return Policy.ANYBODY
    return posting_of(by.id).quotes if wanted is None else checked_policy(wanted)


def checked_policy(wanted: int) -> int:
    """One of the choices there are; raises `Invalid`."""
    if wanted not in Policy.values:
        raise Invalid(_("Please choose who may quote this post."), field="quote_policy")
    return wanted


def count_quote(post: Post, change: int) -> None:
    """One quotation more or less of what this post quotes, if it quotes.

    Only what the readers of the quoted post may read as well: a figure that everybody sees
    does not tell of a talk inside.
    """
    if post.quote_of_id is None or post.quote_state != State.ACCEPTED:
        return
    quoted = Post.objects.filter(id=post.quote_of_id)
    if post.audience not in OPEN:
        quoted = quoted.filter(audience=post.audience, space_id=post.space_id)
    quoted.update(quotes_count=Greatest(F("quotes_count") + change, Value(0)))
