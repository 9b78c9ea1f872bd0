"""The versions of a post side by side, whatever its author made of them."""

import time
from types import SimpleNamespace

import pytest

from augenhoehe.interfaces.web.pages.post.wordings import compare, difference


def revisions(*texts):
    return [
        SimpleNamespace(text=text, warning="", pictures=[], poll=None, labels=0, label_words={})
        for text in texts
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (".," * 2500, ",,." * 1666),
        (".,;" * 1666, ";,." * 1666),
        ("." * 5000, "," + "." * 4999),
        ("a b " * 1250, "b a " * 1250),
    ],
)
def test_versions_made_to_be_slow_are_compared_in_no_time(before, after):
    began = time.process_time()

    found = compare(revisions(*[before, after] * 20))

    assert time.process_time() - began < 5
    assert len(found) == 40


def test_many_middling_versions_are_no_way_around():
    began = time.process_time()

    compare(revisions(*[".," * 150, ",,." * 100] * 250))

    assert time.process_time() - began < 5


def test_what_is_too_much_to_compare_is_shown_whole():
    shown = difference("Anfang " + ".," * 2000 + " Ende", "Anfang " + ",,." * 1300 + " Ende")

    assert shown.startswith("Anfang <del>.,.,")
    assert shown.endswith("</ins> Ende")


def test_a_few_words_in_a_long_text_are_marked_as_ever():
    text = "Der Riemen ist nach zwei Jahren gerissen. " * 100

    shown = difference(text, text.replace("zwei", "drei", 1) + "Danke <b>!")

    assert "<del>zwei</del><ins>drei</ins>" in shown
    assert shown.endswith("<ins>Danke &lt;b&gt;!</ins>")
