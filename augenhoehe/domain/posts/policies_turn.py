"""Who reads that a post turned against its authors: they, and nobody above them."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.policies import is_author
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import YES, Verdict, no


def may_see_turn(reader: Reader, post: Post) -> Verdict:
    """Read how many people dissent below a post: who answers for it, no office and no superior."""
    if not is_author(reader, post):
        return no(_("Only those who answer for this post read that."))
    return YES


TURN_RIGHTS = [
    Right(
        "posts.see_turn",
        _("Read how many people dissent below somebody else's post"),
        lambda s: may_see_turn(s.reader, s.public_post),
        (may_see_turn,),
    ),
]
