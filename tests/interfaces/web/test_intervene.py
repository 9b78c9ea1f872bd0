"""Restricting something on the web: judged first, checked, proposed, and never in silence."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from augenhoehe.domain.codex.selectors import current_clauses
from augenhoehe.domain.moderation.models import Intervention, RegisterEntry
from augenhoehe.domain.moderation.register import unseal_texts
from augenhoehe.domain.moderation.tokens import statement_token
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.spaces.actions import join_space
from augenhoehe.foundation import clock
from augenhoehe.foundation.clock import pretend_it_is

REASONS = "Die Beleidigung trifft einen Menschen, der sich nicht wehren kann."


@pytest.fixture(autouse=True)
def english(settings):
    """Whatever language people chose, these stories are read in English."""
    settings.LANGUAGES = [("en", "English")]
    settings.SERVER_LANGUAGE = "en"


def typed(**how):
    """The form as a moderator fills it in."""
    return {
        "judgement": "rules",
        "clause": str(current_clauses(citable=True)[0].id),
        "category": "CYBER_VIOLENCE",
        "rung": "note",
        "rung_why": "Auf einen Hinweis kam dasselbe Wort noch einmal.",
        "kind": "remove_post",
        "lasts": "",
        "facts": "Der Beitrag nennt einen Menschen mit einem Schimpfwort.",
        "reasons": REASONS,
        "step": "check",
    } | how


def words_in(response):
    html = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def send(who, post, cast, **how):
    return cast.signed_in(who).post(f"/aufsicht/eingriff?post={post.id}", typed(**how))


@pytest.fixture
def criticism(cast):
    """A customer says what the firm does not like to hear."""
    return cast.complains(cast.karl, "@lindenrad Ihr lasst Kunden im Regen stehen.").post


@pytest.fixture
def insult(cast):
    """Somebody insults somebody else; the firm has nothing to do with it."""
    return cast.says(cast.ben, "Luise ist ein dummes Stück.")


# --- who may --------------------------------------------------------------------------------


def test_nobody_without_the_office_sees_the_form(cast, insult):
    address = f"/aufsicht/eingriff?post={insult.id}"

    assert Client().get(address).status_code == 302
    for who in (cast.erika, cast.wilhelm, cast.inga):
        assert cast.signed_in(who).get(address).status_code == 403
    assert cast.signed_in(cast.mona).get(address).status_code == 200


def test_what_is_not_there_cannot_be_restricted(cast):
    mona = cast.signed_in(cast.mona)

    for query in ("", "?post=12", "?account=12", "?tag=nirgends", "?post=unfug"):
        assert mona.get(f"/aufsicht/eingriff{query}").status_code == 404


def test_a_moderator_reads_no_more_than_others(cast):
    secret = cast.says(cast.erika, "@jonas Nur unter uns.", audience=Post.Audience.DIRECT)

    assert cast.signed_in(cast.mona).get(f"/aufsicht/eingriff?post={secret.id}").status_code == 404


def test_moderators_find_the_way_on_posts_and_profiles_and_others_do_not(cast, insult):
    for address in (f"/@ben/{insult.id}", "/@ben"):
        assert "/aufsicht/eingriff" in cast.signed_in(cast.mona).get(address).content.decode()
        assert "/aufsicht/eingriff" not in cast.signed_in(cast.luise).get(address).content.decode()
        assert "/aufsicht/eingriff" not in Client().get(address).content.decode()


def test_who_looks_after_a_space_finds_the_way_on_its_posts_and_nowhere_else(cast, insult):
    join_space(cast.riementrieb, by=cast.ben)
    inside = cast.says(cast.ben, "Luise ist ein dummes Stück.", space=cast.riementrieb)
    jonas = cast.signed_in(cast.jonas)

    assert "/aufsicht/eingriff" not in jonas.get(f"/@ben/{insult.id}").text
    assert "/aufsicht/eingriff" not in cast.signed_in(cast.erika).get(f"/@ben/{inside.id}").text
    assert f"/aufsicht/eingriff?post={inside.id}" in jonas.get(f"/@ben/{inside.id}").text
    assert jonas.get(f"/aufsicht/eingriff?post={inside.id}").status_code == 200


def test_nobody_decides_in_their_own_affair(cast):
    own = cast.says(cast.mona, "Ich war es nicht.")

    response = cast.signed_in(cast.mona).get(f"/aufsicht/eingriff?post={own.id}")

    assert response.status_code == 403
    assert "Nobody decides in their own affair" in words_in(response)


def test_stewards_can_withdraw_their_voice_and_nothing_else(cast):
    cast.lindenrad  # noqa: B018 - it was founded
    html = cast.signed_in(cast.erika).get(f"/aufsicht/eingriff?account={cast.jonas.id}")

    assert 'value="withdraw_voice"' in html.content.decode()
    assert 'value="suspend"' not in html.content.decode()


# --- merely unpleasant ------------------------------------------------------------------------


@pytest.mark.parametrize("complete", [True, False])
def test_merely_unpleasant_is_not_available_and_says_what_is(cast, criticism, complete):
    how = {} if complete else {"facts": "", "clause": "", "rung": "", "rung_why": ""}

    response = send(cast.mona, criticism, cast, judgement="unpleasant", **how)

    assert response.status_code == 409
    assert "never a ground" in words_in(response)
    assert "Nothing was changed." in words_in(response)
    assert "Answer the case" in words_in(response)
    assert not Intervention.objects.exists()
    assert Client().get(f"/@karl/{criticism.id}").status_code == 200


def test_not_even_when_it_is_sent_past_the_check(cast, insult):
    response = send(cast.mona, insult, cast, judgement="unpleasant", step="do")

    assert response.status_code == 409
    assert not Intervention.objects.exists()


# --- the form -----------------------------------------------------------------------------------


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(cast, insult):
    response = send(cast.mona, insult, cast, facts="", judgement="unlawful", norm="")

    assert response.status_code == 422
    assert REASONS in response.content.decode()
    assert "This field is required." in words_in(response)

    response = send(cast.mona, insult, cast, judgement="unlawful", norm="")
    assert response.status_code == 422
    assert "Which law is broken? Please name it." in words_in(response)


def test_only_what_fits_can_be_chosen(cast, insult):
    html = cast.signed_in(cast.mona).get(f"/aufsicht/eingriff?post={insult.id}").content.decode()
    assert 'value="remove_post"' in html
    assert 'value="suspend"' not in html

    html = cast.signed_in(cast.mona).get(f"/aufsicht/eingriff?account={cast.ben.id}")
    assert 'value="suspend"' in html.content.decode()
    assert 'value="remove_post"' not in html.content.decode()


def test_back_to_the_form_everything_is_as_it_was_typed(cast, insult):
    response = send(cast.mona, insult, cast, step="edit")

    assert response.status_code == 200
    assert REASONS in response.content.decode()
    assert "This field is required." not in words_in(response)


# --- no criticism: two steps -----------------------------------------------------------------


def test_what_would_follow_is_shown_before_it_is_done(cast, insult):
    response = send(cast.mona, insult, cast)

    assert response.status_code == 200
    assert "The entry in the public register, as it will read" in words_in(response)
    assert REASONS in words_in(response)
    assert "Streisand" not in words_in(response)
    assert not Intervention.objects.exists()


def test_what_breaks_a_rule_goes_with_entry_statement_and_notice(cast, insult):
    response = send(cast.mona, insult, cast, step="do")

    [found] = Intervention.objects.all()
    assert response["Location"] == f"/aufsicht/eingriffe/{found.uid}"
    assert found.state == "in_force"
    assert RegisterEntry.objects.filter(uid=found.uid).exists()
    assert Client().get(f"/@ben/{insult.id}").status_code == 410
    notice = Notification.objects.get(recipient=cast.ben, kind="intervention")
    assert notice.thing == found.targets.get().id


# --- criticism: the check --------------------------------------------------------------------


def test_the_check_never_stands_without_its_caveat_and_its_alternative(cast, criticism):
    words = words_in(send(cast.mona, criticism, cast))

    assert "Streisand check" in words
    assert "Or: answer." in words
    assert "All coefficients are assumptions" in words
    assert "Rests on no case of this server." in words
    assert "of 100 outcomes a restriction reaches more people than an answer" in words
    assert "It is an open case, or was one." in words
    assert "a second person has to agree" in words
    assert not Intervention.objects.exists()


def test_the_assumptions_are_public(cast):
    response = Client().get("/streisand.toml")

    assert response.status_code == 200
    assert b"own_critique" in response.content


def test_words_are_sealed_only_where_the_law_is_named(cast, insult):
    refused = send(cast.mona, insult, cast, step="do", sealed="30")
    assert refused.status_code == 422
    assert "Words are sealed only where the law forbids" in words_in(refused)
    assert not RegisterEntry.objects.exists()

    said = {"judgement": "unlawful", "norm": "§ 353d StGB"}
    send(cast.mona, insult, cast, step="do", sealed="30", **said)

    entry = f"/register/{RegisterEntry.objects.get().uid}"
    for door in (entry, f"/@ben/{insult.id}", "/register", "/register.csv", "/register.atom"):
        assert REASONS not in b"".join(Client().get(door)).decode(), door
    [target] = Intervention.objects.get().targets.all()
    statement = Client().get(f"/begruendung/{statement_token(target)}")
    assert REASONS in words_in(statement), "whom it concerns is told all the same"
    with pretend_it_is(clock.now() + timedelta(days=31)):
        unseal_texts()
        assert REASONS in words_in(Client().get(entry))


def test_criticism_is_proposed_and_stays_where_it_is(cast, criticism):
    send(cast.mona, criticism, cast, step="do")

    [found] = Intervention.objects.all()
    assert found.state == "proposed"
    assert not RegisterEntry.objects.exists()
    assert Client().get(f"/@karl/{criticism.id}").status_code == 200


def test_saying_that_it_is_none_needs_the_second_person_too(cast, criticism):
    send(cast.mona, criticism, cast, step="do", said_to_be_none="on")

    [found] = Intervention.objects.all()
    assert (found.state, found.said_to_be_none) == ("proposed", True)


def test_unlawful_at_once_goes_at_once_and_is_reviewed(cast):
    post = cast.says(cast.ben, "@lindenrad Theo wohnt Gartenweg 3, holt ihn euch.")

    said = {"judgement": "unlawful", "norm": "§ 126a StGB", "at_once": "on"}
    send(cast.mona, post, cast, step="do", **said)

    [found] = Intervention.objects.all()
    assert found.state == "in_force"
    assert Client().get(f"/@ben/{post.id}").status_code == 410
    reviews = cast.signed_in(cast.petra).get("/aufsicht/pruefungen")
    assert f"/aufsicht/eingriffe/{found.uid}" in reviews.content.decode()
