"""Who may move a case. Only the critic confirms."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.criticism import policies_entering as entering
from augenhoehe.domain.criticism.critics import Asking
from augenhoehe.domain.criticism.critics import is_critic as is_critic
from augenhoehe.domain.criticism.models import Answer, Case
from augenhoehe.domain.criticism.states import HANDOVER_STATES, K, S, leads_from
from augenhoehe.domain.people.models import Account, Affiliation
from augenhoehe.domain.people.policies import may_speak_as, may_write
from augenhoehe.domain.people.who import Who
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.spaces.models import SpaceMembership
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import YES, Verdict, no

_NOT_NOW = _("This case is at another point by now. Please look at it again.")
_ENDED = {
    S.CONFIRMED: _("Its critic has confirmed that it is resolved. Nothing more is owed."),
    S.WITHDRAWN: _("Its critic has taken it back. Nothing more is owed."),
    S.REMOVED: _("An intervention removed it. It can be answered as soon as it is back."),
    S.DORMANT: _("It rests until its critic takes it up again."),
}
_NOT_CRITIC = _("Only the person who criticised can do that.")
_NOT_MEMBER = _("Only members of the organisation can do that.")


def may_take(who: Who, case: Case) -> Verdict:
    """Look after a case; somebody else's too, which then is handed over."""
    if not who.is_member:
        return no(_NOT_MEMBER)
    if not may_write(who):
        return may_write(who)
    if is_critic(who, case):
        return no(_("Nobody looks after their own criticism."))
    if case.state == S.OPEN or case.state in HANDOVER_STATES:
        return YES
    return no(_NOT_NOW)


def may_answer(who: Who, case: Case, *, voice: Account | None = None) -> Verdict:
    """Answer in public, with one's name: any member, through a voice or not."""
    if not who.is_member:
        return no(_NOT_MEMBER)
    if is_critic(who, case):
        return no(_("Nobody answers their own criticism."))
    if voice is not None and not may_speak_as(who, voice):
        return may_speak_as(who, voice)
    if not leads_from(K.ANSWERED, case.state):
        return no(_ENDED.get(S(case.state), _NOT_NOW))
    if _was_no_answer(case) and _answered_last(who, case) and _somebody_else_could(who, case):
        return no(_("This answer was called no answer. Now somebody else answers."))
    return YES


def _was_no_answer(case: Case) -> bool:
    """The critic said so; where the organisation disagrees itself, anybody may go on."""
    return case.state == S.DISPUTED and case.contested_at is None


def _answered_last(who: Who, case: Case) -> bool:
    last = Answer.objects.filter(case_id=case.id).order_by("-id").first()
    return last is not None and last.given_by_id == who.account_id


def _somebody_else_could(who: Who, case: Case) -> bool:
    concerned = (who.account_id or 0, case.critic_id or 0)
    others = Affiliation.objects.filter(until__isnull=True).exclude(account_id__in=concerned)
    if case.post.audience == Post.Audience.CIRCLE:
        circle = SpaceMembership.objects.filter(space_id=case.post.space_id).values("account_id")
        others = others.filter(account_id__in=circle)
    return others.exists()


def may_claim_remedy(who: Who, case: Case) -> Verdict:
    """Say what was done about it."""
    if not who.is_member:
        return no(_NOT_MEMBER)
    if not may_write(who):
        return may_write(who)
    if is_critic(who, case):
        return no(_NOT_NOW)
    return YES if leads_from(K.REMEDIED, case.state) else no(_NOT_NOW)


def may_contest(who: Who, case: Case) -> Verdict:
    """Disagree with the criticism, with a source: both statements then stand side by side."""
    if not who.is_member:
        return no(_NOT_MEMBER)
    if is_critic(who, case):
        return no(_("Nobody contests their own criticism; it can be taken back."))
    return YES if leads_from(K.CONTESTED, case.state) else no(_NOT_NOW)


def may_confirm(who: Asking, case: Case) -> Verdict:
    """Call it resolved: the critic, and nobody else, whatever their role."""
    return _may_as_critic(who, case, K.CONFIRMED)


def may_dispute(who: Asking, case: Case) -> Verdict:
    """Say "not answered", any number of times."""
    return _may_as_critic(who, case, K.DISPUTED)


def may_accept(who: Asking, case: Case) -> Verdict:
    """Let an answer one did not take for one stand as one after all."""
    return _may_as_critic(who, case, K.ACCEPTED)


def may_reopen(who: Asking, case: Case) -> Verdict:
    """Come back to a case that rests; for ever."""
    return _may_as_critic(who, case, K.REOPENED)


def may_withdraw(who: Asking, case: Case) -> Verdict:
    """Take the criticism back."""
    return _may_as_critic(who, case, K.WITHDRAWN)


def _may_as_critic(who: Asking, case: Case, kind: str) -> Verdict:
    if not is_critic(who, case):
        return no(_NOT_CRITIC)
    return YES if leads_from(kind, case.state) else no(_NOT_NOW)


def may_merge(who: Who, case: Case, other: Case) -> Verdict:
    """Say that two cases are about the same, so that one answer reaches both critics."""
    if not who.is_member:
        return no(_NOT_MEMBER)
    if case.id == other.id or other.merged_into_id == case.id:
        return no(_("Please choose two different cases."))
    if is_critic(who, case) or is_critic(who, other):
        return no(_("Somebody else links one's own criticism."))
    if case.about_id != other.about_id:
        return no(_("These are about two different voices. Each owes its own answer."))
    if (case.audience, _place(case)) != (other.audience, _place(other)):
        return no(_("These are not for the same readers, so one answer cannot reach both."))
    return YES


def _place(case: Case) -> int | None:
    return case.post.space_id if case.audience >= Post.Audience.HOUSE else None


def may_separate(who: Who, case: Case) -> Verdict:
    """Take a link between two cases away."""
    if not who.is_member:
        return no(_NOT_MEMBER)
    return YES if case.merged_into_id else no(_("This case is not linked to another."))


def may_delete_post(post: Post) -> Verdict:
    """An answer to a criticism can be corrected and not taken away: it is the other's too."""
    if Answer.objects.filter(post=post).exists():
        return no(
            _("An answer to a criticism stays. It can be edited; every wording stays readable.")
        )
    return YES


def may_read_case(reader: Reader, readable: bool) -> Verdict:
    """Whoever may read the post may read the case (`selectors.case_for` asks)."""
    return YES if readable else no(_("This case is about something you cannot read."))


def _own(specimen: Any, state: str) -> Case:
    """The imagined person's case in another state."""
    case = specimen.own_case
    return Case(id=case.id, about_id=case.about_id, critic_id=case.critic_id, state=state)


def _rights() -> list[Right]:
    return [
        Right(
            "criticism.read",
            _("Read a public case with its whole history"),
            lambda s: may_read_case(s.reader, True),
            (may_read_case,),
        ),
        Right(
            "criticism.take",
            _("Look after somebody's criticism"),
            lambda s: may_take(s.who, s.open_case),
            (may_take,),
        ),
        Right(
            "criticism.answer",
            _("Answer a criticism for the organisation, by name"),
            lambda s: may_answer(s.who, s.open_case),
            (may_answer,),
        ),
        Right(
            "criticism.remedy",
            _("Say what was done about a criticism"),
            lambda s: may_claim_remedy(s.who, s.answered_case),
            (may_claim_remedy,),
        ),
        Right(
            "criticism.contest",
            _("Disagree with a criticism, with a source"),
            lambda s: may_contest(s.who, s.answered_case),
            (may_contest,),
        ),
        Right(
            "criticism.merge",
            _("Link two cases about the same, or take the link away"),
            lambda s: may_merge(
                s.who, s.answered_case, Case(id=44, about_id=s.answered_case.about_id)
            ),
            (may_merge, may_separate),
        ),
        *_rights_of_the_critic(),
        Right(
            "criticism.confirm_others",
            _("Call somebody else's criticism resolved"),
            lambda s: may_confirm(s.who, s.answered_case),
        ),
        Right(
            "criticism.delete_answer",
            _("Delete an answer to a criticism"),
            lambda s: no(
                _("An answer to a criticism stays. It can be edited; every wording stays readable.")
            ),
            (may_delete_post,),
        ),
    ]


def _rights_of_the_critic() -> list[Right]:
    return [
        Right(
            "criticism.confirm_own",
            _("Call one's own criticism resolved"),
            lambda s: may_confirm(s.who, s.own_case),
            (may_confirm,),
        ),
        Right(
            "criticism.dispute_own",
            _("Say that one's own criticism was not answered"),
            lambda s: may_dispute(s.who, s.own_case),
            (may_dispute,),
        ),
        Right(
            "criticism.accept_own",
            _("Let an answer to one's own criticism stand after all"),
            lambda s: may_accept(s.who, _own(s, S.DISPUTED)),
            (may_accept,),
        ),
        Right(
            "criticism.reopen_own",
            _("Come back to one's own criticism that rests"),
            lambda s: may_reopen(s.who, _own(s, S.DORMANT)),
            (may_reopen,),
        ),
        Right(
            "criticism.withdraw_own",
            _("Take one's own criticism back"),
            lambda s: may_withdraw(s.who, s.own_case),
            (may_withdraw,),
        ),
    ]


RIGHTS = [*entering.RIGHTS, *_rights()]
