"""Measures as our moderators would ask for them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from augenhoehe.domain.codex import selectors as codex
from augenhoehe.domain.moderation.measure import Measure
from augenhoehe.domain.moderation.terms import Ground, Kind
from augenhoehe.domain.people.models import Account, Affiliation
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock


def a_clause(key: str = ""):
    """A clause of the codex that can be cited; by its key, or the first."""
    clauses = codex.current_clauses(citable=True)
    return next((clause for clause in clauses if clause.key == key), clauses[0])


def against(thing: Any, kind: Kind = Kind.REMOVE_POST, **how: Any) -> Measure:
    """A complete measure against a post, an account, a hashtag or a server."""
    about: dict[str, Any] = {}
    if isinstance(thing, Post):
        about["posts"] = [thing]
    elif isinstance(thing, Account):
        about["accounts"] = [thing]
    elif isinstance(thing, str):
        about["domain"] = thing
    elif isinstance(thing, list):
        about["posts" if isinstance(thing[0], Post) else "accounts"] = thing
    else:
        about["tag"] = thing
    words: dict[str, Any] = {
        "ground": Ground.RULES,
        "clause": a_clause(),
        "facts": "Der Beitrag nennt einen Menschen mit einem Schimpfwort.",
        "reasons": "Kritik braucht kein Schimpfwort, und dieses trifft einen Menschen.",
        "rung": "note",
        "rung_why": "Auf einen Hinweis kam dasselbe Wort noch einmal.",
        "judgement": "rules",
    }
    if kind in (Kind.PAUSE_THREAD, Kind.TIME_LIMIT):
        words["ends_at"] = clock.now() + timedelta(days=3)
    return Measure(kind=kind, **{**about, **words, **how})


def unlawful(thing: Any, **how: Any) -> Measure:
    """A home address with an insult: clearly unlawful, to be removed at once."""
    given = {
        "ground": Ground.UNLAWFUL,
        "norm": "§ 126a StGB",
        "judgement": "unlawful",
        "at_once": True,
        "facts": "Der Beitrag nennt die private Anschrift eines Menschen mit einer Drohung.",
    }
    return against(thing, **{**given, **how})


def in_unit(account: Account, unit: str) -> Account:
    """Somebody works in a unit of the organisation."""
    Affiliation.objects.filter(account=account).update(unit=unit)
    return account
