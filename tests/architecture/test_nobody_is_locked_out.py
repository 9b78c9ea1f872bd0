"""Thesis f: who works here keeps voice, hat and posting right, but for an intervention.

Every function that writes the end of one of them is found in the source, and every public
action that reaches such a function, by whatever calls lie between. Each of these actions
stands below with the reason why it may. Whoever adds another has to give one here.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from augenhoehe.domain.people.actions import (
    change_voice_role,
    erase_person,
    grant_hat,
    put_down_hat,
)
from augenhoehe.domain.people.selectors import voices_of
from augenhoehe.domain.posts.policies import may_publish
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from tests.architecture.test_one_door import PACKAGE, writes_in

DOMAIN = PACKAGE / "domain"
# Of somebody: speaks through a voice or has an account until then; wears a hat until then;
# may not post; cannot sign in.
COLUMNS = {"left_at", "until", "ended", "restrictions", "is_active"}
THINGS = re.compile(r"\b(VoiceMembership|Hat|Affiliation|Account|Login|User)\b")
ROWS = re.compile(r"\b(VoiceMembership|Hat|Affiliation|Account|Login|voice_members|hats)\b")

# Why an action may end something of somebody who works here.
OWN = "somebody does it to themselves, see the test below"
EMPLOYMENT = "the employment has ended"
CONFIRMATION = "a hat goes with what confirmed it; an action cannot choose whose"
OFFICE = "an intervention: with appeal, and an entry in the register"
ELSEWHERE = "people of other servers only"
APPROVAL = "it ends a setting of a voice, and nobody loses anything"
GIVES = "it gives, or gives back; what it settles besides has lost its confirmation"
MAY = {
    "moderation.actions.intervene.intervene": OFFICE,
    "moderation.actions.intervene.take_effect": OFFICE,
    "moderation.actions.propose.put_into_force": OFFICE,
    "moderation.actions.appeal.decide_appeal": GIVES,
    "moderation.actions.ending.end_intervention": GIVES,
    "moderation.actions.ending.end_what_is_over": GIVES,
    "moderation.actions.ending.review": GIVES,
    "people.internals.end_hat": OFFICE,
    "people.internals.end_membership": OFFICE,
    "people.internals.set_account_restrictions": OFFICE,
    "people.internals.restore_hat": GIVES,
    "people.internals.restore_membership": GIVES,
    "people.actions.account.deactivate_person": OWN,
    "people.actions.erase.erase_person": OWN,
    "people.actions.hats.put_down_hat": OWN,
    "people.actions.linked.unlink_account": OWN,
    "people.actions.linked.prove_link": OWN,
    "people.actions.voice.leave_voice": OWN,
    "people.actions.voice.use_protected_name": OWN,
    "people.actions.affiliation.end_membership": EMPLOYMENT,
    "people.actions.claimed.claim_hats": CONFIRMATION,
    "people.actions.claimed.look_at_list": CONFIRMATION,
    "people.actions.groups.apply_directory": CONFIRMATION,
    "people.actions.groups.set_groups": CONFIRMATION,
    "people.actions.hats.settle_all_hats": CONFIRMATION,
    "people.actions.hats.settle_hats": CONFIRMATION,
    "people.actions.affiliation.become_member": GIVES,
    "people.actions.hats.take_up_hat": GIVES,
    "people.actions.prior_approval.end_prior_approval": APPROVAL,
    "people.actions.elsewhere.blank_account": ELSEWHERE,
    "people.actions.elsewhere.keep_account": ELSEWHERE,
    "people.actions.elsewhere.let_go_of_account": ELSEWHERE,
    "posts.actions.forget_server.forget_server": ELSEWHERE,
}


Function = tuple[str, str]  # dotted module, name


def _modules() -> Iterator[tuple[str, ast.Module, str]]:
    for path in sorted(DOMAIN.rglob("*.py")):
        if "migrations" not in path.parts:
            name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
            source = path.read_text(encoding="utf-8")
            yield name.removesuffix(".__init__"), ast.parse(source), source


def _names(tree: ast.Module) -> dict[str, tuple[str, str]]:
    """By local name: the module it comes from and its name there ("" for a module)."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                found[one.asname or one.name] = (node.module, one.name)
    return found


def _columns(module: str) -> set[str]:
    """Restrictions in `posts` are those of posts; of accounts `test_one_door` says who writes."""
    return COLUMNS - {"restrictions"} if ".domain.posts." in module else COLUMNS


class Source:
    """Who calls whom in the domain, as far as names tell."""

    def __init__(self, extra: tuple[tuple[str, str], ...] = ()) -> None:
        modules = [*_modules(), *((name, ast.parse(code), code) for name, code in extra)]
        self.imports = {name: _names(tree) for name, tree, _code in modules}
        self.functions: dict[Function, ast.AST] = {}
        self.about: set[str] = set()
        for name, tree, code in modules:
            if THINGS.search(code):
                self.about.add(name)
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef):
                    self.functions[name, node.name] = node

    def origin(self, module: str, name: str) -> Function:
        """Where something is defined, through packages that pass it on."""
        seen = set()
        while (module, name) not in self.functions and (module, name) not in seen:
            seen.add((module, name))
            module, name = self.imports.get(module, {}).get(name, (module, name))
        return module, name

    def calls(self, function: Function) -> set[Function]:
        """Every function it names: called, or handed on to be called later."""
        module, found = function[0], set()
        for node in ast.walk(self.functions[function]):
            if isinstance(node, ast.Name):
                found.add(self.origin(module, node.id))
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                package, name = self.imports[module].get(node.value.id, ("", ""))
                found.add(self.origin(f"{package}.{name}", node.attr))
        return (found & self.functions.keys()) - {function}

    def ends_something(self, function: Function) -> bool:
        code = ast.unparse(self.functions[function])
        if function[0] not in self.about:
            return False
        return bool(writes_in(code, _columns(function[0]))) or any(
            isinstance(node, ast.Call)
            and getattr(node.func, "attr", "") in {"delete", "_raw_delete"}
            and ROWS.search(ast.unparse(node.func))
            for node in ast.walk(ast.parse(code))
        )

    def enders(self) -> set[Function]:
        """Functions that write such an end, and those that reach one."""
        callers: dict[Function, set[Function]] = {}
        for one in self.functions:
            for called in self.calls(one):
                callers.setdefault(called, set()).add(one)
        found: set[Function] = set()
        waiting = [one for one in self.functions if self.ends_something(one)]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += callers.get(one, ())
        return found

    def doors(self) -> set[str]:
        """Public actions, and everything in `internals`, that end something of somebody."""
        return {
            f"{module.removeprefix('augenhoehe.domain.')}.{name}"
            for module, name in self.enders()
            if not name.startswith("_") and re.search(r"\.(actions|internals)\b", module)
        }


@cache
def source() -> Source:
    return Source()


def test_nothing_but_these_ends_a_voice_a_hat_or_the_right_to_post():
    unexpected = source().doors() - MAY.keys()

    assert unexpected == set(), "Who works here loses something by these, and nobody said why."


def test_the_list_names_only_what_there_is():
    assert MAY.keys() - source().doors() == set()


@pytest.mark.parametrize(
    "code",
    [
        # A steward takes a colleague out of a voice, by a helper of another module.
        """
from augenhoehe.domain.people.actions.voice import _end_membership
from augenhoehe.domain.people.models import VoiceMembership
def take_out(voice, person, *, by):
    _end_membership(VoiceMembership.objects.get(voice=voice, person=person), by=by)
""",
        # The same without it.
        """
from augenhoehe.domain.people.models import VoiceMembership
def take_out(voice, person, *, by):
    VoiceMembership.objects.filter(voice=voice, person=person).update(left_at=by.now)
""",
        "from augenhoehe.domain.people.models import Hat\ndef take_out(hat):\n  hat.ended = 'x'",
        """
from augenhoehe.domain.people.models import VoiceMembership
def take_out(voice, person, *, by):
    voice.voice_members.filter(person=person).delete()
""",
        """
from augenhoehe.domain.people import hats_settling as settling
def take_out(hat, *, by):
    settling.end(hat, "put_down")
""",
        """
from augenhoehe.domain.people.models import Account
def take_out(account):
    account.login.is_active = False
""",
    ],
)
def test_somebody_who_adds_such_an_action_is_told(code):
    added = Source(extra=(("augenhoehe.domain.people.actions.new", code),))

    assert added.doors() - MAY.keys() == {"people.actions.new.take_out"}


def test_accounts_are_only_closed_by_those_whose_they_are():
    """Two actions take an account: every caller outside the domain hands them its own."""
    calls = []
    for folder in ("interfaces", "config"):
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    called = ast.unparse(node.func).rpartition(".")[2]
                    if called in ("deactivate_person", "erase_person"):
                        calls.append(ast.unparse(node.args[0]))

    assert calls
    assert set(calls) == {"me(request)"}


def test_nobody_takes_it_from_a_colleague_by_what_is_called_ones_own(cast):
    jonas, lindenrad = cast.jonas, cast.lindenrad
    hat = grant_hat(jonas, by=cast.erika, voice=lindenrad)
    for name in ("erika", "inga", "mona", "petra", "sven", "wilhelm"):
        somebody = getattr(cast, name)
        for attempt in (
            lambda: put_down_hat(hat, by=somebody),  # noqa: B023 - called at once
            lambda: erase_person(jonas, by=somebody),  # noqa: B023
            lambda: change_voice_role(lindenrad, jonas, "gone", by=somebody),  # noqa: B023
        ):
            with pytest.raises((NotAllowed, Invalid)):
                attempt()
    hat.refresh_from_db()
    assert hat.until is None
    assert lindenrad in voices_of(jonas)
    assert may_publish(cast.reads(jonas))
