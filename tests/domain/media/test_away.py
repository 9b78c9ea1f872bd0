"""Media of other servers: asked for only where we may, kept only where somebody wants it."""

import os
import time
from pathlib import Path

import pytest

from augenhoehe.domain.media import away
from augenhoehe.domain.media.actions import forget_emoji_of, keep_emoji_away
from augenhoehe.domain.media.emoji import emoji_in, learn
from augenhoehe.domain.media.models import CustomEmoji, Picture
from augenhoehe.domain.posts.actions import delete_post, forget_pictures
from augenhoehe.domain.posts.events import PostDeleted
from augenhoehe.domain.posts.received import Medium
from augenhoehe.foundation.verdicts import YES, no
from tests import people_elsewhere as elsewhere

URL = "https://files.rad.example/1.png"


@pytest.fixture(autouse=True)
def _files(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    monkeypatch.setattr(away, "_guards", [])


def kept(home: str = "rad.example", url: str = URL) -> Path:
    folder = away.folder_for(home, url)
    folder.mkdir(parents=True)
    (folder / "small.webp").write_bytes(b"a picture")
    return folder


def test_nothing_is_asked_for_where_we_do_not_talk_with_them():
    away.plug_guard(lambda home: no("suspended") if home == "boese.example" else YES)

    assert not away.may_ask("boese.example", URL)
    assert away.may_ask("rad.example", URL)


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "file:///etc/passwd", "https://[", "x"])
def test_only_addresses_of_the_web_are_asked(url):
    assert not away.may_ask("rad.example", url)


@pytest.mark.parametrize(
    "home", ["../../etc", "..", "", "a/b", "rad.example/../x", "Räder.example"]
)
def test_no_name_of_a_server_leads_out_of_the_folder(home, settings):
    folder = away.folder_for(home, URL).resolve()
    root = Path(settings.MEDIA_ROOT).resolve() / "away"

    assert root in folder.parents
    assert len(folder.relative_to(root).parts) == 3


def test_without_a_wish_nothing_kept_is_used(settings):
    settings.FEDERATION_KEEP_MEDIA_DAYS = 0
    kept()

    assert away.kept_picture("rad.example", URL, "small") is None


def test_what_is_kept_is_forgotten_after_its_days(settings):
    settings.FEDERATION_KEEP_MEDIA_DAYS = 7
    old, new = kept(), kept(url=f"{URL}?2")
    long_ago = time.time() - 8 * 24 * 60 * 60
    os.utime(old, (long_ago, long_ago))

    away.forget_old_media()

    assert not old.exists()
    assert new.exists()


def test_nothing_is_left_once_nothing_is_to_be_kept(settings):
    settings.FEDERATION_KEEP_MEDIA_DAYS = 0
    folder = kept()
    past = time.time() - 1
    os.utime(folder, (past, past))

    away.forget_old_media()

    assert not folder.exists()


def test_a_server_is_forgotten_and_no_other():
    theirs, others = kept(), kept("andere.example")

    away.forget_media_of("rad.example")

    assert not theirs.exists()
    assert others.exists()


def test_single_addresses_are_forgotten():
    one, other = kept(), kept(url=f"{URL}?2")

    away.forget_urls("rad.example", [URL, ""])

    assert not one.exists()
    assert other.exists()


def test_deleting_a_post_from_elsewhere_deletes_no_picture_of_ours(db, settings):
    """Its pictures lie in no folder, and no folder is the folder of all."""
    ours = Path(settings.MEDIA_ROOT) / "pictures" / "1"
    ours.mkdir(parents=True)
    frieda = elsewhere.somebody()
    post = elsewhere.says(frieda, media=[Medium(URL)])
    copy = kept()
    picture = Picture.objects.get(away=URL)

    assert away.folders_of([picture]) == [str(copy.relative_to(settings.MEDIA_ROOT))]
    forget_pictures(PostDeleted(post.id, ["", *away.folders_of([picture])], []))

    assert ours.exists()
    assert not copy.exists()
    delete_post(post, by=frieda)
    assert ours.exists()


def test_a_word_means_what_it_means_on_its_server(db, django_assert_num_queries):
    elsewhere.emoji("kette")
    elsewhere.emoji("kette", home="andere.example")

    with django_assert_num_queries(1):
        learn([("rad.example", ":kette: :riemen:"), ("andere.example", ":kette:")])
    with django_assert_num_queries(0):
        there = emoji_in("Die :kette:", domain="rad.example")
        other = emoji_in("Die :kette:", domain="andere.example")
        assert emoji_in("Die :kette:") == []
    assert there != other
    assert there[0].path == f"/emoji/{there[0].id}.webp"


def test_what_was_none_may_be_one_by_the_next_time(db):
    learn([("rad.example", ":neu:")])
    elsewhere.emoji("neu")

    assert emoji_in(":neu:", domain="rad.example") == []
    learn([("rad.example", ":neu:")], anew=True)
    assert [one.shortcode for one in emoji_in(":neu:", domain="rad.example")] == ["neu"]


def test_the_emoji_of_a_server_are_forgotten_and_ours_are_not(db):
    elsewhere.emoji("kette")
    ours = CustomEmoji.objects.create(shortcode="riemen", folder="emoji/1")

    forget_emoji_of("rad.example")
    forget_emoji_of("")

    assert list(CustomEmoji.objects.all()) == [ours]


def test_a_server_tells_what_its_words_look_like(db, commits):
    keep_emoji_away("rad.example", {"no word": "https://x.example/1", "": "https://x.example/2"})
    assert not CustomEmoji.objects.exists()

    for address in ("https://rad.example/1.png", "https://rad.example/2.png"):
        with commits():
            keep_emoji_away("rad.example", {"kette": address})

    (known,) = CustomEmoji.objects.all()
    assert known.away == "https://rad.example/2.png"
    assert [one.id for one in emoji_in(":kette:", domain="rad.example")] == [known.id]
