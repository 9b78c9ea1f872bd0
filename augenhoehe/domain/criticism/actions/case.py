"""What the organisation does with a case: one verb, one function, one transaction.

And how a case begins. What only the critic does stands in `critic.py`.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.actions.answering import check_nobody_was_quicker
from augenhoehe.domain.criticism.actions.blocks import check_own_words
from augenhoehe.domain.criticism.actions.locking import locked, locked_as_read, statement
from augenhoehe.domain.criticism.actions.merging import linked_to
from augenhoehe.domain.criticism.events import CaseMoved, CaseOpened, OfferDecided
from augenhoehe.domain.criticism.history import write_down
from augenhoehe.domain.criticism.models import Answer, Case, CaseEvent, Offer
from augenhoehe.domain.criticism.policies import (
    may_answer,
    may_claim_remedy,
    may_contest,
    may_take,
)
from augenhoehe.domain.criticism.policies_entering import may_open_case
from augenhoehe.domain.criticism.states import Hand, K, S
from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account, Hat, ProtectedName
from augenhoehe.domain.people.selectors import protected_name_in_use
from augenhoehe.domain.people.who import Who, who_is
from augenhoehe.domain.posts.actions import Wording, publish_post
from augenhoehe.domain.posts.hats import refuse_private
from augenhoehe.domain.posts.labels import Labels
from augenhoehe.domain.posts.models import Mention, Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import find_links, tidy
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require
from augenhoehe.foundation.words import guess_language


@transaction.atomic
def open_case(post: Post, *, about: Account, by: Account, wanted: str = "") -> Case:
    """Say of one's own post: this is criticism of that voice. Saying it twice is once."""
    require(may_open_case(who_is(by), post, about))
    if current := Case.objects.filter(post=post).first():
        return current
    addressed = Mention.objects.filter(post=post, account=about).exists()
    case = Case.objects.create(
        post=post,
        about=about,
        critic=by,
        channel=Case.Channel.MENTION if addressed else Case.Channel.POST,
        wanted=tidy(wanted).strip()[:500],
        audience=post.audience,
    )
    write_down(case, K.OPENED, to=S.OPEN, by=by, hand=Hand.CRITIC, text=case.wanted, post=post)
    offered = Offer.objects.filter(post=post).exclude(state=Offer.State.ACCEPTED)
    if offered.update(state=Offer.State.ACCEPTED, decided_at=clock.now()):
        emit(OfferDecided(post.id))
    emit(CaseOpened(case.id))
    return case


@transaction.atomic
def take_case(case: Case, *, by: Account, text: str = "") -> CaseEvent:
    """Look after a case, by name: with a sentence of one's own when it is the first sign.

    Taking it twice is once. Whoever takes it at the same moment as another is told.
    """
    seen = case
    case = locked_as_read(case, by)
    require(may_take(who_is(by), case))
    first = case.state == S.OPEN  # also when it was handed over before anybody said a word
    if case.taken_by_id == by.id and not first:
        return case.events.order_by("-number")[:1].get()
    if (case.state, case.taken_by_id) != (seen.state, seen.taken_by_id):
        raise NotAllowed(_("Somebody else took this case a moment ago. Please look at it again."))
    text = statement(text, needed=first)
    check_own_words(text)
    kind = K.TAKEN if first or case.taken_by_id is None else K.HANDED_OVER
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
    hat: Hat | None = None,
    pictures: Sequence[Picture] = (),
    submission: str | None = None,
    answers_seen: int | None = None,
    is_released: bool = False,
    labels: Labels | None = None,
) -> Answer:
    """Answer where the criticism was made: a reply in public, with a name, and a case step.

    It answers the cases that are linked to this one too; each critic says alone whether it does.
    `answers_seen`: how many answers the page showed on which it was written. `is_released`:
    for `actions.handed_in` alone, once another person of the voice said yes.
    """
    case = locked_as_read(case, by)
    if submission and (twin := _answered_before(by, submission)):
        return twin
    who = who_is(by)
    require(may_answer(who, case, voice=voice))
    check_nobody_was_quicker(case, answers_seen)
    if verdict not in Answer.Verdict.values:
        raise Invalid(_("Please say first whether it is true."), field="verdict", code="empty")
    check_own_words(text)
    refuse_private(text)
    reply = publish_post(
        by=by,
        voice=voice,
        wording=Wording(
            text=_addressed(text, case), pictures=pictures, language=_language_of(text, case)
        ),
        audience=case.post.audience if case.post.audience < 2 else 0,
        in_reply_to=case.post,
        in_service=True,
        hat=hat,
        submission=submission,
        draft=f"case:{case.id}",
        is_released=is_released,
        labels=labels,
    )
    answer = _note_answer(case, reply, by, verdict)
    for other in _others_it_answers(case, who):
        _note_answer(other, reply, by, verdict)
    return answer


def _addressed(text: str, case: Case) -> str:
    """A critic on another server is told by theirs only if the answer names them."""
    critic = case.critic
    if critic is None or critic.is_local or f"@{critic.address}".lower() in text.lower():
        return text
    return f"@{critic.address} {text}"


def _language_of(text: str, case: Case) -> str:
    return guess_language(text) or case.post.language


def _answered_before(by: Account, submission: str) -> Answer | None:
    found = Answer.objects.filter(post__written_by=by, post__submission=submission)
    return found.order_by("id").first()


def _others_it_answers(case: Case, who: Who) -> list[Case]:
    """The linked cases this person may answer: not where somebody else is to do it."""
    others = (locked(other) for other in linked_to(case))
    return [other for other in others if may_answer(who, other)]


def _note_answer(case: Case, reply: Post, by: Account, verdict: str) -> Answer:
    under: ProtectedName | None = reply.protected_name
    case.taken_by, case.taken_under = by, under
    event = write_down(
        case, K.ANSWERED, to=S.ANSWERED, by=by, hand=Hand.MEMBER, post=reply, under=under
    )
    answer = Answer.objects.create(
        case=case, post=reply, given_by=by, verdict=verdict, given_at=event.at
    )
    emit(CaseMoved(case.id, K.ANSWERED, by.id))
    return answer


@transaction.atomic
def claim_remedy(case: Case, *, by: Account, text: str) -> CaseEvent:
    """Say what was done. Whether that resolves it, only the critic can say."""
    case = locked_as_read(case, by)
    require(may_claim_remedy(who_is(by), case))
    return _state(case, K.REMEDIED, S.REMEDIED, by, statement(text, needed=True))


@transaction.atomic
def contest_case(case: Case, *, by: Account, text: str) -> CaseEvent:
    """Disagree with the criticism, by name and with a source: it is disputed from then on.

    Both statements stand side by side. The case waits until the critic lets the answer stand
    or somebody answers with a new fact; contesting closes nothing.
    """
    case = locked_as_read(case, by)
    require(may_contest(who_is(by), case))
    text = statement(text, needed=True)
    if not find_links(text):
        raise Invalid(
            _("Please give the source: an address at which it can be read."),
            field="text",
            code="no_source",
        )
    return _state(case, K.CONTESTED, S.DISPUTED, by, text)


def _state(case: Case, kind: str, to: str, by: Account, text: str) -> CaseEvent:
    """Write down what somebody of the organisation says, under their name or a protected one."""
    check_own_words(text)
    under = protected_name_in_use(by, case.about)
    event = write_down(case, kind, to=to, by=by, hand=Hand.MEMBER, text=text, under=under)
    emit(CaseMoved(case.id, kind, by.id))
    return event
