"""The team has seen to a post that turned against it."""

from django.db import transaction

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.domain.posts.models import Post, Turn
from augenhoehe.domain.posts.policies_turn import may_see_turn
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import require


@transaction.atomic
def see_to_turn(post: Post, *, by: Account) -> None:
    """Say that it is seen to: the playbook is not opened by itself any longer. Twice is once."""
    require(may_see_turn(reader_for(by), post))
    Turn.objects.filter(post=post, ended_at=None).update(ended_at=clock.now())
