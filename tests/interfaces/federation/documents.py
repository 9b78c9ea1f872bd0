"""How other servers read here, in tests: ask for a document, maybe signed, and read it again."""

from __future__ import annotations

from typing import Any

import orjson
from django.conf import settings
from django.test import Client

from augenhoehe.activitypub.reading import load, plain_http
from augenhoehe.activitypub.signatures import Scheme, SigningKey, sign
from augenhoehe.activitypub.vocabulary import MEDIA_TYPE
from augenhoehe.foundation import clock


def ask(path: str, *, key: SigningKey | None = None, accept: str = MEDIA_TYPE, **more: Any) -> Any:
    """The answer to a GET by another server; `key` signs it. `path` may be a whole address."""
    path = path.removeprefix(settings.BASE_URL)
    headers = {"Accept": accept}
    if key is not None:
        url = f"{settings.BASE_URL}{path}"
        headers |= sign(Scheme.CAVAGE, key, "GET", url, now=clock.now())
    return Client().get(path, headers=headers, **more)


def document_at(path: str, *, key: SigningKey | None = None) -> dict[str, Any]:
    """The document there; an assertion where there is none."""
    answer = ask(path, key=key)
    assert answer.status_code == 200, (path, answer.status_code, answer.content[:300])
    assert answer.headers["Content-Type"].startswith(MEDIA_TYPE)
    found: dict[str, Any] = orjson.loads(answer.content)
    return found


def understood(read: Any, document: dict[str, Any]) -> Any:
    """What our own reading makes of a document of ours, whose test server has no TLS."""
    with plain_http():
        return read(load(orjson.dumps(document)))
