"""Files that people write: what is wrong with one has a place and a sentence."""

import pytest
from django.utils import translation

from augenhoehe.foundation.written.faults import Broken
from augenhoehe.foundation.written.saying import gettext
from augenhoehe.foundation.written.yaml_places import yaml_with_places


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("a: 1\nb: *x", (2, 4), "Anchors"),
        ("a: !!python/object:os.system x", (1, 4), "Tags"),
        ("a: 1\na: 2", (2, 1), "stands here twice"),
        ("a: 1\n---\nb: 2", (2, 1), "Only one document"),
        ("[" * 30 + "]" * 30, (1, 22), "nested too deeply"),
        ("a: \x07", (1, 4), "nobody can see"),
    ],
)
def test_what_is_wrong_has_its_place(text, place, reason):
    with pytest.raises(Broken) as refusal:
        yaml_with_places(text, "a.yaml")

    fault = refusal.value.faults[0]
    assert (fault.file, fault.line, fault.column) == ("a.yaml", *place)
    assert reason in fault.reason


def test_a_value_knows_where_it_stands():
    node = yaml_with_places("one:\n  - two: no\n", "a.yaml")

    value = node.mapping()["one"].items()[0].mapping()["two"]
    assert (value.value, value.line, value.column) == ("no", 2, 10)


def test_a_server_says_it_in_the_language_of_who_asks():
    with translation.override("de"):
        assert gettext("This is nested too deeply.") == translation.gettext(
            "This is nested too deeply."
        )
