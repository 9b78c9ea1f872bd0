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


def test_the_address_without_a_slash_leads_to_the_list(client, cast):
    answer = client.get("/codex/handlungsanweisungen")

    assert answer.status_code == 302
    assert answer["Location"] == "/codex/handlungsanweisungen/"


def test_where_more_than_an_answer_is_planned_the_estimate_is_explained(client, cast):
    way = "is-it-true:true,kind:claim,remedy:yes,unlawful:no,who-answers:written,planned:"
    address = "/codex/handlungsanweisungen/answer-tree?weg=" + way

    assert "/streisand.toml" not in client.get(address + "no").content.decode()
    page = client.get(address + "yes").content.decode()
    assert "/streisand.toml" in page
    assert client.get("/streisand.toml").status_code == 200


def test_the_words_below_the_picture_leave_nothing_out_and_name_the_triggers(client, cast):
    page = client.get("/codex/handlungsanweisungen/answer-tree").content.decode()

    assert "Look first at what it would set off, and at the milder means." in page  # advice
    assert "A day one can keep is better than" in page  # help at a step
    assert "Before any other question." in page
    assert "When it comes up by itself" in page


def test_the_list_and_a_page_ask_little(client, cast, django_assert_max_num_queries):
    client.get("/codex/handlungsanweisungen/")
    with django_assert_max_num_queries(5):
        client.get("/codex/handlungsanweisungen/")
    with django_assert_max_num_queries(6):
        client.get("/codex/handlungsanweisungen/press")
