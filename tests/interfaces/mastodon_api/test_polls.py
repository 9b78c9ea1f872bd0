"""Polls as apps ask them, answer them and read them: the refusals first."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from augenhoehe.domain.posts.actions import PollWording, Wording, edit_post, end_polls, vote
from augenhoehe.domain.posts.audience import EVERYBODY
from augenhoehe.domain.posts.selectors import polls_on
from augenhoehe.foundation import clock

DAY = 86_400
COLOURS = PollWording(("Rot", "Blau", "Grün"), DAY)


def asks(cast, who, poll=COLOURS, text="Welche Farbe?", **how):
    return cast.says(who, text, poll=poll, **how)


def number_of(post):
    return polls_on(EVERYBODY, [post.id])[post.id].id


def chooses(program, post, choices):
    return program.send(f"v1/polls/{number_of(post)}/votes", {"choices": choices})


@pytest.mark.parametrize(
    "poll",
    [
        {"options": ["a", "b"]},
        {"options": ["a"], "expires_in": DAY},
        {"options": ["a", "a"], "expires_in": DAY},
        {"options": ["a", "b"], "expires_in": 10},
        {"options": ["a", "b"], "expires_in": 10**12},
        {"options": ["a", "b"], "expires_in": "bald"},
        {"options": ["a", ["b"]], "expires_in": DAY},
        {"options": "a", "expires_in": DAY},
        ["a", "b"],
        "a",
    ],
)
def test_a_poll_that_cannot_be_asked_is_refused(cast, program, poll):
    answer = program(cast.karl).post({"status": "Welche?", "poll": poll})

    assert answer.status_code == 422
    assert answer.json()["error"].startswith("Validation failed: ")


def test_a_poll_and_a_picture_exclude_each_other(cast, program):
    answer = program(cast.karl).post(
        {
            "status": "Welche?",
            "poll": {"options": ["a", "b"], "expires_in": DAY},
            "media_ids": [str(cast.picture(cast.karl).id)],
        }
    )

    assert answer.status_code == 422


@pytest.mark.parametrize("strange", ["0", "abc", "9" * 30, "-1"])
def test_a_poll_that_is_not_there(cast, program, strange):
    assert program(cast.karl).get(f"v1/polls/{strange}").status_code == 404
    answer = program(cast.karl).send(f"v1/polls/{strange}/votes", {"choices": [0]})
    assert answer.status_code == 404
    assert answer.json() == {"error": "Record not found"}


def test_what_is_asked_inside_stays_inside(cast, program):
    post = asks(cast, cast.erika, space=cast.haus)

    assert program(cast.karl).get(f"v1/polls/{number_of(post)}").status_code == 404
    assert program().get(f"v1/polls/{number_of(post)}").status_code == 404
    assert chooses(program(cast.karl), post, [0]).status_code == 404
    assert chooses(program(cast.jonas), post, [0]).status_code == 200


def test_one_votes_with_a_token_that_may(cast, program):
    post = asks(cast, cast.karl)

    assert chooses(program(), post, [0]).status_code == 401
    assert chooses(program(cast.gerda, scopes="read"), post, [0]).status_code == 403


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ([], "Please choose an answer."),
        ([7], "The chosen vote option does not exist for this poll"),
        (["x"], "The chosen vote option does not exist for this poll"),
        ([-1], "The chosen vote option does not exist for this poll"),
        ([10**30], "The chosen vote option does not exist for this poll"),
        ([0, 1], "You have already voted on this poll"),
    ],
)
def test_what_cannot_be_chosen(cast, program, choices, said):
    answer = chooses(program(cast.gerda), asks(cast, cast.karl), choices)

    assert answer.status_code == 422
    assert answer.json() == {"error": f"Validation failed: {said}"}


def test_the_refusals_in_the_words_clients_know(cast, program):
    post = asks(cast, cast.karl)

    own = chooses(program(cast.karl), post, [0])
    chooses(program(cast.gerda), post, [0])
    twice = chooses(program(cast.gerda), post, ["1"])
    with clock.pretend_it_is(clock.now() + timedelta(days=2)):
        late = chooses(program(cast.ada), post, [0])

    assert [answer.status_code for answer in (own, twice, late)] == [422] * 3
    assert own.json()["error"] == "Validation failed: You cannot vote in your own polls."
    assert twice.json()["error"] == "Validation failed: You have already voted on this poll"
    assert late.json()["error"] == "Validation failed: The poll has already ended"


def test_a_poll_is_asked_answered_and_read(cast, program):
    posted = (
        program(cast.karl)
        .post(
            {
                "status": "Welche Farbe?",
                "poll": {
                    "options": ["Rot", "Blau"],
                    "expires_in": "3600",
                    "multiple": "true",
                    "hide_totals": "false",
                },
            }
        )
        .json()
    )
    poll = posted["poll"]
    assert poll["voted"]  # who asked has nothing left to choose
    assert poll["options"] == [
        {"title": "Rot", "votes_count": 0},
        {"title": "Blau", "votes_count": 0},
    ]

    answered = program(cast.gerda).send(f"v1/polls/{poll['id']}/votes", {"choices": ["0", 1]})

    assert answered.status_code == 200
    said = answered.json()
    assert said == program(cast.gerda).read(posted["id"]).json()["poll"]
    assert (said["voted"], said["own_votes"]) == (True, [0, 1])
    assert (said["votes_count"], said["voters_count"], said["expired"]) == (2, 1, False)
    assert said["multiple"]
    anonymous = program().get(f"v1/polls/{poll['id']}").json()
    assert "voted" not in anonymous
    assert "own_votes" not in anonymous
    stranger = program(cast.ada).get(f"v1/polls/{poll['id']}").json()
    assert (stranger["voted"], stranger["own_votes"]) == (False, [])


def test_a_form_asks_and_answers_too(cast, program):
    karl, gerda = program(cast.karl).client, program(cast.gerda).client
    posted = karl.post(
        "/api/v1/statuses",
        {"status": "Welche?", "poll[options][]": ["a", "b"], "poll[expires_in]": "600"},
    ).json()

    answer = gerda.post(f"/api/v1/polls/{posted['poll']['id']}/votes/", {"choices[]": ["1"]})

    assert answer.json()["own_votes"] == [1]


def test_hidden_totals_are_null_until_the_end(cast, program):
    post = asks(cast, cast.karl, PollWording(("Ja", "Nein"), DAY, hides_totals=True))
    chooses(program(cast.gerda), post, [0])

    before = program(cast.gerda).read(post.id).json()["poll"]
    with clock.pretend_it_is(clock.now() + timedelta(days=2)):
        after = program(cast.gerda).read(post.id).json()["poll"]

    assert [one["votes_count"] for one in before["options"]] == [None, None]
    assert (before["votes_count"], before["voters_count"]) == (1, 1)
    assert [one["votes_count"] for one in after["options"]] == [1, 0]
    assert after["expired"]


def test_through_a_voice_the_person_behind_it_chooses_and_once(cast, program):
    post = asks(cast, cast.karl)
    through_voice = program(cast.jonas, voice=cast.lindenrad)

    assert chooses(through_voice, post, [0]).status_code == 200
    assert chooses(program(cast.jonas), post, [1]).status_code == 422
    other = program(cast.theo, voice=cast.lindenrad)
    assert chooses(other, post, [1]).status_code == 200


def test_an_edit_keeps_the_same_poll_changes_it_and_takes_it_back(cast, program):
    karl = program(cast.karl)
    posted = karl.post(
        {"status": "Welche?", "poll": {"options": ["a", "b"], "expires_in": DAY}}
    ).json()
    path = f"v1/statuses/{posted['id']}"
    program(cast.gerda).send(f"v1/polls/{posted['poll']['id']}/votes", {"choices": [0]})

    same = {"status": "Welche denn?", "poll": {"options": ["a", "b"], "expires_in": DAY}}
    assert karl.send(path, same, "put").json()["poll"]["votes_count"] == 1
    other = {"status": "Welche denn?", "poll": {"options": ["a", "c"], "expires_in": DAY}}
    assert karl.send(path, other, "put").json()["poll"]["votes_count"] == 0
    assert karl.send(path, {"status": "Keine"}, "put").json()["poll"] is None

    history = karl.get(f"{path}/history").json()
    assert [one["poll"] for one in history] == [
        {"options": [{"title": "a"}, {"title": "b"}]},
        {"options": [{"title": "a", "votes_count": 1}, {"title": "b", "votes_count": 0}]},
        {"options": [{"title": "a"}, {"title": "c"}]},
        None,
    ]


def test_what_is_deleted_comes_back_with_its_poll_to_be_written_anew(cast, program):
    post = asks(cast, cast.karl)

    said = program(cast.karl).send(f"v1/statuses/{post.id}", method="delete").json()

    assert said["text"] == "Welche Farbe?"
    assert [one["title"] for one in said["poll"]["options"]] == ["Rot", "Blau", "Grün"]


def test_the_end_is_a_notification(cast, program):
    post = asks(cast, cast.karl)
    vote(post, by=cast.gerda, choices=[0])
    with clock.pretend_it_is(clock.now() + timedelta(days=2)):
        end_polls()

    [told] = program(cast.gerda).get("v1/notifications").json()

    assert (told["type"], told["account"]["acct"]) == ("poll", "karl")
    assert told["status"]["id"] == str(post.id)
    assert [one["type"] for one in program(cast.karl).get("v1/notifications").json()] == ["poll"]


def test_a_boost_shows_the_poll_where_it_was_asked(cast, program):
    post = asks(cast, cast.karl)

    said = program(cast.gerda).send(f"v1/statuses/{post.id}/reblog").json()

    assert said["poll"] is None
    assert said["reblog"]["poll"]["id"] == str(number_of(post))


def test_an_edit_shows_at_once(cast, program):
    post = asks(cast, cast.karl)
    program().read(post.id)

    edit_post(post, by=cast.karl, wording=Wording("Keine Frage mehr"))

    assert program().read(post.id).json()["poll"] is None


def test_a_page_of_polls_costs_as_many_questions_as_one(cast, program):
    gerda = program(cast.gerda)
    asks(cast, cast.karl, text="Die erste")
    for _ in range(2):  # what is remembered is remembered
        gerda.get("v1/timelines/public")
    with CaptureQueriesContext(connection) as one:
        gerda.get("v1/timelines/public")
    for number in range(8):
        asks(cast, cast.karl, text=f"Frage {number}")
    gerda.get("v1/timelines/public")
    with CaptureQueriesContext(connection) as nine:
        assert len(gerda.get("v1/timelines/public").json()) == 9

    assert len(nine) == len(one)
