"""What the demo shows of polls, quotations, and what people set up for themselves."""

import pytest
from django.test import Client

from augenhoehe.domain.media import emoji
from augenhoehe.domain.media.models import CustomEmoji, Picture
from augenhoehe.domain.notifications.models import Announcement
from augenhoehe.domain.people.models import Account, ReadingList
from augenhoehe.domain.posts.models import Filter, Poll, Post, ScheduledPost
from augenhoehe.domain.posts.quoting import State
from augenhoehe.foundation import clock

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.xdist_group("demo"),
    pytest.mark.usefixtures("lindenrad"),
]


def page(address, who=""):
    client = Client(headers={"accept-language": "en"})
    if who:
        client.force_login(Account.objects.get(handle=who).login)
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def post(beginning):
    return Post.objects.select_related("account").get(text__startswith=beginning)


def test_one_poll_of_the_voice_has_ended_and_one_is_open():
    ended, still_open = Poll.objects.order_by("id")

    assert ended.told_at is not None
    assert ended.voters_count == 11
    assert still_open.ends_at > clock.now()
    assert "5-mal gewählt" in page(f"/@lindenrad/{ended.post_id}", "karl")


def test_a_customer_quotes_the_voice_and_another_ends_being_quoted():
    critical = post("Vier Farben stehen")
    used = post("So klingt eine zufriedene")

    assert critical.quote_of == post("Der Uferweg 9 wird")
    assert used.quote_state == State.REVOKED
    assert "vierzehn kilo" not in page(f"/@falk/{used.id}")


def test_a_link_has_a_preview_without_anybody_being_asked():
    assert "Fünf von elf für Grün" in page(f"/@tilda/{post('Für die Zeitung').id}")


def test_what_stands_first_on_the_pages_of_a_voice_and_of_a_person():
    assert "keinen freundlichen Ton" in page("/@lindenrad")
    assert "gerissen" in page("/@karl")
    assert "?tag=uferweg9" in page("/@lindenrad")
    assert "Recommended by Karl Brandt" in page("/@karl")


def test_one_post_was_written_in_advance_and_one_waits():
    assert post("Das hier habe ich gestern").written_at is not None
    assert ScheduledPost.objects.get(waits_since=None).due_at > clock.now()
    assert "Betriebsversammlung" in page("/entwuerfe", "erika")


def test_erika_finds_her_things():
    assert ReadingList.objects.filter(owner__handle="erika").count() == 2
    assert Filter.objects.get().account.handle == "erika"
    assert "Gefiltert: Krimi nicht verraten" in page("/alle", "erika")
    assert "bringe auch den Lappen zurück" in page("/nachrichten", "erika")
    assert "Rechnet gern nach" in page("/@jonas", "erika")
    assert "Rechnet gern nach" not in page("/@jonas", "karl")


def test_an_announcement_two_emoji_and_the_sound_of_a_bell():
    assert "auf eine größere Platte um" in page("/home", "karl")
    assert Announcement.objects.count() == 1
    assert set(CustomEmoji.objects.filter(domain="").values_list("shortcode", flat=True)) == {
        "riemen",
        "klingel",
    }
    emoji.forget()  # a test begins as if there were none
    assert "/emoji/" in page(f"/@marek/{post('grau. sieht man').id}")
    bell = Picture.objects.exclude(kind="image").get()
    assert bell.kind == "audio"
    assert bell.size < 100_000
