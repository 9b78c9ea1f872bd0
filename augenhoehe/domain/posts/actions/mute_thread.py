from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.actions import take_up
from augenhoehe.domain.people.models import Account, Habit
from augenhoehe.domain.posts.audience import readable, reader_for
from augenhoehe.domain.posts.models import Post, ThreadMute
from augenhoehe.domain.posts.policies_own import may_mute_threads
from augenhoehe.foundation.verdicts import NotAllowed, require


@transaction.atomic
def mute_thread(post: Post, *, by: Account) -> None:
    """Hear no more of the conversation a post stands in; what becomes of a case is told."""
    reader = reader_for(by)
    require(may_mute_threads(reader))
    itself = Post.objects.filter(readable(reader), id=post.boost_of_id or post.id).first()
    if itself is None:
        raise NotAllowed(_("This post cannot be read."))
    ThreadMute.objects.get_or_create(account=by, thread_id=itself.thread_id or itself.id)
    take_up(by.id, Habit.MUTES_THREADS)


@transaction.atomic
def unmute_thread(post: Post, *, by: Account) -> None:
    """Hear of the conversation a post stands in again."""
    itself = Post.objects.filter(id=post.boost_of_id or post.id).first()
    if itself is not None:
        ThreadMute.objects.filter(account=by, thread_id=itself.thread_id or itself.id).delete()
