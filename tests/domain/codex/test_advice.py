"""What the codex says to a text: the clauses and playbooks that fit, and where it will stand."""

import pytest

from augenhoehe.domain.codex.advice import MOST_CLAUSES, advice_for
from augenhoehe.domain.codex.channels import (
    ELSEWHERE_TO_CHOOSE,
    channel_of_address,
    channel_of_text,
    clauses_linked_in,
    first_address,
)
from augenhoehe.domain.codex.playbooks.occasion import CHANNELS, Occasion
from tests.walked import lay_playbooks


@pytest.fixture
def laid(cast, settings):
    settings.LANGUAGES, settings.SERVER_LANGUAGE = [("en", "English")], "en"
    return lay_playbooks()


def keys(advice):
    return [one.clause.key for one in advice.clauses]


def test_what_the_codex_does_not_speak_of_gets_no_advice(laid):
    for text in ("", "   ", "Abc", "\0\0", "<b>" * 3000):
        assert not advice_for(Occasion(text=text, channel="web"))


def test_a_clause_somebody_links_to_weighs_most(laid):
    advice = advice_for(Occasion(text="Der Riemen ist gerissen.", clauses=frozenset({"hate"})))

    assert keys(advice)[0] == "hate"
    assert keys(advice).index("personal-data") > 0  # cited by the playbook on defects
    cited = next(one for one in advice.clauses if one.clause.key == "personal-data")
    assert cited.reason == "The playbook “A defect” cites it."
    assert [match.tree.key for match in advice.matches] == ["defect"]


def test_a_word_of_the_title_is_found_bent_and_named_as_it_stands(laid):
    (insults,) = [
        one
        for one in advice_for(Occasion(text="These are insulting words.")).clauses
        if one.clause.key == "insult"
    ]

    assert "insulting" in insults.reason


def test_where_we_write_elsewhere_the_clauses_for_members_come_along(laid):
    here = advice_for(Occasion(text="Guten Tag", channel="web"))
    there = advice_for(Occasion(text="Guten Tag", channel="linkedin"))

    assert keys(here) == []
    assert "disclose-interest" in keys(there)
    assert len(there.clauses) <= MOST_CLAUSES
    assert [match.tree.key for match in there.matches] == ["late-delivery"]


def test_the_same_text_gets_the_same_advice(laid):
    occasion = Occasion(text="Die Lieferung ist kaputt, ihr Idioten", channel="facebook")

    assert keys(advice_for(occasion)) == keys(advice_for(occasion))


def test_a_long_text_costs_no_query_more(laid, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        advice_for(Occasion(text="Lieferung gerissen " * 5000, channel="x"))


@pytest.mark.parametrize(
    ("address", "channel"),
    [
        ("https://www.linkedin.com/posts/1", "linkedin"),
        ("https://lnkd.in/x", "linkedin"),
        ("https://m.facebook.com/x", "facebook"),
        ("HTTPS://X.COM./a", "x"),
        ("https://notx.com/a", "other"),
        ("https://linkedin.com.example.org/", "other"),
        ("https://user:linkedin.com@example.org/", "other"),
        ("https://www.kununu.com/de/lindenrad", "review"),
        ("https://[::1", ""),
        ("linkedin.com", ""),
        ("", ""),
    ],
)
def test_a_channel_is_told_by_the_host_alone(address, channel):
    assert channel_of_address(address) == channel


def test_an_address_within_words_is_found_and_is_not_the_whole_text():
    assert first_address("Sieh: https://x.com/1 und https://fb.com/2") == "https://x.com/1"
    assert channel_of_text(" https://x.com/1\n") == "x"
    assert channel_of_text("Sieh: https://x.com/1") == ""
    assert first_address("kein") == ""


def test_addresses_of_clauses_are_read_out_of_a_text():
    text = "https://hier/codex/1/insult /codex/22/personal-data. /codex/x/no /codex/1/Grob"
    assert clauses_linked_in(text) == {"insult", "personal-data"}


def test_every_place_to_choose_is_a_channel_playbooks_know():
    assert {channel for channel, _words in ELSEWHERE_TO_CHOOSE} <= set(CHANNELS)
