"""The words for interventions in templates: kinds, grounds, states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from augenhoehe.domain.moderation import words

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.models import Intervention

register = template.Library()
register.filter("done_words", words.done_in_words)


@register.filter
def called(found: Intervention) -> str:
    """ "Post removed", or while it is only wished for: "Remove the post"."""
    say = words.done_in_words if found.starts_at else words.to_do_in_words
    return say(found.kind)


register.filter("to_you_words", words.to_you_in_words)
register.filter("ground_words", words.ground_in_words)
register.filter("source_words", words.source_in_words)
register.filter("outcome_words", words.outcome_in_words)
register.filter("rung_words", words.rung_in_words)
register.filter("state_of", words.state_in_words)
