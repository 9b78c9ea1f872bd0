"""`POST /api/v1/augenhoehe/codex/advice`: what fits a text. Nothing of it is kept. Ours alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.codex.advice import Fitting, advice_for
from augenhoehe.domain.codex.channels import clauses_linked_in
from augenhoehe.domain.codex.playbooks.occasion import CHANNELS, Occasion
from augenhoehe.foundation import patience
from augenhoehe.interfaces.mastodon_api.callers import holder_of
from augenhoehe.interfaces.mastodon_api.endpoint import endpoint
from augenhoehe.interfaces.mastodon_api.entities.clause import clause_entity
from augenhoehe.interfaces.mastodon_api.errors import invalid
from augenhoehe.interfaces.mastodon_api.parameters import parameters_of

if TYPE_CHECKING:
    from augenhoehe.domain.codex.playbooks.matching import Match

_LONGEST = 20_000


def _advise(request: HttpRequest) -> dict[str, Any]:
    """Clauses and playbooks that fit `text`, which is to stand in `channel`, and why."""
    holder = holder_of(request, "read")
    patience.spend("search", str(holder.account.id))
    sent = parameters_of(request)
    text, channel = sent.text("text"), sent.text("channel")
    if not text.strip() or len(text) > _LONGEST:
        raise invalid(_("Please write between 1 and %(most)d characters.") % {"most": _LONGEST})
    if channel and channel not in CHANNELS:
        raise invalid("channel must be one of " + ", ".join(CHANNELS) + ".")
    advice = advice_for(Occasion(text=text, channel=channel, clauses=clauses_linked_in(text)))
    return {
        "clauses": [_clause(one) for one in advice.clauses],
        "playbooks": [_playbook(one) for one in advice.matches],
    }


def _clause(fitting: Fitting) -> dict[str, Any]:
    return {"clause": clause_entity(fitting.clause), "reason": fitting.reason}


def _playbook(match: Match) -> dict[str, Any]:
    return {
        "key": match.tree.key,
        "title": str(match.tree.title),
        "summary": str(match.tree.summary),
        "reasons": [str(reason) for reason in match.reasons],
    }


advice = endpoint(post=_advise)
