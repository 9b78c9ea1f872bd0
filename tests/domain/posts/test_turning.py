"""A careless post of a voice turns: its team is told, once, and nobody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from augenhoehe.domain.moderation.check.deleting import estimate_of_deleting
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.actions import create_person, grant_hat
from augenhoehe.domain.posts import selectors
from augenhoehe.domain.posts.actions import like, see_to_turn
from augenhoehe.domain.posts.models import Turn
from augenhoehe.domain.posts.turning import KIND, look_again, reactions_to
from augenhoehe.foundation.jobs.models import Job
from augenhoehe.foundation.verdicts import NotAllowed

CARELESS = "Wer sich über Lieferzeiten beschwert, hat wohl zu viel Zeit."
CRITICISM = "Ich warte seit drei Monaten auf mein Rad und niemand antwortet. Das ist unverschämt."


@pytest.fixture
def strangers(db):
    return [
        create_person(
            handle=f"kunde{n}",
            name=f"Kunde {n}",
            email=f"kunde{n}@example.org",
            password="Lieber zu Fuss als mit dem Bus",
            language="de",
            address_confirmed=True,
        )
        for n in range(10)
    ]


@pytest.fixture
def post(cast):
    return cast.says(cast.erika, CARELESS, voice=cast.lindenrad, language="de")


def turn(cast, post, strangers):
    for one in strangers:
        cast.says(one, CRITICISM, in_reply_to=post, language="de")
    look_again({"post_id": post.id})


def told(post):
    rows = Notification.objects.filter(step="turned", post=post)
    return set(rows.values_list("recipient__handle", flat=True))


def test_colleagues_outside_the_team_and_strangers_learn_nothing(cast, post, strangers):
    turn(cast, post, strangers)

    for who in (None, cast.karl, cast.hanna, cast.wilhelm, cast.inga, cast.petra, cast.sven):
        assert selectors.turn_of(cast.reads(who), post.id) is None
    for who in (cast.karl, cast.hanna):
        with pytest.raises(NotAllowed, match="answer for this post"):
            see_to_turn(post, by=who)
    assert not told(post) & {"hanna", "wilhelm", "inga", "petra", "sven", "karl"}


def test_nine_people_are_too_few(cast, post, strangers):
    turn(cast, post, strangers[:9])

    assert not Turn.objects.exists()


def test_colleagues_do_not_count(cast, post, strangers):
    for one in (cast.hanna, cast.wilhelm, cast.jonas):
        cast.says(one, CRITICISM, in_reply_to=post, language="de")
        like(post, by=one)

    assert reactions_to(post) == []


def test_what_only_somebody_says_in_their_own_name_never_turns(cast, strangers):
    post = cast.says(cast.karl, CARELESS, language="de")
    turn(cast, post, strangers)

    assert not Turn.objects.exists()


def test_the_team_is_told_once_with_figures(cast, post, strangers):
    turn(cast, post, strangers)
    look_again({"post_id": post.id})

    assert told(post) == {"erika", "jonas", "mona", "priya", "theo"}
    assert Notification.objects.filter(step="turned").count() == 5
    seen = selectors.turn_of(cast.reads(cast.jonas), post.id)
    assert (seen.turn.approving, seen.turn.dissenting) == (0, 10)
    assert seen.turn.lower == pytest.approx(0.7225, abs=1e-4)
    assert [step.figures.dissenting for step in seen.steps] == list(range(1, 11))


def test_many_reactions_are_looked_at_once(cast, post, strangers):
    for one in strangers:
        cast.says(one, CRITICISM, in_reply_to=post, language="de")
        like(post, by=one)

    assert Job.objects.filter(kind=KIND).count() == 1


def test_it_is_seen_to_and_stays_so(cast, post, strangers):
    turn(cast, post, strangers)
    see_to_turn(post, by=cast.jonas)
    look_again({"post_id": post.id})

    assert not selectors.has_turned(post.id)
    assert Notification.objects.filter(step="turned").count() == 5


def test_deleting_leads_over_the_check(cast, post, strangers):
    assert estimate_of_deleting(post) is None
    turn(cast, post, strangers)

    assert estimate_of_deleting(post) is not None


def test_deleting_leads_over_the_check_though_the_team_has_seen_to_it(cast, post, strangers):
    turn(cast, post, strangers)
    see_to_turn(post, by=cast.jonas)

    assert estimate_of_deleting(post) is not None


def test_who_wore_a_hat_is_told_and_nobody_else(cast, strangers):
    hat = grant_hat(cast.jonas, "Kundendienst", by=cast.erika, voice=cast.lindenrad)
    post = cast.says(cast.jonas, CARELESS, hat=hat, language="de")
    turn(cast, post, strangers)

    assert told(post) == {"jonas"}
    assert selectors.turn_of(cast.reads(cast.jonas), post.id) is not None
    assert selectors.turn_of(cast.reads(cast.erika), post.id) is None


def test_what_is_said_inside_never_turns(cast):
    """Only colleagues read it, and they are not independent."""
    post = cast.says(cast.erika, CARELESS, voice=cast.lindenrad, space=cast.haus, language="de")
    for one in (cast.hanna, cast.jonas, cast.theo):
        cast.says(one, CRITICISM, in_reply_to=post, language="de")
    look_again({"post_id": post.id})

    assert reactions_to(post) == []
    assert not Turn.objects.exists()


def test_looking_costs_the_same_for_many(cast, post, strangers):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            reactions_to(post)
        return len(asked)

    cast.says(strangers[0], CRITICISM, in_reply_to=post, language="de")
    few = cost()
    for one in strangers[1:]:
        cast.says(one, CRITICISM, in_reply_to=post, language="de")

    assert cost() == few <= 9
