"""The pages of the playbooks: public, walkable by links, honest about ways nobody can go."""

import json


def test_a_playbook_nobody_wrote_and_a_way_nobody_can_go_are_not_found(client, cast):
    assert client.get("/codex/handlungsanweisungen/keine").status_code == 404
    assert client.get("/codex/99/handlungsanweisungen/press").status_code == 404
    assert client.get("/codex/handlungsanweisungen/press?weg=a:b").status_code == 404
    assert client.get("/codex/handlungsanweisungen/press?weg=a").status_code == 404


def test_everybody_walks_a_playbook_by_links_and_gets_no_cookie(client, cast):
    listed = client.get("/codex/handlungsanweisungen/")
    page = client.get("/codex/handlungsanweisungen/press?weg=for-whom:mine,content:no")

    assert "/codex/handlungsanweisungen/press" in listed.content.decode()
    assert page.status_code == 200
    assert "Answer in your own name" in page.content.decode()
    assert "<svg" in page.content.decode()
    assert not listed.cookies
    assert not page.cookies


def test_every_version_keeps_its_own(client, cast):
    for key in ("answer-tree", "we-were-wrong", "press", "data-protection"):
        assert client.get(f"/codex/1/handlungsanweisungen/{key}").status_code == 200


def test_the_schema_is_published(client, cast):
    document = json.loads(client.get("/codex/handlungsanweisung.schema.json").content)

    assert document["$schema"].endswith("2020-12/schema")
