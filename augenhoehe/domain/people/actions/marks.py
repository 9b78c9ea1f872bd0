from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.models import Account, AccountNote, Dismissal, Endorsement, Follow
from augenhoehe.domain.people.policies_reading import may_arrange
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require

LONGEST_NOTE = 2000


@transaction.atomic
def endorse(account: Account, *, by: Account) -> None:
    """Recommend somebody one follows, on one's own page; twice is once."""
    require(may_arrange(who_is(by)))
    if not Follow.objects.filter(follower=by, followed=account).exists():
        raise Invalid(_("You must be already following the person you want to endorse"))
    Endorsement.objects.get_or_create(owner=by, account=account)


@transaction.atomic
def stop_endorsing(account: Account, *, by: Account) -> None:
    """Not recommend somebody any longer."""
    Endorsement.objects.filter(owner=by, account=account).delete()


@transaction.atomic
def note_account(account: Account, *, by: Account, text: str) -> None:
    """Keep a private note about somebody; an empty one forgets it."""
    require(may_arrange(who_is(by)))
    words = tidy(text).strip()
    if len(words) > LONGEST_NOTE:
        raise Invalid(
            _("Comment is too long (maximum is %(most)d characters)") % {"most": LONGEST_NOTE},
            field="note",
        )
    if not words:
        AccountNote.objects.filter(owner=by, about=account).delete()
        return
    AccountNote.objects.update_or_create(
        owner=by, about=account, defaults={"text": words, "updated_at": clock.now()}
    )


@transaction.atomic
def dismiss_suggestion(account: Account, *, by: Account) -> None:
    """Not be shown somebody among those one might follow."""
    Dismissal.objects.get_or_create(account=by, dismissed=account)
