"""Asking a colleague to look at what stands in a composer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from augenhoehe.domain.criticism.selectors import case_for
from augenhoehe.domain.posts.actions import ask_to_look, save_draft
from augenhoehe.domain.posts.drafts import draft_seen
from augenhoehe.domain.posts.looks import colleagues_to_ask
from augenhoehe.domain.spaces.selectors import space_by_slug
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from augenhoehe.interfaces.web.pages.compose.drafts import belonging
from augenhoehe.interfaces.web.pages.compose.places import is_slot, place_of
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


class AskForm(forms.Form):
    """Who is to look, and at what in particular."""

    colleague = forms.ChoiceField(
        label=gettext_lazy("Who is to look at it"),
        error_messages={
            "required": gettext_lazy("Please choose a colleague."),
            "invalid_choice": gettext_lazy("Please choose a colleague of the list."),
        },
    )
    question = forms.CharField(label=gettext_lazy("Your question"), required=False, max_length=300)

    def __init__(self, data: Any, *, colleagues: Sequence[Account]) -> None:
        super().__init__(data)
        named = [(str(one.id), one.known_as) for one in colleagues]
        self.fields["colleague"].choices = [("", "—"), *named]  # type: ignore[attr-defined]


@require_POST
@signed_in
def ask(request: HttpRequest) -> HttpResponse:
    """Keep the draft, then choose a colleague who may read the place it is for."""
    slot = request.POST.get("slot", "")
    slot = slot if is_slot(slot) else "new"
    text, warning = request.POST.get("text", ""), request.POST.get("warning", "")
    seen = save_draft(
        place_of(slot), by=me(request), text=text, warning=warning, seen=request.POST.get("seen")
    )
    kept = draft_seen(me(request), place_of(slot), seen, text) or place_of(slot)
    place = _place(request, place_of(slot))
    others = colleagues_to_ask(reader_of(request), kept, **place)
    form = AskForm(request.POST if "colleague" in request.POST else None, colleagues=others)
    if form.is_valid():
        colleague = next(one for one in others if str(one.id) == form.cleaned_data["colleague"])
        try:
            question = form.cleaned_data["question"]
            words = {"text": text, "warning": warning, "question": question}
            ask_to_look(kept, by=me(request), colleague=colleague, **words, **place)
            said = _("%(name)s is asked to look at it. You can publish it whenever you like.")
            messages.success(request, said % {"name": colleague.known_as})
            return redirect(_back(request, kept))
        except (Invalid, NotAllowed) as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "slot": slot, "seen": seen, "text": text, "warning": warning}
    context |= {"audience": request.POST.get("audience", ""), "back": _back(request, kept)}
    return render(request, "help/ask.html", context, status=422 if form.errors else 200)


def _place(request: HttpRequest, slot: str) -> dict[str, Any]:
    """What a draft is about and where it is to stand, where its slot does not say so."""
    reader = reader_of(request)
    kind, _colon, which = slot.partition(":")
    case = case_for(reader, int(which)) if kind == "case" else None
    to = request.POST.get("audience", "")
    space = space_by_slug(reader.who, to.removeprefix("space:")) if to[:6] == "space:" else None
    return {"beside": case.post if case else None, "space": space}


def _back(request: HttpRequest, slot: str) -> str:
    """Where the writing goes on, with what was said beside it."""
    _where, address = belonging(reader_of(request), place_of(slot))
    beside = slot.partition("~")[2]
    if not address:
        return "/entwuerfe"
    return f"{address}{'&' if '?' in address else '?'}draft={beside}" if beside else address
