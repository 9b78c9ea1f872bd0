"""The team works on a case together: handing over, notes, drafts, blocks, the tree."""

from datetime import timedelta

import pytest

from augenhoehe.domain.criticism import desk, queue, tree
from augenhoehe.domain.criticism.actions import (
    add_block,
    answer_case,
    answer_question,
    begin_answering,
    change_block,
    check_nobody_was_quicker,
    check_own_words,
    claim_remedy,
    clear_table_after_answer,
    drop_block,
    drop_draft,
    erase_note,
    forget_who_was_answering,
    hand_over,
    merge_cases,
    save_draft,
    set_topic,
    stop_answering,
    take_case,
    write_note,
)
from augenhoehe.domain.criticism.actions.answering import AnsweredMeanwhile
from augenhoehe.domain.criticism.actions.drafts import DraftMoved
from augenhoehe.domain.criticism.events import CaseMoved
from augenhoehe.domain.criticism.models import Answer, Case, PrivateNote, SharedDraft
from augenhoehe.domain.criticism.naming import shown_receiver
from augenhoehe.domain.criticism.own_words import consists_of
from augenhoehe.domain.criticism.selectors import history_of
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.actions import grant_role, use_protected_name
from augenhoehe.foundation import clock
from augenhoehe.foundation.clock import pretend_it_is
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


@pytest.fixture
def case(cast):
    return cast.complains(cast.karl, "Der Riemen am Lastenrad ist nach zwei Wochen gerissen.")


def now(case):
    return Case.objects.get(id=case.id)


# --- handing over -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "to", "why"),
    [
        ("karl", "jonas", "Only members"),
        ("gerda", "jonas", "Only members"),
        ("erika", "gerda", "members of the organisation"),
        ("erika", "karl", "members of the organisation"),
        ("erika", "erika", "take it"),
    ],
)
def test_who_cannot_hand_over_and_to_whom_not(cast, case, by, to, why):
    with pytest.raises(NotAllowed, match=why):
        hand_over(case, to=getattr(cast, to), by=getattr(cast, by))

    assert now(case).taken_by is None


def test_nobody_is_handed_what_they_cannot_read(cast):
    case = cast.complains(cast.karl, "Unter uns: der Riemen.", space=cast.kreis)

    with pytest.raises(NotAllowed, match="cannot read"):
        hand_over(case, to=cast.theo, by=cast.erika)


def test_a_colleague_is_told_and_the_history_says_by_whom(cast, case):
    hand_over(case, to=cast.jonas, by=cast.erika, text="Jonas hat das Getriebe gebaut.")

    step = history_of(case)[-1]
    assert (step.kind, step.by, shown_receiver(step).name) == (
        "handed_over",
        cast.erika,
        "Jonas Weber",
    )
    assert now(case).taken_by == cast.jonas
    assert now(case).state == "open"  # nobody has said a word to Karl yet
    assert Notification.objects.filter(recipient=cast.jonas, step="to_you", case=case).count() == 1


def test_who_was_handed_a_case_still_gives_the_first_sign(cast, case):
    hand_over(case, to=cast.jonas, by=cast.erika)

    take_case(now(case), by=cast.jonas, text="Ich sehe mir den Riemen an.")

    assert now(case).state == "seen"


def test_a_protected_name_stays_protected_when_handed_a_case(cast, case):
    name = use_protected_name(cast.lindenrad, by=cast.theo)

    hand_over(case, to=cast.theo, by=cast.erika)

    assert shown_receiver(history_of(case)[-1]).name == name.name
    assert "Theo" not in shown_receiver(history_of(case)[-1]).name


def test_handing_to_who_has_it_changes_nothing(cast, case):
    hand_over(case, to=cast.jonas, by=cast.erika)
    hand_over(now(case), to=cast.jonas, by=cast.mona)

    assert len(history_of(case)) == 2


def test_a_topic_is_a_word_or_two_by_members(cast, case):
    with pytest.raises(NotAllowed):
        set_topic(case, "Riemen", by=cast.karl)
    with pytest.raises(Invalid):
        set_topic(case, "R" * 61, by=cast.erika)

    set_topic(case, "  Riemen \n trieb ", by=cast.erika)

    assert now(case).topic == "Riemen trieb"
    assert queue.topics_in_use() == ["Riemen trieb"]


def test_topics_of_circles_are_not_told(cast):
    case = cast.complains(cast.karl, "Unter uns: der Riemen.", space=cast.kreis)
    set_topic(case, "Geheim", by=cast.erika)

    assert queue.topics_in_use() == []


# --- against double answers ---------------------------------------------------------------


def test_who_is_answering_is_told_to_the_others_for_ten_minutes(cast, case):
    with pytest.raises(NotAllowed):
        begin_answering(case, by=cast.karl)

    begin_answering(case, by=cast.jonas)
    begin_answering(case, by=cast.jonas)

    assert desk.answering_now([case], but=cast.erika.id) == {case.id}
    assert desk.answering_now([case], but=cast.jonas.id) == set()
    with pretend_it_is(clock.now() + timedelta(minutes=11)):
        assert desk.answering_now([case]) == set()
    stop_answering(case, by=cast.jonas)
    assert desk.answering_now([case]) == set()


def test_signs_of_yesterday_are_forgotten(cast, case):
    with pretend_it_is(clock.now() - timedelta(days=2)):
        begin_answering(case, by=cast.jonas)

    assert forget_who_was_answering() == 1


def test_a_second_answer_waits_until_the_first_was_read(cast, case):
    cast.answers(cast.erika, case)

    check_nobody_was_quicker(case, None)  # an app does not know
    with pytest.raises(AnsweredMeanwhile, match="Somebody else answered"):
        cast.answers(cast.jonas, case, "Noch etwas dazu.", answers_seen=0)
    assert Answer.objects.count() == 1

    cast.answers(cast.jonas, case, "Noch etwas dazu.", answers_seen=1)
    assert Answer.objects.count() == 2


# --- private notes ------------------------------------------------------------------------


@pytest.mark.parametrize("somebody", ["karl", "gerda", "hanna", "petra", "inga"])
def test_private_notes_are_for_few(cast, case, somebody):
    write_note(case, "Bestellung 4711", by=cast.erika)

    with pytest.raises(NotAllowed):
        write_note(case, "Neugier", by=getattr(cast, somebody))
    with pytest.raises(NotAllowed):
        desk.notes_of(cast.reads(getattr(cast, somebody)), case)
    with pytest.raises(NotAllowed):
        erase_note(PrivateNote.objects.get(), by=getattr(cast, somebody))


def test_a_note_is_erased_for_good(cast, case):
    grant_role(cast.hanna, "desk", by=None)
    note = write_note(case, "Bestellung 4711", by=cast.erika)
    assert desk.has_notes(case.id)

    erase_note(note, by=cast.hanna)

    assert not desk.has_notes(case.id)
    with pytest.raises(Invalid):
        write_note(case, " \n ", by=cast.erika)


# --- the shared draft ---------------------------------------------------------------------


def test_nobody_overwrites_what_they_have_not_seen(cast, case):
    save_draft(case, "Von Erika.", by=cast.erika)

    with pytest.raises(DraftMoved) as moved:
        save_draft(case, "Von Jonas.", by=cast.jonas, seen=0)
    assert moved.value.draft.text == "Von Erika."
    assert SharedDraft.objects.get().text == "Von Erika."

    save_draft(case, "Von beiden.", by=cast.jonas, seen=1)
    with pytest.raises(DraftMoved):
        save_draft(case, "Noch einmal Erika.", by=cast.erika, seen=1)
    with pytest.raises(DraftMoved):
        drop_draft(case, by=cast.erika, seen=1)
    assert SharedDraft.objects.get().text == "Von beiden."
    drop_draft(case, by=cast.erika, seen=2)
    assert desk.draft_of(case) is None


def test_customers_see_no_draft_and_write_none(cast, case):
    with pytest.raises(NotAllowed):
        save_draft(case, "Ich schreibe mit.", by=cast.karl)


def test_the_draft_is_gone_with_the_answer(cast, case):
    save_draft(case, "Das war unser Fehler.", by=cast.erika)
    clear_table_after_answer(CaseMoved(case.id, "taken", cast.erika.id))
    assert desk.draft_of(case) is not None

    cast.answers(cast.jonas, case)

    assert desk.draft_of(case) is None


# --- text blocks --------------------------------------------------------------------------

THANKS = "Danke für Ihre Nachricht. Wir bedauern die Umstände."


@pytest.fixture
def block(cast, case):
    return add_block("Dank", THANKS, by=cast.erika)


def test_only_writers_keep_blocks(cast, block):
    for somebody in (cast.karl, cast.wilhelm, cast.inga):
        with pytest.raises(NotAllowed):
            add_block("Eigenes", "Text.", by=somebody)
        with pytest.raises(NotAllowed):
            drop_block(block, by=somebody)
    with pytest.raises(Invalid, match="of this name"):
        add_block("Dank", "Text.", by=cast.jonas)

    change_block(block, "Dank", "Vielen Dank.", by=cast.jonas)
    drop_block(block, by=cast.jonas)
    assert desk.text_blocks() == []


@pytest.mark.parametrize(
    "canned",
    [
        THANKS,
        f"  {THANKS.upper()} ",
        "@karl Danke für Ihre Nachricht!",
        f"Guten Tag, Karl!\n\n{THANKS}\n\nMit freundlichen Grüßen",
        "Wir bedauern die Umstände. Danke für Ihre Nachricht.",
    ],
)
def test_nothing_is_sent_that_consists_of_blocks_only(cast, case, block, canned):
    for send in (
        lambda: answer_case(case, by=cast.jonas, text=canned, verdict="true"),
        lambda: take_case(case, by=cast.jonas, text=canned),
    ):
        with pytest.raises(Invalid, match="sentence of your own") as refusal:
            send()
        assert refusal.value.field == "text"
    assert now(case).state == "open"


def test_a_block_with_a_sentence_of_ones_own_is_an_answer(cast, case, block):
    own = f"{THANKS} Der Riemen war falsch gespannt, wir tauschen ihn am Montag."

    check_own_words(own)
    cast.answers(cast.jonas, case, own)

    with pytest.raises(Invalid):
        claim_remedy(now(case), by=cast.jonas, text=THANKS)


@pytest.mark.parametrize("text", ["", "Ja.", "Das war unser Fehler.", "Danke."])
def test_what_holds_no_block_is_ones_own(text):
    assert not consists_of(text, [THANKS])


# --- the answer tree ----------------------------------------------------------------------


def test_the_tree_is_for_the_team_and_moves_nothing(cast, case):
    with pytest.raises(NotAllowed):
        answer_question(case, 1, by=cast.karl, answer="true")
    with pytest.raises(Invalid):
        answer_question(case, 7, by=cast.erika, answer="yes")
    with pytest.raises(Invalid):
        answer_question(case, 2, by=cast.erika, answer="troll")
    with pytest.raises(Invalid, match="norm"):
        answer_question(case, 4, by=cast.erika, answer="yes")

    answer_question(case, 1, by=cast.erika, answer="partly", why="Nur der Riemen.")
    answer_question(case, 1, by=cast.jonas, answer="true")
    answer_question(case, 5, by=cast.jonas, why="Ich habe das Getriebe gebaut.")

    found = desk.tree_of(case)
    assert (found[1].answer, found[1].by, found[5].why) == (
        "true",
        cast.jonas,
        "Ich habe das Getriebe gebaut.",
    )
    assert len(history_of(case)) == 1
    answer_question(case, 1, by=cast.erika)
    assert 1 not in desk.tree_of(case)


def test_the_tree_knows_no_trolls_and_no_way_past_a_person():
    words = " ".join(
        f"{question.words} {question.help} "
        + " ".join(f"{o.value} {o.label} {o.advice}" for o in question.options)
        for question in tree.QUESTIONS
    ).lower()

    assert len(tree.QUESTIONS) == 6
    assert "true" in str(tree.QUESTIONS[0].words).lower()
    for banned in ("troll", "ignore", "monitor", "rager", "block them"):
        assert banned not in words


def test_anything_but_an_answer_leads_to_the_check():
    assert [one.leads_to for one in tree.advice_for({1: "true", 6: "yes"})] == ["", "check"]
    assert [one.leads_to for one in tree.advice_for({4: "yes", 6: "no"})] == ["check", ""]
    assert len(tree.open_questions({1: "true"})) == 5


# --- related cases ------------------------------------------------------------------------


def test_small_words_and_words_that_all_use_make_nothing_alike(cast, case):
    cast.complains(cast.gerda, "Mein Riemen kam nach zwei Wochen nicht, und ist auch jetzt fort.")
    for place in range(7):
        cast.complains(cast.ada, f"Lastenrad, Riemen, gerissen: Laden {place} sagt nichts dazu.")

    assert queue.related_cases(cast.reads(cast.theo), case) == []


def test_cases_that_sound_alike_are_found_but_not_what_one_may_not_read(cast, case):
    alike = cast.complains(cast.gerda, "Mein Riemen am Lastenrad ist auch gerissen!")
    cast.complains(cast.ada, "Die Lieferung kommt nicht.")
    secret = cast.complains(cast.karl, "Der Riemen am Lastenrad ist gerissen.", space=cast.kreis)

    assert queue.related_cases(cast.reads(cast.theo), case)[0] == alike
    assert secret not in queue.related_cases(cast.reads(cast.theo), case)
    # Erika reads both, but one answer cannot be for all the world and for the circle.
    assert secret not in queue.related_cases(cast.reads(cast.erika), case)
    merge_cases(alike, into=case, by=cast.erika)
    assert alike not in queue.related_cases(cast.reads(cast.theo), now(case))
    assert queue.linked_cases(cast.reads(cast.theo), now(case)) == [alike]
