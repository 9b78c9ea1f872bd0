"""No table, selector or page counts what somebody does, or what a customer is worth."""

import ast
from pathlib import Path

from django.apps import apps
from django.db import models

PACKAGE = Path(__file__).parents[3] / "augenhoehe"
PEOPLE = {
    "by",
    "given_by",
    "taken_by",
    "person",
    "written_by",
    "entered_by",
    "critic",
    "contact",
    "to",
}
FOLDERS = (
    "domain/criticism",
    "interfaces/web/pages/desk",
    "interfaces/web/pages/cases",
)
FILES = ("interfaces/mail/desk_letters.py", "interfaces/mail/case_letters.py")


def sources():
    found = [path for folder in FOLDERS for path in (PACKAGE / folder).rglob("*.py")]
    for path in [*found, *(PACKAGE / name for name in FILES)]:
        if "migrations" not in path.parts:
            yield path, ast.parse(path.read_text())


def names_in(call):
    words = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]
    return {str(word).lstrip("-").split("__")[0].removesuffix("_id") for word in words}


def test_no_table_holds_a_number_beside_a_person():
    """A counter needs a column: the only numbers are a version and the number of a question."""
    allowed = {"version", "question", "number", "audience", "sign_hours", "answer_hours"}
    numbers = {
        (model.__name__, field.name)
        for model in apps.get_app_config("criticism").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.IntegerField) and field.name not in allowed | {"id"}
    }

    assert numbers == set()


def test_nothing_is_counted_or_sorted_by_person():
    found = []
    for path, tree in sources():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = getattr(call.func, "attr", "")
            if name == "order_by" and names_in(call) & PEOPLE:
                found.append((path.name, call.lineno))
            # `values("given_by").annotate(Count(…))` is how one would make a league table.
            inner = getattr(call.func, "value", None)
            if name == "annotate" and isinstance(inner, ast.Call) and names_in(inner) & PEOPLE:
                found.append((path.name, call.lineno))

    assert found == []


def test_the_desk_asks_for_nothing_that_tells_what_a_person_is_worth():
    """No followers, no title, no tenure, no number of orders: there is nothing to prefer by."""
    worth = {"followers_count", "following_count", "statuses_count", "title", "unit", "last_login"}
    asked = {
        (path.name, node.attr)
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in worth
    }

    assert asked == {("playbooks.py", "title")}  # of a playbook, which has no other
