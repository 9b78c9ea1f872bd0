"""Appeals: free, decided by somebody else, and whoever is right gets everything back."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import transaction

from augenhoehe.domain.moderation import register
from augenhoehe.domain.moderation.actions import appeal as appeals_module
from augenhoehe.domain.moderation.actions import (
    appeal_against,
    confirm_objection,
    consent,
    decide_appeal,
    empty_quarantine,
    forget_unconfirmed_objections,
    intervene,
    object_to,
    put_into_force,
    review,
)
from augenhoehe.domain.moderation.models import Appeal, Intervention, RegisterEntry, RegisterText
from augenhoehe.domain.moderation.policies_appeals import may_appeal, may_decide_appeal
from augenhoehe.domain.moderation.selectors.appeals import (
    appeal_figures,
    appeals_where,
    can_anybody_decide,
    words_for_decision,
)
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.moderation.tokens_reports import objection_of, objection_token
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.actions import grant_role
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts.actions import boost, like
from augenhoehe.domain.posts.internals import words_of
from augenhoehe.domain.posts.models import Like, Post, Revision
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from tests.domain.moderation.measures import against, unlawful

WHY = "Das war kein Schimpfwort, sondern ein Zitat aus der Zeitung."
REASONS = "Der Beitrag zitiert einen Artikel; das Wort stammt nicht von der Verfasserin."
WRONG = {"outcome": "overturned", "reasons": REASONS}


def removed(cast, text="Ben ist ein elender Wurm.", **how):
    """Mona removes a post of Karl's; who decides an appeal is Petra, the auditor."""
    cast.petra  # noqa: B018
    return intervene(against(cast.says(cast.karl, text), **how), by=cast.mona)


def appealed(cast, intervention, **how):
    target = intervention.targets.get()
    return appeal_against(target, text=WHY, by=how.pop("by", cast.karl), **how)


def entries(uid):
    return [json.loads(entry.record) for entry in RegisterEntry.objects.filter(about=uid)]


# --- Who may ---------------------------------------------------------------------------


def test_only_whom_it_concerns_appeals_and_only_once(cast):
    done = removed(cast)
    with pytest.raises(NotAllowed, match="Everybody else can object"):
        appealed(cast, done, by=cast.ben)
    with pytest.raises(Invalid) as refusal:
        appeal_against(done.targets.get(), text="Nein.", by=cast.karl)
    assert refusal.value.field == "text"

    appealed(cast, done)

    with pytest.raises(NotAllowed, match="already"):
        appealed(cast, done)
    assert Notification.objects.filter(recipient=cast.petra, step="appeal").count() == 1


def test_with_the_link_no_account_is_needed(cast):
    done = removed(cast)

    assert appealed(cast, done, by=None).account == cast.karl


def test_the_term_is_six_months(cast):
    done = removed(cast)
    target = done.targets.get()

    with clock.pretend_it_is(clock.now() + timedelta(days=182)):
        assert may_appeal(who_is(cast.karl), target)
    with clock.pretend_it_is(clock.now() + timedelta(days=185)):
        assert "six months" in str(may_appeal(who_is(cast.karl), target).reason)
        with pytest.raises(NotAllowed, match="six months"):
            object_to(done, text=WHY, by=cast.ben)


def test_who_wrote_a_post_of_a_voice_appeals_for_it(cast):
    post = cast.says(cast.jonas, "Selten so gelacht.", voice=cast.lindenrad)
    done = intervene(against(post), by=cast.mona)

    assert may_appeal(who_is(cast.jonas), done.targets.get())
    assert may_appeal(who_is(cast.erika), done.targets.get())  # she answers for the voice
    assert not may_appeal(who_is(cast.wilhelm), done.targets.get())


def test_a_proposal_is_nothing_to_appeal_against(cast):
    post = cast.says(cast.karl, "@lindenrad Ihr seid elende Würmer.")
    proposed = intervene(against(post), by=cast.mona)
    assert proposed.state == Intervention.State.PROPOSED

    with pytest.raises(NotAllowed, match="nothing in force"):
        appealed(cast, proposed)


# --- Who decides -----------------------------------------------------------------------


def test_who_took_part_does_not_decide(cast):
    for one in (cast.hanna, cast.theo, cast.jonas):
        grant_role(one, "moderator", by=None)
    answered = cast.says(cast.theo, "Wie war die Fahrt?")
    post = cast.says(cast.karl, "@lindenrad Elend.", in_reply_to=answered)
    proposed = intervene(against(post), by=cast.mona)
    consent(proposed, by=cast.hanna, reasons="Das trägt auch die zweite Person mit.")
    with clock.pretend_it_is(clock.now() + timedelta(hours=25)):
        done = put_into_force(proposed, by=cast.mona)
        appeal = appealed(cast, done)

        for part in (cast.mona, cast.hanna, cast.theo, cast.karl, cast.erika):
            assert not may_decide_appeal(who_is(part), appeal)
            with pytest.raises(NotAllowed):
                decide_appeal(appeal, by=part, **WRONG)
        assert may_decide_appeal(who_is(cast.jonas), appeal)


def test_who_kept_it_at_a_review_does_not_decide(cast):
    grant_role(cast.hanna, "moderator", by=None)
    done = intervene(unlawful(cast.says(cast.karl, "Ben wohnt im Lindenweg 4.")), by=cast.mona)
    review(done, by=cast.hanna, keep=True, reasons="Die Anschrift ist privat, es bleibt dabei.")

    appeal = appealed(cast, done)

    assert "looked at this before" in str(may_decide_appeal(who_is(cast.hanna), appeal).reason)
    assert may_decide_appeal(who_is(cast.petra), appeal)


def test_where_everybody_took_part_the_page_can_say_so(cast):
    done = intervene(against(cast.says(cast.karl, "Ben ist ein Wurm.")), by=cast.mona)
    appeal = appealed(cast, done)
    assert not can_anybody_decide(appeal)

    grant_role(cast.petra, "auditor", by=None)

    assert can_anybody_decide(appeal)


def test_reasons_are_owed_in_either_direction(cast):
    appeal = appealed(cast, removed(cast))

    for outcome in ("upheld", "changed", "overturned"):
        with pytest.raises(Invalid) as refusal:
            decide_appeal(appeal, by=cast.petra, outcome=outcome, reasons="Passt schon so.")
        assert refusal.value.field == "reasons"
    with pytest.raises(Invalid):
        decide_appeal(appeal, by=cast.petra, outcome="maybe", reasons=REASONS)


# --- What comes of it ------------------------------------------------------------------


def test_an_appeal_that_is_not_right_changes_nothing_and_stands_in_the_register(cast):
    done = removed(cast)
    appeal = appealed(cast, done)

    decide_appeal(appeal, by=cast.petra, outcome="upheld", reasons=REASONS)

    post = Post.objects.get(id=done.targets.get().post_id)
    assert post.removed_at is not None
    [entry] = entries(done.uid)
    assert (entry["event"], entry["outcome"], entry["about"]) == (
        "appeal_decided",
        "upheld",
        done.uid,
    )
    assert Notification.objects.filter(recipient=cast.karl, step="upheld").exists()
    with pytest.raises(NotAllowed, match="decided"):
        decide_appeal(appeal, by=cast.petra, **WRONG)


def test_a_won_appeal_brings_everything_back_under_the_same_address(cast):
    grant_role(cast.hanna, "moderator", by=None)
    case = cast.complains(cast.karl, "Der Riemen ist Murks, und Ben ein Wurm.")
    post = case.post
    answer = cast.says(cast.gerda, "Bei mir auch.", in_reply_to=post)
    boost(post, by=cast.ada)
    like(post, by=cast.luise)
    before = Post.objects.get(id=post.id)
    was = Post.objects.filter(id=case.post_id).values("text", "html", "audience").get()
    state = case.state
    done = intervene(unlawful(post), by=cast.mona)
    case.refresh_from_db()
    assert case.state == "removed"

    decide_appeal(appealed(cast, done), by=cast.petra, **WRONG)

    back = Post.objects.get(id=post.id)
    assert (back.deleted_at, back.removed_at, back.restrictions) == (None, None, 0)
    assert Post.objects.filter(id=post.id).values("text", "html", "audience").get() == was
    assert (back.replies_count, back.boosts_count, back.likes_count) == (
        before.replies_count,
        before.boosts_count,
        before.likes_count,
    )
    assert Post.objects.filter(boost_of=post, deleted_at__isnull=True).count() == 1
    assert Like.objects.filter(post=post).count() == 1
    assert Post.objects.get(id=answer.id).in_reply_to_id == post.id
    case.refresh_from_db()
    done.refresh_from_db()
    assert (case.state, done.state) == (state, "overturned")
    assert entries(done.uid)[-1]["outcome"] == "overturned"
    assert Notification.objects.filter(recipient=cast.karl, step="restored").exists()


def test_of_a_wave_only_the_one_post_comes_back(cast):
    spam = [cast.says(who, "Jetzt billig Uhren kaufen bei uns") for who in (cast.karl, cast.ben)]
    cast.petra  # noqa: B018
    done = intervene(against(spam), by=cast.mona)
    mine = done.targets.get(post=spam[0])

    decide_appeal(appeal_against(mine, text=WHY, by=cast.karl), by=cast.petra, **WRONG)

    done.refresh_from_db()
    gone = {post.id: post.removed_at is not None for post in Post.objects.filter(id__in=[
        one.id for one in spam
    ])}  # fmt: skip
    assert gone == {spam[0].id: False, spam[1].id: True}
    assert done.state == "in_force"
    assert entries(done.uid)[-1].get("count", 1) == 1


def test_too_much_is_shortened_or_ends_now(cast):
    grant_role(cast.hanna, "moderator", by=None)
    limits = [
        intervene(
            against(one, Kind.TIME_LIMIT, ends_at=clock.now() + timedelta(days=30)), by=cast.mona
        )
        for one in (cast.karl, cast.ben)
    ]
    longer, shorter = clock.now() + timedelta(days=40), clock.now() + timedelta(days=2)
    first = appealed(cast, limits[0])
    with pytest.raises(Invalid) as refusal:
        decide_appeal(first, by=cast.hanna, outcome="changed", reasons=REASONS, ends_at=longer)
    assert refusal.value.field == "ends_at"

    decide_appeal(first, by=cast.hanna, outcome="changed", reasons=REASONS, ends_at=shorter)
    second = appealed(cast, limits[1], by=cast.ben)
    decide_appeal(second, by=cast.hanna, outcome="changed", reasons=REASONS)

    states = [Intervention.objects.get(id=one.id) for one in limits]
    assert (states[0].state, states[0].ends_at) == ("in_force", shorter)
    assert states[1].state == "ended"
    cast.ben.refresh_from_db()
    assert cast.ben.restrictions == 0
    assert "ends" in entries(limits[0].uid)[-1]


def test_what_is_over_can_still_be_called_wrong(cast):
    done = removed(cast, kind=Kind.LOCK_REPLIES, ends_at=clock.now() + timedelta(days=1))
    from augenhoehe.domain.moderation.actions import end_what_is_over

    with clock.pretend_it_is(clock.now() + timedelta(days=2)):
        end_what_is_over()
        appeal = appealed(cast, done)
        with pytest.raises(Invalid):
            decide_appeal(appeal, by=cast.petra, outcome="changed", reasons=REASONS)
        decide_appeal(appeal, by=cast.petra, **WRONG)

    done.refresh_from_db()
    assert done.state == "overturned"


class Broken(Exception):
    """The machine gives up at the worst moment."""


def _break(*_args, **_how):
    raise Broken


@pytest.mark.parametrize(
    ("where", "what"),
    [(register, "append"), (appeals_module, "lift_target"), (appeals_module, "emit")],
)
def test_never_the_effect_without_the_entry_nor_the_entry_without_the_effect(
    cast, monkeypatch, where, what
):
    done = removed(cast)
    appeal = appealed(cast, done)
    before = RegisterEntry.objects.count()
    monkeypatch.setattr(where, what, _break)

    with pytest.raises(Broken), transaction.atomic():
        decide_appeal(appeal, by=cast.petra, **WRONG)

    done.refresh_from_db()
    appeal.refresh_from_db()
    assert RegisterEntry.objects.count() == before
    assert (done.state, appeal.outcome) == ("in_force", "")
    assert Post.objects.get(id=done.targets.get().post_id).removed_at is not None


def test_the_words_of_the_appeal_are_not_published(cast):
    done = removed(cast)
    decide_appeal(appealed(cast, done), by=cast.petra, **WRONG)

    entry = RegisterEntry.objects.get(about=done.uid)
    said = RegisterText.objects.filter(seq=entry.seq)
    assert [json.loads(one.fields)["text"] for one in said] == [REASONS]
    assert WHY not in entry.record


def test_who_decides_reads_what_was_removed(cast):
    appeal = appealed(cast, removed(cast))

    assert "elender Wurm" in words_for_decision(appeal)


# --- Objections ------------------------------------------------------------------------


def test_whom_it_concerns_appeals_and_does_not_object(cast):
    with pytest.raises(NotAllowed, match="concerns you"):
        object_to(removed(cast), text=WHY, by=cast.karl)


def test_an_objection_that_is_right_brings_everything_back_and_the_affected_is_told(cast):
    done = removed(cast)
    objection = object_to(done, text=WHY, by=cast.ben)
    with pytest.raises(NotAllowed, match="already"):
        object_to(done, text=WHY, by=cast.ben)

    decide_appeal(objection, by=cast.petra, **WRONG)

    assert Post.objects.get(id=done.targets.get().post_id).removed_at is None
    assert Notification.objects.filter(recipient=cast.karl, step="restored").exists()
    assert Notification.objects.filter(recipient=cast.ben, step="objection").exists()


def test_an_objection_by_mail_counts_once_the_address_has_answered(cast):
    done = removed(cast)
    with pytest.raises(Invalid) as refusal:
        object_to(done, text=WHY, by=None, address="nirgends")
    assert refusal.value.field == "address"
    objection = object_to(done, text=WHY, by=None, address="vera@example.net", name="Vera")
    again = object_to(done, text=f"{WHY} Wirklich.", by=None, address="Vera@example.net")
    assert (again.id, again.is_open) == (objection.id, False)
    assert not may_decide_appeal(who_is(cast.petra), objection)
    assert appeals_where(who_is(cast.petra)) == []

    assert objection_of(objection_token(objection)) == objection
    assert objection_of("made:up") is None
    confirm_objection(objection)
    confirm_objection(objection)

    [line] = appeals_where(who_is(cast.petra))
    assert line.appeal.text.endswith("Wirklich.")
    assert Notification.objects.filter(recipient=cast.petra, step="appeal").count() == 1


def test_an_address_that_never_answers_is_forgotten(cast):
    object_to(removed(cast), text=WHY, by=None, address="vera@example.net")
    assert forget_unconfirmed_objections() == 0

    with clock.pretend_it_is(clock.now() + timedelta(days=8)):
        assert forget_unconfirmed_objections() == 1
    assert not Appeal.objects.exists()


# --- Figures and the end of the quarantine -----------------------------------------------


def test_the_figures_count_what_is_decided(cast):
    assert appeal_figures().median_days is None
    started = clock.now()
    for days, outcome in ((1, "overturned"), (3, "upheld"), (8, "upheld")):
        done = removed(cast, f"Ben ist ein Wurm, zum {days}. Mal.")
        appeal = appealed(cast, done)
        with clock.pretend_it_is(started + timedelta(days=days)):
            decide_appeal(appeal, by=cast.petra, outcome=outcome, reasons=REASONS)
    appealed(cast, removed(cast, "Ben ist und bleibt ein Wurm."))

    figures = appeal_figures()

    assert (figures.decided, figures.won, figures.upheld, figures.open) == (3, 1, 2, 1)
    assert figures.median_days == 3.0


def in_half_a_year(days=184):
    return clock.pretend_it_is(clock.now() + timedelta(days=days))


def test_what_was_removed_is_kept_until_nobody_can_appeal(cast):
    done = removed(cast)
    post = Post.objects.get(id=done.targets.get().post_id)
    assert empty_quarantine() == 0

    with in_half_a_year():
        assert empty_quarantine() == 1
        assert empty_quarantine() == 0

    gone = Post.objects.get(id=post.id)
    assert words_of(gone).text == ""
    assert not Revision.objects.filter(post=post).exists()
    assert gone.deleted_at == post.deleted_at
    assert gone.is_under(64)  # its statement of reasons stays in place
    assert RegisterEntry.objects.filter(uid=done.uid).exists()


@pytest.mark.parametrize("who", ["karl", "ben"])
def test_an_open_appeal_or_objection_keeps_it(cast, who):
    done = removed(cast)
    made = appealed(cast, done) if who == "karl" else object_to(done, text=WHY, by=cast.ben)

    with in_half_a_year():
        assert empty_quarantine() == 0
        decide_appeal(made, by=cast.petra, outcome="upheld", reasons=REASONS)
        assert empty_quarantine() == 1


def test_counts_are_not_lowered_a_second_time(cast):
    root = cast.says(cast.gerda, "Wie war die Fahrt?")
    post = cast.says(cast.karl, "Ben ist ein Wurm.", in_reply_to=root)
    cast.says(cast.ada, "Schön.", in_reply_to=root)
    intervene(against(post), by=cast.mona)

    with in_half_a_year():
        assert empty_quarantine() == 1

    assert Post.objects.get(id=root.id).replies_count == 1
