"""What somebody wrote whose session had ended: kept until they have signed in again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from augenhoehe.foundation import patience
from augenhoehe.interfaces.web.pages.compose.forms import LONGEST
from augenhoehe.interfaces.web.requests import address_of, sign_in_first

_KEY = "unsent"
_FIELDS = ("text", "warning", "language", "speak_as", "audience", "service", "writer", "seen")

_OF_POLL = ("poll_for", "poll_multiple", "poll_hidden")
_OF_LABELS = ("paid_by", "own_interest", "prepared_by_agency", "prepared_with_machine")


def keep_and_sign_in(request: HttpRequest, *, slot: str, back: str) -> HttpResponse:
    """Keep the words in the session nobody is signed in to yet, then ask to sign in."""
    # Who writes there is counted like somebody new: a session is a row in our database.
    patience.spend("post_new_account", address_of(request))
    typed: dict[str, Any] = {name: request.POST.get(name, "")[:LONGEST] for name in _FIELDS}
    pictures = [one for one in request.POST.getlist("picture")[:8] if one.isdigit()]
    answers = [one[:LONGEST] for one in request.POST.getlist("poll_option")[:8]]
    typed |= {name: request.POST.get(name, "")[:20] for name in _OF_POLL}
    for name in (f"label_words_{one}" for one in _OF_LABELS):
        typed[name] = request.POST.get(name, "")[:200]
    typed["label"] = [one[:50] for one in request.POST.getlist("label")[:8]]
    request.session[_KEY] = typed | {"slot": slot, "pictures": pictures, "poll_option": answers}
    messages.warning(
        request, _("You are no longer signed in. Your text is kept: it is there when you are.")
    )
    return sign_in_first(request, back=back)


def unsent_at(request: HttpRequest, slot: str, writer_id: int) -> Mapping[str, Any] | None:
    """The words kept for this slot, unless somebody else wrote them at this browser."""
    kept = request.session.get(_KEY)
    if not isinstance(kept, dict) or kept.get("slot") != slot:
        return None
    return kept if kept.get("writer") in ("", str(writer_id)) else None


def forget_unsent(request: HttpRequest, slot: str) -> None:
    """The words have been published, or kept as a draft, or are not wanted."""
    kept = request.session.get(_KEY)
    if isinstance(kept, dict) and kept.get("slot") == slot:
        del request.session[_KEY]
