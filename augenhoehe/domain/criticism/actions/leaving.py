"""What becomes of a case when its post or its critic goes: states and times remain."""

from django.db import transaction
from django.db.models import Q

from augenhoehe.domain.criticism.actions.locking import locked
from augenhoehe.domain.criticism.critics import Somebody
from augenhoehe.domain.criticism.events import CaseMoved
from augenhoehe.domain.criticism.history import erase_words, state_before, write_down
from augenhoehe.domain.criticism.models import Case, CaseEvent, CriticLink, Offer, Submission
from augenhoehe.domain.criticism.states import Hand, K, S, leads_from
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.events import PostDeleted
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation.events import emit


@transaction.atomic
def remove_case_of(post: Post) -> CaseEvent | None:
    """An intervention removed the post of a case: it counts against the organisation.

    Called in the transaction of the intervention; removing twice is once.
    """
    case = _case_of(post)
    if case is None or not leads_from(K.REMOVED, case.state):
        return None
    event = write_down(case, K.REMOVED, to=S.REMOVED, by=None, hand=Hand.MODERATOR)
    emit(CaseMoved(case.id, K.REMOVED, None))
    return event


@transaction.atomic
def restore_case_of(post: Post) -> CaseEvent | None:
    """The post came back, by an appeal or a review: so does the case, to where it was."""
    case = _case_of(post)
    if case is None or not leads_from(K.RESTORED, case.state):
        return None
    to = state_before(case, K.REMOVED)
    event = write_down(case, K.RESTORED, to=to, by=None, hand=Hand.MODERATOR)
    emit(CaseMoved(case.id, K.RESTORED, None))
    return event


def _case_of(post: Post) -> Case | None:
    case = Case.objects.filter(post=post).first()
    return locked(case) if case else None


def close_case_of_deleted_post(event: PostDeleted) -> None:
    """The critic deleted the post: its words are gone, states and times of the case remain."""
    Case.objects.filter(post_id=event.post_id).update(wanted="")
    erase_words(CaseEvent.objects.filter(case__post_id=event.post_id, kind=K.OPENED))
    Offer.objects.filter(post_id=event.post_id).delete()


@transaction.atomic
def forget_critic(critic: Somebody) -> None:
    """Who criticised deletes everything about themselves: it is criticism of somebody gone.

    Their words go, with the salts beside them; states, times and the chain of the case remain.
    Nobody can confirm it from then on.
    """
    is_account = isinstance(critic, Account)
    mine = Q(critic_id=critic.id) if is_account else Q(contact_id=critic.id)
    said = Q(by_id=critic.id) if is_account else Q(by_contact_id=critic.id)
    steps = CaseEvent.objects.filter(said, case__in=Case.objects.filter(mine))
    erase_words(steps)
    steps.update(by=None, by_contact=None)
    theirs = Q(account_id=critic.id) if is_account else Q(contact_id=critic.id)
    CriticLink.objects.filter(theirs).delete()
    if not is_account:
        Submission.objects.filter(contact_id=critic.id).delete()
    Case.objects.filter(mine).update(critic=None, contact=None, wanted="")
