"""Who may move a case. Only the critic confirms."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.criticism.models import Answer, Case
from augenhoehe.domain.criticism.states import HANDOVER_STATES, K, S, leads_from
from augenhoehe.domain.people.models import Account, Affiliation
from augenhoehe.domain.people.policies import may_speak_as
from augenhoehe.domain.people.who import Who
from augenhoehe.domain.posts.audience import Audience, Reader
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.spaces.models import SpaceMembership
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import YES, Verdict, no

_NOT_NOW = _("This case is at another point by now. Please look at it again.")
_NOT_CRITIC = _("Only the person who criticised can do that.")
_NOT_MEMBER = _("Only members of the organisation can do that.")


def is_critic(who: Who, case: Case) -> bool:
    return who.account_id is not None and case.critic_id == who.account_id


def may_open_case(who: Who, post: Post, about: Account) -> Verdict:
    """Make a case of one's own post: nobody else can, and nobody has to."""
    if post.account_id != who.account_id or not (who.is_known and who.is_person):
        return no(_("Only its author can say that a post is criticism."))
    if not about.is_voice or about.domain:
        return no(_("Criticism is addressed to a voice of the organisation."))
    if post.audience in (Audience.FOLLOWERS, Audience.DIRECT):
        return no(_("A case needs a post that others can read; this one is for a few."))
    if post.boost_of_id is not None or post.deleted_at is not None:
        return no(_("There is nothing here to make a case of."))
    return YES


def may_take(who: Who, case: Case) -> Verdict:
    """Look after a case; somebody else's too, which then is handed over."""
    if not who.is_member:
        return no(_NOT_MEMBER)
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
        return no(_NOT_NOW)
    if case.state == S.DISPUTED and _answered_last(who, case) and _somebody_else_could(who, case):
        return no(_("This answer was called no answer. Now somebody else answers."))
    return YES


def _answered_last(who: Who, case: Case) -> bool:
    last = Answer.objects.filter(case_id=case.id).order_by("-id").first()
    return last is not None and last.given_by_id == who.account_id


def _somebody_else_could(who: Who, case: Case) -> bool:
    concerned = (who.account_id or 0, case.critic_id or 0)
    others = Affiliation.objects.filter(until__isnull=True).exclude(account_id__in=concerned)
    if case.post.audience == Audience.CIRCLE:
        circle = SpaceMembership.objects.filter(space_id=case.post.space_id).values("account_id")
        others = others.filter(account_id__in=circle)
    return others.exists()


def may_claim_remedy(who: Who, case: Case) -> Verdict:
    """Say what was done about it."""
    if not who.is_member:
        return no(_NOT_MEMBER)
    if is_critic(who, case):
        return no(_NOT_NOW)
    return YES if leads_from(K.REMEDIED, case.state) else no(_NOT_NOW)


def may_confirm(who: Who, case: Case) -> Verdict:
    """Call it resolved: the critic, and nobody else, whatever their role."""
    if not is_critic(who, case):
        return no(_NOT_CRITIC)
    return YES if leads_from(K.CONFIRMED, case.state) else no(_NOT_NOW)


def may_dispute(who: Who, case: Case) -> Verdict:
    """Say "not answered", any number of times."""
    if not is_critic(who, case):
        return no(_NOT_CRITIC)
    return YES if leads_from(K.DISPUTED, case.state) else no(_NOT_NOW)


def may_withdraw(who: Who, case: Case) -> Verdict:
    """Take the criticism back."""
    if not is_critic(who, case):
        return no(_NOT_CRITIC)
    return YES if leads_from(K.WITHDRAWN, case.state) else no(_NOT_NOW)


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


def _rights() -> list[Right]:
    return [
        Right(
            "criticism.open",
            _("Make a case of one's own criticism"),
            lambda s: may_open_case(s.who, s.own_post, s.voice),
            (may_open_case,),
        ),
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
            "criticism.withdraw_own",
            _("Take one's own criticism back"),
            lambda s: may_withdraw(s.who, s.own_case),
            (may_withdraw,),
        ),
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


RIGHTS = _rights()
