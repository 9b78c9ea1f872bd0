"""How somebody's posts begin, unless they choose otherwise for one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from augenhoehe.domain.people.models import Login
from augenhoehe.foundation.prepared import prepared

_LANGUAGE = re.compile(r"([a-z]{2,3}(-[a-z0-9]{2,4})?)?", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Posting:
    """The numbers are those of `posts.Post`: its audience, and who may quote it."""

    audience: int = 0
    is_sensitive: bool = False
    quotes: int = 0
    language: str = ""


def posting_of(person_id: int) -> Posting:
    """What a person set; through whichever voice they write, it stays theirs."""
    rows = _set_by(person_id)
    return Posting(*rows[0]) if rows else Posting()


def is_language(code: str) -> bool:
    """Whether a word looks like the code of a language; none is one too: it is guessed."""
    return len(code) <= 8 and bool(_LANGUAGE.fullmatch(code))


@prepared
def _set_by(account_id: int) -> QuerySet[Login, tuple[Any, ...]]:
    return Login.objects.filter(account_id=account_id).values_list(
        "posting_audience", "posting_sensitive", "posting_quotes", "account__language"
    )
