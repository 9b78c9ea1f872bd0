"""Conversations among a few, and muting a conversation, as clients do it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from augenhoehe.domain.notifications.selectors import notices_for
from augenhoehe.domain.posts.audience import Audience


def tells(cast, who, text, **how):
    return cast.says(who, text, audience=Audience.DIRECT, **how)


def test_only_ones_own_and_with_the_scope(cast, program):
    tells(cast, cast.karl, "Unter uns, @gerda")
    [talk] = program(cast.karl).get("v1/conversations").json()

    assert program().get("v1/conversations").status_code == 401
    assert program(cast.karl, scopes="write").get("v1/conversations").status_code == 403
    assert program(cast.ada).get("v1/conversations").json() == []
    for path, verb in (
        (f"{talk['id']}", "delete"),
        (f"{talk['id']}/read", "post"),
        ("x", "delete"),
    ):
        gerda = program(cast.gerda).send(f"v1/conversations/{path}", {}, verb)
        assert gerda.status_code == 404
        narrow = program(cast.karl, scopes="read").send(f"v1/conversations/{path}", {}, verb)
        assert narrow.status_code == 403


def test_a_conversation_names_the_others_and_what_was_said_last(cast, program):
    first = tells(cast, cast.karl, "Unter uns, @gerda und @ada")
    gerda = program(cast.gerda, scopes="read write:conversations")

    [talk] = gerda.get("v1/conversations").json()

    assert talk["unread"] is True
    assert {one["acct"] for one in talk["accounts"]} == {"karl", "ada"}
    assert talk["last_status"]["id"] == str(first.id)
    assert talk["last_status"]["visibility"] == "direct"
    read = gerda.send(f"v1/conversations/{talk['id']}/read").json()
    assert read == talk | {"unread": False}
    assert gerda.get("v1/conversations").json() == [read]
    assert gerda.send(f"v1/conversations/{talk['id']}/unread").json() == talk
    assert gerda.send(f"v1/conversations/{talk['id']}", {}, "delete").json() == {}
    assert gerda.get("v1/conversations").json() == []
    assert gerda.read(first.id).status_code == 200  # put away, not deleted


def test_a_voices_team_reads_what_is_said_to_it_each_for_themselves(cast, program):
    voice = cast.lindenrad
    tells(cast, cast.karl, "Bitte vertraulich, @lindenrad")
    jonas, erika = program(cast.jonas, voice=voice), program(cast.erika)
    [talk] = jonas.get("v1/conversations").json()

    jonas.send(f"v1/conversations/{talk['id']}/read")

    assert jonas.get("v1/conversations").json()[0]["unread"] is False
    assert erika.get("v1/conversations").json()[0]["unread"] is True


def test_the_header_pages_by_the_last_posts(cast, program):
    posts = [tells(cast, cast.karl, f"@gerda {number}") for number in range(5)]
    gerda = program(cast.gerda)

    first = gerda.get("v1/conversations", limit=2)

    assert [one["last_status"]["id"] for one in first.json()] == [
        str(posts[4].id),
        str(posts[3].id),
    ]
    assert f"max_id={posts[3].id}" in first["Link"]
    assert f"min_id={posts[4].id}" in first["Link"]
    path = re.search(r'<http://testserver/api/([^>]+)>; rel="next"', first["Link"])[1]
    second = gerda.get(path)
    assert [one["last_status"]["id"] for one in second.json()] == [
        str(posts[2].id),
        str(posts[1].id),
    ]


def test_a_longer_page_costs_no_more(cast, program):
    for number in range(5):
        tells(cast, cast.karl, f"@gerda {number}")
    gerda = program(cast.gerda)
    gerda.get("v1/conversations")

    costs = []
    for limit in (1, 5):
        with CaptureQueriesContext(connection) as asked:
            assert len(gerda.get("v1/conversations", limit=limit).json()) == limit
        costs.append(len(asked))

    assert costs[0] == costs[1] <= 18


# --- muting ----------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["mute", "unmute"])
def test_who_may_not_mute(cast, program, verb):
    voice = cast.lindenrad
    post = cast.says(cast.ada, "Hallo")
    internal = cast.says(cast.erika, "Drinnen", space=cast.haus)

    at = f"v1/statuses/{post.id}/{verb}"
    assert program().send(at).status_code == 401
    assert program(cast.karl, scopes="read").send(at).status_code == 403
    assert program(cast.jonas, voice=voice).send(at).status_code == 403
    assert program(cast.karl).send(f"v1/statuses/{internal.id}/{verb}").status_code == 404


def test_a_muted_conversation_says_so_at_once(cast, program):
    first = cast.says(cast.karl, "Mein Rad knarzt.")
    reply = cast.says(cast.ada, "Meins auch.", in_reply_to=first)
    karl = program(cast.karl, scopes="read write:mutes")

    muted = karl.send(f"v1/statuses/{reply.id}/mute").json()

    assert (muted["id"], muted["muted"]) == (str(reply.id), True)
    assert karl.read(first.id).json()["muted"] is True
    assert program(cast.ada).read(first.id).json()["muted"] is False
    cast.says(cast.ben, "Hört, hört", in_reply_to=first)
    assert [notice.kind for notice in notices_for(cast.karl)] == ["reply"]  # the one before
    assert karl.send(f"v1/statuses/{first.id}/unmute").json()["muted"] is False
