"""Help before and after: looks at drafts, prior approval of a voice, backing, playbooks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from augenhoehe.demo.names import wear_the_right_name
from augenhoehe.demo.plan import Plan
from augenhoehe.demo.world import Told, World, told
from augenhoehe.domain.codex.selectors_playbooks import current_playbooks
from augenhoehe.domain.criticism import actions as criticism
from augenhoehe.domain.criticism.actions.backing import back_answer
from augenhoehe.domain.criticism.models import Answer
from augenhoehe.domain.people.actions.prior_approval import begin_prior_approval
from augenhoehe.domain.posts.actions import Wording
from augenhoehe.domain.posts.actions.approval import hand_in_post
from augenhoehe.domain.posts.actions.look import ask_to_look, comment_on_look


def plan_help(plan: Plan, world: World) -> None:
    """Let colleagues help each other, each at the time the story says."""
    for kind, do in _KINDS.items():
        for entry in told("help")[kind]:
            plan.at(world.days.moment(entry["at"]), partial(do, world, entry))
    for entry in told("help")["looks"]:
        _plan_look(plan, world, entry)


def _plan_look(plan: Plan, world: World, entry: Told) -> None:
    """Somebody asks, and the two talk about it below the draft."""
    asked = []

    def ask() -> None:
        by, colleague = world.accounts[entry["by"]], world.accounts[entry["colleague"]]
        look = ask_to_look(
            entry["slot"],
            by=by,
            colleague=colleague,
            text=entry["text"],
            question=entry["question"],
        )
        asked.append(look)

    def say(said: Told) -> None:
        by = world.accounts[said["by"]]
        comment_on_look(asked[0], by=by, text=said["text"], passage=said.get("passage", ""))

    plan.at(world.days.moment(entry["at"]), ask)
    for said in entry["comments"]:
        plan.at(world.days.moment(said["at"]), partial(say, said))


def _approve_before(world: World, entry: Told) -> None:
    by = world.accounts[entry["by"]]
    begin_prior_approval(world.accounts[entry["voice"]], by=by, why=entry["why"])


def _hand_in(world: World, entry: Told) -> None:
    by, voice = world.accounts[entry["by"]], world.accounts[entry["as"]]
    wear_the_right_name(voice, by)
    hand_in_post(by=by, voice=voice, wording=Wording(text=entry["text"], language=entry["lang"]))


def _back(world: World, entry: Told) -> None:
    answer = Answer.objects.filter(case=world.cases[entry["case"]]).latest("id")
    back_answer(answer, by=world.accounts[entry["by"]], words=entry["words"])


def _playbook(world: World, entry: Told) -> None:
    by, case = world.accounts[entry["by"]], world.cases[entry["case"]]
    playbook = next(one for one in current_playbooks() if one.key == entry["playbook"])
    run = criticism.open_playbook(case, playbook, by=by)
    for question, option in entry["way"]:
        run = criticism.answer_in_playbook(run, question, option, by=by)
    for step in entry.get("ticked", ()):
        run = criticism.tick_step(run, step, by=by)


_KINDS: dict[str, Callable[[World, Told], None]] = {
    "prior_approval": _approve_before,
    "waiting": _hand_in,
    "backed": _back,
    "playbooks": _playbook,
}
