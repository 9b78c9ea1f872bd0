"""Reading a playbook: a tree, or everything that is wrong with it, each with its place."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from augenhoehe.domain.codex.playbooks import limits
from augenhoehe.domain.codex.playbooks.fields import Fields
from augenhoehe.domain.codex.playbooks.occasion import CHANNELS, STATES
from augenhoehe.domain.codex.playbooks.stems import tokens_in
from augenhoehe.domain.codex.playbooks.tree import (
    Guidance,
    HandOver,
    Option,
    Outcome,
    Question,
    Step,
    Tree,
    Triggers,
)
from augenhoehe.domain.codex.playbooks.wholeness import faults_of_the_whole
from augenhoehe.foundation.written.faults import Broken
from augenhoehe.foundation.written.yaml_places import Node, yaml_with_places

_NEEDS = ("id", "title", "summary", "start", "questions", "outcomes")
_GUIDANCE = ("who_helps", "may_promise", "never_publish", "hand_over", "clauses")


def playbook_in(source: str, file: str = "", *, clauses: Collection[str] | None = None) -> Tree:
    """The tree that is written there, or `Broken`. With `clauses`, only those can be cited."""
    node = yaml_with_places(source, file)
    fields = Fields()
    tree = _tree(fields, node)
    if not fields.faults:
        fields.faults.extend(faults_of_the_whole(tree, node))
    if clauses is not None:
        _only_these(fields, node, clauses)
    if fields.faults:
        raise Broken(fields.faults)
    return tree


def _tree(fields: Fields, node: Node) -> Tree:
    found = fields.mapping(node, needs=_NEEDS, knows=("audience", "triggers", *_GUIDANCE))
    questions = fields.listed(found.get("questions"), most=limits.MOST_QUESTIONS, least=1)
    outcomes = fields.listed(found.get("outcomes"), most=limits.MOST_OUTCOMES, least=1)
    return Tree(
        key=fields.id(found.get("id")),
        title=fields.words(found.get("title"), limits.LONGEST_TITLE),
        summary=fields.words(found.get("summary"), limits.LONGEST_TEXT),
        audience=fields.one_of(found.get("audience"), limits.AUDIENCES) or "members",
        triggers=_triggers(fields, found.get("triggers")),
        start=fields.id(found.get("start")),
        questions=tuple(_question(fields, each) for each in questions),
        outcomes=tuple(_outcome(fields, each) for each in outcomes),
        guidance=_guidance(fields, found),
    )


def _triggers(fields: Fields, node: Node | None) -> Triggers:
    if node is None:
        return Triggers()
    found = fields.mapping(node, needs=(), knows=("states", "channels", "clauses", "keywords"))
    keywords: dict[str, Node] = {}
    if "keywords" in found:
        keywords = fields.mapping(found["keywords"], needs=("de", "en"))
    return Triggers(
        states=tuple(fields.one_of(n, STATES) for n in fields.listed(found.get("states"))),
        channels=tuple(fields.one_of(n, CHANNELS) for n in fields.listed(found.get("channels"))),
        clauses=fields.ids(found.get("clauses")),
        keywords_de=_keywords(fields, keywords.get("de")),
        keywords_en=_keywords(fields, keywords.get("en")),
    )


def _keywords(fields: Fields, node: Node | None) -> tuple[str, ...]:
    return tuple(_keyword(fields, n) for n in fields.listed(node, most=limits.MOST_KEYWORDS))


def _keyword(fields: Fields, node: Node) -> str:
    found = fields.text(node, limits.LONGEST_KEYWORD)
    if found and not tokens_in(found):
        fields.wrong(node, _("A keyword has letters or digits."))
    return found


def _question(fields: Fields, node: Node) -> Question:
    found = fields.mapping(node, needs=("id", "text", "options"), knows=("help",))
    options = fields.listed(found.get("options"), most=limits.MOST_OPTIONS, least=1)
    return Question(
        id=fields.id(found.get("id")),
        text=fields.words(found.get("text"), limits.LONGEST_LINE),
        help=fields.words(found.get("help"), limits.LONGEST_TEXT),
        options=tuple(_option(fields, each) for each in options),
    )


def _option(fields: Fields, node: Node) -> Option:
    found = fields.mapping(node, needs=("id", "text", "then"), knows=("advice", "check"))
    return Option(
        id=fields.id(found.get("id")),
        text=fields.words(found.get("text"), limits.LONGEST_LINE),
        then=fields.id(found.get("then")),
        advice=fields.words(found.get("advice"), limits.LONGEST_TEXT),
        check=fields.one_of(found.get("check"), limits.CHECKS),
    )


def _outcome(fields: Fields, node: Node) -> Outcome:
    found = fields.mapping(node, needs=("id", "title", "steps"), knows=("text", *_GUIDANCE))
    steps = fields.listed(found.get("steps"), most=limits.MOST_STEPS, least=1)
    return Outcome(
        id=fields.id(found.get("id")),
        title=fields.words(found.get("title"), limits.LONGEST_TITLE),
        text=fields.words(found.get("text"), limits.LONGEST_TEXT),
        steps=tuple(_step(fields, each) for each in steps),
        guidance=_guidance(fields, found),
    )


def _step(fields: Fields, node: Node) -> Step:
    found = fields.mapping(node, needs=("id", "text"), knows=("help", "check"))
    return Step(
        id=fields.id(found.get("id")),
        text=fields.words(found.get("text"), limits.LONGEST_LINE),
        help=fields.words(found.get("help"), limits.LONGEST_TEXT),
        check=fields.one_of(found.get("check"), limits.CHECKS),
    )


def _guidance(fields: Fields, found: dict[str, Node]) -> Guidance:
    over = fields.listed(found.get("hand_over"))
    return Guidance(
        who_helps=fields.many_words(found.get("who_helps"), limits.LONGEST_TEXT),
        may_promise=fields.many_words(found.get("may_promise"), limits.LONGEST_TEXT),
        never_publish=fields.many_words(found.get("never_publish"), limits.LONGEST_TEXT),
        hand_over=tuple(_hand_over(fields, each) for each in over),
        clauses=fields.ids(found.get("clauses")),
    )


def _hand_over(fields: Fields, node: Node) -> HandOver:
    found = fields.mapping(node, needs=("when", "to"))
    when = fields.words(found.get("when"), limits.LONGEST_LINE)
    return HandOver(when, fields.words(found.get("to"), limits.LONGEST_LINE))


def _only_these(fields: Fields, node: Node, clauses: Collection[str]) -> None:
    """Every clause that is cited stands in the codex it is published with."""
    found = node.mapping()
    triggers = found.get("triggers")
    places = [found, triggers.mapping() if triggers else {}]
    outcomes = found.get("outcomes")
    places += [each.mapping() for each in (outcomes.items() if outcomes else [])]
    for place in places:
        cited = place.get("clauses")
        for each in cited.items() if cited else []:
            if each.value not in clauses:
                reason = _("No clause of this codex has the key “%s”.")
                fields.wrong(each, reason % each.text[: limits.LONGEST_ID])
