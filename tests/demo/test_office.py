"""What the demo promises to show of the desk, the office and the public register."""

import pytest
from django.test import Client

from augenhoehe.demo.world import office
from augenhoehe.demo.world import told as story
from augenhoehe.domain.codex.selectors import current_version
from augenhoehe.domain.criticism.models import (
    Case,
    DeskRules,
    Offer,
    PrivateNote,
    SharedDraft,
    TextBlock,
    TreeAnswer,
)
from augenhoehe.domain.moderation.models import (
    Appeal,
    Intervention,
    RegisterEntry,
    RegisterHead,
    RegisterText,
    Report,
)
from augenhoehe.domain.moderation.selectors import proposals, to_review
from augenhoehe.domain.moderation.selectors.register import last_check
from augenhoehe.domain.moderation.terms import Event, Kind
from augenhoehe.domain.moderation.tokens import statement_token
from augenhoehe.domain.people.models import Account, VoiceMembership
from augenhoehe.domain.posts.models import Post

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.xdist_group("demo"),
    pytest.mark.usefixtures("lindenrad"),
]

State = Intervention.State


def page(address, status=200):
    response = Client().get(address, headers={"accept-language": "en"})
    assert response.status_code == status, address
    return response.content.decode()


def measures(**how):
    return Intervention.objects.filter(**how).order_by("id")


def home_address():
    return measures(norm="§ 126a StGB").get()


# --- the desk ---


def test_criticism_came_by_every_way():
    channels = set(Case.objects.values_list("channel", flat=True))
    assert channels >= {"mention", "form", "telephone", "elsewhere"}

    by_form = Case.objects.get(channel="form")
    assert by_form.critic is None
    assert by_form.contact is not None
    assert by_form.state == Case.State.CONFIRMED
    by_telephone = Case.objects.get(channel="telephone")
    assert by_telephone.contact is None
    assert by_telephone.state == Case.State.DORMANT
    brought_in = Case.objects.get(channel="elsewhere")
    assert brought_in.source_url.startswith("https://")
    assert brought_in.entered_by.handle == "ada"


def test_one_is_contested_with_a_source_and_one_came_back_after_resting():
    contested = Case.objects.get(contested_at__isnull=False)
    assert "https://" in contested.events.get(kind="contested").text
    [back] = [c for c in Case.objects.all() if c.events.filter(kind="reopened").exists()]
    assert back.events.filter(kind="fell_dormant").exists()


def test_one_answer_reached_two_critics_who_say_different_things():
    linked = Case.objects.filter(merged_into__isnull=False)
    assert linked.count() == 2
    [answered] = [case for case in linked if case.answers.exists()]
    assert answered.answers.get().post == answered.merged_into.answers.get().post
    assert answered.state != answered.merged_into.state


def test_offers_of_every_kind_wait_and_one_was_declined():
    waiting = Offer.objects.filter(state=Offer.State.OPEN)
    assert set(waiting.values_list("kind", flat=True)) == set(Offer.Kind.values)
    assert Offer.objects.filter(state=Offer.State.DECLINED).count() == 1


def test_the_team_has_its_things_on_the_table():
    assert TextBlock.objects.count() == 3
    assert set(DeskRules.objects.get().hours) == {"0", "1", "2", "3", "4"}
    assert PrivateNote.objects.count() == 2
    assert SharedDraft.objects.get().version == 2
    assert TreeAnswer.objects.values("case").distinct().count() == 2
    assert TreeAnswer.objects.count() == 12
    assert Case.objects.exclude(topic="").count() >= 15


# --- reports ---


def test_reports_of_every_category_and_a_queue_that_waits():
    told = sum(len(story["reports"]) for story in office())
    flags = len(story("elsewhere")["reports"])
    assert Report.objects.count() == told + flags
    assert set(Report.objects.values_list("category", flat=True)) == set(Report.Category.values)
    waiting = Report.objects.exclude(state=Report.State.DECIDED)
    assert waiting.count() == 9
    assert waiting.filter(is_legal_notice=True, good_faith=True).count() == 1
    assert waiting.exclude(wave="").count() == 3  # one of them came from another server
    outcomes = Report.objects.filter(state=Report.State.DECIDED).values_list("outcome", flat=True)
    assert set(outcomes) == set(Report.Outcome.values)


# --- interventions ---


def test_most_are_about_spam_and_quarrels_and_few_about_criticism():
    entries = RegisterEntry.objects.all()
    assert entries.count() >= 30
    first = entries.filter(event=Event.INTERVENTION)
    assert first.filter(is_of_criticism=True).count() <= first.count() / 10
    assert len(set(first.values_list("kind", flat=True))) >= 14
    assert len(set(first.values_list("clause", flat=True))) >= 8
    told = {Event.AMENDMENT, Event.ENDED, Event.REVIEWED, Event.APPEAL_DECIDED, Event.DECLARED}
    assert set(entries.values_list("event", flat=True)) >= told
    assert entries.filter(event=Event.DECLARED).count() == 2


def test_no_entry_names_anybody():
    names = Account.objects.persons().values_list("name", flat=True)
    for text in RegisterText.objects.exclude(part="links"):
        said = str(text.fields)
        assert "@" not in said
        assert not [name for name in names if " " in name and name in said]
        assert "Kiefernstieg" not in said


def test_a_wave_of_twelve_is_one_entry():
    [wave] = [found for found in measures(kind=Kind.REMOVE_POST) if found.targets.count() == 12]
    assert '"count":12' in RegisterEntry.objects.get(uid=wave.uid).record.replace(" ", "")
    assert wave.targets.values("affected").distinct().count() == 2


def test_the_check_refused_to_remove_what_hurts():
    refused = measures(state=State.DECLINED).get()
    post = refused.targets.get().post

    assert refused.is_of_criticism
    assert refused.second.handle == "ruth"
    assert len(refused.second_reasons) > 100
    assert post.removed_at is None
    assert not RegisterEntry.objects.filter(uid=refused.uid).exists()
    assert Case.objects.get(post=post).answers.get().given_by == refused.decided_by


def test_one_proposal_waits_for_the_night():
    [waiting] = proposals()
    assert waiting.second_id is not None
    assert waiting.targets.get().post.removed_at is None


def test_a_home_address_went_at_once_and_that_was_upheld():
    found = home_address()
    about = RegisterEntry.objects.filter(about=found.uid).values_list("event", flat=True)

    assert found.at_once
    assert found.state == State.IN_FORCE
    assert set(about) == {Event.REVIEWED, Event.AMENDMENT, Event.APPEAL_DECIDED}
    assert Case.objects.get(post=found.targets.get().post).state == Case.State.REMOVED
    appeal = found.appeals.get()
    assert appeal.outcome == "upheld"
    assert appeal.decided_by not in (found.decided_by, None)
    assert "Kiefernstieg" not in page(f"/@volker_h/{found.targets.get().post_id}", 410)


def test_what_was_removed_by_mistake_is_back_with_everything():
    [found] = measures(state=State.OVERTURNED, kind=Kind.REMOVE_POST)
    post = found.targets.get().post

    assert post.removed_at is None
    assert "lygtetest" in post.text
    assert post.likes_count >= 4
    assert post.replies_count >= 3
    assert post.boosts_count >= 1


def test_a_voice_that_was_withdrawn_is_given_back():
    [found] = measures(state=State.OVERTURNED, kind=Kind.WITHDRAW_VOICE)
    target = found.targets.get()
    mine = VoiceMembership.objects.filter(voice=target.voice, person=target.account)
    assert mine.filter(left_at__isnull=True).exists()


def test_appeals_and_objections_ended_in_every_way_and_one_is_open():
    assert set(Appeal.objects.values_list("outcome", flat=True)) == {
        "",
        "upheld",
        "changed",
        "overturned",
    }
    assert Appeal.objects.filter(party=Appeal.Party.OTHER).count() >= 2


def test_somebody_taken_off_the_lists_is_up_for_review():
    kinds = {found.kind for found in to_review()}
    assert Kind.DELIST in kinds
    assert Kind.SUSPEND in kinds


# --- the register ---


def test_yesterdays_head_stands_for_less_than_today():
    heads = RegisterHead.objects.order_by("-seq")
    assert heads.count() >= 20
    assert heads[0].seq == RegisterEntry.objects.count() - 1
    page(f"/register/koepfe/{heads[0].seq}.json")


def test_whoever_comes_from_outside_can_look_at_all_of_it():
    found = home_address()
    for address in ("/register", f"/register/{found.uid}", "/register/pruefen", "/spiegel"):
        page(address)
    assert "Kiefernstieg" in page(f"/begruendung/{statement_token(found.targets.get())}")
    assert Post.objects.filter(removed_at__isnull=False).count() >= 15


def test_the_tour_leads_to_all_of_it(settings):
    settings.DEMO = True
    found, refused = home_address(), measures(state=State.DECLINED).get()

    assert f"/aufsicht/eingriffe/{refused.uid}" in page("/tour/5")
    assert "verarsche" in page("/tour/5")
    assert f"/register/{found.uid}" in page("/tour/6")
    assert statement_token(found.targets.get()) in page("/tour/7")
    assert "lygtetest" in page("/tour/8")
    assert "/register/pruefen" in page("/tour/9")
    assert "@jette@hafen.example" in page("/tour/10")
    assert "/einstellungen/apps" in page("/tour/11")
    assert "/codex/handlungsanweisungen/" in page("/tour/12")
    assert "/huete" in page("/tour/13")
    assert page("/tour/14").count("/gleichklang") == page("/tour/14").count("/umschlag") == 1
    assert "/einsicht/lesungen" in page("/tour/15")
    assert "/spiegel" in page("/tour/16")


def test_the_register_was_looked_at_and_the_codex_is_older_than_what_cites_it():
    assert last_check().broken_at is None
    for each in Intervention.objects.filter(starts_at__isnull=False).select_related(
        "clause__version"
    ):
        assert each.clause.version.published_at < each.starts_at
    assert current_version().number == 2
