"""What every room of the domain keeps to."""

import ast
import importlib
import inspect
import re
from pathlib import Path

import pytest

from augenhoehe.domain.moderation.specimens import RIGHTS as SHOWN

PACKAGE = Path(__file__).parents[2] / "augenhoehe"
TESTS = Path(__file__).parents[1]
ROOMS = sorted(path.parent.name for path in (PACKAGE / "domain").glob("*/apps.py"))
LONGEST = 400


def actions_of(room):
    """The names of the verbs of a room."""
    module = importlib.import_module(f"augenhoehe.domain.{room}.actions")
    listed = getattr(module, "__all__", None)
    names = listed or [
        name
        for name, thing in inspect.getmembers(module, inspect.isfunction)
        if thing.__module__ == module.__name__ and not name.startswith("_")
    ]
    return [name for name in names if inspect.isfunction(getattr(module, name))]


@pytest.mark.parametrize("room", ROOMS)
def test_every_action_has_a_test_that_names_it(room):
    told = "\n".join(path.read_text() for path in (TESTS / "domain" / room).rglob("test_*.py"))

    untold = [name for name in actions_of(room) if not re.search(rf"\b{name}\b", told)]

    assert untold == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_action_says_what_it_is_for(room):
    module = importlib.import_module(f"augenhoehe.domain.{room}.actions")

    assert [name for name in actions_of(room) if not getattr(module, name).__doc__] == []


WITH_POLICIES = [room for room in ROOMS if (PACKAGE / "domain" / room / "policies.py").exists()]


def policies_of(room):
    """The modules of a room that decide: `policies`, and `policies_…` for its parts."""
    found = sorted((PACKAGE / "domain" / room).glob("policies*.py"))
    return [importlib.import_module(f"augenhoehe.domain.{room}.{path.stem}") for path in found]


@pytest.mark.parametrize("room", WITH_POLICIES)
def test_every_policy_stands_in_the_table_of_rights(room):
    """The page /gleichheit is made of these tables: nothing decides that it does not show."""
    shown = {policy.__name__ for right in SHOWN[room] for policy in right.policies}
    decide = {
        name
        for module in policies_of(room)
        for name, thing in inspect.getmembers(module, inspect.isfunction)
        if name.startswith("may_") and thing.__module__ == module.__name__
    }

    assert decide - shown == set()


@pytest.mark.parametrize("room", WITH_POLICIES)
def test_a_policy_knows_no_title_no_followers_and_no_tenure(room):
    source = "\n".join(inspect.getsource(module) for module in policies_of(room))
    asked = {node.attr for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)}

    assert (
        asked & {"title", "unit", "followers_count", "created_at", "since", "last_login"} == set()
    )


def test_no_name_of_a_right_is_given_twice():
    names = [right.name for room in WITH_POLICIES for right in SHOWN[room]]

    assert len(names) == len(set(names))


def test_no_file_is_longer_than_one_can_read():
    too_long = {
        str(path.relative_to(PACKAGE)): lines
        for kind in ("py", "html", "css", "js")
        for path in PACKAGE.rglob(f"*.{kind}")
        if "migrations" not in path.parts
        and (lines := len(path.read_text().splitlines())) > LONGEST
    }

    assert too_long == {}
