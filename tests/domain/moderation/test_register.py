"""The public register: written in order, never rewritten, and every change is found."""

import io
import json
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from augenhoehe.domain.moderation import register, terms
from augenhoehe.domain.moderation.models import (
    RegisterEntry,
    RegisterHead,
    RegisterTally,
    RegisterText,
    VerificationRun,
)
from augenhoehe.domain.moderation.register import export
from augenhoehe.domain.moderation.register.format import Facts
from augenhoehe.domain.moderation.register.heads import publish_head
from augenhoehe.domain.moderation.register.verification import (
    check_chain,
    verify_if_due,
    verify_register,
)
from augenhoehe.domain.moderation.register.verifier import verify_register as verifier
from augenhoehe.domain.moderation.selectors.register_lines import entry_by_uid
from augenhoehe.foundation import clock
from augenhoehe.foundation.hashchain import GENESIS, first_broken
from tests.domain.moderation.register_stories import (
    APPEAL_WON,
    DEMAND_LETTER,
    HOME_ADDRESS,
    LINK,
    MORNING,
    SPAM_WAVE,
)

FACTS = {"text": "Der Beitrag nannte „Am Markt 3“.", "language": "de"}
REASONS = {"text": "Wohnungen sind\nprivat.", "language": "de", "milder": "Zu spät."}


@pytest.fixture
def entries(db):
    """An address that was published, its appeal, a wave of spam, and a sealed letter."""
    return write_four()


def write_four():
    return [
        register.append(HOME_ADDRESS, texts={"facts": FACTS, "reasons": REASONS, "links": LINK}),
        register.append(SPAM_WAVE, texts={"facts": FACTS}),
        register.append(APPEAL_WON, texts={"reasons": REASONS}),
        register.append(
            DEMAND_LETTER, texts={"facts": FACTS}, sealed_until=clock.now() + timedelta(days=30)
        ),
    ]


def exported() -> str:
    return "".join(export.document())


def verified(document: str | None = None):
    return verifier.verify(io.StringIO(exported() if document is None else document))


# --- what is refused --------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_no_entry_is_written_outside_of_the_transaction_of_its_fact():
    with pytest.raises(RuntimeError, match="inside the transaction"):
        register.append(HOME_ADDRESS, texts={})

    assert not RegisterEntry.objects.exists()


def test_no_entry_tells_of_one_that_is_not_there(db):
    with pytest.raises(register.UnknownEntry, match="2026-1"):
        register.append(APPEAL_WON, texts={})


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_leaves_no_gap():
    with transaction.atomic():
        register.append(HOME_ADDRESS, texts={})
    with pytest.raises(RuntimeError), transaction.atomic():
        register.append(SPAM_WAVE, texts={})
        raise RuntimeError
    with transaction.atomic():
        register.append(replace(SPAM_WAVE, id="2026-9"), texts={})

    assert list(RegisterEntry.objects.order_by("seq").values_list("seq", "uid")) == [
        (1, "2026-1"),
        (2, "2026-9"),
    ]
    assert sum(RegisterTally.objects.values_list("entries", flat=True)) == 2
    assert check_chain()[2] is None


@pytest.mark.django_db(transaction=True)
def test_many_who_write_at_once_get_numbers_without_gaps():
    start = Barrier(6)

    def write(who):
        start.wait()
        try:
            for number in range(5):
                with transaction.atomic():
                    facts = replace(SPAM_WAVE, id=f"w{who}-{number}")
                    register.append(facts, texts={"facts": FACTS})
        finally:
            connection.close()

    writers = [Thread(target=write, args=(who,)) for who in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert list(RegisterEntry.objects.order_by("seq").values_list("seq", flat=True)) == list(
        range(1, 31)
    )
    assert check_chain() == (30, bytes.fromhex(RegisterEntry.objects.get(seq=30).hash), None)
    assert RegisterTally.objects.get().entries == 30


# --- what is written --------------------------------------------------------------------


def test_an_entry_is_the_canonical_record_with_its_hash(entries):
    chain = [
        (json.loads(entry.record), bytes.fromhex(entry.hash))
        for entry in RegisterEntry.objects.order_by("seq")
    ]

    assert first_broken(chain) is None
    assert chain[0][0]["commitments"].keys() == {"facts", "reasons", "links"}
    assert verified().head.hash == entries[-1].hash


def test_salts_are_long_and_differ(entries):
    salts = list(RegisterText.objects.values_list("salt", flat=True))

    assert len(set(salts)) == len(salts) == 6
    assert {len(salt) for salt in salts} == {64}


def test_entries_are_counted_by_their_sort(entries):
    register.append(replace(HOME_ADDRESS, id="again"), texts={})

    tally = RegisterTally.objects.get(kind="remove_post", event="intervention")

    assert (tally.entries, tally.first_seq, tally.last_seq) == (2, 1, 5)
    assert (tally.year, tally.ground, tally.is_of_criticism) == (2026, "rules", True)


def test_norm_and_rung_stand_in_the_record(db):
    facts = replace(HOME_ADDRESS, norm="§ 185 StGB", rung="ask")
    record = json.loads(register.append(facts, texts={}).record)

    assert (record["norm"], record["rung"]) == ("§ 185 StGB", "ask")


# --- words that are kept back, and words that go ------------------------------------------


def test_sealed_words_leave_the_server_when_their_time_comes(entries):
    letter = json.loads(exported())["entries"][3]
    assert letter["record"]["sealed"] == "yes"
    assert "texts" not in letter
    assert entry_by_uid("2026-4").words[0].sealed_until is not None

    with clock.pretend_it_is(clock.now() + timedelta(days=31)):
        assert json.loads(exported())["entries"][3]["texts"]["facts"]["fields"] == FACTS
        assert entry_by_uid("2026-4").words[0].fields == FACTS
        assert register.unseal_texts() == 1
    assert json.loads(exported())["entries"][3]["texts"]["facts"]["fields"] == FACTS
    assert verified().texts_not_there == 0


def test_erased_words_are_gone_and_the_chain_holds(entries):
    assert register.erase_texts("2026-1", ["facts", "links"]) == 2

    assert "Am Markt" not in exported().splitlines()[1]
    shown = {words.part: words for words in entry_by_uid("2026-1").words}
    assert shown["facts"].is_erased
    assert shown["reasons"].fields == REASONS
    report = verified()
    assert (report.texts_that_fit, report.texts_not_there) == (3, 3)
    assert check_chain()[2] is None


def test_nothing_is_erased_of_an_entry_that_is_not_there(db):
    with pytest.raises(register.UnknownEntry, match="nobody"):
        register.erase_texts("nobody", ["facts"])


# --- what is found ----------------------------------------------------------------------

_COLUMNS = ["record", "hash", "uid", "event", "kind", "ground", "clause", "about"]
if connection.vendor == "sqlite":
    _COLUMNS.append("at")  # elsewhere not text


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_one_changed_byte_of_an_entry_is_found_and_named(tampering, data):
    with transaction.atomic():
        write_four()
        seq = data.draw(st.integers(1, 4))
        column = data.draw(st.sampled_from(_COLUMNS))
        change_a_byte(data, "moderation_registerentry", column, f"seq = {seq}")

        assert check_chain()[2] == seq
        transaction.set_rollback(True)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_one_changed_byte_of_a_text_is_found_and_named(tampering, data):
    with transaction.atomic():
        write_four()
        seq, part = data.draw(
            st.sampled_from(
                [(1, "facts"), (1, "links"), (2, "facts"), (3, "reasons"), (4, "facts")]
            )
        )
        column = data.draw(st.sampled_from(("salt", "fields")))
        change_a_byte(data, "moderation_registertext", column, f"seq = {seq} AND part = '{part}'")

        assert check_chain()[2] == seq
        transaction.set_rollback(True)


def change_a_byte(data, table, column, where):
    """Any byte of what is stored becomes any other; on PostgreSQL it has to stay text."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT CAST({column} AS TEXT) FROM {table} WHERE {where}")
        (text,) = cursor.fetchone()
        stored = text.encode()
        place = data.draw(st.integers(0, max(0, len(stored) - 1)))
        if connection.vendor == "postgresql":
            cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {where}", [f"{text[:place]}~"])
            return
        byte = data.draw(
            st.integers(1, 255).filter(lambda b: stored[place : place + 1] != bytes([b]))
        )
        changed = stored[:place] + bytes([byte]) + stored[place + 1 :]
        cursor.execute(
            f"UPDATE {table} SET {column} = CAST(X'{changed.hex()}' AS TEXT) WHERE {where}"
        )


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_an_entry_left_out_is_found_and_named(tampering, seq):
    write_four()
    RegisterEntry.objects.filter(seq=seq).delete()

    assert check_chain()[2] == seq


def test_another_filter_than_the_record_says_is_found(tampering):
    write_four()
    RegisterEntry.objects.filter(seq=1).update(is_of_criticism=False)

    assert check_chain()[2] == 1


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "warn"},
        {"event": "declared"},
        {"clause": "9.9"},
        {"year": 2025},
        {"is_of_criticism": False},
        {"entries": 0},
        {"first_seq": 2},
        {"last_seq": 99},
    ],
)
def test_a_sort_that_hides_an_entry_is_found(tampering, change):
    write_four()
    RegisterTally.objects.filter(first_seq=1).update(**change)

    assert check_chain()[2] == 1


def test_an_entry_under_another_sort_is_found(tampering):
    write_four()
    other = RegisterTally.objects.exclude(first_seq=1).latest("id")
    RegisterEntry.objects.filter(seq=1).update(tally=other)

    assert check_chain()[2] == 1


def test_a_register_written_anew_is_found_by_its_own_heads(tampering):
    write_four()
    publish_head()
    RegisterEntry.objects.all().delete()
    RegisterText.objects.all().delete()
    register.append(SPAM_WAVE, texts={})
    assert check_chain()[2] == 2  # cut

    for number in range(2, 5):
        register.append(replace(SPAM_WAVE, id=f"n{number}"), texts={})
    assert check_chain()[2] == 4  # as long as before, and another


def test_the_result_of_a_look_is_written_down(tampering):
    write_four()
    assert verify_register().broken_at is None

    RegisterEntry.objects.filter(seq=2).update(hash="00" * 32)
    run = verify_register()

    assert (run.seq, run.broken_at) == (1, 2)
    assert VerificationRun.objects.count() == 2


def test_an_empty_register_is_whole(db):
    assert check_chain() == (0, GENESIS, None)
    assert verified().head.seq == 0
    assert publish_head() is None
    assert not RegisterHead.objects.exists()


def test_a_large_register_is_looked_at_once_a_day(entries, monkeypatch):
    monkeypatch.setattr("augenhoehe.domain.moderation.register.verification._SMALL", 3)

    assert verify_if_due() is not None
    assert verify_if_due() is None
    with clock.pretend_it_is(clock.now() + timedelta(hours=24)):
        assert verify_if_due() is not None


# --- the export -------------------------------------------------------------------------


def test_the_export_is_read_bit_by_bit(entries, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(export, "BIT", 2)

    with django_assert_num_queries(5):  # the end; then entries and texts of each bit
        pieces = list(export.document())

    assert len(pieces) == 4
    assert verified("".join(pieces)).head.seq == 4


def test_every_entry_ever_written_is_exported_as_the_format_says(entries):
    document = json.loads(exported())

    assert [entry["record"]["seq"] for entry in document["entries"]] == [1, 2, 3, 4]
    assert document["server"] == "http://testserver"
    assert document["entries"][0]["texts"]["links"]["fields"] == LINK


def test_a_moment_is_as_exact_as_the_record(db):
    at = MORNING.replace(microsecond=123456)
    entry = register.append(
        Facts(
            id="x",
            at=at,
            event=terms.Event.DECLARED,
            kind=terms.Kind.LAWSUIT,
            target=terms.Target.ELSEWHERE,
            hand=terms.Hand.ORGANISATION,
            office="legal-1",
            criticism=True,
        ),
        texts={},
    )

    assert entry.at == MORNING
    assert check_chain()[2] is None
