"""Who may restrict what. Nobody alone, where it is criticism; nobody at all, where it annoys.

These ask nobody's title: an administrator, an executive and a moderator hear the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.moderation.measure import Measure
from augenhoehe.domain.moderation.models import Intervention, StreisandCheck
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.people.models import Account, Affiliation, RoleGrant
from augenhoehe.domain.people.policies import may_steward
from augenhoehe.domain.people.who import Who
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.spaces.models import SpaceMembership
from augenhoehe.foundation import clock
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import YES, Verdict, no

Role = RoleGrant.Role
_SECONDS = (Role.MODERATOR, Role.AUDITOR)
_LOOK_ON = (
    *_SECONDS,
    Role.INSPECTION,
)  # inspection reads; what it could decide, it could not check
_IN_SPACES = frozenset({Kind.REMOVE_POST, Kind.LOCK_REPLIES, Kind.PAUSE_THREAD, Kind.WARN})
_OWN_AFFAIR = _("Nobody decides in their own affair: this concerns you. Please ask a colleague.")


def may_moderate(who: Who) -> Verdict:
    """See reports and interventions, and act on them: an office, given by a logged action."""
    if who.has_role(Role.MODERATOR) and not who.is_suspended:
        return YES
    return no(_("Only moderators can do that. What they do stands in the public register."))


def may_see_accounts(who: Who) -> Verdict:
    """See the list of accounts and how each stands, without addresses."""
    return YES if who.has_role(Role.ADMIN) else may_moderate(who)


def may_look_on(who: Who) -> Verdict:
    """See the work of the office without acting: auditors and the works council too."""
    if any(who.has_role(role) for role in _LOOK_ON):
        return YES
    return may_moderate(who)


def may_intervene(who: Who, measure: Measure) -> Verdict:
    """Restrict a post or a person: with a rule, never because something is unpleasant."""
    if measure.judgement == StreisandCheck.Judgement.UNPLEASANT:
        return no(
            _(
                "That something is unpleasant is no ground to restrict it, for nobody here. "
                "What is left is to answer, or to let it stand."
            )
        )
    if not _holds_an_office_for(who, measure):
        return may_moderate(who)
    if _concerns(who, measure.affected, measure.posts):
        return no(_OWN_AFFAIR)
    return YES


def _holds_an_office_for(who: Who, measure: Measure) -> bool:
    if may_moderate(who):
        return True
    if measure.kind == Kind.WITHDRAW_VOICE and measure.voice is not None:
        return bool(may_steward(who, measure.voice))
    if measure.kind == Kind.WITHDRAW_HAT and measure.hat is not None and measure.hat.voice:
        return bool(may_steward(who, measure.hat.voice))
    if measure.kind in _IN_SPACES and measure.posts:
        return _moderates_the_space_of(who, measure.posts)
    return False


def holds_an_office_on(who: Who, post: Post) -> bool:
    """Whether it is worth leading somebody to the measures against a post."""
    if post.space_id is not None and who.account_id is not None and not may_moderate(who):
        return _moderates_the_space_of(who, [post])
    return bool(may_moderate(who))


def _moderates_the_space_of(who: Who, posts: Iterable[Post]) -> bool:
    spaces = {post.space_id for post in posts}
    if None in spaces or who.account_id is None:
        return False
    mine = SpaceMembership.objects.filter(
        account_id=who.account_id, role=SpaceMembership.Role.MODERATOR
    )
    return spaces <= set(mine.values_list("space_id", flat=True))


def _concerns(who: Who, affected: Iterable[Account], posts: Iterable[Post]) -> bool:
    """Whether somebody would decide on themselves, or on what was said to them."""
    if who.account_id in {account.id for account in affected}:
        return True
    for post in posts:
        answered = post.in_reply_to
        people = {post.written_by_id, answered.written_by_id if answered else None}
        people.add(answered.account_id if answered else None)
        if who.account_id in people - {None}:
            return True
    return False


def takes_part(account_id: int | None, intervention: Intervention) -> bool:
    """Whether somebody reported, decided, seconded or is concerned by an intervention."""
    deciders = {intervention.decided_by_id, intervention.second_id}
    if account_id is None or account_id in deciders:
        return True
    return reported_it(account_id, intervention) or is_concerned(account_id, intervention)


def reported_it(account_id: int, intervention: Intervention) -> bool:
    """Whether an intervention followed from somebody's own report."""
    report = intervention.report
    return report is not None and report.reporter_id == account_id


def is_concerned(account_id: int, intervention: Intervention) -> bool:
    """Whether an intervention is about somebody, or about what was said to them."""
    me = account_id
    return intervention.targets.filter(
        Q(affected_id=me)
        | Q(account_id=me)
        | Q(post__written_by_id=me)
        | Q(post__in_reply_to__account_id=me)
        | Q(post__in_reply_to__written_by_id=me)
    ).exists()


def may_second(who: Who, intervention: Intervention) -> Verdict:
    """Agree to a restriction of criticism, or refuse it: a second person, of another unit."""
    if not any(who.has_role(role) for role in _SECONDS) or who.account_id is None:
        return no(_("The second person is a moderator or an auditor."))
    if who.account_id == intervention.decided_by_id:
        return no(_("Whoever proposes does not agree to it as well. This takes a second person."))
    if is_concerned(who.account_id, intervention):
        return no(_OWN_AFFAIR)
    if reported_it(who.account_id, intervention):
        return no(_("You reported this yourself. Somebody else decides it."))
    if intervention.state != Intervention.State.PROPOSED or intervention.second_id is not None:
        return no(_("This was decided meanwhile. Please look at it again."))
    if _same_unit(who.account_id, intervention) and _somebody_of_another_unit(intervention):
        return no(_("The second person is of another unit, and there is somebody."))
    return YES


def _unit(account_id: int | None) -> str | None:
    rows = Affiliation.objects.filter(account_id=account_id or 0, until__isnull=True)
    return rows.values_list("unit", flat=True).first()


def _same_unit(account_id: int, intervention: Intervention) -> bool:
    mine = _unit(account_id)
    return mine is not None and mine == _unit(intervention.decided_by_id)


def _somebody_of_another_unit(intervention: Intervention) -> bool:
    holders = RoleGrant.objects.filter(role__in=_SECONDS, revoked_at__isnull=True)
    taken = _unit(intervention.decided_by_id)
    others = set(holders.values_list("account_id", flat=True)) - {intervention.decided_by_id}
    return any(
        _unit(account_id) != taken and not is_concerned(account_id, intervention)
        for account_id in others
    )


def may_put_into_force(who: Who, intervention: Intervention) -> Verdict:
    """Do what was proposed, after a second person agreed and a night has passed."""
    if not may_moderate(who):
        return may_moderate(who)
    if who.account_id is not None and is_concerned(who.account_id, intervention):
        return no(_OWN_AFFAIR)
    if intervention.state != Intervention.State.PROPOSED:
        return no(_("This was decided meanwhile. Please look at it again."))
    if intervention.second_id is None:
        return no(_("A second person has to agree first."))
    if intervention.not_before is not None and clock.now() < intervention.not_before:
        return no(_("The time to sleep on it is not over yet."))
    return YES


def may_drop(who: Who, intervention: Intervention) -> Verdict:
    """Give up what one proposed."""
    if intervention.state == Intervention.State.PROPOSED and (
        who.account_id == intervention.decided_by_id
    ):
        return YES
    return no(_("Only who proposed a measure can take the proposal back."))


def may_review(who: Who, intervention: Intervention) -> Verdict:
    """Look at what is in force again, as somebody who did not decide it.

    What was done at once is looked at also when it ended before: its end escapes nobody.
    """
    if not may_look_on(who):
        return may_look_on(who)
    if takes_part(who.account_id, intervention):
        return no(_("A review is done by somebody who took no part."))
    over = intervention.state == Intervention.State.ENDED and intervention.at_once
    stands = intervention.state == Intervention.State.IN_FORCE
    if not (stands or over) or intervention.review_due_at is None:
        return no(_("There is nothing to review."))
    return YES


def may_end(who: Who, intervention: Intervention) -> Verdict:
    """End an intervention before its time."""
    if not may_moderate(who):
        return may_moderate(who)
    if intervention.state != Intervention.State.IN_FORCE:
        return no(_("This is over already."))
    if who.account_id is not None and is_concerned(who.account_id, intervention):
        return no(_OWN_AFFAIR)
    return YES


def may_amend(who: Who) -> Verdict:
    """Add to an entry, or put it right, by another entry. Nothing is ever changed."""
    return may_moderate(who)


def may_declare(who: Who) -> Verdict:
    """Enter what the organisation does elsewhere: a demand letter, a deletion, a lawsuit."""
    if who.is_member and any(who.has_role(r) for r in (Role.MODERATOR, Role.DESK, Role.ADMIN)):
        return YES
    return no(_("Only the desk and the moderators of the organisation can declare that."))


def may_read_office(who: Who) -> Verdict:
    """Read who stands behind an office; that reading is written down."""
    if who.has_role(Role.AUDITOR):
        return YES
    return no(_("Only the auditor may read who holds an office, and that is logged."))


def may_erase_from_register(who: Who) -> Verdict:
    """Erase words beside an entry because the law asks for it; the chain stays whole."""
    if who.has_role(Role.AUDITOR) or who.has_role(Role.MODERATOR):
        return YES
    return no(_("Only moderators and the auditor can erase words beside an entry."))


def may_restrict_silently() -> Verdict:
    """There is no way to restrict anything without an entry."""
    return no(_("Every restriction stands in the public register. There is no other way."))


def _alone(ask: Callable[[Who], Verdict]) -> Callable[[Any], Verdict]:
    return lambda specimen: ask(specimen.who)


def _rights() -> list[Right]:
    rows = [
        ("moderate", _("Decide on reports, as an office"), may_moderate),
        ("look_on", _("See the work of the office"), may_look_on),
        ("see_accounts", _("See the list of all accounts, without addresses"), may_see_accounts),
        ("declare", _("Declare steps of the organisation elsewhere"), may_declare),
        ("amend", _("Add to an entry of the register"), may_amend),
        ("read_office", _("Read who holds an office (logged)"), may_read_office),
        (
            "erase_words",
            _("Erase words beside an entry where the law asks for it"),
            may_erase_from_register,
        ),
    ]
    general = [
        Right(f"moderation.{name}", sentence, _alone(ask), (ask,)) for name, sentence, ask in rows
    ]
    return [
        *general,
        Right(
            "moderation.intervene",
            _("Restrict a post that breaks a rule, with reasons, entry and appeal"),
            lambda s: may_intervene(s.who, s.measure),
            (may_intervene,),
        ),
        Right(
            "moderation.unpleasant",
            _("Restrict a post because it is unpleasant"),
            lambda s: may_intervene(s.who, s.unpleasant_measure),
        ),
        Right(
            "moderation.silently",
            _("Restrict anything without an entry in the register"),
            lambda s: may_restrict_silently(),
            (may_restrict_silently,),
        ),
        Right(
            "moderation.second",
            _("Be the second person where criticism would be restricted"),
            lambda s: may_look_on(s.who),
            (may_second, may_put_into_force, may_drop, may_review, may_end),
        ),
    ]


RIGHTS = _rights()
