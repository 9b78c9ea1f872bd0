"""From whom somebody wants notices, and what becomes of those who wait."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from augenhoehe.domain.notifications.events import NoticesMerged
from augenhoehe.domain.notifications.models import (
    NoticePermission,
    NoticePolicy,
    NoticeRequest,
    Notification,
)
from augenhoehe.domain.people.models import Account
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import Invalid

# What one can decide about, by the names of the columns.
ABOUT = (
    "for_not_following",
    "for_not_followers",
    "for_new_accounts",
    "for_private_mentions",
    "for_limited_accounts",
    "for_automated",
)


@transaction.atomic
def choose_senders(*, by: Account, answers: Mapping[str, str]) -> NoticePolicy:
    """Somebody decides from whom they want notices: a right of their own.

    It holds for what comes from now on. Criticism, the office and what concerns spaces and
    voices is told whatever they decide.
    """
    for name, answer in answers.items():
        if name not in ABOUT or answer not in NoticePolicy.Answer.values:
            raise Invalid(_("Please choose one of the three answers."), field=name)
    policy, _is_new = NoticePolicy.objects.update_or_create(account=by, defaults=dict(answers))
    return policy


@transaction.atomic
def accept_requests(requests: Collection[NoticeRequest], *, by: Account) -> None:
    """These people's notices come through, those that waited and whatever comes."""
    senders = [request.sender_id for request in requests if request.account_id == by.id]
    if not senders:
        return
    NoticePermission.objects.bulk_create(
        [NoticePermission(account=by, sender_id=sender) for sender in senders],
        ignore_conflicts=True,
    )
    _waiting(by, senders).update(is_held_back=False)
    NoticeRequest.objects.filter(account=by, sender_id__in=senders).delete()
    emit(NoticesMerged(by.id))


@transaction.atomic
def put_requests_away(requests: Collection[NoticeRequest], *, by: Account) -> None:
    """What these people were held back with is not wanted; if they write again, they wait again."""
    senders = [request.sender_id for request in requests if request.account_id == by.id]
    _waiting(by, senders).delete()
    NoticeRequest.objects.filter(account=by, sender_id__in=senders).delete()


def _waiting(by: Account, senders: Collection[int]) -> QuerySet[Notification]:
    return Notification.objects.filter(recipient=by, actor_id__in=senders, is_held_back=True)
