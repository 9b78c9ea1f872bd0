"""Finding people, by address and by words."""

import pytest

from augenhoehe.domain.people.actions import deactivate_person
from augenhoehe.domain.people.policies import may_take_part
from augenhoehe.domain.people.search import INDEX, search_people
from augenhoehe.domain.people.selectors import account_by_address, accounts_by_handles
from augenhoehe.domain.people.who import ANYONE, who_is
from augenhoehe.foundation.words import stem_query


def test_taking_part_needs_a_name(cast):
    assert not may_take_part(ANYONE)
    assert may_take_part(who_is(cast.karl))


@pytest.mark.parametrize("query", ["", "  ", "!!", '"', "* OR *", "')--", "\x00"])
def test_what_is_no_word_finds_nobody(cast, query):
    assert cast.karl

    assert search_people(query) == []


def test_people_and_voices_are_found_by_name_and_handle(cast):
    assert cast.karl
    assert cast.lindenrad

    assert search_people("brandt karl") == [cast.karl]
    assert search_people("@karl") == [cast.karl]
    assert search_people("linden") == [cast.lindenrad]
    assert search_people("karl lindenrad") == []


def test_an_internal_space_is_not_found_by_its_address(cast):
    spaces = [cast.haus, cast.kreis, cast.stammtisch]

    found = [account_by_address(space.slug) for space in spaces]

    assert found == [None, None, cast.stammtisch.account]
    assert accounts_by_handles([("haus", ""), ("kreis", "")]) == []


@pytest.mark.parametrize("address", ["karl", "@karl", " @KARL ", "@karl@"])
def test_an_address_here_has_no_server(cast, address):
    karl = cast.karl

    assert account_by_address(address) == karl


@pytest.mark.parametrize("address", ["", "@", "k\x00rl", "k" * 10_000, "@@", "%"])
def test_what_is_no_address_is_nobody(cast, address):
    assert cast.karl

    assert account_by_address(address) is None


def test_an_address_elsewhere_is_nobody_here(cast):
    assert cast.karl

    assert account_by_address("@karl@elsewhere.example") is None


def test_who_has_left_is_no_longer_found(cast):
    karl = cast.karl

    deactivate_person(karl)

    assert karl.id not in INDEX.matching(stem_query("karl"))
