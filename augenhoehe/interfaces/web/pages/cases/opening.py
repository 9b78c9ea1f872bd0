"""Saying of one's own post: this is criticism of a voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from augenhoehe.domain.criticism.actions import open_case
from augenhoehe.domain.criticism.policies_entering import may_open_case
from augenhoehe.domain.criticism.selectors import case_on
from augenhoehe.domain.people.selectors import all_voices
from augenhoehe.domain.posts.selectors import post_for
from augenhoehe.foundation import patience
from augenhoehe.foundation.text import find_mentions
from augenhoehe.foundation.verdicts import Invalid, require
from augenhoehe.interfaces.web.cards import cards_for
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.cases.forms import NewCaseForm
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in, whole_number

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Choose the voice, say what would help, and make it a case."""
    post = found_or_404(post_for(reader_of(request), whole_number(request, "post") or 0))
    if existing := case_on(reader_of(request), post):
        return redirect("case", existing.id)
    voices = list(all_voices())
    for voice in voices[:1]:
        require(may_open_case(reader_of(request).who, post, voice))
    form = NewCaseForm(
        request.POST or None,
        voices=[(voice.handle, voice.name) for voice in voices],
        initial={"voice": _meant(post, voices)},
    )
    if request.method == "POST" and form.is_valid():
        chosen = next(v for v in voices if v.handle == form.cleaned_data["voice"])
        try:
            return _open(request, post, chosen, form.cleaned_data["wanted"])
        except Invalid as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    context = {"form": form, "post": post, "card": cards_for(request, [post])[0], "voices": voices}
    return render(request, "cases/new.html", context, status=422 if form.is_bound else 200)


def offer_to_mark(request: HttpRequest, post: Post) -> None:
    """Say once, after somebody addressed a voice, that they can mark it as criticism."""
    voice = _mentioned(post, list(all_voices()))
    if voice is None or not may_open_case(reader_of(request).who, post, voice):
        return
    offer = format_html(
        '{} <a href="/faelle/neu?post={}">{}</a>',
        _("If this is criticism of %(voice)s, it can get a page, a clock and an answer:")
        % {"voice": voice.name},
        post.id,
        _("mark it as criticism"),
    )
    messages.info(request, offer)


def _mentioned(post: Post, voices: list[Account]) -> Account | None:
    mentioned = {mention.handle for mention in find_mentions(post.text) if not mention.domain}
    return next((voice for voice in voices if voice.handle.lower() in mentioned), None)


def _meant(post: Post, voices: list[Account]) -> str:
    """The voice the post mentions, or the only one there is."""
    voice = _mentioned(post, voices) or (voices[0] if len(voices) == 1 else None)
    return voice.handle if voice else ""


def _open(request: HttpRequest, post: Post, about: Account, wanted: str) -> HttpResponse:
    patience.spend("case", str(me(request).id))
    case = open_case(post, about=about, by=me(request), wanted=wanted)
    messages.success(
        request,
        _("It is on the list of open criticism now. You are told of every step, and only you "
          "can call it resolved."),
    )  # fmt: skip
    return redirect("case", case.id)
