"""The ten lines, and which rights stand behind each: what a policy refuses is not promised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.moderation.specimens import RIGHTS, Imagined, specimen_of
from augenhoehe.foundation.rights import Right

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from augenhoehe.domain.people.who import Who


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a member may do: what it says, by which rights, and where one does it."""

    words: _StrPromise
    link: _StrPromise
    page: str  # name of the address
    rights: tuple[str, ...]  # all of them say yes
    nobody: tuple[str, ...] = ()  # and to these everybody hears no
    clauses: tuple[str, ...] = ()  # keys; the first that stands in the codex is linked


LINES: Sequence[Line] = (
    Line(
        _("Post in your own name, from the first day. Nobody approves it before."),
        _("Write a post"),
        "compose",
        ("posts.publish", "posts.reply"),
        clauses=("own-words",),
    ),
    Line(
        _("Answer customers and critics in public, with your name below."),
        _("See who waits for an answer"),
        "desk",
        ("desk.use", "desk.work", "criticism.answer"),
        clauses=("answer-criticism",),
    ),
    Line(
        _("Criticise us as well. You are owed an answer like everybody else."),
        _("Read how criticism is answered here"),
        "cases",
        ("criticism.open",),
        clauses=("answer-criticism",),
    ),
    Line(
        _("Correct yourself in the open. The old wording stays readable, and that is no shame."),
        _("See what you wrote"),
        "home",
        ("posts.edit_own",),
        clauses=("corrections",),
    ),
    Line(
        _("Say for each post whether you write privately or in service, and wear a hat when you "
          "speak for your work."),
        _("See your hats"),
        "settings_hats",
        ("posts.publish", "people.claim_hat"),
        clauses=("private-and-service", "disclose-interest"),
    ),
    Line(
        _("Ask a colleague to look at a draft. They comment; you alone decide."),
        _("See your drafts"),
        "drafts",
        ("posts.ask_to_look",),
        clauses=("help-and-contacts", "own-words"),
    ),
    Line(
        _("Hand over what is not yours to answer: press, law, safety. Asking is never a fault."),
        _("Open the desk"),
        "desk",
        ("desk.hand_over",),
        clauses=("help-and-contacts", "confidential"),
    ),
    Line(
        _("Stay unreachable after work. Nobody sees whether you are here, and no notice has to "
          "reach you. Mute or block whom you like."),
        _("Choose what you are told"),
        "settings",
        ("people.mute", "posts.mute_threads"),
        clauses=("working-time", "personal-data"),
    ),
    Line(
        _("Write about us elsewhere too. A page tells you what the codex says to your text, and "
          "stores nothing."),
        _("Check a text for somewhere else"),
        "elsewhere_draft",
        ("people.take_part",),
        clauses=("disclose-interest",),
    ),
    Line(
        _("Keep what you have. A voice, a hat or the right to post is only taken with reasons, "
          "an entry in the public register and a way to appeal."),
        _("Read the register"),
        "register",
        ("people.take_part",),
        nobody=("people.dismiss", "people.dismiss_hat"),
        clauses=("breaches", "unlawful"),
    ),
)  # fmt: skip


def rights_by_name() -> Mapping[str, Right]:
    """Every right of this server."""
    return {right.name: right for rights in RIGHTS.values() for right in rights}


def why_not(line: Line, who: Who) -> str:
    """Empty if the policies say what the line promises to this person; else their reason."""
    specimen = specimen_of(Imagined("me", "", who))
    rights = rights_by_name()
    asked = [rights[name].ask(specimen) for name in line.rights if name in rights]
    refused = next((verdict for verdict in asked if not verdict), None)
    if refused is not None:
        return str(refused.reason)
    given = [name for name in line.nobody if name in rights and rights[name].ask(specimen)]
    return str(_("This does not hold at present.")) if given else ""
