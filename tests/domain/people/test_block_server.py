"""Reading nothing of a server: a person's own right, as blocking a person is."""

import pytest

from augenhoehe.domain.people.actions import (
    block_server,
    follow,
    mute,
    unblock_server,
)
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.reading import blocked_servers
from augenhoehe.domain.people.selectors import hidden_from, is_following
from augenhoehe.domain.people.standing import standing_to
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


@pytest.fixture
def stranger(cast):
    return Account.objects.create(
        handle="troll", domain="laut.example", name="Troll", uri="https://laut.example/troll"
    )


def test_a_voice_cannot_look_away(cast):
    with pytest.raises(NotAllowed):
        block_server("laut.example", by=cast.lindenrad)


@pytest.mark.parametrize("name", ["", "  ", "laut", "laut..example", "a b.example", "x" * 300])
def test_what_is_no_server_is_refused(cast, name):
    with pytest.raises(Invalid):
        block_server(name, by=cast.karl)


def test_this_server_cannot_be_blocked(cast, settings):
    settings.HOST = "hier.example"
    with pytest.raises(Invalid):
        block_server("hier.example", by=cast.karl)


def test_nothing_of_a_server_is_read_and_follows_end_both_ways(cast, stranger):
    follow(stranger, by=cast.karl)
    follow(cast.karl, by=stranger)
    mute(cast.ada, by=cast.karl)

    block_server("https://Laut.example/about", by=cast.karl)
    block_server("laut.example", by=cast.karl)

    assert blocked_servers(cast.karl) == ["laut.example"]
    assert hidden_from(cast.karl.id) == {cast.ada.id, stranger.id}
    assert hidden_from(cast.gerda.id) == set()
    assert not is_following(cast.karl, stranger)
    assert not is_following(stranger, cast.karl)
    assert standing_to([stranger.id], of=cast.karl.id).blocks_server == {stranger.id}
    for who, whom in ((stranger, cast.karl), (cast.karl, stranger)):
        with pytest.raises(NotAllowed):
            follow(whom, by=who)

    unblock_server("laut.example", by=cast.karl)
    assert hidden_from(cast.karl.id) == {cast.ada.id}
    assert not is_following(cast.karl, stranger)


def test_looking_for_them_is_no_look_at_all_accounts(cast, stranger):
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("reads SQLite's plan")
    from augenhoehe.domain.people.selectors.between import _HIDDEN

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {_HIDDEN}", [1, "2026-01-01", 1, 1, 1])
        plan = "\n".join(row[3] for row in cursor.fetchall())
    assert "SCAN people_account" not in plan
    assert "account_away" in plan
