"""The database itself refuses to rewrite what has been written down."""

import pytest
from django.db import DatabaseError, connection, transaction

from augenhoehe.config.server.migrating import migrate_if_needed
from augenhoehe.domain.criticism.models import CaseEvent
from augenhoehe.domain.moderation import register
from augenhoehe.domain.moderation.models import RegisterEntry, RegisterHead, RegisterText
from augenhoehe.domain.moderation.register import triggers
from tests.domain.moderation.register_stories import HOME_ADDRESS, LINK, REASONS, SPAM_WAVE

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite can do that")


@pytest.fixture
def entries(db):
    register.append(HOME_ADDRESS, texts={"statement": REASONS, "links": LINK})
    register.append(SPAM_WAVE, texts={})
    RegisterHead.objects.create(seq=2, hash="00" * 32, document="{}")


def refused(do):
    with pytest.raises(DatabaseError, match="written down"), transaction.atomic():
        do()
    return True


@pytest.mark.parametrize(
    "change",
    [
        {"record": "{}"},
        {"hash": "00" * 32},
        {"uid": "another"},
        {"kind": "warn"},
        {"clause": "9"},
        {"is_of_criticism": False},
        {"seq": 7},
    ],
    ids=str,
)
def test_no_entry_is_changed(entries, change):
    assert refused(lambda: RegisterEntry.objects.filter(seq=1).update(**change))


def test_no_entry_is_deleted(entries):
    assert refused(RegisterEntry.objects.all().delete)
    assert refused(lambda: RegisterEntry.objects.filter(seq=2).delete())


def test_no_entry_is_put_beside_the_row_of_numbers(entries):
    last = RegisterEntry.objects.get(seq=2)
    for seq in (0, 2, 4):
        copy = RegisterEntry.objects.get(seq=2)
        copy.seq, copy.uid, copy._state.adding = seq, f"new-{seq}", True
        assert refused(lambda copy=copy: copy.save(force_insert=True))
    assert RegisterEntry.objects.get(seq=2) == last


@on_sqlite
@pytest.mark.parametrize("columns", ["seq", "uid"])
def test_insert_or_replace_is_no_way_round(entries, columns):
    seq, uid = (2, "'new'") if columns == "seq" else (3, "uid")
    statement = (
        "INSERT OR REPLACE INTO moderation_registerentry (seq, uid, record, hash, at, event, kind, "
        f"ground, clause, about, is_of_criticism, tally_id) SELECT {seq}, {uid}, '{{}}', hash, at, "
        "event, kind, ground, clause, about, is_of_criticism, tally_id "
        "FROM moderation_registerentry WHERE seq = 2"
    )

    assert refused(lambda: connection.cursor().execute(statement))


def test_no_head_is_changed_or_deleted(entries):
    assert refused(lambda: RegisterHead.objects.update(document="{ }"))
    assert refused(RegisterHead.objects.all().delete)


def test_words_can_be_erased_and_not_changed(entries):
    assert refused(lambda: RegisterText.objects.update(fields={"facts": "Nothing."}))
    assert refused(lambda: RegisterText.objects.update(salt="00" * 32))

    assert RegisterText.objects.filter(part="statement").delete()[0] == 1


def test_no_step_of_a_case_is_changed_or_deleted(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")

    for change in ({"record": {}}, {"hash": ""}, {"number": 3}, {"to_state": "confirmed"}):
        steps = CaseEvent.objects.filter(case=case)
        assert refused(lambda steps=steps, change=change: steps.update(**change))
    assert refused(CaseEvent.objects.all().delete)
    assert CaseEvent.objects.update(text="", salt="") == 1


if connection.vendor == "postgresql":  # SQLite knows no TRUNCATE

    def test_no_table_is_emptied(db):
        for kept in triggers.KEPT:
            statement = f"TRUNCATE {kept.table} CASCADE"
            assert refused(lambda statement=statement: connection.cursor().execute(statement))


def test_missing_rules_are_named_and_come_back_with_the_next_start(db):
    assert triggers.missing() == []
    triggers.remove()
    assert "moderation_registerentry__update" in triggers.missing()

    assert migrate_if_needed(lambda line: None) is False

    assert triggers.missing() == []


@on_sqlite
def test_a_rule_that_was_weakened_is_missing(db):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER moderation_registerentry__delete")
        cursor.execute(
            "CREATE TRIGGER moderation_registerentry__delete BEFORE DELETE ON "
            "moderation_registerentry WHEN OLD.seq < 0 BEGIN SELECT RAISE(ABORT, 'no'); END"
        )

    assert triggers.missing() == ["moderation_registerentry__delete"]
