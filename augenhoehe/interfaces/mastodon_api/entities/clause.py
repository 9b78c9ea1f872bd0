"""Clauses and versions of the codex, in the reader's language and in all they are written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from augenhoehe.interfaces.mastodon_api.entities.addresses import absolute, moment

if TYPE_CHECKING:
    from augenhoehe.domain.codex.difference import AnyClause
    from augenhoehe.domain.codex.models import Version


def version_entity(version: Version) -> dict[str, Any]:
    return {
        "number": version.number,
        "published_at": moment(version.published_at),
        "note": version.note,
        "url": absolute(f"/codex/{version.number}"),
    }


def clause_entity(clause: AnyClause) -> dict[str, Any]:
    """`text` and `hint` as in a rule of an instance, then what our clauses have beyond it."""
    version = getattr(clause, "version", None)
    said: dict[str, Any] = {
        "id": str(clause.id),
        "key": clause.key,
        "text": clause.title,
        "hint": clause.text,
        "translations": translations_of(clause),
        "kind": clause.kind,
        "audience": clause.audience,
        "can_be_cited": clause.can_be_cited,
        "good": clause.good,
        "bad": clause.bad,
        "valid_from": clause.valid_from.isoformat() if clause.valid_from else None,
        "approved_by": clause.approved_by,
        "approved_on": clause.approved_on.isoformat() if clause.approved_on else None,
        "approval_reference": clause.approval_reference,
        "legal_basis": clause.legal_basis,
    }
    if version is not None:
        said |= {
            "version": version.number,
            "url": absolute(f"/codex/{version.number}/{clause.key}"),
        }
    return said


def translations_of(clause: AnyClause) -> dict[str, dict[str, str]]:
    """Title and text in every language it is written in."""
    return {
        code: {
            "text": getattr(clause, f"title_{code}"),
            "hint": getattr(clause, f"text_{code}"),
        }
        for code in clause.languages
    }
