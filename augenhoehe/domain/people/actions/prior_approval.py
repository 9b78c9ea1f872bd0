"""A voice lets its posts be looked at before: a public setting, with a reason, of that voice alone.

There is none for what somebody says in their own name, and none for the whole server.
"""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from augenhoehe.domain.people.events import AccountChanged
from augenhoehe.domain.people.models import Account, PriorApproval
from augenhoehe.domain.people.policies_approval import may_set_prior_approval
from augenhoehe.domain.people.prior_approval import people_of
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require


@transaction.atomic
def begin_prior_approval(voice: Account, *, by: Account, why: str) -> PriorApproval:
    """From now on another person of the voice looks at each of its posts before."""
    require(may_set_prior_approval(who_is(by), voice))
    voice = Account.objects.select_for_update().get(id=voice.id)
    if current := PriorApproval.objects.filter(voice=voice, until=None).first():
        return current
    why = tidy(why).strip()
    if not why:
        raise Invalid(_("Please say why: everybody can read it."), field="why", code="empty")
    if len(why) > 300:
        raise Invalid(_("At most 300 characters, please."), field="why", code="too_long")
    if len(people_of(voice)) < 2:
        raise NotAllowed(
            _(
                "Only one person writes for this voice, so nobody could look at a post before. "
                "Let a second person in first."
            )
        )
    setting = PriorApproval.objects.create(voice=voice, why=why, set_by=by)
    _tell(voice)
    return setting


@transaction.atomic
def end_prior_approval(voice: Account, *, by: Account) -> None:
    """From now on its posts are published at once again. The history stays readable."""
    require(may_set_prior_approval(who_is(by), voice))
    ended = PriorApproval.objects.filter(voice=voice, until=None)
    if ended.update(until=clock.now(), ended_by=by):
        _tell(voice)


def _tell(voice: Account) -> None:
    """Its profile says so, here and on other servers."""
    Account.objects.filter(id=voice.id).update(version=F("version") + 1)
    emit(AccountChanged(voice.id))
