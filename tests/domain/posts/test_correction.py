"""Putting something right in the open: what was wrong stays in the post, struck through."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.domain.posts.actions import Wording, edit_post
from augenhoehe.domain.posts.corrections import passages
from augenhoehe.foundation.text import plain
from tests.cast import Cast


@pytest.mark.django_db
class TestInThePost:
    def test_a_plain_edit_shows_no_old_words(self, cast: Cast) -> None:
        post = cast.says(cast.jonas, "It weighs 12 kg.")
        post = edit_post(post, by=cast.jonas, wording=Wording(text="It weighs 13 kg."))
        assert "<del>" not in post.html
        assert not post.revisions.filter(is_correction=True).exists()

    def test_old_and_new_stand_in_the_post_in_words_and_marks(self, cast: Cast) -> None:
        post = cast.says(cast.jonas, "It weighs 12 kg.", language="en")
        wording = Wording(text="It weighs 13 kg.", language="en")
        post = edit_post(post, by=cast.jonas, wording=wording, is_correction=True)
        assert "instead of “<del>12</del>” now “<ins>13</ins>”" in post.html
        assert post.text == "It weighs 13 kg."
        assert post.revisions.get(number=2).is_correction

    def test_a_later_edit_hides_no_correction(self, cast: Cast) -> None:
        post = cast.says(cast.jonas, "It weighs 12 kg.", language="en")
        for text, openly in (("It weighs 13 kg.", True), ("It weighs 14 kg!", False)):
            wording = Wording(text=text, language="en")
            post = edit_post(post, by=cast.jonas, wording=wording, is_correction=openly)
        assert "<del>12</del>" in post.html
        assert post.html.count("<del>") == 1

    def test_hostile_words_stay_words(self, cast: Cast) -> None:
        bad = "<script>alert(1)</script> {0} %(day)s"
        post = cast.says(cast.jonas, bad)
        post = edit_post(post, by=cast.jonas, wording=Wording(text="Good."), is_correction=True)
        assert "<script>" not in post.html
        assert "&lt;script&gt;" in post.html
        assert "{0} %(day)s" in post.html


_TEXTS = st.lists(st.sampled_from(["a", "b", "kg", "<b>", "12", "{x}"]), max_size=30).map(" ".join)


@given(_TEXTS, _TEXTS)
@settings(max_examples=40, deadline=None)
def test_every_word_of_old_and_new_is_shown(before: str, after: str) -> None:
    """What is not in a passage stands in the new wording, which the post shows whole."""
    found = passages(before, after)
    was = sorted(" ".join(one.was for one in found).split())
    now = sorted(" ".join(one.now for one in found).split())
    kept = sorted(after.split())
    for word in now:
        kept.remove(word)  # nothing is shown as new that does not stand there
    assert sorted([*kept, *was]) == sorted(before.split())


def test_the_sentence_is_readable_without_marks() -> None:
    html = "<p>instead of “<del>12</del>” now “<ins>13</ins>”</p>"
    assert re.sub(r"\s+", " ", plain(html)).strip() == "instead of “12” now “13”"
