"""Who speaks for what, and that it ends by itself."""

import pytest
from allauth.account.models import EmailAddress

from augenhoehe.domain.people.actions import (
    apply_directory,
    become_member,
    close_hat_rule,
    deactivate_person,
    end_membership,
    grant_hat,
    make_hat_rule,
    put_down_hat,
    set_groups,
    settle_all_hats,
    settle_hats,
    take_up_hat,
    use_protected_name,
)
from augenhoehe.domain.people.hats import hat_named, hats_of, wearable
from augenhoehe.domain.people.models import Affiliation, GroupMembership, Hat
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

pytestmark = pytest.mark.django_db


def words_of(account):
    return [hat.words for hat in wearable(account.id)]


def last_of(account):
    return Hat.objects.filter(account=account).order_by("-id").first()


# A steward confirms


def test_only_a_steward_confirms_and_only_for_colleagues(cast):
    voice = cast.lindenrad
    for who in (cast.karl, cast.jonas, cast.wilhelm, cast.mona):
        with pytest.raises(NotAllowed):
            grant_hat(cast.theo, "", by=who, voice=voice)
    with pytest.raises(Invalid) as refusal:
        grant_hat(cast.karl, "", by=cast.erika, voice=voice)
    assert refusal.value.field == "person"
    with pytest.raises(Invalid):
        grant_hat(cast.theo, "", by=cast.erika, voice=cast.jonas)
    with pytest.raises(Invalid):
        grant_hat(cast.theo, "x" * 101, by=cast.erika, voice=voice)
    assert not Hat.objects.exists()


def test_a_steward_confirms_and_the_words_are_the_voices_name(cast):
    hat = grant_hat(cast.theo, "", by=cast.erika, voice=cast.lindenrad)

    assert words_of(cast.theo) == ["Lindenrad"]
    assert hat.confirmed_by == cast.erika
    assert grant_hat(cast.theo, " lindenrad ", by=cast.erika, voice=cast.lindenrad) == hat


def test_a_hat_is_named_by_its_words_or_its_voice(cast):
    grant_hat(cast.jonas, "", by=cast.erika, voice=cast.lindenrad)
    workshop = grant_hat(cast.jonas, "Die Schrauber", by=cast.hanna, voice=cast.werkstatt)

    assert hat_named(cast.jonas.id, " die  SCHRAUBER ") == workshop
    assert hat_named(cast.jonas.id, "@Werkstatt") == workshop
    assert hat_named(cast.jonas.id, "schr") is None
    assert hat_named(cast.jonas.id, "die") == workshop
    assert hat_named(cast.jonas.id, "") is None  # which of the two?
    assert hat_named(cast.theo.id, "lindenrad") is None


def test_no_steward_takes_a_hat_from_somebody_who_works_here(cast):
    hat = grant_hat(cast.theo, "", by=cast.erika, voice=cast.lindenrad)

    with pytest.raises(NotAllowed, match="intervention"):
        put_down_hat(hat, by=cast.erika)

    assert words_of(cast.theo) == ["Lindenrad"]
    put_down_hat(hat, by=cast.theo)
    assert words_of(cast.theo) == []
    assert last_of(cast.theo).ended == Hat.Ended.PUT_DOWN


# By itself


def test_who_leaves_leaves_the_hat_in_the_same_moment(cast):
    grant_hat(cast.theo, "", by=cast.erika, voice=cast.lindenrad)
    grant_hat(cast.jonas, "", by=cast.erika, voice=cast.lindenrad)

    end_membership(cast.theo, by=cast.inga)
    deactivate_person(cast.jonas)

    for who in (cast.theo, cast.jonas):
        assert words_of(who) == []
        assert last_of(who).ended == Hat.Ended.LEFT


def test_an_event_that_was_missed_ends_it_at_once_and_is_written_down_soon(cast):
    grant_hat(cast.theo, "", by=cast.erika, voice=cast.lindenrad)
    Affiliation.objects.filter(account=cast.theo).delete()

    assert words_of(cast.theo) == []  # though nobody wrote it down
    assert last_of(cast.theo).until is None
    settle_all_hats()
    assert last_of(cast.theo).ended == Hat.Ended.LEFT


def test_settling_asks_a_fixed_number_of_questions(cast, django_assert_num_queries):
    for who in (cast.theo, cast.jonas, cast.hanna):
        grant_hat(who, "", by=cast.erika, voice=cast.lindenrad)
    make_hat_rule("group", "Werkstatt", "Werkstatt", by=cast.inga)

    with django_assert_num_queries(6):
        settle_all_hats()
    wearable(cast.theo.id)
    with django_assert_num_queries(2):
        wearable(cast.theo.id)


# By the domain of an address


def test_only_administrators_make_rules(cast):
    for who in (cast.karl, cast.erika, cast.mona, cast.wilhelm):
        with pytest.raises(NotAllowed):
            make_hat_rule("mail_domain", "example.org", "Lindenrad", by=who)
    for value in ("", "nonsense", "a@b", "ex ample.org"):
        with pytest.raises(Invalid) as refusal:
            make_hat_rule("mail_domain", value, "Lindenrad", by=cast.inga)
        assert refusal.value.field == "value"
    with pytest.raises(Invalid):
        make_hat_rule("title", "boss", "Lindenrad", by=cast.inga)


def _move(account, email, *, verified=True):
    EmailAddress.objects.filter(user=account.login).delete()
    EmailAddress.objects.create(user=account.login, email=email, primary=True, verified=verified)
    settle_hats(account)


def test_a_confirmed_address_gives_the_hat_and_another_one_ends_it(cast):
    _move(cast.theo, "theo@lindenrad.example")
    _move(cast.jonas, "jonas@lindenrad.example", verified=False)
    _move(cast.hanna, "hanna@sub.lindenrad.example")
    _move(cast.karl, "karl@lindenrad.example")  # does not work here
    make_hat_rule("mail_domain", "Lindenrad.EXAMPLE", "Lindenrad", by=cast.inga)

    assert words_of(cast.theo) == ["Lindenrad"]
    for who in (cast.jonas, cast.hanna, cast.karl):
        assert words_of(who) == []

    _move(cast.theo, "theo@elsewhere.example")
    assert last_of(cast.theo).ended == Hat.Ended.UNCONFIRMED
    _move(cast.theo, "theo@lindenrad.example", verified=False)
    assert words_of(cast.theo) == []


def test_a_new_colleague_gets_the_hat_with_the_employment(cast):
    make_hat_rule("mail_domain", "lindenrad.example", "Lindenrad", by=cast.inga)
    _move(cast.karl, "karl@lindenrad.example")

    become_member(cast.karl, by=cast.inga)

    assert words_of(cast.karl) == ["Lindenrad"]


def test_a_closed_rule_gives_no_new_hats_and_takes_none(cast):
    rule = make_hat_rule("group", "Presse", "Presse", by=cast.inga)
    set_groups(cast.theo, ["Presse"])

    close_hat_rule(rule, by=cast.inga)
    set_groups(cast.jonas, ["Presse"])

    assert words_of(cast.theo) == ["Presse"]
    assert words_of(cast.jonas) == []
    set_groups(cast.theo, [])
    assert words_of(cast.theo) == []


# By a group


def test_who_leaves_the_group_loses_the_hat_and_gets_it_back_with_it(cast):
    make_hat_rule("group", "Presse", "Presse", by=cast.inga)
    set_groups(cast.theo, ["Presse", "Alle"])
    assert words_of(cast.theo) == ["Presse"]

    set_groups(cast.theo, ["Alle"])
    assert words_of(cast.theo) == []
    set_groups(cast.theo, ["Presse"])

    assert words_of(cast.theo) == ["Presse"]
    assert Hat.objects.filter(account=cast.theo).count() == 2
    assert GroupMembership.objects.filter(account=cast.theo).count() == 3


def test_a_bad_name_of_a_group_is_refused_whole(cast):
    with pytest.raises(Invalid):
        set_groups(cast.theo, ["Presse", "x" * 254])
    with pytest.raises(Invalid):
        set_groups(cast.theo, [str(n) for n in range(501)])
    assert not GroupMembership.objects.exists()


def test_who_puts_a_hat_down_does_not_get_it_by_itself_again(cast):
    make_hat_rule("group", "Presse", "Presse", by=cast.inga)
    set_groups(cast.theo, ["Presse"])
    hat = last_of(cast.theo)

    put_down_hat(hat, by=cast.theo)
    settle_all_hats()
    assert words_of(cast.theo) == []

    hat.refresh_from_db()
    with pytest.raises(NotAllowed):
        take_up_hat(hat, by=cast.jonas)
    take_up_hat(hat, by=cast.theo)
    assert words_of(cast.theo) == ["Presse"]


def test_whom_the_directory_does_not_name_is_in_no_group(cast):
    set_groups(cast.jonas, ["Presse"])
    set_groups(cast.hanna, ["Alle"])

    with pytest.raises(Invalid):
        apply_directory({cast.theo: ["Presse"], cast.hanna: ["x" * 254]})
    assert GroupMembership.objects.filter(until=None).count() == 2
    assert apply_directory({cast.theo: ["Presse"], cast.hanna: ["Alle"]}) == (2, 2)

    names = GroupMembership.objects.filter(until=None).values_list("account__handle", flat=True)
    assert sorted(names) == ["hanna", "theo"]


# Who is at risk


def test_nobody_with_a_protected_name_is_named_by_a_hat(cast):
    make_hat_rule("group", "Presse", "Presse", by=cast.inga)
    voice = cast.lindenrad
    grant_hat(cast.jonas, "", by=cast.erika, voice=voice)
    set_groups(cast.jonas, ["Presse"])

    use_protected_name(voice, by=cast.jonas)

    assert hats_of(cast.jonas.id) == []
    with pytest.raises(Invalid):
        grant_hat(cast.jonas, "", by=cast.erika, voice=voice)
    use_protected_name(voice, by=cast.jonas, in_use=False)
    assert words_of(cast.jonas) == ["Presse"]


def test_a_steward_lends_no_words_of_another_voice_or_of_the_whole(cast, settings):
    settings.ORGANISATION = f"{cast.lindenrad.name} GmbH"
    make_hat_rule("group", "board", "the board", by=cast.inga)
    for words in ("Lindenrad", "LINDEN-RAD", "ＬindenＲad", "Lindenrad  GmbH", "The Board"):
        with pytest.raises(Invalid) as refusal:
            grant_hat(cast.theo, words, by=cast.hanna, voice=cast.werkstatt)
        assert refusal.value.field == "words"
    assert not wearable(cast.theo.id)
    assert grant_hat(cast.theo, "Lindenrad", by=cast.erika, voice=cast.lindenrad)
