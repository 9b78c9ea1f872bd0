"""Pictures out of quarantine: for who decides and for whom it concerns, and nobody else."""

from __future__ import annotations

import pytest
from django.test import Client

from augenhoehe.domain.media.selectors import picture_file
from augenhoehe.domain.moderation.actions import (
    appeal_against,
    decide_appeal,
    end_intervention,
    intervene,
)
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.moderation.tokens import statement_token
from tests.domain.moderation.measures import against
from tests.interfaces.web.readers import browser

WHY = "Das Bild zeigt meinen eigenen Riemen, und keinen Menschen."
REASONS = "Auf dem Bild ist kein Mensch zu erkennen, nur ein Riemen."
NOT_KEPT = "private, no-store"


@pytest.fixture
def picture(cast, settings, tmp_path):
    """A picture of Ben's, with a file behind it."""
    settings.MEDIA_ROOT = tmp_path
    picture = cast.picture(cast.ben)
    file = picture_file(picture, "large")
    file.parent.mkdir(parents=True)
    file.write_bytes(b"RIFF a picture")
    return picture


@pytest.fixture(params=[Kind.REMOVE_POST, Kind.REMOVE_MEDIA])
def done(cast, picture, request):
    """Mona took the post away, or the picture out of it; Petra took no part."""
    cast.petra  # noqa: B018
    post = cast.says(cast.ben, "Seht euch das an", pictures=[picture])
    return intervene(against(post, request.param), by=cast.mona)


def office(done, picture):
    return f"/aufsicht/eingriffe/{done.uid}/bild/{picture.id}"


def own(done, picture):
    return f"/begruendung/{statement_token(done.targets.get())}/bild/{picture.id}"


def sees(client, address):
    """Whether somebody gets the picture; read to its end, which closes the file."""
    answer = client.get(address)
    return answer.streaming and b"".join(answer) == b"RIFF a picture"


def test_it_is_gone_for_everybody_else(cast, done, picture):
    for who in (None, cast.ben, cast.karl, cast.erika, cast.mona):
        client = browser(cast, who)
        assert not sees(client, f"/media/{picture.id}/large.webp")
    for who in (None, cast.ben, cast.karl, cast.erika, cast.hanna):
        assert not sees(browser(cast, who), office(done, picture))
    assert Client().get(f"/begruendung/erfunden/bild/{picture.id}").status_code == 404


def test_the_door_opens_this_picture_and_no_other(cast, done, picture):
    other = cast.picture(cast.luise)
    cast.says(cast.luise, "Etwas anderes", pictures=[other])
    alone = cast.picture(cast.ben)

    for wrong in (other, alone):
        assert not sees(browser(cast, cast.petra), office(done, wrong))
        assert not sees(Client(), own(done, wrong))


def test_the_office_sees_what_it_decides_about_and_keeps_no_copy(cast, done, picture):
    for who in (cast.mona, cast.petra, cast.sven):
        page = browser(cast, who).get(f"/aufsicht/eingriffe/{done.uid}")
        assert f'src="{office(done, picture)}"' in page.text
        answer = browser(cast, who).get(office(done, picture))
        assert b"".join(answer) == b"RIFF a picture"
        assert answer["Cache-Control"] == NOT_KEPT
        assert "ETag" not in answer


def test_whom_it_concerns_sees_it_with_the_link_and_no_account(done, picture):
    page = Client().get(own(done, picture).partition("/bild")[0])
    assert f'src="{own(done, picture)}"' in page.text

    answer = Client().get(own(done, picture))
    assert b"".join(answer) == b"RIFF a picture"
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == (NOT_KEPT, "no-referrer")
    assert not answer.cookies


def test_who_decides_the_appeal_sees_it_and_who_took_part_does_not_there(cast, done, picture):
    appeal = appeal_against(done.targets.get(), text=WHY, by=cast.ben)
    here = f"/aufsicht/einsprueche/{appeal.id}"

    assert f'src="{office(done, picture)}"' in browser(cast, cast.petra).get(here).text
    assert "/bild/" not in browser(cast, cast.mona).get(here).text

    decide_appeal(appeal, by=cast.petra, outcome="overturned", reasons=REASONS)
    assert not sees(browser(cast, cast.petra), office(done, picture))
    assert sees(browser(cast, None), f"/media/{picture.id}/large.webp")


def test_of_an_internal_post_only_who_decides_an_appeal_sees_it(cast, picture):
    inside = cast.picture(cast.jonas)
    file = picture_file(inside, "large")
    file.write_bytes(b"RIFF a picture")
    post = cast.says(cast.jonas, "Noch eins", space=cast.haus, pictures=[inside])
    done = intervene(against(post), by=cast.mona)
    petra = browser(cast, cast.petra)
    assert not sees(petra, office(done, inside))
    assert "/bild/" not in petra.get(f"/aufsicht/eingriffe/{done.uid}").text
    assert sees(Client(), own(done, inside))

    appeal_against(done.targets.get(), text=WHY, by=cast.jonas)

    assert sees(petra, office(done, inside))
    assert not sees(browser(cast, cast.mona), office(done, inside))


def test_when_it_is_over_it_is_for_its_readers_again(cast, done, picture):
    end_intervention(done, by=cast.mona, reasons="Der Streit ist beigelegt, wie wir hören.")

    assert not sees(browser(cast, cast.petra), office(done, picture))
    assert sees(browser(cast, None), f"/media/{picture.id}/large.webp")
