"""Filters as clients make them, and what they find beside posts."""

import pytest

from augenhoehe.domain.posts.models import Filter

SPORT = {
    "title": "Kein Fußball",
    "context": ["home", "public"],
    "keywords_attributes": [{"keyword": "Fußball", "whole_word": True}],
}


@pytest.fixture
def karl(cast, program):
    return program(cast.karl)


@pytest.fixture
def sport(karl):
    return karl.send("v2/filters", SPORT).json()


def test_without_the_scope_nothing(cast, program, sport):
    reader = program(cast.karl, scopes="read")

    assert reader.get("v2/filters").status_code == 200
    assert reader.send("v2/filters", SPORT).status_code == 403
    assert program(cast.karl, scopes="write").get("v2/filters").status_code == 403
    assert program().get("v2/filters").status_code == 401
    narrow = program(cast.karl, scopes="read:filters write:filters")
    assert narrow.send(f"v2/filters/{sport['id']}", {}, "delete").json() == {}


def test_nobody_else_finds_a_filter(cast, program, karl, sport):
    post = cast.says(cast.ada, "Hallo")
    entry = karl.send(f"v2/filters/{sport['id']}/statuses", {"status_id": str(post.id)}).json()
    gerda = program(cast.gerda)
    word = sport["keywords"][0]["id"]

    assert gerda.get("v2/filters").json() == gerda.get("v1/filters").json() == []
    for path, verbs in {
        f"v2/filters/{sport['id']}": ("get", "put", "delete"),
        f"v2/filters/{sport['id']}/keywords": ("get", "post"),
        f"v2/filters/{sport['id']}/statuses": ("get", "post"),
        f"v2/filters/keywords/{word}": ("get", "put", "delete"),
        f"v2/filters/statuses/{entry['id']}": ("get", "delete"),
        f"v1/filters/{word}": ("get", "put", "delete"),
    }.items():
        for verb in verbs:
            answer = gerda.send(path, {"keyword": "x", "status_id": str(post.id)}, verb)
            assert answer.status_code == 404, (verb, path)
            assert answer.json() == {"error": "Record not found"}


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        (
            {"title": "", "context": []},
            "Title can't be blank, Context can't be blank, "
            "Context None or invalid context supplied",
        ),
        ({"context": ["kitchen"]}, "Context None or invalid context supplied"),
        ({"filter_action": "shout"}, "Filter action is not included in the list"),
        ({"keywords_attributes": [{"keyword": " "}]}, "Keyword can't be blank"),
        ({"title": "x" * 300}, "At most 256 characters, please."),
        ({"expires_in": "bald"}, "expires_in must be a whole number."),
    ],
)
def test_what_cannot_be_used(karl, changes, error):
    answer = karl.send("v2/filters", SPORT | changes)

    assert answer.status_code == 422
    assert answer.json() == {"error": f"Validation failed: {error}"}
    assert Filter.objects.count() == 0


def test_a_new_filter_names_no_keyword_of_another(karl, sport):
    words = [{"id": sport["keywords"][0]["id"], "keyword": "x"}]

    assert karl.send("v2/filters", SPORT | {"keywords_attributes": words}).status_code == 404


def test_a_filter_from_first_to_last(karl, sport):
    assert sport == {
        "id": sport["id"],
        "title": "Kein Fußball",
        "context": ["home", "public"],
        "expires_at": None,
        "labels": [],
        "filter_action": "warn",
        "keywords": [{"id": sport["keywords"][0]["id"], "keyword": "Fußball", "whole_word": True}],
        "statuses": [],
    }
    at = f"v2/filters/{sport['id']}"
    word = sport["keywords"][0]["id"]

    changed = karl.send(
        at,
        {
            "filter_action": "hide",
            "expires_in": 3600,
            "keywords_attributes": [
                {"id": word, "whole_word": "false"},
                {"keyword": "Handball"},
            ],
        },
        "put",
    ).json()
    assert (changed["title"], changed["filter_action"]) == ("Kein Fußball", "hide")
    assert changed["expires_at"] is not None
    assert [(one["keyword"], one["whole_word"]) for one in changed["keywords"]] == [
        ("Fußball", False),
        ("Handball", True),
    ]
    forever = karl.send(
        at,
        {"expires_in": None, "keywords_attributes": [{"id": word, "_destroy": True}]},
        "put",
    ).json()
    assert forever["expires_at"] is None
    assert [one["keyword"] for one in forever["keywords"]] == ["Handball"]
    assert karl.get("v2/filters").json() == [forever] == [karl.get(at).json()]
    assert karl.send(at, {}, "delete").json() == {}
    assert karl.get(at).status_code == 404


def test_a_form_says_the_same(karl):
    body = (
        "title=test&context[]=public&keywords_attributes[][keyword]=foo"
        "&keywords_attributes[][whole_word]=false&keywords_attributes[][keyword]=bar"
        "&keywords_attributes[][whole_word]=true&expires_in="
    )
    made = karl.client.post(
        "/api/v2/filters", body, content_type="application/x-www-form-urlencoded"
    ).json()

    assert [(one["keyword"], one["whole_word"]) for one in made["keywords"]] == [
        ("foo", False),
        ("bar", True),
    ]
    assert (made["context"], made["expires_at"]) == (["public"], None)


def test_keywords_one_by_one(karl, sport):
    at = f"v2/filters/{sport['id']}/keywords"
    made = karl.send(at, {"keyword": "Handball", "whole_word": False}).json()
    assert [one["keyword"] for one in karl.get(at).json()] == ["Fußball", "Handball"]
    one = f"v2/filters/keywords/{made['id']}"

    changed = karl.send(one, {"keyword": "Schach", "whole_word": True}, "put").json()

    assert changed == karl.get(one).json() == made | {"keyword": "Schach", "whole_word": True}
    assert karl.send(at, {}).json()["error"] == "Validation failed: Keyword can't be blank"
    assert karl.send(one, {"keyword": ""}, "put").status_code == 422
    assert karl.send(one, {}, "delete").json() == {}
    assert karl.get(one).status_code == 404


def test_posts_one_by_one(cast, karl, sport):
    post = cast.says(cast.ada, "Riemen")
    internal = cast.says(cast.erika, "Drinnen", space=cast.haus)
    at = f"v2/filters/{sport['id']}/statuses"
    made = karl.send(at, {"status_id": str(post.id)}).json()

    assert made == {"id": made["id"], "status_id": str(post.id)}
    assert karl.get(at).json() == [made]
    assert karl.get(f"v2/filters/statuses/{made['id']}").json() == made
    assert karl.send(at, {"status_id": str(post.id)}).status_code == 422
    assert karl.send(at, {"status_id": str(internal.id)}).status_code == 404
    assert karl.send(at, {}).status_code == 404
    [result] = karl.read(post.id).json()["filtered"]
    assert result["keyword_matches"] is None
    assert result["status_matches"] == [str(post.id)]
    assert karl.send(f"v2/filters/statuses/{made['id']}", {}, "delete").json() == {}
    assert karl.read(post.id).json()["filtered"] == []


def test_what_fits_stands_beside_the_posts(cast, program, karl, sport):
    post = cast.says(cast.ada, "Heute FUSSBALL")
    other = cast.says(cast.ada, "Heute Riemen")
    boost = program(cast.ben).send(f"v1/statuses/{post.id}/reblog").json()

    seen = {one["id"]: one for one in karl.get("v1/timelines/public").json()}

    assert seen[str(post.id)]["filtered"] == [
        {
            "filter": {
                "id": sport["id"],
                "title": "Kein Fußball",
                "context": ["home", "public"],
                "expires_at": None,
                "filter_action": "warn",
            },
            "keyword_matches": ["Fußball"],
            "status_matches": None,
        }
    ]
    assert seen[str(other.id)]["filtered"] == []
    passed_on = karl.read(boost["id"]).json()
    assert passed_on["filtered"] == passed_on["reblog"]["filtered"] != []
    assert program(cast.gerda).read(post.id).json()["filtered"] == []
    assert program().read(post.id).json()["filtered"] == []


def test_with_a_token_of_a_voice_they_are_the_persons(cast, program):
    voice = cast.lindenrad
    through = program(cast.jonas, voice=voice)
    made = through.send("v2/filters", SPORT).json()
    post = cast.says(cast.ada, "Fußball")

    assert program(cast.jonas).get("v2/filters").json() == [made]
    assert through.read(post.id).json()["filtered"]
    assert program(cast.erika, voice=voice).get("v2/filters").json() == []
    assert program(cast.erika, voice=voice).read(post.id).json()["filtered"] == []


# --- before Mastodon 4 -----------------------------------------------------------------


def test_older_clients_need_a_phrase_and_a_place(karl):
    for sent, error in (
        ({"context": ["home"]}, "Phrase can't be blank"),
        ({"phrase": "x"}, "Context can't be blank, Context None or invalid context supplied"),
        ({"phrase": "x", "context": ["x"]}, "Context None or invalid context supplied"),
    ):
        answer = karl.send("v1/filters", sent)
        assert answer.status_code == 422
        assert answer.json() == {"error": f"Validation failed: {error}"}


def test_to_older_clients_each_keyword_is_a_filter(karl):
    made = karl.send(
        "v1/filters", {"phrase": "Fußball", "context": ["home"], "irreversible": True}
    ).json()
    assert made == {
        "id": made["id"],
        "phrase": "Fußball",
        "context": ["home"],
        "whole_word": False,
        "expires_at": None,
        "irreversible": True,
    }
    at = f"v1/filters/{made['id']}"
    changed = karl.send(
        at,
        {"phrase": "Handball", "context": ["public"], "whole_word": True, "irreversible": False},
        "put",
    ).json()
    assert changed == karl.get(at).json()
    assert changed == made | {
        "phrase": "Handball",
        "context": ["public"],
        "whole_word": True,
        "irreversible": False,
    }
    [whole] = karl.get("v2/filters").json()
    assert (whole["title"], whole["filter_action"]) == ("Handball", "warn")
    assert karl.get("v1/filters").json() == [changed]
    assert karl.send(at, {}, "delete").json() == {}
    assert karl.get("v1/filters").json() == []


def test_older_clients_change_no_more_than_they_know_of(karl, sport):
    karl.send(f"v2/filters/{sport['id']}/keywords", {"keyword": "Handball"})
    at = f"v1/filters/{sport['keywords'][0]['id']}"

    refused = karl.send(at, {"phrase": "x", "context": ["thread"]}, "put")
    allowed = karl.send(at, {"phrase": "Schach", "context": ["home", "public"]}, "put")

    assert refused.status_code == 422
    assert "more than one filter keyword" in refused.json()["error"]
    assert allowed.json()["phrase"] == "Schach"
    [whole] = karl.get("v2/filters").json()
    assert whole["title"] == "Kein Fußball"
    assert [one["keyword"] for one in whole["keywords"]] == ["Schach", "Handball"]
