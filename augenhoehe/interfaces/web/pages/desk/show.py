"""A case as the team sees it: the criticism, the work on it, and what colleagues do just now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from augenhoehe.domain.criticism import desk, policies, policies_desk, queue, tree
from augenhoehe.domain.criticism.naming import Shown, shown_critic, shown_keeper
from augenhoehe.domain.criticism.selectors import (
    answers_of,
    history_of,
    is_ended,
    is_waiting,
)
from augenhoehe.domain.criticism.states import S
from augenhoehe.domain.people.selectors import all_members
from augenhoehe.foundation import clock
from augenhoehe.interfaces.web.pages.cases.clock import clock_of
from augenhoehe.interfaces.web.pages.cases.reading import entries_of, verdicts_to_choose
from augenhoehe.interfaces.web.pages.cases.show import slot_of_answer
from augenhoehe.interfaces.web.pages.cases.words import title_of
from augenhoehe.interfaces.web.pages.compose.composer import my_composer
from augenhoehe.interfaces.web.pages.compose.places import Place
from augenhoehe.interfaces.web.pages.desk import forms as desk_forms
from augenhoehe.interfaces.web.pages.desk import words
from augenhoehe.interfaces.web.pages.desk.access import case_at_desk, members_only
from augenhoehe.interfaces.web.pages.desk.drawing import picture_of
from augenhoehe.interfaces.web.pages.desk.playbooks import AT_DESK, playbooks_beside
from augenhoehe.interfaces.web.requests import me, reader_of

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case, PrivateNote, SharedDraft
    from augenhoehe.interfaces.web.pages.compose.writing import Composer


@require_safe
@members_only
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """A case at the desk."""
    return DeskPage(request, case_at_desk(request, case_id)).show()


@dataclass(slots=True)
class DeskPage:
    """The page on its way to a reader: what was sent and could not be done comes with it."""

    request: HttpRequest
    case: Case
    typed: dict[str, forms.Form] = field(default_factory=dict)
    refusal: str = ""
    newer: SharedDraft | None = None  # a wording somebody else saved meanwhile
    composer: Composer | None = None

    def show(self, status: int = 200) -> HttpResponse:
        """The page."""
        return render(self.request, "desk/show.html", self.context(), status=status)

    def context(self) -> dict[str, Any]:
        """What the template shows."""
        case, who = self.case, reader_of(self.request).who
        composer = self.composer or composer_for_answer(self.request, case)
        return {
            "case": case,
            "title": title_of(case.post),
            "critic": shown_critic(case),
            "keeper": shown_keeper(case),
            "is_mine": case.taken_by_id == who.account_id,
            "is_waiting": is_waiting(case),
            "is_ended": is_ended(case),
            "is_overdue": is_waiting(case) and words.is_overdue(case.due_at, clock.now()),
            "channel": words.CHANNELS[case.channel],
            "answering": answering_of(self.request, case),
            "refusal": self.refusal,
            "composer": composer,
            "why_no_answer": policies.may_answer(who, case).reason,
            "verdicts": verdicts_to_choose(self.request.POST.get("verdict", "")),
            "answers_seen": len(answers_of(case)),
            "blocks": desk.text_blocks() if composer else [],
            "topics": queue.topics_in_use(),
            **self._said(),
            **self._work(),
        }

    def _said(self) -> dict[str, Any]:
        history = history_of(self.case)
        card, entries = entries_of(self.request, self.case, history)
        return {"card": card, "entries": entries, "marks": clock_of(self.case, history)}

    def _work(self) -> dict[str, Any]:
        """What only the team sees."""
        case, reader = self.case, reader_of(self.request)
        found = desk.tree_of(case)
        draft = desk.draft_of(case)
        return {
            "may_work": policies_desk.may_work_on(reader.who, case),
            "may_take": policies.may_take(reader.who, case),
            "may_note": policies_desk.may_keep_notes(reader.who, case),
            "notes": notes_shown(self.request, case),
            "has_notes": desk.has_notes(case.id),
            "draft": draft,
            "draft_by": desk.shown_to_team(case, draft.by) if draft else None,
            "newer": self.newer,
            "picture": picture_of(found),
            "advice": tree.advice_for({number: one.answer for number, one in found.items()}),
            "disclosure": found[tree.WRITTEN].why if tree.WRITTEN in found else "",
            "playbooks": playbooks_beside(self.request, case, AT_DESK),
            "related": queue.related_cases(reader, case),
            "linked": queue.linked_cases(reader, case),
            "forms": self._forms(draft),
        }

    def _forms(self, draft: SharedDraft | None) -> dict[str, forms.Form]:
        made: dict[str, forms.Form] = {
            "take": take_form(self.case),
            "hand_over": hand_over_form(self.request, self.case),
            "topic": desk_forms.TopicForm({"topic": self.case.topic}, auto_id="topic-%s"),
            "note": desk_forms.NoteForm(auto_id="note-%s"),
            "link": desk_forms.LinkForm(auto_id="link-%s"),
            "draft": desk_forms.DraftForm(
                auto_id="draft-%s",
                initial={
                    "text": draft.text if draft else "",
                    "seen": draft.version if draft else 0,
                },
            ),
        }
        return made | self.typed


def take_form(case: Case, data: Any = None) -> desk_forms.TakeForm:
    """The form to look after a case; who is the first says something."""
    form = desk_forms.TakeForm(data, auto_id="take-%s")
    form.fields["text"].required = case.state == S.OPEN
    return form


def hand_over_form(request: HttpRequest, case: Case, data: Any = None) -> desk_forms.HandOverForm:
    """The form with everybody a case can be handed over to."""
    apart = {me(request).id, case.critic_id, case.taken_by_id}
    colleagues = [(str(one.id), one.name) for one in all_members() if one.id not in apart]
    return desk_forms.HandOverForm(data, colleagues=colleagues, auto_id="hand-%s")


@dataclass(frozen=True, slots=True)
class NoteShown:
    """A private note, and who wrote it under which name."""

    note: PrivateNote
    by: Shown | None


def notes_shown(request: HttpRequest, case: Case) -> list[NoteShown]:
    """The private notes, if they are for this reader."""
    reader = reader_of(request)
    if not policies_desk.may_keep_notes(reader.who, case):
        return []
    notes = desk.notes_of(reader, case)
    return [NoteShown(note, desk.shown_to_team(case, note.by)) for note in notes]


def answering_of(request: HttpRequest, case: Case) -> bool:
    """Whether a colleague is writing an answer just now."""
    return case.id in desk.answering_now([case], but=me(request).id)


def composer_for_answer(
    request: HttpRequest, case: Case, *, anyhow: bool = False
) -> Composer | None:
    """The sheet to answer on, for whoever may; `anyhow` for what was typed already."""
    may = policies.may_answer(reader_of(request).who, case) and case.post.deleted_at is None
    if not (may or anyhow):
        return None
    composer = my_composer(
        request,
        Place(parent=case.post, own_slot=slot_of_answer(case.id)),
        action=f"/tisch/{case.id}/antworten",
        extra="desk/answer_fields.html",
        button=_("Publish the answer"),
    )
    # An answer goes where the criticism was made: there is no reach to choose.
    composer.destinations = []
    if composer.draft is None and not composer.is_restored:
        mine = {signature.value for signature in composer.signatures}
        voice = str(case.about_id)
        composer.form.initial["text"] = ""
        composer.form.initial["speak_as"] = voice if voice in mine else ""
    return composer
