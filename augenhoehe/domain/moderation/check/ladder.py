"""The ladder before a critic is blocked: answer, ask, note, pause the thread, time limit."""

from django.utils.translation import gettext as _

from augenhoehe.domain.moderation.measure import Measure
from augenhoehe.domain.moderation.models import Target
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.foundation.verdicts import YES, Verdict, no

_TOP = frozenset({Kind.BLOCK, Kind.SUSPEND, Kind.WITHDRAW_POSTING_RIGHT})


def may_climb(measure: Measure, *, is_of_criticism: bool) -> Verdict:
    """A critic is blocked or suspended only after a time limit did not suffice."""
    if not is_of_criticism or measure.kind not in _TOP or measure.at_once:
        return YES
    for account in measure.accounts:
        limited = Target.objects.filter(
            account=account, intervention__kind=Kind.TIME_LIMIT, told_at__isnull=False
        )
        if not limited.exists():
            return no(
                _(
                    "Before a critic is blocked come an answer, a question, a note, a pause and "
                    "a time limit. There was no time limit yet."
                )
            )
    return YES
