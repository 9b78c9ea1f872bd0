"""Everything that can be done with a case: one verb, one function, one transaction.

Each locks the row of the case first, so that two people who act at once act one after
the other, and the second is told what happened.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.events import CaseMoved, CaseOpened
from augenhoehe.domain.criticism.history import erase_words, write_down
from augenhoehe.domain.criticism.models import Answer, Case, CaseEvent
from augenhoehe.domain.criticism.policies import (
    may_answer,
    may_claim_remedy,
    may_confirm,
    may_dispute,
    may_open_case,
    may_read_case,
    may_take,
    may_withdraw,
)
from augenhoehe.domain.criticism.selectors import case_for
from augenhoehe.domain.criticism.states import STEPS, Hand, K, S
from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.selectors import protected_name_in_use
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts.actions import Wording, publish_post
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.domain.posts.events import PostDeleted
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require
from augenhoehe.foundation.words import guess_language

DORMANT_AFTER = timedelta(days=30)
REMINDERS = (timedelta(days=10), timedelta(days=20))
MAX_STATEMENT = 2000


def _locked(case: Case) -> Case:
    rows = Case.objects.select_for_update(of=("self",)).select_related("about", "post")
    return rows.get(id=case.id)


def _locked_as_read(case: Case, by: Account) -> Case:
    """The case for somebody who acts for the organisation, if they can read it."""
    reader = reader_for(by)
    require(may_read_case(reader, case_for(reader, case.id) is not None))
    return _locked(case)


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
    """Look after a case, by name: with a sentence of one's own when it is the first sign.

    Taking it twice is once. Whoever takes it at the same moment as another is told.
    """
    seen = case
    case = _locked_as_read(case, by)
    require(may_take(who_is(by), case))
    if case.taken_by_id == by.id:
        return case.events.order_by("-number")[:1].get()
    if (case.state, case.taken_by_id) != (seen.state, seen.taken_by_id):
        raise NotAllowed(_("Somebody else took this case a moment ago. Please look at it again."))
    first = case.state == S.OPEN
    text = _statement(text, needed=first)
    kind = K.TAKEN if case.taken_by_id is None else K.HANDED_OVER
    under = protected_name_in_use(by, case.about)
    case.taken_by, case.taken_under = by, under
    to = S.SEEN if first else case.state
    event = write_down(case, kind, to=to, by=by, hand=Hand.MEMBER, text=text, under=under)
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
    case = _locked_as_read(case, by)
    if submission and (twin := _answered_before(by, submission)):
        return twin
    require(may_answer(who_is(by), case, voice=voice))
    if verdict not in Answer.Verdict.values:
        raise Invalid(_("Please say first whether it is true."), field="verdict", code="empty")
    reply = publish_post(
        by=by,
        voice=voice,
        wording=Wording(text=text, pictures=pictures, language=_language_of(text, case)),
        audience=case.post.audience if case.post.audience < 2 else 0,
        in_reply_to=case.post,
        in_service=True,
        submission=submission,
        draft=f"case:{case.id}",
    )
    under = reply.protected_name
    case.taken_by, case.taken_under = by, under
    event = write_down(
        case, K.ANSWERED, to=S.ANSWERED, by=by, hand=Hand.MEMBER, post=reply, under=under
    )
    answer = Answer.objects.create(
        case=case, post=reply, given_by=by, verdict=verdict, given_at=event.at
    )
    emit(CaseMoved(case.id, K.ANSWERED, by.id))
    return answer


def _language_of(text: str, case: Case) -> str:
    return guess_language(text) or case.post.language


def _answered_before(by: Account, submission: str) -> Answer | None:
    return Answer.objects.filter(post__written_by=by, post__submission=submission).first()


@transaction.atomic
def claim_remedy(case: Case, *, by: Account, text: str) -> CaseEvent:
    """Say what was done. Whether that resolves it, only the critic can say."""
    case = _locked_as_read(case, by)
    require(may_claim_remedy(who_is(by), case))
    text = _statement(text, needed=True)
    under = protected_name_in_use(by, case.about)
    event = write_down(
        case, K.REMEDIED, to=S.REMEDIED, by=by, hand=Hand.MEMBER, text=text, under=under
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
    case.taken_by = case.taken_under = None
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
    silent = _without_a_step_since(clock.now() - DORMANT_AFTER)
    return sum(_let_rest(case_id) for case_id in list(silent.values_list("id", flat=True)))


@transaction.atomic
def _let_rest(case_id: int) -> bool:
    case = _locked(Case(id=case_id))
    if not _without_a_step_since(clock.now() - DORMANT_AFTER).filter(id=case_id).exists():
        return False
    write_down(case, K.FELL_DORMANT, to=S.DORMANT, by=None, hand=Hand.SYSTEM)
    emit(CaseMoved(case.id, K.FELL_DORMANT, None))
    return True


def _without_a_step_since(moment: datetime) -> QuerySet[Case]:
    """Cases in which the critic's word is awaited, and nothing has happened since.

    A second answer gives the critic time anew, so the state alone does not tell.
    """
    awaited = Case.objects.filter(state__in=STEPS[K.FELL_DORMANT].sources, state_since__lte=moment)
    return awaited.exclude(events__at__gt=moment)


def due_reminders(now: datetime) -> list[tuple[int, int]]:
    """Cases whose critic is to be reminded today: (case id, which reminder)."""
    due = []
    for number, after in enumerate(REMINDERS, start=1):
        silent = _without_a_step_since(now - after)
        earlier = _without_a_step_since(now - after - timedelta(days=1)).values("id")
        rows = silent.exclude(id__in=earlier).values_list("id", flat=True)
        due += [(case_id, number) for case_id in rows]
    return due


def close_case_of_deleted_post(event: PostDeleted) -> None:
    """The critic deleted the post: its words are gone, states and times of the case remain."""
    Case.objects.filter(post_id=event.post_id).update(wanted="")
    erase_words(CaseEvent.objects.filter(case__post_id=event.post_id, kind=K.OPENED))
