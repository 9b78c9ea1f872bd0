"""What the team does with a case at its desk: topic, notes, drafts, the answer tree, links."""

from __future__ import annotations

from collections.abc import Callable

from augenhoehe.demo.world import Told, World
from augenhoehe.domain.criticism import actions
from augenhoehe.domain.criticism.desk import draft_of

_WHO_SORTS = "erika"


def set_topic(world: World, post: Told) -> None:
    """Somebody of the desk says what it is about."""
    case = world.cases[post["id"]]
    actions.set_topic(case, post["case"]["topic"], by=world.accounts[_WHO_SORTS])


def _hand_over(world: World, case: str, step: Told) -> None:
    actions.hand_over(
        world.cases[case],
        to=world.accounts[step["to"]],
        by=world.accounts[step["by"]],
        text=step["text"],
    )


def _merge(world: World, case: str, step: Told) -> None:
    actions.merge_cases(
        world.cases[case], into=world.cases[step["into"]], by=world.accounts[step["by"]]
    )


def _write_note(world: World, case: str, step: Told) -> None:
    actions.write_note(world.cases[case], step["text"], by=world.accounts[step["by"]])


def _save_draft(world: World, case: str, step: Told) -> None:
    by = world.accounts[step["by"]]
    seen = draft_of(world.cases[case])
    actions.save_draft(
        world.cases[case],
        step["text"],
        by=by,
        verdict=step["verdict"],
        seen=seen.version if seen else 0,
    )


def _fill_in_tree(world: World, case: str, step: Told) -> None:
    for number, found in step["answers"].items():
        actions.answer_question(
            world.cases[case],
            number,
            by=world.accounts[step["by"]],
            answer=found.get("answer", ""),
            why=found.get("why", ""),
        )


TEAM_STEPS: dict[str, Callable[[World, str, Told], None]] = {
    "hand_over": _hand_over,
    "merge": _merge,
    "note": _write_note,
    "draft": _save_draft,
    "tree": _fill_in_tree,
}
