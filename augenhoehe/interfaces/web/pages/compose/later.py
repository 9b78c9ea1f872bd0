"""What one has written for later: its list, another time for it, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from augenhoehe.domain.posts.actions import cancel_scheduled, reschedule
from augenhoehe.domain.posts.labels import SaidLabel, from_written, lines_of
from augenhoehe.domain.posts.scheduling import (
    pictures_waiting,
    scheduled_by,
    scheduled_of,
    slot_of,
)
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.compose.places import address_of_slot
from augenhoehe.interfaces.web.requests import me, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import Picture
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import ScheduledPost

_TYPED = "%Y-%m-%dT%H:%M"


class LaterForm(forms.Form):
    """Another day and time."""

    later = forms.DateTimeField(
        label=gettext_lazy("Day and time"),
        input_formats=[_TYPED, f"{_TYPED}:%S"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_TYPED),
        error_messages={
            "invalid": gettext_lazy("Please choose a day and a time."),
            "required": gettext_lazy("Please choose a day and a time."),
        },
    )


@dataclass(frozen=True, slots=True)
class LaterLine:
    """A post for later, as the page of drafts shows it."""

    row: ScheduledPost
    pictures: Sequence[Picture]

    @property
    def text(self) -> str:
        return str(self.row.wanted["text"])

    @property
    def labels(self) -> tuple[SaidLabel, ...]:
        """What readers will be told before it."""
        chosen = from_written(self.row.wanted.get("labels"))
        return lines_of(chosen) if chosen else ()

    @property
    def warning(self) -> str:
        return str(self.row.wanted["warning"])

    @property
    def answers(self) -> Sequence[str]:
        """Of its poll."""
        poll = self.row.wanted["poll"]
        return list(poll["options"]) if poll else []


def later_lines(account: Account) -> list[LaterLine]:
    """Everything somebody has written for later, the next first."""
    rows = scheduled_of(account)
    waiting = pictures_waiting(rows) if rows else {}
    return [LaterLine(row, waiting.get(row.id, ())) for row in rows]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change(request: HttpRequest, scheduled_id: int) -> HttpResponse:
    """Choose another time, take it back into a draft, or drop it."""
    row = found_or_404(scheduled_by(me(request), scheduled_id))
    do = request.POST.get("do", "")
    if request.method == "POST" and do in ("draft", "drop"):
        return _taken_back(request, row, as_draft=do == "draft")
    initial = {"later": timezone.localtime(row.due_at)}
    form = LaterForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            reschedule(row, by=me(request), due_at=form.cleaned_data["later"])
            messages.success(request, _("The post will be published at the new time."))
            return redirect("drafts")
        except Invalid as refusal:
            form.add_error("later" if refusal.field == "later" else None, str(refusal))
    return _page(request, row, form)


def _taken_back(request: HttpRequest, row: ScheduledPost, *, as_draft: bool) -> HttpResponse:
    slot = slot_of(row)
    cancel_scheduled(row, by=me(request), as_draft=as_draft)
    if as_draft:
        messages.success(request, _("Here is your text again. It will not be published by itself."))
        return redirect(address_of_slot(slot))
    messages.success(request, _("The post will not be published."))
    return redirect("drafts")


def _page(request: HttpRequest, row: ScheduledPost, form: LaterForm) -> HttpResponse:
    line = LaterLine(row, pictures_waiting([row]).get(row.id, ()))
    context: dict[str, Any] = {"line": line, "form": form}
    return render(request, "compose/later.html", context, status=422 if form.errors else 200)
