"""The published JSON Schema (2020-12) of a playbook: its form.

What no schema can say, the reader checks: that every name stands once, every target is there,
nothing leads in circles, everything can be reached, and that the clauses stand in the codex.
"""

from __future__ import annotations

from typing import Any

from augenhoehe.domain.codex.playbooks import limits
from augenhoehe.domain.codex.playbooks.occasion import CHANNELS, STATES
from augenhoehe.domain.codex.playbooks.tree import LANGUAGES

Schema = dict[str, Any]

ADDRESS = "/codex/handlungsanweisung.schema.json"


def schema(address: str = ADDRESS) -> Schema:
    """The whole of it; `address` is where this server publishes it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": "Playbook (Handlungsanweisung)",
        "description": "A decision tree that says what to do when, in German and English.",
        **_record(_whole(), needs=("id", "title", "summary", "start", "questions", "outcomes")),
        "$defs": _definitions(),
    }


def _whole() -> Schema:
    return {
        "id": _ref("id"),
        "title": _ref("title"),
        "summary": _ref("text"),
        "audience": {"enum": list(limits.AUDIENCES), "default": "members"},
        "triggers": _ref("triggers"),
        "start": _ref("id"),
        "questions": _list(_ref("question"), limits.MOST_QUESTIONS, least=1),
        "outcomes": _list(_ref("outcome"), limits.MOST_OUTCOMES, least=1),
        **_guidance(),
    }


def _guidance() -> Schema:
    return {
        "who_helps": _list(_ref("text")),
        "may_promise": _list(_ref("text")),
        "never_publish": _list(_ref("text")),
        "hand_over": _list(_ref("hand_over")),
        "clauses": _list(_ref("id")),
    }


def _definitions() -> Schema:
    check = {"enum": list(limits.CHECKS)}
    option = {"id": _ref("id"), "text": _ref("line"), "then": _ref("id")}
    step = {"id": _ref("id"), "text": _ref("line"), "help": _ref("text"), "check": check}
    question = {"id": _ref("id"), "text": _ref("line"), "help": _ref("text")}
    question["options"] = _list(_ref("option"), limits.MOST_OPTIONS, least=1)
    outcome = {"id": _ref("id"), "title": _ref("title"), "text": _ref("text"), **_guidance()}
    outcome["steps"] = _list(_ref("step"), limits.MOST_STEPS, least=1)
    return {
        "id": {**_text(limits.LONGEST_ID), "pattern": f"^(?:{limits.ID})$"},
        "title": _words(limits.LONGEST_TITLE),
        "line": _words(limits.LONGEST_LINE),
        "text": _words(limits.LONGEST_TEXT),
        "triggers": _record(_triggers()),
        "question": _record(question, needs=("id", "text", "options")),
        "option": _record({**option, "advice": _ref("text"), "check": check}, needs=tuple(option)),
        "outcome": _record(outcome, needs=("id", "title", "steps")),
        "step": _record(step, needs=("id", "text")),
        "hand_over": _record({"when": _ref("line"), "to": _ref("line")}, needs=("when", "to")),
    }


def _triggers() -> Schema:
    keyword = {**_text(limits.LONGEST_KEYWORD), "pattern": r"[\p{L}\p{N}]"}
    keywords = dict.fromkeys(LANGUAGES, _list(keyword, limits.MOST_KEYWORDS))
    return {
        "states": _list({"enum": list(STATES)}),
        "channels": _list({"enum": list(CHANNELS)}),
        "clauses": _list(_ref("id")),
        "keywords": _record(keywords, needs=LANGUAGES),
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _record(properties: Schema, needs: tuple[str, ...] = ()) -> Schema:
    record: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**record, "required": list(needs)} if needs else record


def _list(items: Schema, most: int = limits.MOST_LISTED, *, least: int = 0) -> Schema:
    listed: Schema = {"type": "array", "items": items, "maxItems": most}
    return {**listed, "minItems": least} if least else listed


def _text(longest: int) -> Schema:
    return {"type": "string", "maxLength": longest, "pattern": r"\S"}


def _words(longest: int) -> Schema:
    return _record(dict.fromkeys(LANGUAGES, _text(longest)), needs=LANGUAGES)
