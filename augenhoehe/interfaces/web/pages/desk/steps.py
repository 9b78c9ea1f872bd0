"""What the team does with a case from its page: each a form, each tells what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from augenhoehe.domain.criticism import actions, desk
from augenhoehe.domain.criticism.actions.drafts import DraftMoved
from augenhoehe.domain.people.selectors import account_by_id
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.desk import forms as desk_forms
from augenhoehe.interfaces.web.pages.desk.access import case_at_desk, members_only
from augenhoehe.interfaces.web.pages.desk.show import DeskPage, hand_over_form, take_form
from augenhoehe.interfaces.web.requests import me

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from augenhoehe.domain.criticism.models import Case


class Step:
    """One thing the team does: the name of its form, how the form is read, and what happens."""

    def __init__(
        self,
        form: str,
        read: Callable[[HttpRequest, Case], forms.Form],
        act: Callable[[HttpRequest, Case, forms.Form], object],
        done: _StrPromise,
    ) -> None:
        self.form, self.read, self.act, self.done = form, read, act, done


@require_POST
@members_only
def take_step(request: HttpRequest, case_id: int, step: str) -> HttpResponse:
    """Do it and come back to the page; what cannot be done keeps what was typed."""
    if step not in STEPS:
        raise Http404
    case, doing = case_at_desk(request, case_id), STEPS[step]
    form = doing.read(request, case)
    page = DeskPage(request, case, typed={doing.form: form})
    if not form.is_valid():
        return page.show(422)
    try:
        patience.spend("case", str(me(request).id))
        doing.act(request, case, form)
    except Invalid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return page.show(422)
    except DraftMoved as moved:
        return _both_wordings(request, case, form, moved)
    except NotAllowed as refusal:
        page.refusal = str(refusal)
        return page.show(403)
    messages.success(request, doing.done)
    return redirect("desk_case", case_id)


def _both_wordings(
    request: HttpRequest, case: Case, form: forms.Form, moved: DraftMoved
) -> HttpResponse:
    """Somebody saved a newer wording: both stand side by side, and neither is lost."""
    mine = desk_forms.DraftForm(
        auto_id="draft-%s",
        initial={"text": form.cleaned_data["text"], "seen": moved.draft.version},
    )
    page = DeskPage(request, case, typed={"draft": mine}, newer=moved.draft)
    return page.show(409)


def _sent(form: type[forms.Form], prefix: str) -> Callable[[HttpRequest, Case], forms.Form]:
    return lambda request, case: form(request.POST, auto_id=f"{prefix}-%s")


def _take(request: HttpRequest, case: Case, form: forms.Form) -> object:
    return actions.take_case(case, by=me(request), text=form.cleaned_data["text"])


def _hand_over(request: HttpRequest, case: Case, form: forms.Form) -> object:
    to = found_or_404(account_by_id(int(form.cleaned_data["to"])))
    return actions.hand_over(case, to=to, by=me(request), text=form.cleaned_data["text"])


def _topic(request: HttpRequest, case: Case, form: forms.Form) -> object:
    return actions.set_topic(case, form.cleaned_data["topic"], by=me(request))


def _note(request: HttpRequest, case: Case, form: forms.Form) -> object:
    return actions.write_note(case, form.cleaned_data["text"], by=me(request))


def _erase(request: HttpRequest, case: Case, _form: forms.Form) -> object:
    note = desk.note_in(case, _number(request.POST.get("note", "")))
    return actions.erase_note(found_or_404(note), by=me(request))


def _draft(request: HttpRequest, case: Case, form: forms.Form) -> object:
    return actions.save_draft(
        case, form.cleaned_data["text"], by=me(request), seen=form.cleaned_data["seen"] or 0
    )


def _drop(request: HttpRequest, case: Case, form: forms.Form) -> object:
    return actions.drop_draft(case, by=me(request), seen=form.cleaned_data["seen"] or 0)


def _link(request: HttpRequest, case: Case, form: forms.Form) -> object:
    number = _number(form.cleaned_data["other"].rstrip("/").rpartition("/")[2])
    try:
        other = case_at_desk(request, number)
    except Http404:
        raise Invalid(_("There is no such case that you can read."), field="other") from None
    return actions.merge_cases(case, into=other, by=me(request))


def _separate(request: HttpRequest, case: Case, _form: forms.Form) -> object:
    return actions.separate_case(case, by=me(request))


def _number(words: str) -> int:
    return int(words) if words.isascii() and words.isdigit() and len(words) < 19 else 0


STEPS: Mapping[str, Step] = {
    "nehmen": Step(
        "take",
        lambda request, case: take_form(case, request.POST),
        _take,
        gettext_lazy("You look after this case now, and everybody can read it."),
    ),
    "uebergeben": Step(
        "hand_over",
        lambda request, case: hand_over_form(request, case, request.POST),
        _hand_over,
        gettext_lazy("It is handed over, and your colleague is told."),
    ),
    "thema": Step(
        "topic", _sent(desk_forms.TopicForm, "topic"), _topic, gettext_lazy("The topic is kept.")
    ),
    "notiz": Step(
        "note",
        _sent(desk_forms.NoteForm, "note"),
        _note,
        gettext_lazy("The note is kept. The page of the case says that there is one."),
    ),
    "notiz-loeschen": Step(
        "erase", _sent(forms.Form, "erase"), _erase, gettext_lazy("The note is erased for good.")
    ),
    "entwurf": Step(
        "draft",
        _sent(desk_forms.DraftForm, "draft"),
        _draft,
        gettext_lazy("The draft is kept; your colleagues see it."),
    ),
    "entwurf-verwerfen": Step(
        "draft",
        _sent(desk_forms.DraftForm, "draft"),
        _drop,
        gettext_lazy("The draft is thrown away."),
    ),
    "verbinden": Step(
        "link",
        _sent(desk_forms.LinkForm, "link"),
        _link,
        gettext_lazy("The cases are linked: an answer reaches both critics."),
    ),
    "trennen": Step(
        "separate",
        _sent(forms.Form, "separate"),
        _separate,
        gettext_lazy("The case stands on its own again."),
    ),
}
