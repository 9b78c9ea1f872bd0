"""Plain speech by program: what reads like advertising, and nothing kept of it."""

import logging

import pytest
from django.apps import apps

LOOK = "v1/augenhoehe/plain_speech"
TEXT = "Zitronenfalter sind turboklasse, und das sagen wir allen Leuten hier."


@pytest.fixture(autouse=True)
def own_rule(tmp_path_factory, settings):
    folder = tmp_path_factory.mktemp("rules")
    (folder / "de").mkdir()
    rule = "extends: existence\nmessage: \"Was heisst '%s'?\"\ntokens: [turboklasse]\n"
    (folder / "de" / "turbo.yaml").write_text(rule, "utf-8")
    settings.PLAIN_RULES = str(folder)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"text": " "},
        {"text": "x" * 20_001},
        {"text": ["x"]},
        {"text": {"a": 1}},
        {"text": "x", "language": "d" * 36},
        {"text": "x", "muted": [{"a": 1}]},
        {"text": "x", "muted": ["a"] * 101},
    ],
)
def test_what_cannot_be_looked_at_is_422_with_a_reason(cast, program, sent):
    answer = program(cast.erika).send(LOOK, sent)

    assert answer.status_code == 422
    assert answer.json()["error"]


def test_nobody_asks_without_a_token_or_by_get(cast, program):
    assert program().send(LOOK, {"text": "x"}).status_code == 401
    assert program(cast.erika, scopes="write").send(LOOK, {"text": "x"}).status_code == 403
    assert program(cast.erika).get(LOOK).status_code in (404, 405)


def test_an_answer_to_what_one_may_not_read_is_404(cast, program):
    post = cast.says(cast.erika, "Nur im Haus.", space=cast.haus)

    answer = program(cast.karl).send(LOOK, {"text": TEXT, "in_reply_to_id": str(post.id)})
    assert answer.status_code == 404
    there = program(cast.erika).send(LOOK, {"text": TEXT, "in_reply_to_id": str(post.id)})
    assert there.status_code == 200


def test_what_is_found_and_what_is_muted(cast, program):
    said = program(cast.erika, scopes="read").send(LOOK, {"text": TEXT, "language": "de"}).json()

    assert set(said) >= {"language", "score", "findings", "contributions", "not_judged"}
    (one,) = [one for one in said["findings"] if one["rule"] == "de.turbo"]
    start, end = one["span"]
    assert TEXT[start:end] == "turboklasse"
    assert one["message"] == "Was heisst 'turboklasse'?"
    muted = {"text": TEXT, "language": "de", "muted": ["de.turbo"]}
    rules = [each["rule"] for each in program(cast.erika).send(LOOK, muted).json()["findings"]]
    assert "de.turbo" not in rules


def test_what_is_too_long_is_honestly_not_judged(cast, program):
    said = program(cast.erika).send(LOOK, {"text": "wort " * 2000}).json()

    assert said["score"] is None
    assert said["not_judged"] == "too long"


def test_nothing_of_it_is_kept(cast, program, commits, caplog):
    caplog.set_level(logging.DEBUG)
    erika = program(cast.erika)
    with commits():
        assert erika.send(LOOK, {"text": TEXT}).status_code == 200

    for model in apps.get_models():
        assert "Zitronenfalter" not in repr(list(model._base_manager.values_list()))
    assert "Zitronenfalter" not in caplog.text
