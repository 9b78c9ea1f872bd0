"""Private notes: personal data that belongs to a case and not in public."""

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.actions.locking import locked_as_read
from augenhoehe.domain.criticism.models import Case, PrivateNote
from augenhoehe.domain.criticism.policies_desk import may_keep_notes
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require

MAX_NOTE = 5000


@transaction.atomic
def write_note(case: Case, text: str, *, by: Account) -> PrivateNote:
    """Keep something private beside a case. Everybody is told that there is a note."""
    case = locked_as_read(case, by)
    require(may_keep_notes(who_is(by), case))
    text = tidy(text).strip()
    if not text:
        raise Invalid(_("There is nothing in this note."), field="text", code="empty")
    if len(text) > MAX_NOTE:
        words = _("At most %(most)d characters, please.") % {"most": MAX_NOTE}
        raise Invalid(words, field="text", code="too_long")
    return PrivateNote.objects.create(case=case, text=text, by=by)


@transaction.atomic
def erase_note(note: PrivateNote, *, by: Account) -> None:
    """Take a note away for good; nothing of it is kept."""
    case = locked_as_read(note.case, by)
    require(may_keep_notes(who_is(by), case))
    PrivateNote.objects.filter(id=note.id).delete()
