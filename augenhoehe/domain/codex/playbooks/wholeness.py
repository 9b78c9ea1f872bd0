"""What must hold of a tree as a whole: every name once, every target there, no way in circles."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from augenhoehe.domain.codex.playbooks.tree import Question, Tree
from augenhoehe.foundation.written.faults import Fault
from augenhoehe.foundation.written.yaml_places import Node


def faults_of_the_whole(tree: Tree, node: Node) -> list[Fault]:
    """All of them; `node` is what the tree was read from, for the places."""
    faults = [*_twice(node), *_missing(tree, node)]
    if not faults:
        faults.extend(_circles(tree, node))
        faults.extend(_unreachable(tree, node))
    return faults


def _listed(node: Node, key: str) -> list[Node]:
    found = node.mapping().get(key)
    return found.items() if found else []


def _twice(node: Node) -> Iterator[Fault]:
    questions, outcomes = _listed(node, "questions"), _listed(node, "outcomes")
    yield from _same([each.mapping()["id"] for each in [*questions, *outcomes]])
    yield from _same([one.mapping()["id"] for each in outcomes for one in _listed(each, "steps")])
    for question in questions:
        yield from _same([one.mapping()["id"] for one in _listed(question, "options")])


def _same(ids: list[Node]) -> Iterator[Fault]:
    first: dict[str, Node] = {}
    for each in ids:
        before = first.setdefault(each.text, each)
        if before is not each:
            told = {"id": each.text, "line": before.line}
            yield each.fault(_("“%(id)s” has this name already in line %(line)s.") % told)


def _missing(tree: Tree, node: Node) -> Iterator[Fault]:
    if tree.question(tree.start) is None:
        reason = _("No question has the name “%s”.")
        yield node.mapping()["start"].fault(reason % tree.start)
    there = {each.id for each in tree.questions} | {each.id for each in tree.outcomes}
    for question in _listed(node, "questions"):
        for option in _listed(question, "options"):
            target = option.mapping()["then"]
            if target.text not in there:
                reason = _("No question and no outcome has the name “%s”.")
                yield target.fault(reason % target.text)


def _circles(tree: Tree, node: Node) -> Iterator[Fault]:
    """Answers that lead back to a question one came from."""
    questions = {each.id: each for each in tree.questions}
    for at, option in sorted(_leading_back(questions)):
        back = _listed(_listed(node, "questions")[at], "options")[option].mapping()["then"]
        yield back.fault(_("This leads back to “%s”: a way in circles.") % back.text)


def _leading_back(questions: dict[str, Question]) -> set[tuple[int, int]]:
    """Places (question, option) that close a circle, found by walking in depth once."""
    order = {key: place for place, key in enumerate(questions)}
    done: set[str] = set()
    back: set[tuple[int, int]] = set()
    for start in questions:
        on_the_way: dict[str, Iterator[tuple[int, str]]] = {}
        going = [start] if start not in done else []
        while going:
            here = going[-1]
            targets = [one.then for one in questions[here].options]
            following = on_the_way.setdefault(here, iter(list(enumerate(targets))))
            option, then = next(following, (-1, ""))
            if option < 0:
                done.add(here)
                on_the_way.pop(going.pop())
            elif then in on_the_way:
                back.add((order[here], option))
            elif then in questions and then not in done:
                going.append(then)
    return back


def _unreachable(tree: Tree, node: Node) -> Iterator[Fault]:
    reached: set[str] = set()
    waiting = [tree.start]
    while waiting:
        here = waiting.pop()
        question = tree.question(here)
        if here not in reached and question is not None:
            waiting.extend(one.then for one in question.options)
        reached.add(here)
    for each in [*_listed(node, "questions"), *_listed(node, "outcomes")]:
        name = each.mapping()["id"]
        if name.text not in reached:
            yield name.fault(_("No way leads to “%s”.") % name.text)
