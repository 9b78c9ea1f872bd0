"""`/oauth/authorize`: a person lets an app speak for them, or through a voice, or does not.

These are pages: they need a session and a token against forged forms, and look like all
others. An app that is refused is told so, in its own address, and nowhere else.
"""

from __future__ import annotations

import re
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from allauth.usersessions.models import UserSession
from django import forms
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.domain.people.actions import allow_app
from augenhoehe.domain.people.policies import may_speak_as
from augenhoehe.domain.people.scope_words import in_words
from augenhoehe.domain.people.selectors import voices_of
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.interfaces.mastodon_api.oauth.asking import (
    Asked,
    CannotAsk,
    address_with,
    read_question,
    sent_by,
    source_of,
)

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account, Login

# Who signed in so long ago is asked to do it anew, where an app wants that (`force_login`).
_FRESH = timedelta(minutes=10)
_CODE = re.compile(r"[\w-]{20,100}", re.ASCII)
_ONESELF = "me"


class ConsentForm(forms.Form):
    """As whom an app may speak: oneself, or one of the voices one writes for."""

    speak_as = forms.ChoiceField(widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, person: Account, voices: list[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voices = {str(voice.id): voice for voice in voices}
        field = cast(forms.ChoiceField, self.fields["speak_as"])
        field.label = _("As whom")
        field.initial = _ONESELF
        field.choices = [
            (_ONESELF, _("%(name)s, yourself") % {"name": person.name}),
            *(
                (key, _("%(name)s, a voice") % {"name": one.name})
                for key, one in self.voices.items()
            ),
        ]

    @property
    def voice(self) -> Account | None:
        return self.voices.get(self.cleaned_data["speak_as"])


@require_http_methods(["GET", "HEAD", "POST"])
def authorize(request: HttpRequest) -> HttpResponse:
    """An app sent somebody here to be let in."""
    sent = sent_by(request)
    try:
        asked = read_question(sent)
    except CannotAsk as refusal:
        return _cannot_ask(request, refusal)
    if not request.user.is_authenticated:
        return _sign_in(sent)
    if request.method == "POST" and "other" in request.POST:
        logout(request)
        return _sign_in(sent)
    if request.method == "POST":
        return _decide(request, asked, sent)
    if sent.get("force_login", "").lower() in ("1", "true") and not _is_fresh(request):
        return render(request, "oauth/sign_in_anew.html", {"asked": asked, "sent": sent})
    return _ask(request, asked, sent, _form(request))


@require_safe
def native(request: HttpRequest) -> HttpResponse:
    """The code for apps that cannot be returned to: to be copied and typed in."""
    code = request.GET.get("code", "")
    if not _CODE.fullmatch(code):
        raise Http404
    return _unseen(render(request, "oauth/code.html", {"code": code}))


def _form(request: HttpRequest) -> ConsentForm:
    person = _person(request)
    who = who_is(person)
    voices = [voice for voice in voices_of(person) if may_speak_as(who, voice)]
    return ConsentForm(request.POST or None, person=person, voices=voices)


def _ask(
    request: HttpRequest, asked: Asked, sent: dict[str, str], form: ConsentForm, status: int = 200
) -> HttpResponse:
    context = {"asked": asked, "sent": sent, "form": form, "may": in_words(asked.scopes)}
    response = render(request, "oauth/consent.html", context, status=status)
    # Browsers also check where the answer to a form leads on to.
    response.form_action = source_of(asked.redirect_uri)  # type: ignore[attr-defined]
    response = _unseen(response)
    # With "no-referrer" browsers send the form with `Origin: null`, which is refused as forged.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _decide(request: HttpRequest, asked: Asked, sent: dict[str, str]) -> HttpResponse:
    if "deny" in request.POST:
        return _deny(request, asked)
    form = _form(request)
    if not form.is_valid():
        return _ask(request, asked, sent, form, status=422)
    code = secrets.token_urlsafe(24)  # fits a line of a telephone
    allow_app(
        asked.application,
        code=code,
        by=_person(request),
        voice=form.voice,
        scopes=" ".join(asked.scopes),
        redirect_uri=asked.redirect_uri,
        code_challenge=asked.code_challenge,
    )
    if asked.is_out_of_band:
        return redirect(f"{reverse('oauth_native')}?{urlencode({'code': code})}")
    return _leave_for(address_with(asked.redirect_uri, {"code": code}, state=asked.state))


def _deny(request: HttpRequest, asked: Asked) -> HttpResponse:
    refusal = CannotAsk("access_denied", None)
    if asked.is_out_of_band:
        return render(request, "oauth/denied.html", {"asked": asked})
    return _leave_for(address_with(asked.redirect_uri, refusal.words, state=asked.state))


def _cannot_ask(request: HttpRequest, refusal: CannotAsk) -> HttpResponse:
    if refusal.back:
        return _leave_for(refusal.back)
    return render(request, "oauth/cannot_ask.html", refusal.words, status=400)


def _sign_in(sent: dict[str, str]) -> HttpResponse:
    """Sign in first, then the same question; it is answered by whoever signed in just now."""
    kept = {name: value for name, value in sent.items() if name != "force_login"}
    back = f"{reverse('oauth_authorize')}?{urlencode(kept)}"
    return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': back})}")


def _is_fresh(request: HttpRequest) -> bool:
    """Whether this browser was signed in just now: a login itself keeps no last time."""
    signed_in = UserSession.objects.filter(
        user_id=request.user.pk,
        session_key=request.session.session_key,
        created_at__gt=clock.now() - _FRESH,
    )
    return bool(signed_in.exists())


def _person(request: HttpRequest) -> Account:
    return cast("Login", request.user).account


def _leave_for(address: str) -> HttpResponse:
    """To an app's own address; Django's redirect knows only the schemes of the web."""
    return _unseen(HttpResponse(status=302, headers={"Location": address}))


def _unseen(response: HttpResponse) -> HttpResponse:
    """Addresses with codes in them are told to nobody."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "private, no-store"
    return response
