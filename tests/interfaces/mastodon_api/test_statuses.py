"""Posting and reading through the API: the refusals first."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from augenhoehe.domain.people.actions import use_protected_name
from augenhoehe.domain.posts.actions import delete_post
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.models import Post

STRANGE_IDS = ["0", "-1", "1.5", "1e3", "９", "abc", "%00", "1" * 40, "9223372036854775808", "None"]


# --- reading ---------------------------------------------------------------------------


@pytest.mark.parametrize("strange", STRANGE_IDS)
def test_a_strange_id_is_not_there(cast, program, strange):
    answer = program(cast.karl).read(strange)

    assert answer.status_code == 404
    assert answer.json() == {"error": "Record not found"}


def test_what_is_internal_is_not_there_for_a_customer(cast, program):
    post = cast.says(cast.erika, "Nur für uns.", space=cast.haus)

    assert program(cast.karl).read(post.id).status_code == 404
    assert program().read(post.id).status_code == 404
    inside = program(cast.jonas).read(post.id).json()
    assert inside["visibility"] == "private"
    assert inside["space"]["name"] == "Unter uns"


def test_what_is_for_a_few_is_not_there_for_others(cast, program):
    post = cast.says(cast.karl, "@gerda psst", audience=Audience.DIRECT)

    assert program(cast.ada).read(post.id).status_code == 404


def test_a_deleted_post_is_not_there(cast, program):
    post = cast.says(cast.karl, "Das nehme ich zurück.")
    delete_post(post, by=cast.karl)

    assert program(cast.karl).read(post.id).status_code == 404


def test_an_open_post_is_read_without_a_token(cast, program):
    post = cast.says(cast.karl, "Für alle.")

    answer = program().read(f"{post.id}/")

    assert answer.status_code == 200
    assert answer.json()["content"] == "<p>Für alle.</p>"


def test_a_wrong_token_is_refused_even_for_an_open_post(cast, program):
    post = cast.says(cast.karl, "Für alle.")
    reader = program()
    reader.client.defaults["HTTP_AUTHORIZATION"] = "Bearer falsch"

    assert reader.read(post.id).status_code == 401


def test_a_protected_person_is_not_told_by_the_hour(cast, program):
    use_protected_name(cast.lindenrad, by=cast.priya)
    post = cast.says(cast.priya, "Wir prüfen das.", voice=cast.lindenrad)

    answer = program().read(post.id)

    assert "priya" not in answer.content.decode().lower()
    status = answer.json()
    assert status["written_by"] == {
        "id": None,
        "acct": None,
        "display_name": post.protected_name.name,
        "url": None,
    }
    assert status["created_at"].endswith("T00:00:00.000Z")


def test_an_unreadable_parent_is_not_named(cast, program):
    secret = cast.says(cast.ada, "@karl unter uns", audience=Audience.DIRECT)
    reply = cast.says(cast.karl, "@gerda lies", in_reply_to=secret, audience=Audience.DIRECT)

    status = program(cast.gerda).read(reply.id).json()

    assert status["in_reply_to_id"] is None
    assert status["in_reply_to_account_id"] is None


# --- writing ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({}, 422),
        ({"status": ""}, 422),
        ({"status": " \n\t"}, 422),
        ({"status": None}, 422),
        ({"status": ["a"]}, 422),
        ({"status": {"a": 1}}, 422),
        ({"status": True}, 422),
        ({"status": "x" * 501}, 422),
        ({"status": "x", "spoiler_text": "y" * 500}, 422),
        ({"status": "x", "visibility": "everybody"}, 422),
        ({"status": "x", "media_ids": ["1"]}, 422),
        ({"status": "x", "media_ids": "drei"}, 422),
        ({"status": "x", "media_ids": [{}]}, 422),
        ({"status": "x", "in_reply_to_id": "1"}, 404),
        ({"status": "x", "in_reply_to_id": "-1"}, 404),
        ({"status": "x", "in_reply_to_id": {"a": 1}}, 404),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(cast, program, document, code):
    answer = program(cast.karl).post(document)

    assert answer.status_code == code
    assert set(answer.json()) == {"error"}
    assert not Post.objects.exists()


@pytest.mark.parametrize(
    "body",
    [b"{", b"[1]", b'"x"', b"\xff\xfe", b'{"status": "\\ud800"}', b"[" * 5000, b"1"],
)
def test_a_broken_body_is_refused(cast, program, body):
    answer = program(cast.karl).post(body)

    assert answer.status_code == 400
    assert "error" in answer.json()


def test_a_body_without_end_is_refused(cast, program):
    assert program(cast.karl).post({"status": "x" * 1_100_000}).status_code == 413


def test_a_broken_multipart_body_is_refused(cast, program):
    answer = program(cast.karl).client.post(
        "/api/v1/statuses", b"--nothing", content_type="multipart/form-data; boundary=x"
    )

    assert answer.status_code in (400, 422)
    assert "error" in answer.json()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_there(cast, program, method):
    answer = getattr(program(cast.karl).client, method)("/api/v1/statuses")

    assert answer.status_code == 405
    assert answer.json() == {"error": "Method not allowed"}
    assert answer.headers["Allow"] == "GET, POST, OPTIONS"


def test_a_reply_never_leaves_the_house(cast, program):
    inside = cast.says(cast.erika, "Nur für uns.", space=cast.haus)

    status = program(cast.jonas).post(
        {"status": "Einverstanden", "in_reply_to_id": str(inside.id), "visibility": "public"}
    )

    assert status.json()["visibility"] == "private"
    assert status.json()["space"]["name"] == "Unter uns"
    assert program().read(status.json()["id"]).status_code == 404


def test_nobody_replies_to_what_they_cannot_read(cast, program):
    inside = cast.says(cast.erika, "Nur für uns.", space=cast.haus)

    answer = program(cast.karl).post({"status": "Aha", "in_reply_to_id": str(inside.id)})

    assert answer.status_code == 404


def test_nobody_posts_a_foreign_picture(cast, program):
    foreign = cast.picture(cast.ada)

    answer = program(cast.karl).post({"status": "Meins", "media_ids": [str(foreign.id)]})

    assert answer.status_code == 422


def test_five_pictures_are_too_many(cast, program):
    ids = [str(cast.picture(cast.karl).id) for _ in range(5)]

    answer = program(cast.karl).post({"status": "Fünf", "media_ids": ids})

    assert answer.status_code == 422
    assert answer.json()["error"].startswith("Validation failed: ")


def test_posting_too_fast_asks_for_patience(cast, program, rate_limits):
    speaker = program(cast.karl)
    answers = [speaker.post({"status": f"Nummer {number}"}) for number in range(21)]

    assert [answer.status_code for answer in answers[:20]] == [200] * 20
    assert answers[20].status_code == 429
    assert int(answers[20].headers["Retry-After"]) > 0


def test_the_same_key_gives_the_same_post(cast, program):
    speaker = program(cast.karl)
    first = speaker.post({"status": "Einmal"}, **{"Idempotency-Key": "k" * 3000}).json()
    second = speaker.post({"status": "Einmal"}, **{"Idempotency-Key": "k" * 3000}).json()
    other = program(cast.ada).post({"status": "Einmal"}, **{"Idempotency-Key": "k" * 3000}).json()

    assert first["id"] == second["id"] != other["id"]
    assert Post.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_same_key_at_the_same_moment_gives_one_post(cast, program):
    speakers = [program(cast.karl) for _ in range(4)]

    def speak(speaker):
        try:
            return speaker.post({"status": "Zugleich"}, **{"Idempotency-Key": "a"}).json()["id"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        ids = set(pool.map(speak, speakers))

    assert len(ids) == 1
    assert Post.objects.count() == 1


def test_script_stays_words(cast, program):
    status = program(cast.karl).post({"status": '<script>alert(1)</script> href="/x'}).json()

    assert "<script" not in status["content"]
    # Words that look like an attribute are left as they were written.
    assert 'href="/x' in status["content"].replace("&quot;", '"')


@pytest.mark.parametrize("how", ["json", "form", "multipart"])
def test_json_form_and_multipart_say_the_same(cast, program, how):
    client = program(cast.karl).client
    pictures = [str(cast.picture(cast.karl).id), str(cast.picture(cast.karl).id)]
    sent = {
        "status": "Der Riemen ist gerissen @lindenrad #riemen",
        "visibility": "unlisted",
        "spoiler_text": "Technik",
        "language": "de",
        "sensitive": "true",
        "media_ids[]": pictures,
    }
    cast.lindenrad  # noqa: B018 - the voice is there before it is mentioned

    if how == "json":
        sent["media_ids"] = sent.pop("media_ids[]")
        answer = client.post("/api/v1/statuses/", json.dumps(sent), content_type="application/json")
    elif how == "form":
        body = "&".join(
            [f"{name}={value}".replace("#", "%23") for name, value in sent.items()][:-1]
            + [f"media_ids[]={one}" for one in pictures]
        )
        answer = client.post(
            "/api/v1/statuses", body, content_type="application/x-www-form-urlencoded"
        )
    else:
        answer = client.post("/api/v1/statuses", sent)

    status = answer.json()
    assert answer.status_code == 200
    assert status["visibility"] == "unlisted"
    assert status["spoiler_text"] == "Technik"
    assert status["sensitive"] is True
    assert status["language"] == "de"
    assert [picture["id"] for picture in status["media_attachments"]] == pictures
    assert status["mentions"][0]["acct"] == "lindenrad"
    assert status["tags"] == [{"name": "riemen", "url": "http://testserver/tags/riemen"}]
    assert 'href="http://testserver/@lindenrad"' in status["content"]
    assert 'href="http://testserver/tags/riemen"' in status["content"]


def test_the_answer_has_the_fields_clients_read(cast, program):
    speaker = program(cast.karl)
    parent = cast.says(cast.ada, "Wer kennt Riemen?")

    status = speaker.post({"status": "@ada ich", "in_reply_to_id": parent.id}).json()

    assert status == speaker.read(status["id"]).json()
    assert status["in_reply_to_id"] == str(parent.id)
    assert status["in_reply_to_account_id"] == str(cast.ada.id)
    assert status["url"] == f"http://testserver/@karl/{status['id']}"
    assert status["visibility"] == "public"
    assert status["account"]["display_name"] == "Karl Brandt"
    assert status["edited_at"] is None
    assert status["reblog"] is None
    for field in ("card", "poll", "application"):
        assert status[field] is None
    for field in ("favourited", "reblogged", "bookmarked", "muted"):
        assert status[field] is False


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=40),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
_FIELDS = (
    "status",
    "visibility",
    "in_reply_to_id",
    "spoiler_text",
    "sensitive",
    "language",
    "media_ids",
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(document=st.fixed_dictionaries({}, optional=dict.fromkeys(_FIELDS, _ANYTHING)))
def test_whatever_is_sent_gets_an_answer_in_json(cast, program, document):
    answer = program(cast.karl).post(json.dumps(document).encode("utf-8", "replace"))

    assert answer.status_code in (200, 400, 404, 422)
    assert ("id" in answer.json()) == (answer.status_code == 200)


def test_whom_a_post_may_address_can_be_said(cast, program):
    """An app shows beforehand whom a post will reach; a name it did not see stops the post."""
    karl = program(cast.karl)
    text = f"@{cast.erika.handle} @{cast.jonas.handle} Hallo"

    refused = karl.post({"status": text, "allowed_mentions": [str(cast.erika.id)]})
    posted = karl.post(
        {"status": text, "allowed_mentions": [str(cast.erika.id), str(cast.jonas.id)]}
    )

    assert refused.status_code == 422
    assert [one["id"] for one in refused.json()["unexpected_accounts"]] == [str(cast.jonas.id)]
    assert posted.status_code == 200
    assert karl.post({"status": "@erika", "allowed_mentions": []}).status_code == 422
