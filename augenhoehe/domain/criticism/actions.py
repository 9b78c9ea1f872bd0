"""Everything that can be done with a case: one verb, one function, one transaction.

Each locks the row of the case first, so that two people who act at once act one after
the other, and the second is told what happened.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.events import CaseMoved, CaseOpened
from augenhoehe.domain.criticism.history import write_down
from augenhoehe.domain.criticism.models import Answer, Case, CaseEvent
from augenhoehe.domain.criticism.policies import (
    may_answer,
    may_claim_remedy,
    may_confirm,
    may_dispute,
    may_open_case,
    may_take,
    may_withdraw,
)
from augenhoehe.domain.criticism.states import STEPS, Hand, K, S
from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts.actions import Wording, publish_post
from augenhoehe.domain.posts.events import PostDeleted
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require

DORMANT_AFTER = timedelta(days=30)
REMINDERS = (timedelta(days=10), timedelta(days=20))
MAX_STATEMENT = 2000


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update().select_related("about").get(id=case.id)


def _statement(text: str, *, needed: bool) -> str:
    text = tidy(text).strip()
    if needed and not text:
        raise Invalid(_("Please say it in a sentence of your own."), field="text", code="empty")
    if len(text) > MAX_STATEMENT:
        raise Invalid(
            _("At most %(most)d characters, please.") % {"most": MAX_STATEMENT},
            field="text",
            code="too_long",
        )
    return text


@transaction.atomic
def open_case(post: Post, *, about: Account, by: Account, wanted: str = "") -> Case:
    """Say of one's own post: this is criticism of that voice. Saying it twice is once."""
    require(may_open_case(who_is(by), post, about))
    if current := Case.objects.filter(post=post).first():
        return current
    case = Case.objects.create(
        post=post,
        about=about,
        critic=by,
        wanted=tidy(wanted).strip()[:500],
        audience=post.audience,
    )
    write_down(case, K.OPENED, to=S.OPEN, by=by, hand=Hand.CRITIC, text=case.wanted, post=post)
    emit(CaseOpened(case.id))
    return case


@transaction.atomic
def take_case(case: Case, *, by: Account, text: str = "") -> CaseEvent:
    """Look after a case, by name: with a sentence of one's own when it is the first sign."""
    case = _locked(case)
    require(may_take(who_is(by), case))
    first = case.state == S.OPEN
    text = _statement(text, needed=first)
    handed_over = case.taken_by_id not in (None, by.id)
    case.taken_by = by
    kind = K.HANDED_OVER if handed_over else K.TAKEN
    event = write_down(
        case, kind, to=S.SEEN if first else case.state, by=by, hand=Hand.MEMBER, text=text
    )
    emit(CaseMoved(case.id, kind, by.id))
    return event


@transaction.atomic
def answer_case(
    case: Case,
    *,
    by: Account,
    text: str,
    verdict: str,
    voice: Account | None = None,
    pictures: Sequence[Picture] = (),
    submission: str | None = None,
) -> Answer:
    """Answer where the criticism was made: a reply in public, with a name, and a case step."""
    case = _locked(case)
    if submission and (twin := _answered_before(by, submission)):
        return twin
    require(may_answer(who_is(by), case, voice=voice))
    if verdict not in Answer.Verdict.values:
        raise Invalid(_("Please say first whether it is true."), field="verdict", code="empty")
    reply = publish_post(
        by=by,
        voice=voice,
        wording=Wording(text=text, pictures=pictures, language=case.post.language),
        audience=case.post.audience if case.post.audience < 2 else 0,
        in_reply_to=case.post,
        in_service=True,
        submission=submission,
        draft=f"case:{case.id}",
    )
    answer = Answer.objects.create(case=case, post=reply, given_by=by, verdict=verdict)
    case.taken_by = by
    case.answered_at = case.answered_at or clock.now()
    write_down(case, K.ANSWERED, to=S.ANSWERED, by=by, hand=Hand.MEMBER, post=reply)
    emit(CaseMoved(case.id, K.ANSWERED, by.id))
    return answer


def _answered_before(by: Account, submission: str) -> Answer | None:
    return Answer.objects.filter(post__written_by=by, post__submission=submission).first()


@transaction.atomic
def claim_remedy(case: Case, *, by: Account, text: str) -> CaseEvent:
    """Say what was done. Whether that resolves it, only the critic can say."""
    case = _locked(case)
    require(may_claim_remedy(who_is(by), case))
    event = write_down(
        case,
        K.REMEDIED,
        to=S.REMEDIED,
        by=by,
        hand=Hand.MEMBER,
        text=_statement(text, needed=True),
    )
    emit(CaseMoved(case.id, K.REMEDIED, by.id))
    return event


@transaction.atomic
def confirm_case(case: Case, *, by: Account, text: str = "") -> CaseEvent:
    """Call it resolved."""
    case = _locked(case)
    require(may_confirm(who_is(by), case))
    return _critic_step(case, K.CONFIRMED, by, _statement(text, needed=False))


@transaction.atomic
def dispute_case(case: Case, *, by: Account, text: str) -> CaseEvent:
    """Say "not answered", and why. Somebody else of the organisation is to answer next."""
    case = _locked(case)
    require(may_dispute(who_is(by), case))
    text = _statement(text, needed=True)
    case.taken_by = None
    return _critic_step(case, K.DISPUTED, by, text)


@transaction.atomic
def withdraw_case(case: Case, *, by: Account, text: str = "") -> CaseEvent:
    """Take the criticism back."""
    case = _locked(case)
    require(may_withdraw(who_is(by), case))
    return _critic_step(case, K.WITHDRAWN, by, _statement(text, needed=False))


def _critic_step(case: Case, kind: str, by: Account, text: str) -> CaseEvent:
    event = write_down(case, kind, to=STEPS[kind].to, by=by, hand=Hand.CRITIC, text=text)
    emit(CaseMoved(case.id, kind, by.id))
    return event


def let_silent_cases_rest() -> int:
    """After thirty days without a word of the critic a case rests; it is not resolved by that.

    The critic is reminded after ten and twenty days. Runs daily; returns how many rest now.
    """
    resting = 0
    silent = Case.objects.filter(
        state__in=STEPS[K.FELL_DORMANT].sources,
        state_since__lte=clock.now() - DORMANT_AFTER,
    )
    for case_id in silent.values_list("id", flat=True):
        resting += _let_rest(case_id)
    return resting


@transaction.atomic
def _let_rest(case_id: int) -> int:
    case = Case.objects.select_for_update().get(id=case_id)
    still_silent = (
        case.state in STEPS[K.FELL_DORMANT].sources
        and case.state_since <= clock.now() - DORMANT_AFTER
    )
    if not still_silent:
        return 0
    write_down(case, K.FELL_DORMANT, to=S.DORMANT, by=None, hand=Hand.SYSTEM)
    emit(CaseMoved(case.id, K.FELL_DORMANT, None))
    return 1


def due_reminders(now: datetime) -> list[tuple[int, int]]:
    """Cases whose critic is to be reminded today: (case id, which reminder)."""
    due = []
    for number, after in enumerate(REMINDERS, start=1):
        day = now - after
        rows = Case.objects.filter(
            state__in=STEPS[K.FELL_DORMANT].sources,
            state_since__lte=day,
            state_since__gt=day - timedelta(days=1),
        )
        due += [(case_id, number) for case_id in rows.values_list("id", flat=True)]
    return due


def close_case_of_deleted_post(event: PostDeleted) -> None:
    """The critic deleted the post: words are gone, states and times of the case remain."""
    Case.objects.filter(post_id=event.post_id).update(wanted="")
