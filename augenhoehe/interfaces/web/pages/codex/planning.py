"""The next version of the codex is written here, beside the one that holds, and published."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.domain.codex import planning, selectors
from augenhoehe.domain.codex.planned import (
    objections_to_plan,
    plan,
    planned_changes,
    planned_clause,
    planned_playbook,
    state_of,
)
from augenhoehe.domain.codex.playbooks.reading import playbook_in
from augenhoehe.domain.codex.policies import may_publish_codex
from augenhoehe.foundation.verdicts import Invalid, require
from augenhoehe.foundation.written.faults import Broken
from augenhoehe.interfaces.web.pages.codex.forms import (
    ClauseForm,
    PlaybookForm,
    PublishForm,
    initial_of,
    playbook_initial,
)
from augenhoehe.interfaces.web.pages.codex.views import grouped
from augenhoehe.interfaces.web.pages.codex.wordings import compared
from augenhoehe.interfaces.web.pages.playbooks.picture import picture_of
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.codex.models import PlannedClause, PlannedPlaybook

View = Callable[..., HttpResponse]
_FINDING = {"klausel": planned_clause, "handlungsanweisung": planned_playbook}


def writing(view: View) -> View:
    """Only for those who publish: what is planned, nobody else reads."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **how: Any) -> HttpResponse:
        require(may_publish_codex(reader_of(request).who))
        return view(request, *args, **how)

    return signed_in(guarded)


@require_safe
@writing
def overview(request: HttpRequest) -> HttpResponse:
    """The next version as it is written: its clauses in order, and what it would change."""
    return _overview(request, PublishForm(initial={"seen": plan().state}))


def _overview(request: HttpRequest, form: PublishForm, status: int = 200) -> HttpResponse:
    planned = plan()
    changes = {one.key: one for one in planned_changes(planned)}
    objections = objections_to_plan(planned)
    context = {
        "plan": planned,
        "rows": [(row, changes[row.key], state_of(row)) for row in planned.clauses],
        "playbooks": [(row, state_of(row)) for row in planned.playbooks],
        "dropped": [one.before for one in changes.values() if one.is_dropped],
        "objections": objections if planned else [],
        "current": selectors.current_version(),
        "form": form,
    }
    return render(request, "codex/plan.html", context, status=status)


@require_POST
@writing
def begin(request: HttpRequest) -> HttpResponse:
    planning.begin_plan(by=me(request))
    return redirect("codex_plan")


@require_POST
@writing
def drop(request: HttpRequest) -> HttpResponse:
    """Throw the plan away."""
    planning.drop_plan(by=me(request))
    messages.success(request, _("The next version is thrown away. What holds, holds on."))
    return redirect("codex_plan")


@require_POST
@writing
def publish(request: HttpRequest) -> HttpResponse:
    """Publish the plan as it was looked at."""
    form = PublishForm(request.POST)
    if not form.is_valid():
        return _overview(request, form, 422)
    try:
        version = planning.publish_plan(by=me(request), **form.cleaned_data)
    except Invalid as refusal:
        form.add_error(None, str(refusal))
        if refusal.code == planning.CHANGED_MEANWHILE:
            _look_again(form, plan().state)
        return _overview(request, form, 422)
    messages.success(request, _("Version %(n)s holds now.") % {"n": version.number})
    return redirect("codex")


@require_safe
@writing
def preview(request: HttpRequest) -> HttpResponse:
    """The next version as it would be read."""
    return render(request, "codex/preview.html", {"groups": grouped(plan().clauses)})


@require_safe
@writing
def difference(request: HttpRequest) -> HttpResponse:
    """What the next version would change, word by word."""
    now = selectors.current_version()
    context = {
        "older": now.number if now else 0,
        "compared": compared(planned_changes(plan())),
    }
    return render(request, "codex/plan_difference.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@writing
def clause(request: HttpRequest, key: str = "") -> HttpResponse:
    """Write a clause: a new one, or one there is."""
    row = _found(planned_clause(key)) if key else None
    initial = initial_of(row, state_of(row)) if row else {"kind": "help", "audience": "everybody"}
    form = ClauseForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _kept(request, form, key):
        return redirect("codex_plan")
    status = 422 if request.method == "POST" else 200
    return render(request, "codex/plan_clause.html", _around(form, row), status=status)


def _kept(request: HttpRequest, form: ClauseForm, key: str) -> bool:
    wording = form.wording
    try:
        planning.plan_clause(
            wording, by=me(request), instead_of=key, seen=form.cleaned_data["seen"]
        )
    except planning.Unfit as refusal:
        form.object(refusal.objections)
        return False
    except Invalid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    messages.success(request, _("The clause is kept in the next version."))
    return True


def _around(form: ClauseForm, row: PlannedClause | None) -> dict[str, Any]:
    """The form with what stands against publishing, and what somebody else wrote meanwhile."""
    context: dict[str, Any] = {"form": form, "row": row, "missing": []}
    if row is None:
        return context
    if form.is_bound and form.data.get("seen") != state_of(row):
        context["theirs"] = row
        _look_again(form, state_of(row))
    elif not form.is_bound:
        found = [objections for one, objections in objections_to_plan(plan()) if one == row]
        context["missing"] = {one.field: one.reason for one in found[0]} if found else {}
    return context


@require_http_methods(["GET", "HEAD", "POST"])
@writing
def playbook(request: HttpRequest, key: str = "") -> HttpResponse:
    """Write a playbook; what is wrong with it is shown by line."""
    row = _found(planned_playbook(key)) if key else None
    initial = playbook_initial(row, state_of(row)) if row else {}
    form = PlaybookForm(request.POST or None, initial=initial)
    context: dict[str, Any] = {"form": form, "row": row}
    if row is not None:
        context["picture"] = picture_of(playbook_in(row.source))
    if request.method == "POST" and form.is_valid():
        try:
            planning.plan_playbook(
                form.wording, by=me(request), instead_of=key, seen=form.cleaned_data["seen"]
            )
        except Broken as refusal:
            context["faults"] = _faults(refusal, form.cleaned_data["source"])
            form.add_error("source", _("This cannot be used yet. What is wrong stands below."))
        except Invalid as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            if refusal.code == planning.CHANGED_MEANWHILE and row is not None:
                context["theirs"] = row
                _look_again(form, state_of(row))
        else:
            messages.success(request, _("The playbook is kept in the next version."))
            return redirect("codex_plan")
    status = 422 if request.method == "POST" else 200
    return render(request, "codex/plan_playbook.html", context, status=status)


def _look_again(form: forms.Form, state: str) -> None:
    """The page shows what stands there now: whoever saves again has seen it."""
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["seen"] = state
    form.data = data


def _faults(refusal: Broken, source: str) -> list[tuple[Any, str]]:
    """Each fault with the line it is about."""
    lines = source.splitlines()
    return [
        (one, lines[one.line - 1] if 0 < one.line <= len(lines) else "") for one in refusal.faults
    ]


@require_POST
@writing
def move(request: HttpRequest, sort: str, key: str, step: str) -> HttpResponse:
    """One place up or down, or out of the next version."""
    row: PlannedClause | PlannedPlaybook = _found(_FINDING[sort](key) if sort in _FINDING else None)
    if step == "weglassen":
        try:
            planning.drop_planned(row, by=me(request), seen=request.POST.get("seen", ""))
        except Invalid as refusal:
            messages.error(request, str(refusal))
    elif step in ("hoch", "runter"):
        planning.move_planned(row, by=me(request), up=step == "hoch")
    else:
        raise Http404
    return redirect("codex_plan")


def _found(row: Any) -> Any:
    if row is None:
        raise Http404
    return row
