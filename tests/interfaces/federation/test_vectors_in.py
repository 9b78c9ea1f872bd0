"""What real servers send arrives as something a reader can use: each vector of a post, once."""

import json
import re
from pathlib import Path

import pytest

from augenhoehe.activitypub.reading import read_activity, read_post
from augenhoehe.domain.media.models import CustomEmoji
from augenhoehe.domain.people.models import Account, Follow
from augenhoehe.domain.posts.models import Post
from augenhoehe.interfaces.federation.inbox.on_create import on_create
from augenhoehe.interfaces.federation.translate.posts_in import said_of

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).parents[2] / "activitypub/vectors"
VECTORS = {
    f"{path.parent.name}/{path.stem}": json.loads(path.read_text())
    for path in sorted(FOLDER.rglob("*.json"))
}
POSTS = [name for name, vector in VECTORS.items() if vector.get("read") == "post"]
SHOWN = {
    "bookwyrm/review": ("Wheels", "Worth it"),
    "friendica/note": ("A title", "Genau"),
    "lemmy/page": ("Which lock?", "Says it all", "https://shop.example/lock"),
    "mobilizon/event": ("Repair evening", "2025-11-20 17:00 UTC", "Bring a bike"),
    "peertube/video": ("How to true a wheel", "https://peertube.example/w/u1", "<em>long</em>"),
    "wordpress/article": ("A day in the workshop", "https://blog.example/a-day/"),
    "mastodon/note": ("Hello", 'href="/tags/bikes" class="hashtag"'),
}
_NOTHING_ELSE = re.compile(
    r"<(?!/?(?:p|br|a|span|strong|em|b|i|del|code|pre|blockquote|ul|ol|li)\b)|\son\w+=|style="
)


def author_of(record):
    host = record.author.split("/")[2]
    return Account.objects.create(
        handle="someone", domain=host, uri=record.author, url=record.author, name="Someone"
    )


@pytest.fixture
def cast(cast):
    return cast


@pytest.mark.parametrize("name", POSTS)
def test_it_can_be_read_here(cast, name):
    document = VECTORS[name]["document"]
    record = read_post(document)
    if record.is_ballot:
        pytest.skip("a vote is no post")
    author = author_of(record)
    Follow.objects.create(follower=cast.karl, followed=author)
    create = {
        "id": f"{record.author}#create",
        "type": "Create",
        "actor": record.author,
        "object": document,
    }

    on_create(read_activity(create), author)

    post = Post.objects.get(uri=record.id)
    assert post.text or post.pictures.exists()
    assert not _NOTHING_ELSE.search(post.html)
    assert all(words in post.html for words in SHOWN.get(name, ()))
    assert len(post.warning) <= 300
    assert post.revisions.get().html in post.html
    for picture in post.pictures.all():
        assert picture.away.startswith("https://")
    for emoji in CustomEmoji.objects.all():
        assert emoji.domain == author.domain


def test_every_expectation_is_about_a_vector():
    assert set(SHOWN) <= set(POSTS)


def test_a_voice_of_another_augenhoehe_names_who_wrote(cast):
    record = read_post(VECTORS["augenhoehe/voice-note"]["document"])
    said = said_of(record, author=author_of(record))

    assert (said.writer, said.writer_name, said.in_service) == (None, "Erika", True)
