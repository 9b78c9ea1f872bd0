"""The front page: open criticism and the latest answers, for whoever comes by."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from augenhoehe.domain.criticism.selectors import latest_answers, waiting_cases
from augenhoehe.domain.posts.audience import EVERYBODY
from augenhoehe.interfaces.web.cards import cards_for


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What waits longest comes first; nobody can pay or rank to stand here."""
    answers = latest_answers(EVERYBODY, limit=5)
    cards = cards_for(request, [answer.post for answer in answers])
    by_post = {card.post.id: card for card in cards}
    return render(
        request,
        "front/show.html",
        {
            "waiting": waiting_cases(EVERYBODY, limit=8),
            "answers": [
                (answer, by_post[answer.post_id]) for answer in answers if answer.post_id in by_post
            ],
        },
    )
