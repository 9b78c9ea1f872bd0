"""An answer that a team writes together."""

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.actions.locking import locked_as_read
from augenhoehe.domain.criticism.models import Answer, Case, SharedDraft
from augenhoehe.domain.criticism.policies_desk import may_work_on
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require

MAX_DRAFT = 20_000


class DraftMoved(Exception):
    """Somebody else saved a newer wording: `draft` is that, and it was not touched."""

    def __init__(self, draft: SharedDraft) -> None:
        super().__init__("The shared draft has a newer wording.")
        self.draft = draft


@transaction.atomic
def save_draft(
    case: Case, text: str, *, by: Account, verdict: str = "", seen: int = 0
) -> SharedDraft:
    """Save a wording made from version `seen` (0: there was none); raise `DraftMoved` if newer.

    Nobody overwrites what they have not seen. An empty text is a wording too.
    """
    case = locked_as_read(case, by)
    require(may_work_on(who_is(by), case))
    text = tidy(text).strip()
    if len(text) > MAX_DRAFT:
        words = _("At most %(most)d characters, please.") % {"most": MAX_DRAFT}
        raise Invalid(words, field="text", code="too_long")
    draft = SharedDraft.objects.select_related("by").filter(case=case).first()
    if draft is not None and draft.version != seen and draft.text != text:
        raise DraftMoved(draft)
    if draft is None:
        draft = SharedDraft(case=case, version=0)
    draft.text, draft.by, draft.at = text, by, clock.now()
    draft.verdict = verdict if verdict in Answer.Verdict.values else ""
    draft.version += 1
    draft.save()
    return draft


@transaction.atomic
def drop_draft(case: Case, *, by: Account, seen: int) -> None:
    """Throw the shared draft away, if it is still the wording that was seen."""
    case = locked_as_read(case, by)
    require(may_work_on(who_is(by), case))
    draft = SharedDraft.objects.select_related("by").filter(case=case).first()
    if draft is not None and draft.version != seen:
        raise DraftMoved(draft)
    SharedDraft.objects.filter(case=case).delete()
