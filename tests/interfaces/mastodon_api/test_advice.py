"""Advice on a text by program: what fits, and nothing kept of it."""

import pytest
from django.apps import apps

from tests.walked import lay_playbooks

ADVICE = "v1/augenhoehe/codex/advice"


@pytest.fixture(autouse=True)
def laid(cast, settings):
    settings.LANGUAGES, settings.SERVER_LANGUAGE = [("en", "English")], "en"
    return lay_playbooks()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"text": "  "},
        {"text": "x" * 20_001},
        {"text": "x", "channel": "telefax"},
        {"text": ["x"], "channel": {"a": 1}},
        {"text": None},
    ],
)
def test_what_cannot_be_looked_at_is_422_with_a_reason(cast, program, sent):
    answer = program(cast.erika).send(ADVICE, sent)

    assert answer.status_code == 422
    assert answer.json()["error"]


def test_nobody_asks_without_a_token_or_by_get(cast, program):
    assert program().send(ADVICE, {"text": "x"}).status_code == 401
    assert program(cast.erika, scopes="write").send(ADVICE, {"text": "x"}).status_code == 403
    assert program(cast.erika).get(ADVICE).status_code in (404, 405)


def test_what_fits_and_why(cast, program):
    answer = program(cast.karl, scopes="read").send(
        ADVICE, {"text": "Der Riemen ist gerissen, siehe /codex/1/hate", "channel": "linkedin"}
    )

    said = answer.json()
    assert answer.status_code == 200
    assert said["clauses"][0]["clause"]["key"] == "hate"
    assert said["clauses"][0]["reason"]
    assert {one["key"] for one in said["playbooks"]} == {"defect", "late-delivery"}
    assert said["playbooks"][0]["reasons"] == ["because the text says “gerissen”"]


def test_nothing_of_it_is_kept(cast, program, commits, caplog):
    erika = program(cast.erika)
    with commits():
        erika.send(ADVICE, {"text": "Zitronenfalter gerissen"})

    for model in apps.get_models():
        assert "Zitronenfalter" not in repr(list(model._base_manager.values_list()))
    assert "Zitronenfalter" not in caplog.text
