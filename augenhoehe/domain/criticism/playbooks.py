"""What can be asked about playbooks beside a case: which fit, which lie there, where they led."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from augenhoehe.domain.codex.channels import channel_of_address, clauses_linked_in
from augenhoehe.domain.codex.models import Clause
from augenhoehe.domain.codex.playbooks.matching import Match, fitting
from augenhoehe.domain.codex.playbooks.occasion import Occasion
from augenhoehe.domain.codex.playbooks.tree import Step, Tree
from augenhoehe.domain.codex.playbooks.walk import Place, Way, place_in
from augenhoehe.domain.codex.selectors import clauses_of
from augenhoehe.domain.codex.selectors_playbooks import current_playbooks, tree_of
from augenhoehe.domain.criticism.models import Case, PlaybookRun, TextBlock, TreeAnswer
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.foundation.words import guess_language
from augenhoehe.foundation.words import stem_document as stems

MOST_BLOCKS = 3


@dataclass(frozen=True, slots=True)
class Ticked:
    """A step of an outcome, and whether somebody said that it is done."""

    step: Step
    is_done: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """A playbook beside a case, as far as the team went."""

    run: PlaybookRun
    tree: Tree
    place: Place
    steps: Sequence[Ticked]
    clauses: Sequence[Clause]  # cited where the way has led, in the wording of its version

    @property
    def is_done(self) -> bool:
        return self.place.outcome is not None and all(one.is_done for one in self.steps)


def occasion_of(case: Case) -> Occasion:
    """What is known of a case, for the triggers of playbooks."""
    text = "\n".join(filter(None, (case.post.text, case.wanted, case.topic)))
    found = TreeAnswer.objects.filter(case=case).values_list("why", flat=True)
    return Occasion(
        text=text,
        channel=_channel(case),
        state=case.state,
        clauses=clauses_linked_in("\n".join([text, *found])),
        surface="case",
    )


def _channel(case: Case) -> str:
    """Where it was said, in the words playbooks use; what was said here is simply a case."""
    if case.channel == Case.Channel.ELSEWHERE:
        return channel_of_address(case.source_url) or "other"
    return "mail" if case.channel in (Case.Channel.MAIL, Case.Channel.LETTER) else "case"


def playbooks_for(case: Case) -> list[Match]:
    """Which playbooks fit a case, best first, without those that lie beside it already."""
    lying = set(PlaybookRun.objects.filter(case=case).values_list("playbook__key", flat=True))
    trees = [tree_of(one) for one in current_playbooks() if one.key not in lying]
    return fitting(occasion_of(case), trees)


def other_playbooks(case: Case, matches: Sequence[Match]) -> list[Tree]:
    """Those that hold now, do not lie there, and are not suggested: to be opened all the same."""
    apart = {match.tree.key for match in matches}
    apart |= set(PlaybookRun.objects.filter(case=case).values_list("playbook__key", flat=True))
    return [tree_of(one) for one in current_playbooks() if one.key not in apart]


def runs_beside(case: Case) -> list[Beside]:
    """The playbooks beside a case, the one opened first first."""
    runs = PlaybookRun.objects.filter(case=case).select_related("playbook__version")
    return [beside(run) for run in runs.order_by("id")]


def run_beside(reader: Reader, case: Case, run_id: int) -> PlaybookRun | None:
    """One of them, for whoever works here and read the case before."""
    if not reader.who.is_member:
        return None
    found = PlaybookRun.objects.filter(case=case, id=run_id)
    return found.select_related("case", "playbook__version").first()


def beside(run: PlaybookRun) -> Beside:
    """A run with all that follows from where it stands."""
    place = place_of(run)
    done = set(run.ticked)
    steps = place.outcome.steps if place.outcome else ()
    cited = set(place.guidance.clauses)
    of_version = clauses_of(run.playbook.version.number) if cited else []
    return Beside(
        run=run,
        tree=place.tree,
        place=place,
        steps=[Ticked(step, step.id in done) for step in steps],
        clauses=[one for one in of_version if one.key in cited],
    )


def place_of(run: PlaybookRun) -> Place:
    """Where the way has led."""
    way: Way = [(question, option) for question, option in run.way]
    return place_in(tree_of(run.playbook), way)


def fitting_blocks(case: Case, tree: Tree, blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Text blocks that speak of what the case and the playbook speak of, best first."""
    language = case.post.language or guess_language(case.post.text)
    about = f"{case.post.text} {case.topic} {tree.title.de} {tree.title.en}"
    spoken_of = set(stems(about, language).split())
    shared = [(len(spoken_of & _words(block)), block) for block in blocks]
    best = sorted((one for one in shared if one[0]), key=lambda one: -one[0])
    return [block for _n, block in best[:MOST_BLOCKS]]


def _words(block: TextBlock) -> set[str]:
    return set(stems(f"{block.name} {block.text}", block.language or None).split())
