"""Timelines, lists and threads through the API: who may not read first, then the pages."""

import pytest

from augenhoehe.domain.criticism.actions import open_case
from augenhoehe.domain.people.actions import block, follow, mute
from augenhoehe.domain.posts.actions import boost, delete_post, keep_bookmark, like
from augenhoehe.domain.posts.audience import Audience, reader_for
from augenhoehe.domain.posts.selectors import conversation_about, post_for
from augenhoehe.interfaces.mastodon_api.entities import memory
from augenhoehe.interfaces.mastodon_api.entities.status import statuses_for


def _texts(answer):
    assert answer.status_code == 200, answer.content
    return [status["content"].removeprefix("<p>").partition("</p>")[0] for status in answer.json()]


def _links(answer):
    """By relation: path and query of the Link header."""
    found = {}
    for part in answer.headers["Link"].split(", "):
        address, _semicolon, rel = part.partition("; ")
        found[rel.removeprefix('rel="').removesuffix('"')] = address.strip("<>").removeprefix(
            "http://testserver/api/"
        )
    return found


# --- who may not ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "v1/timelines/home",
        "v1/timelines/direct",
        "v1/timelines/list/1",
        "v1/lists",
        "v1/bookmarks",
        "v1/favourites",
        "v1/conversations",
        "v1/filters",
        "v2/filters",
        "v1/followed_tags",
        "v1/scheduled_statuses",
        "v1/markers",
    ],
)
def test_what_is_ones_own_wants_a_token_of_the_right_scope(cast, program, path):
    assert program().get(path).status_code == 401
    assert program(cast.karl, scopes="write:media").get(path).status_code == 403


def test_lists_show_nobody_what_they_may_not_read(cast, program):
    cast.says(cast.erika, "#riemen nur für uns", space=cast.haus)
    cast.says(cast.ada, "@gerda #riemen psst", audience=Audience.DIRECT)
    follow(cast.ada, by=cast.karl)

    for reader in (program(), program(cast.karl)):
        assert _texts(reader.get("v1/timelines/public")) == []
        assert _texts(reader.get("v1/timelines/tag/riemen")) == []
        assert _texts(reader.get(f"v1/accounts/{cast.ada.id}/statuses")) == []
        assert _texts(reader.get(f"v1/accounts/{cast.erika.id}/statuses")) == []
    assert _texts(program(cast.karl).get("v1/timelines/home")) == []
    assert len(_texts(program(cast.gerda).get("v1/timelines/direct"))) == 1


def test_a_space_is_a_list_for_its_members_alone(cast, program):
    cast.says(cast.erika, "Bremse", space=cast.kreis)
    inside = program(cast.karl).get("v1/lists").json()

    assert [one["title"] for one in inside] == ["Kreis Bremse"]
    path = f"v1/timelines/list/{inside[0]['id']}"
    assert _texts(program(cast.karl).get(path)) == ["Bremse"]
    assert program(cast.gerda).get(path).status_code == 404
    assert program(cast.gerda).get(f"v1/lists/{inside[0]['id']}").status_code == 404
    assert len(program(cast.karl).get(f"v1/lists/{inside[0]['id']}/accounts").json()) == 4


def test_a_space_is_no_list_one_could_change(cast, program):
    karl = program(cast.karl)
    space = str(cast.kreis.id)

    for method, path in (
        ("put", f"v1/lists/{space}"),
        ("delete", f"v1/lists/{space}"),
        ("post", f"v1/lists/{space}/accounts"),
        ("delete", f"v1/lists/{space}/accounts"),
    ):
        answer = karl.send(path, {"title": "Meins"}, method)
        assert answer.status_code == 422
        assert answer.json()["error"]


def test_nobody_reads_whom_they_do_not_want_to_read(cast, program):
    for speaker in (cast.ada, cast.gerda, cast.ben):
        follow(speaker, by=cast.karl)
        cast.says(speaker, f"{speaker.handle} #riemen")
    mute(cast.ada, by=cast.karl)
    block(cast.gerda, by=cast.karl)
    karl = program(cast.karl)

    for path in ("v1/timelines/home", "v1/timelines/public", "v1/timelines/tag/riemen"):
        assert [one["account"]["acct"] for one in karl.get(path).json()] == ["ben"]


# --- pages -----------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["v1/timelines/home", "v1/timelines/public"])
def test_pages_lead_back_and_forth(cast, program, path):
    for number in range(7):
        cast.says(cast.karl, f"Nummer {number}")
    karl = program(cast.karl)

    first = karl.get(path, limit=3)
    second = karl.client.get("/api/" + _links(first)["next"])
    back = karl.client.get("/api/" + _links(second)["prev"])

    assert _texts(first) == ["Nummer 6", "Nummer 5", "Nummer 4"]
    assert _texts(second) == ["Nummer 3", "Nummer 2", "Nummer 1"]
    assert _texts(back) == _texts(first)
    oldest = karl.client.get("/api/" + _links(second)["next"])
    assert _texts(oldest) == ["Nummer 0"]
    assert "next" not in _links(oldest)
    # directly above an id, and the newest above it
    last = oldest.json()[0]["id"]
    assert _texts(karl.get(path, limit=2, min_id=last)) == ["Nummer 2", "Nummer 1"]
    assert _texts(karl.get(path, limit=2, since_id=last)) == ["Nummer 6", "Nummer 5"]


@pytest.mark.parametrize(
    ("path", "act"), [("v1/favourites", like), ("v1/bookmarks", keep_bookmark)]
)
def test_what_one_marked_is_paged_by_the_moment_of_the_mark(cast, program, path, act):
    posts = [cast.says(cast.ada, f"Nummer {number}") for number in range(3)]
    for post in (posts[1], posts[2], posts[0]):
        act(post, by=cast.karl)
    karl = program(cast.karl)

    first = karl.get(path, limit=2)

    assert _texts(first) == ["Nummer 0", "Nummer 2"]
    assert _texts(karl.client.get("/api/" + _links(first)["next"])) == ["Nummer 1"]


def test_public_can_be_only_local_only_remote_and_only_media(cast, program):
    cast.says(cast.karl, "Worte")
    cast.says(cast.karl, "Bild", pictures=[cast.picture(cast.karl)])

    public = program()
    assert _texts(public.get("v1/timelines/public", local="true")) == ["Bild", "Worte"]
    assert _texts(public.get("v1/timelines/public", remote="true")) == []
    assert _texts(public.get("v1/timelines/public", only_media="1")) == ["Bild"]


def test_a_tag_with_others(cast, program):
    cast.says(cast.karl, "#riemen")
    cast.says(cast.karl, "#riemen #bremse")
    cast.says(cast.karl, "#kette")

    read = program().get
    path = "v1/timelines/tag/Riemen"
    assert len(read(path).json()) == 2
    assert len(read(path, **{"any[]": ["kette"]}).json()) == 3
    assert len(read(path, **{"all[]": ["bremse"]}).json()) == 1
    assert len(read(path, **{"none[]": ["bremse"]}).json()) == 1
    assert program().get("v1/tags/Riemen").json()["name"] == "riemen"


def test_posts_of_an_account_as_asked_for(cast, program):
    first = cast.says(cast.ada, "Erstes")
    cast.says(cast.karl, "@ada ja", in_reply_to=first)
    cast.says(cast.karl, "Eigenes #riemen")
    boost(first, by=cast.karl)
    path = f"v1/accounts/{cast.karl.id}/statuses"

    read = program(cast.ada).get
    assert len(read(path).json()) == 3
    assert len(read(path, exclude_replies="true").json()) == 2
    assert len(read(path, exclude_reblogs="true").json()) == 2
    assert len(read(path, tagged="riemen").json()) == 1
    assert read(path, pinned="true").json() == []


def test_a_thread_is_told_from_both_ends(cast, program):
    root = cast.says(cast.karl, "Wurzel")
    middle = cast.says(cast.ada, "Mitte", in_reply_to=root)
    gone = cast.says(cast.ben, "Weg", in_reply_to=middle)
    cast.says(cast.karl, "Blatt", in_reply_to=gone)
    cast.says(cast.gerda, "Anderer Ast", in_reply_to=root)
    delete_post(gone, by=cast.ben)

    context = program().get(f"v1/statuses/{middle.id}/context").json()

    assert [one["content"] for one in context["ancestors"]] == ["<p>Wurzel</p>"]
    assert [one["content"] for one in context["descendants"]] == ["<p>Blatt</p>"]


# --- how much work it is ------------------------------------------------------------------


def test_a_list_is_a_handful_of_queries(cast, django_assert_max_num_queries):
    first = cast.says(cast.karl, "Erstes")
    reader = reader_for(cast.ada)
    for number in range(12):
        speaker = (cast.karl, cast.gerda, cast.ben)[number % 3]
        cast.says(
            speaker,
            f"@karl Nummer {number} #riemen",
            in_reply_to=first,
            pictures=[cast.picture(speaker)],
        )
    passed_on = boost(first, by=cast.ben)
    posts = [line.post for line in conversation_about(reader, first.id)[1]]
    posts.append(post_for(reader, passed_on.id))
    memory.statuses.known.clear()
    memory.accounts.known.clear()

    with django_assert_max_num_queries(20):
        cold = statuses_for(reader, posts)
    with django_assert_max_num_queries(9):
        warm = statuses_for(reader, posts)

    assert len(cold) == len(warm) == 14


def test_what_is_kept_in_memory_is_never_stale(cast, program):
    post = cast.says(cast.karl, "Alt")
    case = open_case(post, about=cast.lindenrad, by=cast.karl)
    karl = program(cast.karl)
    assert karl.read(post.id).json()["content"].startswith("<p>Alt</p>")

    karl.send(f"v1/statuses/{post.id}", {"status": "Neu"}, "put")
    karl.client.patch(
        "/api/v1/accounts/update_credentials",
        {"display_name": "Karl B."},
        content_type="application/json",
    )
    program(cast.ada).send(f"v1/statuses/{post.id}/favourite")

    status = karl.read(post.id).json()
    assert status["content"].startswith("<p>Neu</p>")
    assert status["account"]["display_name"] == "Karl B."
    assert status["written_by"]["display_name"] == "Karl B."
    assert status["favourites_count"] == 1
    assert status["favourited"] is False
    assert status["case"] == {
        "id": str(case.id),
        "state": "open",
        "url": f"http://testserver/faelle/{case.id}",
    }
