"""Quotations through the API, as Mastodon 4.5 has them: the refusals first."""

import pytest

from augenhoehe.domain.notifications.listeners import tell_quoters
from augenhoehe.domain.people.actions import block, choose_posting, follow, mute
from augenhoehe.domain.posts.actions import Wording, delete_post, edit_post, revoke_quote
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.events import PostEdited
from augenhoehe.domain.posts.models import Post

Policy = Post.QuotePolicy


@pytest.fixture
def post(cast):
    return cast.says(cast.karl, "Mein Riemen ist gerissen.")


def quotes(post, who="Meiner auch!", **more):
    return {"status": who, "quoted_status_id": str(post.id), **more}


@pytest.mark.parametrize("strange", ["0", "abc", "-1", "1" * 40, "9223372036854775808"])
def test_what_is_not_there_is_not_quoted(cast, program, strange):
    answer = program(cast.gerda).post({"status": "Schaut", "quoted_status_id": strange})

    assert answer.status_code == 404
    assert answer.json()["error"]


def test_what_one_may_not_read_is_not_there(cast, program):
    post = cast.says(cast.erika, "Nur für uns.", space=cast.haus)

    assert program(cast.karl).post(quotes(post)).status_code == 404


def test_who_does_not_want_it_is_not_quoted(cast, program):
    post = cast.says(cast.karl, "Nur so.", quote_policy=Policy.NOBODY)

    answer = program(cast.gerda).post(quotes(post))

    assert answer.status_code == 403
    assert "answer" in answer.json()["error"]


def test_an_unknown_policy_is_refused(cast, program):
    answer = program(cast.karl).post({"status": "x", "quote_approval_policy": "friends"})

    assert answer.status_code == 422


@pytest.mark.parametrize("name", ["quoted_status_id", "quote_id"])
def test_a_quotation_shows_what_it_quotes(cast, program, post, name):
    status = program(cast.gerda).post({"status": "Meiner auch!", name: str(post.id)}).json()

    assert status["quote"]["state"] == "accepted"
    assert status["quote"]["quoted_status"]["id"] == str(post.id)
    assert status["quote"]["quoted_status"]["quote"] is None
    assert program().read(post.id).json()["quotes_count"] == 1


def test_apps_without_quotations_find_a_link(cast, program, post):
    status = program(cast.gerda).post(quotes(post)).json()

    url = f"http://testserver/@karl/{post.id}"
    assert status["content"].startswith('<p class="quote-inline">RE: <a href="' + url)
    assert status["content"].endswith("<p>Meiner auch!</p>")
    linked = program(cast.gerda).post(quotes(post, f"Siehe {url}")).json()
    assert "quote-inline" not in linked["content"]


def test_a_quotation_in_a_quotation_is_an_id(cast, program, post):
    inner = cast.says(cast.gerda, "Meiner auch!", quoting=post)
    outer = cast.says(cast.ada, "Und meiner.", quoting=inner)

    quote = program().read(outer.id).json()["quote"]["quoted_status"]["quote"]

    assert quote == {"state": "accepted", "quoted_status_id": str(post.id)}


# --- what became of it ---------------------------------------------------------------------


def test_what_was_deleted_is_told_so(cast, program, post):
    quoting = cast.says(cast.gerda, "Meiner auch!", quoting=post)
    assert program().read(quoting.id).json()["quote"]["state"] == "accepted"

    delete_post(post, by=cast.karl)

    status = program().read(quoting.id).json()
    assert status["quote"] == {"state": "deleted", "quoted_status": None}
    assert status["content"] == "<p>Meiner auch!</p>"


def test_who_may_not_read_what_is_quoted_is_told_so(cast, program):
    post = cast.says(cast.karl, "Für euch.", audience=Audience.FOLLOWERS)
    follow(cast.karl, by=cast.ada)
    quoting = cast.says(cast.karl, "@gerda @ada", quoting=post, audience=Audience.DIRECT)

    for reader, state in ((cast.gerda, "unauthorized"), (cast.ada, "accepted")):
        assert program(reader).read(quoting.id).json()["quote"]["state"] == state


@pytest.mark.parametrize("turn, state", [(mute, "muted_account"), (block, "blocked_account")])
def test_whom_one_does_not_want_to_see_stands_behind_a_word(cast, program, post, turn, state):
    quoting = cast.says(cast.gerda, "Meiner auch!", quoting=post)
    turn(cast.karl, by=cast.ada)

    quote = program(cast.ada).read(quoting.id).json()["quote"]

    assert quote["state"] == state
    assert quote["quoted_status"]["id"] == str(post.id)
    assert program(cast.luise).read(quoting.id).json()["quote"]["state"] == "accepted"


# --- its author --------------------------------------------------------------------------


def test_nobody_else_ends_it(cast, program, post):
    quoting = cast.says(cast.gerda, "Meiner auch!", quoting=post)
    address = f"v1/statuses/{post.id}/quotes/{quoting.id}/revoke"

    assert program().send(address).status_code == 401
    assert program(cast.karl, scopes="read").send(address).status_code == 403
    assert program(cast.ada).send(address).status_code == 403
    wrong = f"v1/statuses/{quoting.id}/quotes/{post.id}/revoke"
    assert program(cast.karl).send(wrong).status_code == 404


def test_its_author_ends_it(cast, program, post):
    quoting = cast.says(cast.gerda, "Meiner auch!", quoting=post)

    answer = program(cast.karl).send(f"v1/statuses/{post.id}/quotes/{quoting.id}/revoke")

    assert answer.status_code == 200
    assert answer.json()["id"] == str(quoting.id)
    assert answer.json()["quote"] == {"state": "revoked", "quoted_status": None}
    assert program().read(post.id).json()["quotes_count"] == 0


def test_a_voice_cannot_have_criticism_of_it_detached(cast, program):
    post = cast.says(cast.erika, "Unsere Riemen halten ewig.", voice=cast.lindenrad)
    quoting = cast.says(cast.karl, "Meiner hielt drei Wochen.", quoting=post)

    for voice in (None, cast.lindenrad):
        client = program(cast.erika, voice=voice)
        answer = client.send(f"v1/statuses/{post.id}/quotes/{quoting.id}/revoke")
        assert answer.status_code == 403
        assert "stands by what was said" in answer.json()["error"]
        policy = client.send(
            f"v1/statuses/{post.id}/interaction_policy", {"quote_approval_policy": "nobody"}, "put"
        )
        assert policy.status_code == 403


def test_the_quotations_of_a_post_page_by_page(cast, program, post, django_assert_max_num_queries):
    made = [cast.says(cast.gerda, f"Nummer {n}", quoting=post) for n in range(3)]
    cast.says(cast.erika, "Lest das.", quoting=post, space=cast.haus)
    revoke_quote(made[1], by=cast.karl)

    assert program().get(f"v1/statuses/{post.id}/quotes").status_code == 401
    first = program(cast.ada).get(f"v1/statuses/{post.id}/quotes", limit=1)

    assert [one["id"] for one in first.json()] == [str(made[2].id)]
    assert f"max_id={made[2].id}" in first.headers["Link"]
    rest = program(cast.ada).get(f"v1/statuses/{post.id}/quotes", max_id=made[2].id)
    assert [one["id"] for one in rest.json()] == [str(made[0].id)]


# --- who may quote -----------------------------------------------------------------------


def test_who_may_quote_is_said_to_each(cast, program):
    follow(cast.karl, by=cast.gerda)
    post = cast.says(cast.karl, "Für Leute, die mich kennen.", quote_policy=Policy.FOLLOWERS)

    for reader, answer in (
        (None, "denied"),
        (cast.ada, "denied"),
        (cast.gerda, "automatic"),
        (cast.karl, "automatic"),
    ):
        assert program(reader).read(post.id).json()["quote_approval"] == {
            "automatic": ["followers"],
            "manual": [],
            "current_user": answer,
        }


def test_inside_one_quotes_and_nobody_else_does(cast, program):
    post = cast.says(cast.erika, "Die Charge ist schlecht.", space=cast.haus)
    approval = program(cast.jonas).read(post.id).json()["quote_approval"]
    assert approval == {"automatic": [], "manual": [], "current_user": "automatic"}

    status = program(cast.jonas).post(quotes(post, visibility="public")).json()

    assert (status["visibility"], status["local_only"]) == ("private", True)


def test_the_policy_of_a_post_is_sent_and_changed(cast, program):
    client = program(cast.karl)
    sent = {"status": "Nur so.", "quote_approval_policy": "nobody"}
    status = client.post(sent).json()
    assert status["quote_approval"]["automatic"] == []

    address = f"v1/statuses/{status['id']}/interaction_policy"
    foreign = program(cast.gerda).send(address, {"quote_approval_policy": "public"}, "put")
    assert foreign.status_code == 404
    changed = client.send(address, {"quote_approval_policy": "public"}, "put")

    assert changed.json()["quote_approval"]["automatic"] == ["public"]
    assert changed.json()["edited_at"] is None
    edited = {"status": "Nur so!", "quote_approval_policy": "followers"}
    edited = client.send(f"v1/statuses/{status['id']}", edited, "put")
    assert edited.json()["quote_approval"]["automatic"] == ["followers"]


def test_without_a_word_it_is_as_one_set_it(cast, program):
    choose_posting(by=cast.karl, quotes=Policy.NOBODY)

    status = program(cast.karl).post({"status": "Nur so."}).json()

    assert status["quote_approval"]["automatic"] == []


# --- notices -------------------------------------------------------------------------------


def test_who_is_quoted_is_told_and_who_quotes_hears_of_edits(cast, program, post):
    quoting = cast.says(cast.gerda, "Meiner auch!", quoting=post)
    told = program(cast.karl).get("v1/notifications", **{"types[]": "quote"}).json()
    assert [(one["type"], one["status"]["id"]) for one in told] == [("quote", str(quoting.id))]
    assert told[0]["account"]["acct"] == "gerda"

    edit_post(post, by=cast.karl, wording=Wording(text="Doch nicht gerissen."))
    tell_quoters(PostEdited(post.id))

    told = program(cast.gerda).get("v1/notifications", **{"types[]": "quoted_update"}).json()
    assert [(one["type"], one["status"]["id"]) for one in told] == [
        ("quoted_update", str(quoting.id))
    ]


# --- what it costs -------------------------------------------------------------------------


def test_many_quotations_cost_no_more_than_few(cast, program, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = program(cast.ada)

    def asked():
        client.get("v1/timelines/public", limit=40)  # what is remembered is remembered now
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("v1/timelines/public", limit=40)
        return len(queries)

    quoted = [cast.says(cast.karl, f"Rad {n}") for n in range(6)]
    none = asked()
    cast.says(cast.gerda, "Eins", quoting=quoted[0])
    few = asked()
    for n, one in enumerate(quoted[1:]):
        cast.says(cast.gerda, f"Noch {n}", quoting=one)

    assert asked() == few
    assert few <= none + 4


def test_every_wording_tells_what_was_quoted(cast, program, post):
    quoting = cast.says(cast.gerda, "Meiner auch!", quoting=post)
    edit_post(quoting, by=cast.gerda, wording=Wording(text="Meiner auch."))

    told = program().get(f"v1/statuses/{quoting.id}/history").json()

    assert [one["quote"]["quoted_status"]["id"] for one in told] == [str(post.id)] * 2
