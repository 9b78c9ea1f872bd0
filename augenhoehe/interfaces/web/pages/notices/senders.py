"""From whom one wants notices: the settings, who waits, and where notices are pushed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from augenhoehe.domain.notifications.actions import (
    ABOUT,
    Place,
    accept_requests,
    choose_senders,
    end_push_to_browser,
    push_to_browser,
    put_requests_away,
)
from augenhoehe.domain.notifications.requests import policy_of, requests_by_ids
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.requests import account_of, me, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.notifications.models import NoticePolicy

_ANSWERS = [
    ("accept", gettext_lazy("Show them")),
    ("filter", gettext_lazy("Hold them back until I look")),
    ("drop", gettext_lazy("Do not tell me at all")),
]


def _question(label: Any, help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, help_text=help_text, choices=_ANSWERS)


class SendersForm(forms.Form):
    """Six questions with the same three answers."""

    for_not_following = _question(gettext_lazy("From people I do not follow"))
    for_not_followers = _question(
        gettext_lazy("From people who do not follow me"),
        gettext_lazy("Or have followed me for less than three days."),
    )
    for_new_accounts = _question(
        gettext_lazy("From new accounts"), gettext_lazy("Made within the last 30 days.")
    )
    for_private_mentions = _question(
        gettext_lazy("Private posts I did not ask for"),
        gettext_lazy("Answers in a conversation you began always come through."),
    )
    for_limited_accounts = _question(gettext_lazy("From accounts limited by an intervention"))
    for_automated = _question(gettext_lazy("From accounts that write automatically"))


@signed_in
def senders(request: HttpRequest) -> HttpResponse:
    """What becomes of notices from people one does not know."""
    policy = policy_of(me(request))
    form = SendersForm(request.POST or None, initial=_answers(policy))
    if request.method == "POST" and form.is_valid():
        choose_senders(by=me(request), answers=form.cleaned_data)
        messages.success(request, _("Your choice is saved."))
        return redirect("settings_notices")
    status = 422 if request.method == "POST" else 200
    return render(request, "settings/notices.html", {"form": form}, status=status)


def _answers(policy: NoticePolicy) -> dict[str, str]:
    return {name: getattr(policy, name) for name in ABOUT}


@require_POST
@signed_in
def decide(request: HttpRequest, request_id: int, step: str) -> HttpResponse:
    """Somebody who waits is let in, or what they sent is put away."""
    found = requests_by_ids(me(request), [request_id])
    if not found or step not in ("zeigen", "weglegen"):
        raise Http404
    if step == "zeigen":
        accept_requests(found, by=me(request))
        messages.success(request, _("Their notices are shown now, and so will later ones."))
    else:
        put_requests_away(found, by=me(request))
        messages.success(request, _("Their notices are put away."))
    return redirect("notices")


@require_http_methods(["POST", "DELETE"])
def push(request: HttpRequest) -> HttpResponse:
    """A browser that is signed in is told of notices while its pages are closed; or no longer.

    Takes what the browser's own `toJSON` says of its subscription, with the token of the
    form in `X-CSRFToken`.
    """
    account = account_of(request)
    if account is None:
        return JsonResponse({"error": _("Please sign in first.")}, status=401)
    said = _said(request)
    endpoint = str(said.get("endpoint", ""))
    if request.method == "DELETE":
        end_push_to_browser(endpoint, by=account)
        return HttpResponse(status=204)
    place = _place(endpoint, said.get("keys"))
    try:
        made = push_to_browser(place, by=account, session_key=request.session.session_key or "")
    except Invalid as refusal:
        return JsonResponse({"error": str(refusal)}, status=422)
    return JsonResponse({"id": str(made.id)}, status=201)


def _place(endpoint: str, keys: object) -> Place:
    known = keys if isinstance(keys, dict) else {}
    return Place(endpoint, str(known.get("p256dh", "")), str(known.get("auth", "")))


def _said(request: HttpRequest) -> dict[str, Any]:
    try:
        document = orjson.loads(request.body)
    except orjson.JSONDecodeError:
        return {}
    return document if isinstance(document, dict) else {}
