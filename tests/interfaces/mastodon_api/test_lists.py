"""Lists of one's own through the API, beside the spaces one belongs to."""

import pytest

from augenhoehe.domain.people.actions import follow
from augenhoehe.domain.spaces.actions import join_space


@pytest.fixture
def werkstatt(cast, program):
    """A list of Karl's, made by an app."""
    follow(cast.ada, by=cast.karl)
    return program(cast.karl).send("v1/lists", {"title": "Werkstatt"}).json()


def test_somebody_elses_list_does_not_exist(cast, program, werkstatt):
    gerda = program(cast.gerda)
    path = f"v1/lists/{werkstatt['id']}"

    assert gerda.get("v1/lists").json() == []
    for method, at in (
        ("get", path),
        ("put", path),
        ("delete", path),
        ("get", f"{path}/accounts"),
        ("post", f"{path}/accounts"),
        ("delete", f"{path}/accounts"),
        ("get", f"v1/timelines/list/{werkstatt['id']}"),
    ):
        answer = gerda.send(at, {"title": "Meine", "account_ids": []}, method)
        assert answer.status_code == 404, (method, at)
    only_read = program(cast.karl, scopes="read")
    assert only_read.send("v1/lists", {"title": "x"}).status_code == 403


def test_wrong_words_are_refused_as_clients_expect(cast, program, werkstatt):
    karl = program(cast.karl)
    path = f"v1/lists/{werkstatt['id']}"

    def said(answer, status=422):
        assert answer.status_code == status
        return answer.json()["error"]

    blank = "Validation failed: Title can't be blank"
    assert said(karl.send("v1/lists", {})) == blank
    assert said(karl.send(path, {"title": ""}, "put")) == blank
    wrong = {"title": "Gut", "replies_policy": "some"}
    assert said(karl.send("v1/lists", wrong)) == "'some' is not a valid replies_policy"
    accounts = f"{path}/accounts"
    assert "follow" in said(karl.send(accounts, {"account_ids": [str(cast.ben.id)]}), 404)
    assert said(karl.send(accounts, {"account_ids": ["7"]}), 404) == "Record not found"
    karl.send(accounts, {"account_ids": [str(cast.ada.id)]})
    taken = said(karl.send(accounts, {"account_ids": [str(cast.ada.id)]}))
    assert taken == "Validation failed: Account has already been taken"


def test_a_list_from_its_making_to_its_end(cast, program, werkstatt):
    karl = program(cast.karl)
    path = f"v1/lists/{werkstatt['id']}"
    assert werkstatt == {
        "id": werkstatt["id"],
        "title": "Werkstatt",
        "replies_policy": "list",
        "exclusive": False,
        "space": None,
    }

    changed = karl.send(path, {"title": "Leute", "exclusive": "true"}, "put").json()
    assert (changed["title"], changed["exclusive"]) == ("Leute", True)
    kept = karl.send(path, {"replies_policy": "none"}, "put").json()
    assert (kept["title"], kept["replies_policy"], kept["exclusive"]) == ("Leute", "none", True)

    ids = {"account_ids": [str(cast.ada.id)]}
    assert karl.send(f"{path}/accounts", ids).json() == {}
    assert [one["acct"] for one in karl.get(f"{path}/accounts").json()] == ["ada"]
    assert [one["acct"] for one in karl.get(f"{path}/accounts", limit=0).json()] == ["ada"]
    with_ada = karl.get(f"v1/accounts/{cast.ada.id}/lists").json()
    assert [one["id"] for one in with_ada] == [werkstatt["id"]]
    assert karl.send(f"{path}/accounts", ids, "delete").json() == {}
    assert karl.get(f"{path}/accounts").json() == []

    assert karl.send(path, method="delete").json() == {}
    assert karl.get(path).status_code == 404


def test_the_timeline_of_a_list_is_paged_like_any(cast, program, werkstatt):
    karl = program(cast.karl)
    karl.send(f"v1/lists/{werkstatt['id']}/accounts", {"account_ids": [str(cast.ada.id)]})
    ids = [str(cast.says(cast.ada, f"Nummer {n}").id) for n in range(3)]
    cast.says(cast.ben, "Nicht hier")
    path = f"v1/timelines/list/{werkstatt['id']}"

    first = karl.get(path, limit=2)
    assert [one["id"] for one in first.json()] == [ids[2], ids[1]]
    assert f"max_id={ids[1]}" in first.headers["Link"]
    assert [one["id"] for one in karl.get(path, max_id=ids[1]).json()] == [ids[0]]
    assert [one["id"] for one in karl.get(path, limit=1, min_id=ids[0]).json()] == [ids[1]]


def test_spaces_stand_beside_ones_own_lists_and_are_not_edited(cast, program, werkstatt):
    join_space(cast.stammtisch, by=cast.karl)
    join_space(cast.stammtisch, by=cast.ada)
    karl = program(cast.karl)
    lists = karl.get("v1/lists").json()

    assert [(one["title"], bool(one["space"])) for one in lists] == [
        ("Werkstatt", False),
        ("Stammtisch", True),
    ]
    with_ada = karl.get(f"v1/accounts/{cast.ada.id}/lists").json()
    assert [one["title"] for one in with_ada] == ["Stammtisch"]
    path = f"v1/lists/{lists[1]['id']}"
    for method, at in (("put", path), ("delete", path), ("post", f"{path}/accounts")):
        refused = karl.send(at, {"title": "Meine", "account_ids": []}, method)
        assert refused.status_code == 422
        assert "space" in refused.json()["error"]


def test_a_token_of_a_voice_reads_its_persons_lists(cast, program, werkstatt):
    follow(cast.ada, by=cast.jonas)
    own = program(cast.jonas).send("v1/lists", {"title": "Jonas'"}).json()

    through = program(cast.jonas, voice=cast.lindenrad).get("v1/lists").json()
    assert [one["id"] for one in through] == [own["id"]]
