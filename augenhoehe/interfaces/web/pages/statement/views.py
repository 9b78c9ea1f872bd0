"""What was decided about somebody, in full, with the way to appeal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from augenhoehe.domain.codex.selectors import change_since
from augenhoehe.domain.moderation.selectors import targets_concerning
from augenhoehe.domain.moderation.selectors.appeals import appeal_of
from augenhoehe.domain.moderation.selectors.office import is_told
from augenhoehe.domain.moderation.selectors.pictures import picture_of_target, pictures_of_target
from augenhoehe.domain.moderation.selectors.told import appeal_until, own_words
from augenhoehe.domain.moderation.tokens import statement_token, target_of
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.media.serving import send_kept_picture
from augenhoehe.interfaces.web.requests import me, signed_in
from augenhoehe.interfaces.web.token_pages import by_token

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.models import Target


@require_safe
@by_token
def statement(request: HttpRequest, token: str) -> HttpResponse:
    """One statement. Who has the link may read it; nobody else finds it."""
    return render(request, "statement/show.html", _known_of(_target(token), token))


@require_safe
def picture(request: HttpRequest, token: str, picture_id: int) -> HttpResponseBase:
    """A picture of the post it is about, out of quarantine, for who has the link."""
    return send_kept_picture(request, found_or_404(picture_of_target(_target(token), picture_id)))


def _target(token: str) -> Target:
    target = found_or_404(target_of(token))
    return found_or_404(target if is_told(target) else None)


def _known_of(target: Target, token: str) -> dict[str, Any]:
    found = target.intervention
    appeal = appeal_of(target)
    return {
        "target": target,
        "found": found,
        "since": change_since(found.clause),
        "said": own_words(target),
        "pictures": pictures_of_target(target),
        "token": token,
        "appeal": appeal,
        "may_appeal": appeal is None and appeal_until(found).is_open,
        "until": appeal_until(found).until,
        "is_over": target.lifted_at is not None,
    }


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """Everything that was decided about oneself."""
    rows = [
        (target, own_words(target), statement_token(target))
        for target in targets_concerning(me(request))
    ]
    return render(request, "statement/mine.html", {"rows": rows})
