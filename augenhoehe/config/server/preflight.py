"""What browsers ask before a page elsewhere may talk to the API: answered on the loop."""

from __future__ import annotations

from augenhoehe.config.server.answers import Scope, Send
from augenhoehe.foundation.programs import is_for_programs
from augenhoehe.interfaces.mastodon_api.cors import PREFLIGHT

_HEADERS = [(name.lower().encode(), value.encode()) for name, value in PREFLIGHT.items()]


def is_preflight(scope: Scope) -> bool:
    """Whether a request only asks whether another would be allowed."""
    if scope["method"] != "OPTIONS" or not is_for_programs(scope["path"]):
        return False
    return any(name == b"access-control-request-method" for name, _value in scope["headers"])


async def answer_preflight(send: Send) -> None:
    """Yes: no cookie counts here, so everybody may ask."""
    await send({"type": "http.response.start", "status": 204, "headers": _HEADERS})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
