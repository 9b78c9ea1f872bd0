"""Who may quote whom, and who may end it. Whoever speaks for the organisation stands by it.

What is asked about following is handed in, so that a page of posts asks the database once.
"""

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.models import Restriction as OfAccount
from augenhoehe.domain.people.policies import may_write
from augenhoehe.domain.posts.audience import OPEN, Audience, Reader
from augenhoehe.domain.posts.models import Post, Restriction
from augenhoehe.domain.posts.policies import may_post_in
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import YES, Verdict, no

Policy = Post.QuotePolicy


def speaks_for_organisation(post: Post) -> bool:
    """Whether it was said by a voice, or by a member in service."""
    return post.account.is_voice or post.in_service


def may_quote(
    reader: Reader, post: Post, *, follows: bool = False, voice: Account | None = None
) -> Verdict:
    """Say something about a post and show it, as its author lets one. Never out of a space.

    `follows`: whether the reader follows its author. `voice`: through which it is quoted.
    """
    if not may_write(reader.who):
        return may_write(reader.who)
    if post.boost_of_id is not None:
        return no(_("This is only passed on. Please quote the post itself."))
    if post.is_under(Restriction.NOT_SHARED) or post.account.is_under(OfAccount.NOT_SHARED):
        return no(_("This is not passed on at present. The entry in the register says why."))
    if post.space is not None and post.is_internal:
        return may_post_in(reader, post.space)
    if post.audience == Audience.DIRECT:
        return no(_("What was said to a few people is not quoted."))
    if post.audience == Audience.FOLLOWERS:
        # Followers of a voice and of who writes for it are not the same people.
        mine = post.account_id == (voice.id if voice else reader.account_id)
        return YES if mine else no(_("What is for followers is quoted by its author alone."))
    return _as_its_author_wishes(reader, post, follows=follows)


def _as_its_author_wishes(reader: Reader, post: Post, *, follows: bool) -> Verdict:
    if post.quote_policy == Policy.ANYBODY or post.account_id in reader.who.speaks_as:
        return YES
    if post.quote_policy == Policy.NOBODY:
        return no(_("Its author does not want this post to be quoted. You can answer it."))
    if not follows:
        return no(_("Its author lets followers quote this post. You can answer it."))
    return YES


def may_revoke_quote(reader: Reader, post: Post) -> Verdict:
    """Have one's post shown no longer in somebody else's: a person's right, not a voice's."""
    if post.account_id not in reader.who.speaks_as or reader.account_id is None:
        return no(_("Only who is quoted can end that."))
    if speaks_for_organisation(post):
        return no(
            _(
                "Who speaks for the organisation stands by what was said: it stays quoted. "
                "The post can be corrected or deleted, and the quotation answered."
            )
        )
    return YES


def may_limit_quotes(reader: Reader, post: Post) -> Verdict:
    """Say who may quote a post from now on: for a person's own open posts."""
    if post.account_id not in reader.who.speaks_as or reader.account_id is None:
        return no(_("Only its author can say who may quote a post."))
    if post.boost_of_id is not None:
        return no(_("What is only passed on is quoted at the post itself."))
    if speaks_for_organisation(post):
        return no(_("Who speaks for the organisation can be quoted by everybody."))
    if post.audience not in OPEN:
        return no(_("What is not for everybody is quoted nowhere else."))
    return YES


def _of_voice(voice: Account) -> Post:
    return Post(account=voice, written_by_id=None)


QUOTE_RIGHTS = [
    Right(
        "posts.quote",
        _("Quote a post, unless its author limits that"),
        lambda s: may_quote(s.reader, s.public_post),
        (may_quote,),
    ),
    Right(
        "posts.quote_voice",
        _("Quote what the organisation says"),
        lambda s: may_quote(s.reader, _of_voice(s.voice)),
    ),
    Right(
        "posts.limit_quotes",
        _("Say who may quote one's own post"),
        lambda s: may_limit_quotes(s.reader, s.own_post),
        (may_limit_quotes,),
    ),
    Right(
        "posts.revoke_quote",
        _("End a quotation of one's own post"),
        lambda s: may_revoke_quote(s.reader, s.own_post),
        (may_revoke_quote,),
    ),
    Right(
        "posts.revoke_quote_of_voice",
        _("End a quotation of what the organisation said"),
        lambda s: may_revoke_quote(s.reader, _of_voice(s.voice)),
    ),
]
