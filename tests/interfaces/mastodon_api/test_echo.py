"""Echo by program: how many say nearly the same, who, and the same before one writes."""

import pytest

from augenhoehe.domain.posts.actions import settle_echo

LOOK = "v1/augenhoehe/echo"
TEXT = "Unser neuer Riemen hält zwei Winter lang, kommt vorbei und seht ihn euch in Linden an."


@pytest.fixture
def told(cast):
    posts = [cast.says(cast.erika, TEXT), cast.says(cast.jonas, TEXT)]
    for post in posts:
        settle_echo(post.id)
    return posts


@pytest.mark.parametrize(
    "sent", [{}, {"text": " "}, {"text": "x" * 20_001}, {"text": ["x"]}, {"text": {"a": 1}}]
)
def test_what_cannot_be_looked_at_is_422_with_a_reason(cast, program, sent):
    answer = program(cast.erika).send(LOOK, sent)

    assert answer.status_code == 422
    assert answer.json()["error"]


def test_only_members_ask_and_only_with_a_token(cast, program):
    assert program().send(LOOK, {"text": TEXT}).status_code == 401
    assert program(cast.erika, scopes="write").send(LOOK, {"text": TEXT}).status_code == 403
    assert program(cast.erika).get(LOOK).status_code in (404, 405)
    refused = program(cast.karl).send(LOOK, {"text": TEXT})
    assert refused.status_code == 403
    assert refused.json()["error"]


def test_what_one_may_not_read_is_404(cast, program):
    internal = cast.says(cast.erika, TEXT, space=cast.haus)

    assert program(cast.karl).get(f"v1/statuses/{internal.id}/echoes").status_code == 404
    assert program().get("v1/statuses/999999999999999999999/echoes").status_code == 404
    assert program().get("v1/statuses/x/echoes").status_code == 404


def test_members_learn_before_who_says_the_same(cast, program, told):
    said = program(cast.theo, scopes="read").send(LOOK, {"text": TEXT}).json()

    assert {one["status"]["id"] for one in said} == {str(post.id) for post in told}
    assert {one["share"] for one in said} == {1.0}


def test_everybody_reads_after_who_says_the_same(program, told):
    one, other = told

    assert program().get(f"v1/statuses/{one.id}").json()["echoes_count"] == 1
    (row,) = program().get(f"v1/statuses/{one.id}/echoes").json()
    assert set(row) == {"status", "share"}
    assert row["status"]["id"] == str(other.id)
    assert row["share"] == 1.0
    assert program().get(f"v1/statuses/{one.id}/echoes?offset=1").json() == []
