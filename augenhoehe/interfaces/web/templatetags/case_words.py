"""The words for cases in templates: states and ages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from augenhoehe.domain.criticism import selectors
from augenhoehe.domain.criticism.naming import shown_critic
from augenhoehe.domain.criticism.states import S
from augenhoehe.interfaces.web.pages.cases import words

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case

register = template.Library()
register.filter("age", words.age)
register.filter("waiting_since", selectors.waiting_since)
register.filter("state_words", words.state_words)
register.filter("channel_words", words.channel_words)
register.filter("shown_critic", shown_critic)


@register.filter
def state_tone(case: Case) -> str:
    """How a state looks: "waits" (amber), "settled" (petrol, with a tick), "quiet" or "said"."""
    if selectors.is_waiting(case):
        return "waits"
    tones = {S.CONFIRMED: "settled", S.DORMANT: "quiet", S.WITHDRAWN: "quiet", S.REMOVED: "quiet"}
    return tones.get(S(case.state), "said")
