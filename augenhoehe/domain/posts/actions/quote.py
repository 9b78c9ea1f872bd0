from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.audience import OPEN, readable, reader_for
from augenhoehe.domain.posts.events import QuoteRevoked
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.policies_quotes import may_limit_quotes, may_revoke_quote
from augenhoehe.domain.posts.quoting import State, checked_policy, count_quote
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import NotAllowed, require


@transaction.atomic
def revoke_quote(quoting: Post, *, by: Account) -> Post:
    """Have one's post shown no longer in somebody else's; their words stay. Twice is once."""
    reader = reader_for(by)
    # No join in what is locked: PostgreSQL does not lock what may be missing.
    quoting = Post.objects.select_for_update().get(id=quoting.id)
    quoted = Post.objects.select_related("account").filter(id=quoting.quote_of_id).first()
    if quoted is None or not Post.objects.filter(readable(reader), id=quoting.id).exists():
        raise NotAllowed(_("There is no such quotation."))
    require(may_revoke_quote(reader, quoted))
    if quoting.quote_state == State.ACCEPTED:
        count_quote(quoting, -1)
        quoting.quote_state = State.REVOKED
        quoting.save(update_fields=["quote_state"])
        emit(QuoteRevoked(quoting.id))
    return quoting


@transaction.atomic
def limit_quotes(post: Post, *, by: Account, policy: int) -> Post:
    """Say who may quote a post from now on; what quotes it already stays.

    What is not open stays as it is: nobody quotes it elsewhere.
    """
    post = Post.objects.select_related("account").get(id=post.id)
    policy = checked_policy(policy)
    if post.deleted_at:
        raise NotAllowed(_("This post has been deleted."))
    verdict = may_limit_quotes(reader_for(by), post)
    if (
        not verdict
        and post.audience not in OPEN
        and post.account_id in reader_for(by).who.speaks_as
    ):
        return post
    if policy != post.quote_policy:
        require(verdict)
        post.quote_policy = policy
        post.save(update_fields=["quote_policy"])
    return post
