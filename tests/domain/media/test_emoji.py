"""Small pictures that stand for words, chosen by who runs the server."""

import pytest
from PIL import Image

from augenhoehe.domain.media import emoji as known
from augenhoehe.domain.media.actions import add_emoji, change_emoji, disable_emoji, enable_emoji
from augenhoehe.domain.media.emoji import emoji_in, known_emoji
from augenhoehe.domain.media.models import CustomEmoji
from augenhoehe.domain.media.selectors import all_emoji, emoji_by_id, emoji_file
from augenhoehe.foundation.images import BadImage
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


@pytest.fixture
def drawing(tmp_path, settings):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    Image.new("RGB", (300, 300), "teal").save(tmp_path / "riemen.png")
    return tmp_path / "riemen.png"


@pytest.fixture
def riemen(cast, drawing, commits):
    with commits():
        return add_emoji("riemen", drawing, by=cast.inga, category="Werkstatt")


def test_who_runs_no_server_chooses_no_emoji(cast, drawing, riemen):
    for who in (cast.karl, cast.erika, cast.mona):
        with pytest.raises(NotAllowed):
            add_emoji("kette", drawing, by=who)
        with pytest.raises(NotAllowed):
            change_emoji(riemen, by=who, category="", is_offered=False)
        with pytest.raises(NotAllowed):
            disable_emoji(riemen, by=who)
        with pytest.raises(NotAllowed):
            enable_emoji(riemen, by=who)


@pytest.mark.parametrize("shortcode", ["", "a", "zwei worte", "größe", "x" * 65, "../x", "riemen"])
def test_a_name_is_plain_and_taken_once(cast, drawing, riemen, shortcode):
    with pytest.raises(Invalid) as refusal:
        add_emoji(shortcode, drawing, by=cast.inga)

    assert refusal.value.field == "shortcode"


def test_what_is_no_small_picture_is_refused(cast, tmp_path, drawing):
    tmp_path.joinpath("large.png").write_bytes(drawing.read_bytes() + bytes(300_000))

    for name in ("large.png", "broken.png"):
        (tmp_path / "broken.png").write_bytes(b"GIF89a")
        with pytest.raises(BadImage):
            add_emoji("kette", tmp_path / name, by=cast.inga)

    assert not CustomEmoji.objects.exists()
    assert not list((tmp_path / "media").rglob("*.webp"))


def test_it_is_found_where_it_is_written(riemen):
    assert [one.shortcode for one in emoji_in("Mein :riemen: riss", ":riemen:")] == ["riemen"]
    assert emoji_in(":kette: a:riemen: 12:riemen:30 ::riemen::") == []
    assert emoji_by_id(riemen.id) == riemen
    with Image.open(emoji_file(riemen)) as image:
        assert image.size == (128, 128)


def test_another_one_shows_at_once(cast, drawing, riemen, commits):
    before = known_emoji().version

    with commits():
        add_emoji("kette", drawing, by=None)

    assert known_emoji().version != before
    assert [one.shortcode for one in emoji_in(":kette: :riemen:")] == ["kette", "riemen"]


def test_one_out_of_use_is_a_word_again(cast, riemen, commits):
    with commits():
        disable_emoji(riemen, by=cast.inga)
    assert emoji_in(":riemen:") == []
    assert all_emoji() == [riemen]

    with commits():
        enable_emoji(riemen, by=cast.inga)
    with commits():
        change_emoji(riemen, by=cast.inga, category="", is_offered=False)
    assert [one.is_offered for one in emoji_in(":riemen:")] == [False]


def test_nobody_asks_the_database_for_each_text(cast, riemen, django_assert_num_queries):
    known.forget()

    with django_assert_num_queries(1):
        for _text in range(20):
            assert emoji_in("Mein :riemen: riss")
