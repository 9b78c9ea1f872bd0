"""Atom feeds: what everybody may read, and nothing else."""

from xml.etree import ElementTree

import pytest

from augenhoehe.domain.people.actions import use_protected_name
from augenhoehe.domain.posts.actions import boost
from tests.interfaces.web.readers import address_of, browser

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(cast, address, who=None):
    answer = browser(cast, who).get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")


def said(found):
    return [entry.findtext(f"{ATOM}title") for entry in found]


@pytest.mark.parametrize("address", ["/alle.atom", "/@erika.atom", "/tags/rad.atom"])
def test_nothing_of_the_house_gets_out_even_to_somebody_signed_in(cast, address):
    cast.says(cast.erika, "Intern #rad.", space=cast.haus)
    cast.says(cast.erika, "Nur für Freunde #rad.", audience=2)
    cast.says(cast.erika, "Nicht in Listen #rad.", audience=1)
    cast.says(cast.erika, "Für alle #rad.")

    for who in (None, cast.erika):
        assert said(entries(cast, address, who)) == ["Für alle #rad."]


def test_a_profile_has_its_own_words_only(cast):
    boost(cast.says(cast.karl, "Fremde Worte."), by=cast.erika)

    assert entries(cast, "/@erika.atom") == []
    assert browser(cast).get("/@niemand.atom").status_code == 404


def test_entries_can_be_read_elsewhere(cast):
    post = cast.says(cast.karl, "Hallo @karl, wieder #Rad.")

    (entry,) = entries(cast, "/alle.atom")
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver{address_of(post)}"
    assert 'href="http://testserver/tags/rad"' in entry.findtext(f"{ATOM}summary")
    assert entry.findtext(f"{ATOM}id") == f"http://testserver/p/{post.id}"


def test_a_warning_is_all_a_reader_sees_at_once(cast):
    cast.says(cast.karl, "Blut und Knochen.", warning="Unfall")

    (entry,) = entries(cast, "/alle.atom")
    assert entry.findtext(f"{ATOM}title") == "Unfall"
    assert "Knochen" not in entry.findtext(f"{ATOM}summary")


def test_voices_name_their_person_and_protect_whom_they_promised_to(cast):
    use_protected_name(cast.lindenrad, by=cast.jonas)
    cast.says(cast.erika, "Unser Fehler.", voice=cast.lindenrad)
    cast.says(cast.jonas, "Geprüft.", voice=cast.lindenrad)

    protected, named = sorted(entries(cast, "/@lindenrad.atom"), key=lambda e: said([e]))
    assert named.findtext(f"{ATOM}author/{ATOM}name") == "Lindenrad, written by Erika Hansen"
    assert "Jonas" not in ElementTree.tostring(protected, encoding="unicode")
    assert protected.findtext(f"{ATOM}published").endswith("T00:00:00+00:00")


def test_criticism_has_a_feed(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.complains(cast.jonas, "Intern zu lang.", space=cast.haus)

    (entry,) = entries(cast, "/faelle.atom", cast.erika)
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver/faelle/{case.id}"
    assert said([entry]) == ["Criticism of Lindenrad: Der Riemen ist gerissen."]


def test_who_comes_again_gets_no_second_copy(cast):
    cast.says(cast.karl, "Hallo.")
    first = browser(cast).get("/alle.atom")

    again = browser(cast).get("/alle.atom", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_pages_tell_of_their_feeds(cast):
    cast.says(cast.karl, "Wieder #rad.")

    for page, feed in (
        ("/", "/faelle.atom"),
        ("/alle", "/alle.atom"),
        ("/tags/rad", "/tags/rad.atom"),
    ):
        found = browser(cast).get(page).content.decode()
        assert f'rel="alternate" type="application/atom+xml" href="{feed}"' in found


@pytest.mark.parametrize("name", ["%01rad", "rad%0B", "%EF%BF%BErad", "%00", "r%1Bad"])
def test_a_strange_address_is_no_fault(cast, name):
    cast.says(cast.karl, "Wieder #rad.")

    answer = browser(cast).get(f"/tags/{name}.atom")

    assert answer.status_code in (200, 404)
    if answer.status_code == 200:
        ElementTree.fromstring(answer.content)
    assert browser(cast).get(f"/@karl{name}.atom").status_code in (200, 404)


def test_nobody_breaks_the_feed_of_everybody(cast):
    cast.says(cast.karl, "Kaputt? \ufffe\uffff\x0b\ud800]]> <![CDATA[ &amp; &#1;")

    assert len(entries(cast, "/alle.atom")) == 1
