"""`/api/v1/custom_emojis`: the emoji of this server, the same for everybody."""

from __future__ import annotations

from django.http import HttpRequest

from augenhoehe.interfaces.mastodon_api.endpoint import Answer, endpoint
from augenhoehe.interfaces.mastodon_api.entities.emoji import all_emojis


def _list(request: HttpRequest) -> Answer:
    return Answer(all_emojis(), headers={"Cache-Control": "public, max-age=60"})


collection = endpoint(is_open=True, get=_list)
