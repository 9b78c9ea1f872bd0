"""Who may appeal, and who may decide an appeal: somebody who took no part in what it is about."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.moderation.entries import APPEAL_TERM
from augenhoehe.domain.moderation.models import (
    Appeal,
    Intervention,
    Office,
    RegisterEntry,
    Target,
)
from augenhoehe.domain.moderation.policies import may_look_on, takes_part
from augenhoehe.domain.moderation.terms import Event
from augenhoehe.domain.people.models import RoleGrant
from augenhoehe.domain.people.who import Who
from augenhoehe.foundation import clock
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import YES, Verdict, no

Role = RoleGrant.Role
State = Intervention.State
_CAN_BE_WRONG = (State.IN_FORCE, State.ENDED)
DECIDERS = (Role.MODERATOR, Role.AUDITOR)


def appeal_until(target: Target) -> datetime:
    """The end of the term: six months from the moment somebody was told."""
    return (target.told_at or target.intervention.starts_at or clock.now()) + APPEAL_TERM


def may_appeal(who: Who, target: Target, *, by_link: bool = False) -> Verdict:
    """Say that what was decided about oneself is wrong: free, for six months, once.

    `by_link`: somebody came with the link of the letter, so needs no account.
    """
    if not (by_link or _is_about(who, target)):
        return no(_("Only whom this concerns can appeal. Everybody else can object."))
    if target.intervention.state not in _CAN_BE_WRONG:
        return no(_("There is nothing in force here that one could appeal against."))
    if clock.now() > appeal_until(target):
        return no(_("The term of six months is over."))
    if Appeal.objects.filter(target=target, party=Appeal.Party.AFFECTED).exists():
        return no(_("You have appealed against this already."))
    return YES


def _is_about(who: Who, target: Target) -> bool:
    if who.account_id is None:
        return False
    written_by = target.post.written_by_id if target.post is not None else None
    concerned = {target.affected_id, target.account_id}
    return bool(concerned & who.speaks_as) or who.account_id == written_by


def may_object(who: Who, intervention: Intervention) -> Verdict:
    """Object to what was decided about somebody else: everybody, for six months, once."""
    if intervention.state not in _CAN_BE_WRONG:
        return no(_("There is nothing in force here that one could object to."))
    if clock.now() > (intervention.starts_at or clock.now()) + APPEAL_TERM:
        return no(_("The term of six months is over."))
    if who.account_id is None:
        return YES
    if any(_is_about(who, target) for target in intervention.targets.select_related("post")):
        return no(_("This concerns you: please appeal with the link in your notice."))
    if Appeal.objects.filter(intervention=intervention, account_id=who.account_id).exists():
        return no(_("You have objected to this already."))
    return YES


def may_read_appeals(who: Who) -> Verdict:
    """See the appeals: who could decide one."""
    if any(who.has_role(role) for role in DECIDERS) and not who.is_suspended:
        return YES
    return no(_("Appeals are decided by moderators and the auditor."))


def may_decide_appeal(who: Who, appeal: Appeal) -> Verdict:
    """Decide an appeal: somebody who took no part, and whom it does not concern."""
    if not may_read_appeals(who):
        return may_read_appeals(who)
    if not appeal.is_open:
        return no(_("This was decided meanwhile. Please look at it again."))
    if who.account_id is None or who.account_id == appeal.account_id:
        return no(_("You appealed yourself. Somebody else decides it."))
    if takes_part(who.account_id, appeal.intervention):
        return no(_("You took part in this, or it concerns you. Somebody else decides it."))
    if _reviewed(who.account_id, appeal.intervention):
        return no(_("You have looked at this before. Somebody else decides it."))
    return YES


def may_see_pictures(who: Who, target: Target) -> Verdict:
    """See the pictures a measure is about, out of quarantine too; whoever decides about it.

    Of an internal post only whoever may decide an appeal about it sees them, as with its words.
    """
    if target.post is None:
        return no(_("There are no pictures here."))
    if _is_before_the_office(target) and _sees_the_work(who, target.intervention):
        return YES
    open_appeals = target.intervention.appeals.filter(outcome="").select_related("intervention")
    for appeal in open_appeals:
        if appeal.target_id in (None, target.id) and may_decide_appeal(who, appeal):
            return YES
    return no(_("Only who decides about it sees what was taken away."))


def _is_before_the_office(target: Target) -> bool:
    """Not when it is over: then a post is for its readers again, and for nobody else."""
    of_the_public = target.post is not None and not target.post.is_internal
    in_question = target.intervention.state in (State.PROPOSED, State.IN_FORCE)
    return of_the_public and in_question and target.lifted_at is None


def _sees_the_work(who: Who, intervention: Intervention) -> bool:
    decided = who.account_id is not None and who.account_id == intervention.decided_by_id
    return decided or bool(may_look_on(who))


def _reviewed(account_id: int, intervention: Intervention) -> bool:
    """Whether somebody kept or ended it before: the register knows their office."""
    office = Office.objects.filter(account_id=account_id).first()
    if office is None:
        return False
    rows = RegisterEntry.objects.filter(
        about=intervention.uid, event__in=(Event.REVIEWED, Event.ENDED)
    )
    return rows.filter(record__contains=f'"office":"{office.name}"').exists()


def _rights() -> list[Right]:
    return [
        Right(
            "appeals.appeal",
            _("Appeal against what was decided about oneself"),
            lambda s: YES,  # with an account or with the link of the letter
            (may_appeal,),
        ),
        Right(
            "appeals.object",
            _("Object to what was decided about somebody else"),
            lambda s: YES,  # with an account or a confirmed mail address
            (may_object,),
        ),
        Right(
            "appeals.decide",
            _("Decide an appeal, having had no part in what it is about"),
            lambda s: may_read_appeals(s.who),
            (may_read_appeals, may_decide_appeal),
        ),
        Right(
            "appeals.see_pictures",
            _("See pictures that were taken away, to decide about them"),
            lambda s: may_look_on(s.who),
            (may_see_pictures,),
        ),
        Right(
            "appeals.decide_own",
            _("Decide an appeal against one's own decision"),
            lambda s: no(_("Somebody else decides it.")),
        ),
    ]


APPEAL_RIGHTS = _rights()
