"""The rules of the desk: hours, targets, and the letter in the morning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from augenhoehe.domain.criticism import desk
from augenhoehe.domain.criticism.actions import set_rules, want_digest
from augenhoehe.domain.criticism.policies_desk import may_set_rules
from augenhoehe.foundation.verdicts import Invalid, require
from augenhoehe.interfaces.web.pages.desk.access import members_only
from augenhoehe.interfaces.web.requests import me, reader_of

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import DeskRules

_SPAN = re.compile(r"\s*[–—-]\s*")


class RulesForm(forms.Form):
    """Everything that can be set."""

    sign_hours = forms.IntegerField(
        label=gettext_lazy("First sign within, in business hours"), min_value=1, max_value=1000
    )
    answer_hours = forms.IntegerField(
        label=gettext_lazy("Answer within, in business hours"), min_value=1, max_value=1000
    )
    holidays = forms.CharField(
        label=gettext_lazy("Closed on these days"),
        help_text=gettext_lazy("One on each line, like 2026-12-25."),
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    time_zone = forms.CharField(label=gettext_lazy("Time zone"), max_length=64)
    digest = forms.BooleanField(
        label=gettext_lazy("A letter to the team each morning if something waits"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day, name in WEEKDAYS.items():
            self.fields[f"day_{day}"] = forms.CharField(
                label=name,
                required=False,
                max_length=100,
                widget=forms.TextInput({"placeholder": "09:00–17:00"}),
            )
        self.order_fields([f"day_{day}" for day in WEEKDAYS])


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def rules(request: HttpRequest) -> HttpResponse:
    """Read the rules, and set them with the duty "desk"."""
    now = desk.desk_rules()
    may = may_set_rules(reader_of(request).who)
    form = RulesForm(request.POST or None, initial=_initial(now))
    if request.method == "POST":
        require(may)
        if form.is_valid() and _set(request, form):
            messages.success(
                request, _("The rules are set. They count for what comes from now on.")
            )
            return redirect("desk_rules")
    context = {
        "form": form if may else None,
        "why_not": may.reason,
        "rules": now,
        "days": [
            (name, spans_in_words(now.hours.get(str(day), ()))) for day, name in WEEKDAYS.items()
        ],
        "is_team": me(request) in desk.team(),
        "wants_digest": desk.wants_digest(me(request)),
    }
    status = 422 if form.is_bound else 200
    return render(request, "desk/rules.html", context, status=status)


@require_POST
@members_only
def letter(request: HttpRequest) -> HttpResponse:
    """Get the letter in the morning, or not."""
    wanted = request.POST.get("wanted") == "1"
    want_digest(wanted, by=me(request))
    words = _("You get the letter in the morning.") if wanted else _("You get no letter.")
    messages.success(request, words)
    return redirect("desk_rules")


def _initial(rules: DeskRules) -> dict[str, Any]:
    days = {f"day_{day}": spans_in_words(spans) for day, spans in rules.hours.items()}
    return days | {
        "sign_hours": rules.sign_hours,
        "answer_hours": rules.answer_hours,
        "holidays": "\n".join(rules.holidays),
        "time_zone": rules.time_zone,
        "digest": rules.digest,
    }


def spans_in_words(spans: Sequence[Sequence[str]]) -> str:
    """ "09:00–12:00, 13:00–17:00"; "" for a closed day."""
    return ", ".join(f"{begin}–{end}" for begin, end in spans)


def _spans(words: str) -> list[tuple[str, str]]:
    parts = (_SPAN.split(part.strip()) for part in words.split(",") if part.strip())
    return [(part[0], part[1] if len(part) == 2 else "") for part in parts]


def _set(request: HttpRequest, form: RulesForm) -> bool:
    typed = form.cleaned_data
    try:
        set_rules(
            by=me(request),
            week={day: _spans(typed[f"day_{day}"]) for day in WEEKDAYS},
            holidays=typed["holidays"].splitlines(),
            time_zone=typed["time_zone"].strip(),
            sign_hours=typed["sign_hours"],
            answer_hours=typed["answer_hours"],
            digest=typed["digest"],
        )
    except Invalid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    return True
