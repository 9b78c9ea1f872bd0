"""Who may say that the organisation stands behind an answer: not whoever gave it."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.criticism.models import Answer, Backing
from augenhoehe.domain.people.models import RoleGrant, VoiceMembership
from augenhoehe.domain.people.policies import may_write
from augenhoehe.domain.people.who import Who
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import YES, Verdict, no

_STEWARD = VoiceMembership.Role.STEWARD


def may_back(who: Who, answer: Answer) -> Verdict:
    """Say by name, in public, that the organisation stands behind what somebody answered.

    It protects whoever answered, and it is not taken back: what changes is a new fact.
    """
    if not who.is_member:
        return no(_("Only members of the organisation can do that."))
    if not may_write(who):
        return may_write(who)
    if answer.given_by_id == who.account_id:
        return no(_("Nobody stands behind their own answer: somebody else says it."))
    voices = {answer.case.about_id, answer.post.account_id}
    is_steward = any(who.voices.get(voice) == _STEWARD for voice in voices)
    if not is_steward and not who.has_role(RoleGrant.Role.DESK):
        return no(_("Stewards of the voice and whoever leads the desk can say that."))
    if answer.post.deleted_at is not None:
        return no(_("This answer is not there any more."))
    return YES


def is_backed(answer: Answer) -> bool:
    return Backing.objects.filter(answer=answer).exists()


BACKING_RIGHTS = [
    Right(
        "criticism.back",
        _("Say that the organisation stands behind the answer of somebody else"),
        lambda s: may_back(
            s.who, Answer(case=s.answered_case, post=s.public_post, given_by_id=s.somebody.id)
        ),
        (may_back,),
    ),
]
