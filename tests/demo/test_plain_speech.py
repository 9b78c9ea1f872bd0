"""What the demo shows of plain speech: a sentence that turned, labels, and four like one."""

import pytest
from django.test import Client

from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.labels import said_labels
from augenhoehe.domain.posts.models import Post, Revision, Turn

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.xdist_group("demo"),
    pytest.mark.usefixtures("lindenrad"),
]


def page(post):
    address = f"/@{post.account.handle}/{post.id}"
    return Client().get(address, headers={"accept-language": "en"}).content.decode()


def test_the_voice_was_careless_and_its_team_was_told():
    turn = Turn.objects.select_related("post__account").get()
    told = Notification.objects.filter(step="turned", post=turn.post)

    assert turn.post.account.handle == "lindenrad"
    assert turn.dissenting >= 10
    assert turn.approving < turn.dissenting / 4
    assert turn.lower > 0.5
    names = set(told.values_list("recipient__handle", flat=True))
    assert names == {"erika", "jonas", "mona", "priya", "theo"}


def test_it_was_corrected_openly_after_it_had_turned():
    turn = Turn.objects.select_related("post__account").get()
    correction = Revision.objects.filter(post=turn.post).latest("id")

    assert turn.post.deleted_at is None
    assert correction.created_at > turn.turned_at
    html = page(turn.post)
    assert "<del>" in html
    assert "<ins>" in html
    assert "umschlag" not in html


@pytest.mark.parametrize("label", ["paid_by", "own_interest", "advertising"])
def test_somebody_says_it_before_the_text(label):
    labelled = [post for post in Post.objects.exclude(labels=0) if post.labels]
    [line] = [one.line for post in labelled for one in said_labels(post) if one.name == label]

    assert line


def test_four_members_said_nearly_the_same():
    said = Post.objects.filter(text__contains="Abholservice ab sofort in der ganzen Stadt")
    members = Account.objects.filter(id__in=said.values("account"))

    assert members.count() == 4


def test_four_people_had_one_sentence_and_readers_are_told():
    alike = list(Post.objects.filter(echoes__gt=0).select_related("account").order_by("id"))

    assert {post.account.handle for post in alike} == {"falk", "jonas", "theo", "mona"}
    assert [post.echoes for post in alike] == [3, 3, 3, 3]
    assert "/gleichklang" in page(alike[0])
