"""Labels as apps see and set them: a line in the words for all, data for those that know it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from augenhoehe.domain.posts.labels import Labels
from augenhoehe.domain.posts.models import Label, Post

PAID = Labels(Label.ADVERTISING | Label.PAID_BY, {"paid_by": "Lindenrad GmbH"})
SENT = {
    "status": "Tolles Rad",
    "labels": ["advertising", "paid_by"],
    "label_words": {"paid_by": "Lindenrad GmbH"},
}


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = settings.SERVER_LANGUAGE = "en"


@pytest.fixture
def karl(cast, program):
    return program(cast.karl)


@pytest.mark.parametrize(
    "changes",
    [
        {"labels": ["sponsored"]},
        {"labels": ["paid_by"], "label_words": {}},
        {"labels": ["paid_by"], "label_words": {"paid_by": "x" * 101}},
        {"labels": ["paid_by"], "label_words": "Lindenrad"},
        {"labels": [], "label_words": {"paid_by": "Lindenrad"}},
    ],
)
def test_what_says_nothing_is_refused(karl, changes):
    answer = karl.send("v1/statuses", SENT | changes)

    assert answer.status_code == 422
    assert answer.json()["error"]
    assert not Post.objects.exists()


def test_an_app_labels_and_every_app_sees_it_before_the_text(karl):
    status = karl.send("v1/statuses", SENT).json()

    assert [one["name"] for one in status["labels"]] == ["advertising", "paid_by"]
    assert status["labels"][1] == {
        "name": "paid_by",
        "words": "Lindenrad GmbH",
        "text": "Paid by Lindenrad GmbH",
    }
    assert status["content"].startswith(
        '<p class="post-label"><strong>Advertising · Paid by Lindenrad GmbH</strong></p>'
    )


def test_an_app_that_knows_nothing_of_labels_keeps_them(karl):
    status = karl.send("v1/statuses", SENT).json()
    source = karl.get(f"v1/statuses/{status['id']}/source").json()

    assert source["text"] == "Tolles Rad"
    edited = karl.send(f"v1/statuses/{status['id']}", {"status": "Ein Rad"}, "put").json()
    assert edited["content"].count("Advertising") == 1
    assert [one["name"] for one in edited["labels"]] == ["advertising", "paid_by"]


@pytest.mark.parametrize("none", [[], [""]])
def test_an_app_takes_all_of_them_away(karl, none):
    status = karl.send("v1/statuses", SENT).json()

    changed = {"status": "Tolles Rad", "labels": none}
    gone = karl.send(f"v1/statuses/{status['id']}", changed, "put").json()

    assert gone["labels"] == [] and gone["content"] == "<p>Tolles Rad</p>"


def test_taking_one_away_stands_in_the_history(karl):
    status = karl.send("v1/statuses", SENT).json()

    changed = karl.send(
        f"v1/statuses/{status['id']}", {"status": "Tolles Rad", "labels": ["advertising"]}, "put"
    ).json()

    assert [one["name"] for one in changed["labels"]] == ["advertising"]
    history = karl.get(f"v1/statuses/{status['id']}/history").json()
    assert [[one["name"] for one in each["labels"]] for each in history] == [
        ["advertising", "paid_by"],
        ["advertising"],
    ]
    assert "Paid by" in history[0]["content"] and "Paid by" not in history[1]["content"]


def test_every_app_can_label_with_the_first_line(karl):
    status = karl.send("v1/statuses", {"status": "/ad\n/paid by Lindenrad\nTolles Rad"}).json()

    assert "Advertising · Paid by Lindenrad" in status["content"]
    assert "/ad" not in status["content"]


def test_what_is_scheduled_says_its_labels(karl):
    later = karl.send("v1/statuses", SENT | {"scheduled_at": "2120-01-01T00:00:00Z"}).json()

    assert [one["name"] for one in later["labels"]] == ["advertising", "paid_by"]
    assert later["params"]["text"] == "Tolles Rad"


def test_a_filter_of_labels_hides_in_every_app(cast, program):
    cast.says(cast.karl, "Tolles Rad", labels=PAID)
    cast.says(cast.karl, "Werbung ist überall")
    gerda = program(cast.gerda)
    refused = gerda.send("v2/filters", {"title": "x", "context": ["public"], "labels": ["spam"]})
    assert refused.status_code == 422

    made = gerda.send(
        "v2/filters",
        {"title": "Keine Werbung", "context": ["public"], "labels": ["advertising"]},
    ).json()

    assert made["labels"] == ["advertising"]
    plain, labelled = gerda.get("v1/timelines/public").json()
    assert plain["filtered"] == []
    (result,) = labelled["filtered"]
    assert result["filter"]["title"] == "Keine Werbung"
    assert result["keyword_matches"] == ["advertising"]
    kept = gerda.send(f"v2/filters/{made['id']}", {"title": "Nie"}, "put").json()
    assert kept["labels"] == ["advertising"]


def test_a_timeline_of_labels_asks_no_more(cast, program):
    for number in range(6):
        cast.says(cast.karl, f"Rad {number}", labels=PAID if number % 2 else None)
    gerda = program(cast.gerda)
    gerda.get("v1/timelines/public")

    def asked(limit):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(gerda.get(f"v1/timelines/public?limit={limit}").json()) == limit
        return len(queries)

    assert asked(6) == asked(1)


def test_a_missing_label_is_reported(cast, program):
    post = cast.says(cast.karl, "Tolles Rad")

    answer = program(cast.gerda).send(
        "v1/reports",
        {
            "account_id": str(cast.karl.id),
            "status_ids": [str(post.id)],
            "category": "label_missing",
        },
    )

    assert answer.json()["category"] == "label_missing"
