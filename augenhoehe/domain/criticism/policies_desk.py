"""Who may do what at the desk. Members work there together; a duty is needed for few things."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.criticism.policies import is_critic, may_take
from augenhoehe.domain.people.models import RoleGrant
from augenhoehe.domain.people.who import Who
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import YES, Verdict, no

_DESK = RoleGrant.Role.DESK
_NOT_MEMBER = _("Only members of the organisation work at the desk.")
_NOT_DESK = _("Only people with the duty “desk” set this.")


def may_use_desk(who: Who) -> Verdict:
    """See the queue: every member, whatever their title."""
    return YES if who.is_member else no(_NOT_MEMBER)


def may_work_on(who: Who, case: Case) -> Verdict:
    """Draft together, fill in the answer tree, set a topic, say that one is answering."""
    if not who.is_member:
        return no(_NOT_MEMBER)
    if is_critic(who, case):
        return no(_("It is your own criticism: the team works on it without you."))
    return YES


def may_hand_over(who: Who, case: Case, to: Who) -> Verdict:
    """Ask a colleague to look after a case instead of whoever does now."""
    if not may_work_on(who, case):
        return may_work_on(who, case)
    if to.account_id == who.account_id:
        return no(_("To look after it yourself, take it."))
    if not to.is_member:
        return no(_("Cases are handed over to members of the organisation."))
    if is_critic(to, case):
        return no(_("Nobody looks after their own criticism."))
    return may_take(to, case)


def may_keep_notes(who: Who, case: Case) -> Verdict:
    """Read, write and erase private notes: they hold personal data, so few people see them."""
    if not may_work_on(who, case):
        return may_work_on(who, case)
    if case.about_id in who.voices or who.has_role(_DESK):
        return YES
    return no(
        _("Private notes are for those who write for this voice, and for people with the duty "
          "“desk”.")
    )  # fmt: skip


def may_keep_blocks(who: Who) -> Verdict:
    """Write and change text blocks: whoever writes for a voice, or has the duty "desk"."""
    if who.is_member and (who.voices or who.has_role(_DESK)):
        return YES
    return no(_("Text blocks are kept by those who write for a voice."))


def may_set_rules(who: Who) -> Verdict:
    """Say when the desk is open and what it promises itself."""
    return YES if who.is_member and who.has_role(_DESK) else no(_NOT_DESK)


def may_keep_webhooks(who: Who) -> Verdict:
    """Let tools of the organisation be told of steps of public cases."""
    return YES if who.is_member and who.has_role(_DESK) else no(_NOT_DESK)


def _rights() -> list[Right]:
    return [
        Right(
            "desk.use",
            _("See the queue of the desk"),
            lambda s: may_use_desk(s.who),
            (may_use_desk,),
        ),
        Right(
            "desk.work",
            _("Work on somebody's criticism with the team"),
            lambda s: may_work_on(s.who, s.open_case),
            (may_work_on,),
        ),
        Right(
            "desk.hand_over",
            _("Hand a criticism over to a colleague"),
            lambda s: may_hand_over(s.who, s.open_case, Who(account_id=99, is_member=True)),
            (may_hand_over,),
        ),
        Right(
            "desk.notes",
            _("Read the private notes on a criticism"),
            lambda s: may_keep_notes(s.who, s.open_case),
            (may_keep_notes,),
        ),
        Right(
            "desk.blocks",
            _("Keep the text blocks of the team"),
            lambda s: may_keep_blocks(s.who),
            (may_keep_blocks,),
        ),
        Right(
            "desk.rules",
            _("Set the hours and targets of the desk"),
            lambda s: may_set_rules(s.who),
            (may_set_rules,),
        ),
        Right(
            "desk.webhooks",
            _("Let the organisation's tools be told of public cases"),
            lambda s: may_keep_webhooks(s.who),
            (may_keep_webhooks,),
        ),
    ]


RIGHTS = _rights()
