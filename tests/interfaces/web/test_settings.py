"""The settings: only one's own, nothing typed is lost, nobody leaves by accident."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from augenhoehe.domain.people.models import Account, Invite, Login, VoiceMembership
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation.images import BadImage
from tests.cast import PASSWORD
from tests.interfaces.web.writers import english

PATHS = ["", "/profil", "/schreiben", "/konto", "/stumm", "/einladungen", "/verlassen"]
PROFILE = {
    "name": "Karl B.",
    "title": "Radfahrer",
    "about": "Fährt bei jedem Wetter.",
    "discoverable": "on",
    "line_1_name": "Netz",
    "line_1_value": "https://karl.example/",
}


@pytest.fixture
def karl(cast):
    return cast.signed_in(cast.karl)


def me():
    return Account.objects.get(handle="karl")


# --- refusals ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS)
def test_who_is_signed_out_signs_in_first(db, path):
    response = Client().get(f"/einstellungen{path}")

    assert response["Location"].startswith("/anmelden?next=%2Feinstellungen")


@pytest.mark.parametrize("path", ["/profil", "/konto", "/einladungen", "/verlassen"])
def test_foreign_pages_set_nothing(cast, karl, path):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = karl.cookies

    response = strict.post(f"/einstellungen{path}", PROFILE | {"password": PASSWORD})

    assert response.status_code == 403
    assert me().name == "Karl Brandt" and Login.objects.get().is_active


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 101),
        ("title", "x" * 101),
        ("about", "x" * 1001),
        ("line_1_value", "x" * 301),
        ("portrait_alt", "x" * 301),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field_and_the_rest_is_kept(karl, field, value):
    response = karl.post("/einstellungen/profil", PROFILE | {field: value})

    page = response.content.decode()
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {field}
    assert "Fährt bei jedem Wetter." in page or field == "about"
    assert "Karl Brandt" in page  # the rail still says who one is
    assert me().name == "Karl Brandt"


def test_a_bad_picture_takes_no_words_with_it(karl):
    upload = SimpleUploadedFile("me.png", b"no picture at all", "image/png")

    response = karl.post("/einstellungen/profil", PROFILE | {"portrait": upload})

    page = response.content.decode()
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"portrait"}
    assert 'id="id_portrait_error"' in page
    assert "Fährt bei jedem Wetter." in page
    assert me().about == "Fährt bei jedem Wetter."
    assert not me().portrait


def test_every_reason_against_a_picture_has_words(karl, monkeypatch):
    for code in ("empty", "too_large", "too_many_pixels", "broken", "timeout", "unsupported"):

        def refuse(*args, _code=code, **kwargs):
            raise BadImage(_code)

        monkeypatch.setattr("augenhoehe.foundation.images.process_image", refuse)
        upload = SimpleUploadedFile("me.png", b"x", "image/png")
        response = karl.post("/einstellungen/profil", PROFILE | {"header": upload})
        assert "header" in response.context["form"].errors


def test_an_empty_file_is_said_beside_its_field(karl):
    response = karl.post(
        "/einstellungen/profil", PROFILE | {"portrait": SimpleUploadedFile("me.png", b"")}
    )

    assert response.status_code == 422
    assert "portrait" in response.context["form"].errors


def test_nobody_leaves_without_the_password(karl):
    assert karl.get("/einstellungen/verlassen").status_code == 200
    for password in ("", "falsch"):
        response = karl.post("/einstellungen/verlassen", {"password": password})
        assert response.status_code == 422

    assert Login.objects.get().is_active


def test_guessing_the_password_takes_patience(karl, rate_limits):
    for _time in range(10):
        karl.post("/einstellungen/verlassen", {"password": "falsch"})

    response = karl.post("/einstellungen/verlassen", {"password": PASSWORD})

    assert response.status_code == 429
    assert Login.objects.get().is_active


@pytest.mark.parametrize("uses", ["0", "51", "x", ""])
def test_an_invitation_is_for_one_to_fifty(karl, uses):
    response = karl.post("/einstellungen/einladungen", {"note": "Für Nora", "uses": uses})

    assert response.status_code == 422
    assert "Für Nora" in response.content.decode()
    assert not Invite.objects.exists()


def test_nobody_sees_the_invitations_of_somebody_else(cast, karl):
    karl.post("/einstellungen/einladungen", {"note": "Für Nora", "uses": "1"})

    page = cast.signed_in(cast.gerda).get("/einstellungen/einladungen").content.decode()

    assert "Für Nora" not in page


def test_a_language_nobody_speaks_here_is_refused(karl):
    assert karl.post("/einstellungen/konto", {"language": "tlh"}).status_code == 422


# --- and how it goes -----------------------------------------------------------------------


def test_the_profile_is_saved(karl):
    response = karl.post("/einstellungen/profil", PROFILE)

    assert response["Location"] == "/@karl"
    assert (me().name, me().title) == ("Karl B.", "Radfahrer")
    assert [line.value for line in me().fields.all()] == ["https://karl.example/"]
    page = karl.get("/einstellungen/profil").content.decode()
    assert 'value="https://karl.example/"' in page


def test_a_portrait_is_kept_with_its_words(karl):
    import pyvips

    png = pyvips.Image.black(40, 30).copy(interpretation="srgb").write_to_buffer(".png")
    upload = SimpleUploadedFile("me.png", io.BytesIO(png).read(), "image/png")

    response = karl.post(
        "/einstellungen/profil",
        PROFILE | {"portrait": upload, "portrait_alt": "Karl auf dem Rad"},
    )

    assert response.status_code == 302
    assert me().portrait.startswith("portraits/")
    assert 'alt="Karl auf dem Rad"' in Client().get("/@karl").content.decode()


def test_the_words_of_a_portrait_can_change_without_it(karl):
    karl.post("/einstellungen/profil", PROFILE | {"portrait_alt": "Karl von hinten"})

    assert me().portrait_alt == "Karl von hinten"


def test_the_language_holds_at_once_and_for_mail(karl):
    response = karl.post("/einstellungen/konto", {"language": "en"})

    assert response.cookies["augenhoehe_language"].value == "en"
    assert Login.objects.get().language == "en"


def test_the_link_of_an_invitation_is_shown_once(karl):
    made = karl.post("/einstellungen/einladungen", {"note": "Für Nora", "uses": "3"})

    link = made.context["link"]
    assert made.status_code == 201
    assert link in made.content.decode()
    assert link not in karl.get("/einstellungen/einladungen").content.decode()
    assert Client().get(link.removeprefix("http://testserver")).status_code == 302


def test_who_leaves_is_signed_out_everywhere_and_speaks_for_nobody(cast):
    here, elsewhere = cast.signed_in(cast.jonas), cast.signed_in(cast.jonas)
    post = cast.says(cast.jonas, "Ich habe es gern gemacht.") if cast.lindenrad else None

    response = here.post("/einstellungen/verlassen", {"password": PASSWORD})

    assert response["Location"] == "/"
    assert elsewhere.get("/einstellungen").status_code == 302
    assert not VoiceMembership.objects.filter(person=cast.jonas, left_at=None).exists()
    assert "Ich habe es gern gemacht." in Client().get(f"/@jonas/{post.id}").content.decode()


# --- how posts begin ---------------------------------------------------------------------


def test_a_default_nobody_offers_is_refused(cast, karl):

    answer = karl.post("/einstellungen/schreiben", {"audience": "5", "quotes": "0"})

    assert answer.status_code == 422
    assert "<form" in answer.text


def test_the_composer_begins_as_one_likes_it(cast, karl):
    assert 'value="2" data-button' in karl.get("/schreiben").text

    answer = karl.post(
        "/einstellungen/schreiben",
        {"audience": "2", "quotes": "1", "language": "de", "is_sensitive": "on"},
        follow=True,
    )

    assert answer.redirect_chain
    assert '<option value="2" selected>' in answer.text
    page = karl.get("/schreiben").text
    assert re.search(r'<option value="2"[^>]* selected>', page)
    karl.post("/schreiben", {"text": "Leise gesagt", "submission": "form-0001"})
    assert Post.objects.get().audience == Post.Audience.PUBLIC  # the form's first choice
    space = karl.get(f"/schreiben?space={cast.stammtisch.slug}").text
    assert 'value="2" data-button' not in space


def test_switches_of_the_profile_are_kept(cast, karl):
    page = karl.get("/einstellungen/profil").text
    assert 'name="indexable"' in page

    typed = {"name": "Karl", "is_automated": "on", "hides_relations": "on"}
    wrong = karl.post("/einstellungen/profil", typed | {"attribution_domains": "kein-name"})
    assert wrong.status_code == 422
    assert "kein-name" in wrong.text
    karl.post(
        "/einstellungen/profil", typed | {"attribution_domains": "a.example\r\nhttps://b.example/x"}
    )

    assert me().attribution_domains == ["a.example", "b.example"]
    assert me().is_automated is me().hides_relations is True
    assert me().indexable is me().discoverable is False
    assert "program writes" in english(karl).get("/@karl").text
