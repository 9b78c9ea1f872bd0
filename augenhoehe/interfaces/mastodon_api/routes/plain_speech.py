"""`POST /api/v1/augenhoehe/plain_speech`: what reads like advertising. Nothing of it is kept.

Ours alone, as the advice of the codex is.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.foundation import patience
from augenhoehe.interfaces.mastodon_api.callers import holder_of
from augenhoehe.interfaces.mastodon_api.endpoint import endpoint
from augenhoehe.interfaces.mastodon_api.errors import invalid
from augenhoehe.interfaces.mastodon_api.parameters import parameters_of
from augenhoehe.interfaces.mastodon_api.routes.writing import parent_of
from augenhoehe.plainspeech import look_at
from augenhoehe.plainspeech.told import as_json
from augenhoehe.plainspeech.usual import usual_rules

_LONGEST = 20_000  # what is longer than the linter takes is answered "not judged"
_LONGEST_CODE = 35  # of a language, as BCP 47 recommends
_MOST_MUTED = 100


def _look(request: HttpRequest) -> dict[str, Any]:
    """What is said of `text`, without the findings of rules that are `muted`."""
    holder = holder_of(request, "read")
    patience.spend("hint", str(holder.account.id))
    sent = parameters_of(request)
    text, language, muted = sent.text("text"), sent.text("language"), sent.texts("muted")
    if not text.strip() or len(text) > _LONGEST:
        raise invalid(_("Please write between 1 and %(most)d characters.") % {"most": _LONGEST})
    if len(language) > _LONGEST_CODE or len(muted) > _MOST_MUTED:
        raise invalid("language is a code such as de, and at most 100 rules can be muted.")
    parent = parent_of(sent, reader_for(holder.account))
    told = as_json(
        look_at(
            text,
            language=language,
            rules=usual_rules(settings.PLAIN_RULES),
            answering=parent.text if parent is not None else "",
            products=settings.PRODUCTS,
        )
    )
    told["findings"] = [one for one in told["findings"] if one["rule"] not in set(muted)]
    return told


look = endpoint(post=_look)
