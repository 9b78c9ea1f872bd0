"""Who one is and how one's posts begin: `profile`, `update_credentials`, `preferences`."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from augenhoehe.domain.people.actions import follow
from tests.interfaces.mastodon_api.test_acting import _png

PICTURES = {"avatar": "portrait", "header": "header"}


def _patch(program, path, document):
    return program.client.patch(f"/api/v1/{path}", document, content_type="application/json")


def _update(program, **document):
    return _patch(program, "accounts/update_credentials", document)


# --- refusals ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "document",
    [
        {"source": {"privacy": "direct"}},
        {"source": {"privacy": "allen"}},
        {"source": {"quote_policy": "nie"}},
        {"source": {"language": "Plattdeutsch"}},
        {"source": "privat"},
        {"attribution_domains": ["kein name"]},
        {"attribution_domains": [f"server{n}.example" for n in range(11)]},
        {"attribution_domains": ["localhost"]},
        {"display_name": ""},
        {"display_name": "x" * 101},
        {"header_description": "x" * 301},
        {"fields_attributes": [{"name": "n", "value": str(n)} for n in range(9)]},
        {"fields_attributes": 7},
    ],
)
def test_what_cannot_be_kept_changes_nothing(cast, program, document):
    karl = program(cast.karl)
    before = karl.get("v1/accounts/verify_credentials").json()

    refused = _update(karl, **({"note": "Neu"} | document))

    assert refused.status_code == 422
    assert refused.json()["error"].startswith("Validation failed")
    assert karl.get("v1/accounts/verify_credentials").json() == before


@pytest.mark.parametrize("path", ["v1/profile", "v1/preferences", "v1/accounts/verify_credentials"])
def test_another_scope_reads_no_profile(cast, program, path):
    assert program().get(path).status_code == 401
    assert program(cast.karl, scopes="read:statuses").get(path).status_code == 403
    read_only = program(cast.karl, scopes="read")
    assert _patch(read_only, "profile", {"note": "Neu"}).status_code == 403
    for picture in PICTURES:
        assert read_only.client.delete(f"/api/v1/profile/{picture}").status_code == 403


def test_a_writer_of_a_voice_changes_nothing_of_it(cast, program):
    jonas = program(cast.jonas, voice=cast.lindenrad)
    for answer in (
        _patch(jonas, "profile", {"note": "Räder"}),
        _update(jonas, bot=True),
        jonas.client.delete("/api/v1/profile/avatar"),
        jonas.client.delete("/api/v1/profile/header"),
    ):
        assert answer.status_code == 403
        assert "stewards" in answer.json()["error"]


# --- the profile -------------------------------------------------------------------------


def test_everything_about_a_profile_is_kept(cast, program):
    karl = program(cast.karl)
    answer = _update(
        karl,
        display_name="Karl B.",
        note="Ich fahre Rad.",
        bot="true",
        locked=True,
        discoverable=False,
        indexable="0",
        hide_collections=1,
        attribution_domains=["https://Karl.example/blog", "müller.example"],
        fields_attributes=[{"name": "Rad", "value": "blau"}],
    ).json()

    assert answer["bot"] is answer["locked"] is answer["hide_collections"] is True
    assert answer["discoverable"] is answer["indexable"] is False
    source = answer["source"]
    assert source["hide_collections"] is True
    assert source["indexable"] is False
    assert source["attribution_domains"] == ["karl.example", "xn--mller-kva.example"]
    assert source["fields"] == [{"name": "Rad", "value": "blau", "verified_at": None}]
    seen = program(cast.ada).get(f"v1/accounts/{cast.karl.id}").json()
    assert seen["bot"] is True
    assert "source" not in seen
    again = _update(karl, attribution_domains="", fields_attributes={}).json()
    assert again["source"]["attribution_domains"] == again["fields"] == []
    assert again["display_name"] == "Karl B."


def test_the_profile_is_read_and_changed_by_itself(cast, program):
    karl = program(cast.karl, scopes="profile write:accounts")

    before = karl.get("v1/profile").json()
    after = _patch(karl, "profile", {"note": "Ich fahre Rad.", "indexable": False}).json()

    assert before["avatar"] is before["header"] is None
    assert before["id"] == str(cast.karl.id)
    assert after == before | {"note": "Ich fahre Rad.", "indexable": False}


def test_pictures_come_with_words_and_go_again(cast, program):
    karl = program(cast.karl)
    for name in PICTURES:
        # Multipart by PATCH, which Django alone does not read.
        changed = karl.client.patch(
            "/api/v1/accounts/update_credentials",
            *_multipart({name: _png(), f"{name}_description": f"Das {name}"}),
        ).json()
        assert changed[f"{name}_description"] == f"Das {name}"
        assert karl.get("v1/profile").json()[name] == changed[name]
        drawn = karl.client.get(changed[name].removeprefix("http://testserver"))
        assert b"WEBP" in b"".join(drawn.streaming_content)
        said = _patch(karl, "profile", {f"{name}_description": "Anders gesagt"}).json()
        assert said[f"{name}_description"] == "Anders gesagt"

        for _again in range(2):  # without a picture it is as well
            without = karl.client.delete(f"/api/v1/profile/{name}")
            assert without.status_code == 200
            assert without.json()["source"]
        profile = karl.get("v1/profile").json()
        assert (profile[name], profile[f"{name}_description"]) == (None, "")


def _multipart(parts):
    from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

    document = {
        name: SimpleUploadedFile("a.png", value) if isinstance(value, bytes) else value
        for name, value in parts.items()
    }
    return encode_multipart(BOUNDARY, document), MULTIPART_CONTENT


def test_a_steward_keeps_the_profile_of_a_voice(cast, program):
    erika = program(cast.erika, voice=cast.lindenrad)

    assert _patch(erika, "profile", {"note": "Räder mit Riemen"}).json()["id"] == str(
        cast.lindenrad.id
    )
    assert _update(erika, locked=True).status_code == 422


def test_who_hides_whom_they_follow_shows_it_to_nobody_else(cast, program):
    follow(cast.ada, by=cast.karl)
    follow(cast.karl, by=cast.gerda)
    follow(cast.gerda, by=cast.luise)
    karl, ada, luise = program(cast.karl), program(cast.ada), program(cast.luise)
    paths = [f"v1/accounts/{cast.karl.id}/{which}" for which in ("followers", "following")]
    familiar = {"id[]": [str(cast.karl.id)]}
    known = luise.get("v1/accounts/familiar_followers", **familiar).json()
    assert [one["acct"] for one in known[0]["accounts"]] == ["gerda"]

    _update(karl, hide_collections=True)

    for path in paths:
        assert ada.get(path).json() == program().get(path).json() == []
        assert len(karl.get(path).json()) == 1
    assert luise.get("v1/accounts/familiar_followers", **familiar).json()[0]["accounts"] == []
    page = program().client.get("/@karl/folgt")
    assert "Ada" not in page.text


def test_who_is_not_indexable_is_not_found_by_words(cast, program):
    karl, ada = program(cast.karl), program(cast.ada)
    karl.post({"status": "Mein Zahnriemen quietscht"})
    found = ada.get("v2/search", q="Zahnriemen").json()["statuses"]
    assert len(found) == 1

    _update(karl, indexable=False)

    assert ada.get("v2/search", q="Zahnriemen").json()["statuses"] == []
    assert len(karl.get("v2/search", q="Zahnriemen").json()["statuses"]) == 1
    assert "quietscht" not in ada.client.get("/suche?q=Zahnriemen").text


# --- how posts begin ---------------------------------------------------------------------


def test_posts_begin_as_their_author_wants(cast, program):
    karl = program(cast.karl)
    said = {"privacy": "private", "sensitive": True, "language": "de", "quote_policy": "nobody"}

    answer = _update(karl, source=said).json()

    assert {name: answer["source"][name] for name in said} == said
    assert karl.get("v1/preferences").json() == {
        "posting:default:visibility": "private",
        "posting:default:sensitive": True,
        "posting:default:language": "de",
        "posting:default:quote_policy": "nobody",
        "reading:expand:media": "default",
        "reading:expand:spoilers": False,
        "reading:autoplay:gifs": False,
    }
    post = karl.post({"status": "Leise gesagt"}).json()
    assert (post["visibility"], post["sensitive"]) == ("private", True)
    aloud = karl.post({"status": "Laut", "visibility": "public", "sensitive": False}).json()
    assert (aloud["visibility"], aloud["sensitive"]) == ("public", False)
    form = karl.client.patch(
        "/api/v1/accounts/update_credentials",
        "source[privacy]=unlisted&source[sensitive]=false",
        content_type="application/x-www-form-urlencoded",
    ).json()
    assert form["source"]["privacy"] == "unlisted"
    assert form["source"]["language"] == "de"


def test_through_a_voice_posts_begin_as_the_person_wants(cast, program):
    voiced = program(cast.jonas, voice=cast.lindenrad)

    answer = _update(voiced, source={"privacy": "unlisted", "language": "en"})

    assert answer.status_code == 200  # no steward is needed for what is one's own
    assert answer.json()["acct"] == "lindenrad"
    assert answer.json()["source"]["privacy"] == "unlisted"
    own = program(cast.jonas).get("v1/accounts/verify_credentials").json()["source"]
    assert (own["privacy"], own["language"]) == ("unlisted", "en")
    assert voiced.post({"status": "Wir bauen Räder"}).json()["visibility"] == "unlisted"
    erika = program(cast.erika, voice=cast.lindenrad)
    assert erika.get("v1/preferences").json()["posting:default:visibility"] == "public"


@pytest.mark.parametrize(
    ("name", "allowed"), [("karl", False), ("inga", False), ("petra", False), ("mona", True)]
)
def test_a_role_says_what_one_may(cast, program, name, allowed):
    role = program(getattr(cast, name)).get("v1/accounts/verify_credentials").json()["role"]

    permissions = int(role["permissions"])
    assert bool(permissions & 16) is allowed  # manage reports
    assert permissions & 65536  # everybody may invite
    assert not permissions & 1  # nobody may everything
    assert (role["id"] == "-99") is (name == "karl")
