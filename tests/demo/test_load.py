"""Lindenrad, told from beginning to end: people, posts and cases."""

import pytest
from django.contrib.auth.hashers import check_password
from django.test import Client

from augenhoehe.demo.load import PASSWORD, demo_sign_ins, load_demo
from augenhoehe.demo.world import threads
from augenhoehe.demo.world import told as story
from augenhoehe.domain.criticism.history import first_broken_step
from augenhoehe.domain.criticism.models import Answer, Case
from augenhoehe.domain.criticism.selectors import history_of
from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.media.selectors import picture_file
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.models import Account, Login, ProtectedName
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.jobs.models import Job
from augenhoehe.foundation.verdicts import NotAllowed

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.xdist_group("demo"),
    pytest.mark.usefixtures("lindenrad"),
]


def told_posts():
    """Every post of the stories, however deep; what the server says by itself is not told."""
    waiting = [post for thread in threads() for post in thread["posts"]]
    waiting += story("elsewhere")["posts"]
    waiting += [post["case"]["agreed"] for post in story("elsewhere")["posts"] if "case" in post]
    waiting += [post for one in story("arrivals")["arrivals"] for post in one.get("replies", ())]
    while waiting:
        post = waiting.pop()
        yield post
        waiting += post.get("replies", ())


def page(address, status=200):
    response = Client().get(address, headers={"accept-language": "de"})
    assert response.status_code == status, address
    return response.content.decode()


def test_it_is_loaded_into_an_empty_server_only():
    with pytest.raises(NotAllowed, match="needs an empty one"):
        load_demo(print)


def test_it_says_what_it_does(lindenrad):
    assert len(lindenrad) >= 4
    assert lindenrad[-1].startswith("The demo is ready")


def test_every_story_is_told():
    posts = Post.objects.filter(boost_of=None).exclude(account__kind="instance")
    answers = Answer.objects.values("post").distinct().count()  # one can be for two cases
    told = list(told_posts())

    assert posts.count() == len(told) + len(story("arrivals")["arrivals"]) + answers
    assert posts.count() >= 200
    deleted = posts.exclude(deleted_at=None).filter(removed_at=None)
    assert deleted.count() == sum("deleted_at" in post for post in told)
    shown = sum(len(post.get("images", ())) + ("poster" in post) for post in told)
    assert Picture.objects.count() == shown
    drawn = Picture.objects.filter(kind="image", away="")
    assert all(picture_file(picture, "small").exists() for picture in drawn)
    assert set(posts.values_list("language", flat=True)) >= {"de", "en"}


def test_there_are_cases_in_every_state():
    assert set(Case.objects.values_list("state", flat=True)) == set(Case.State.values)
    for case in Case.objects.all():
        assert first_broken_step(history_of(case)) is None, case


def test_everything_happened_in_the_past_and_in_order():
    for post in Post.objects.filter(boost_of=None).select_related("in_reply_to"):
        assert post.created_at < clock.now()
        assert post.in_reply_to is None or post.in_reply_to.id < post.id
    open_posts = Post.objects.filter(protected_name=None).order_by("id")
    moments = list(open_posts.values_list("created_at", flat=True))
    assert moments == sorted(moments)


def test_everybody_can_sign_in_with_the_password_that_is_printed():
    for name, handle, email, part in demo_sign_ins():
        login = Login.objects.get(email=email)
        assert (login.account.name, login.account.handle) == (name, handle)
        assert check_password(PASSWORD, login.password)
        assert part
    strangers = Login.objects.filter(email__endswith="@example.net")
    assert Login.objects.count() == len(demo_sign_ins()) + strangers.count()
    assert not any(login.has_usable_password() for login in strangers)
    known = Account.objects.persons().local().exclude(login__in=strangers)
    assert not known.filter(portrait="").exists()


def test_nobody_gets_letters_about_what_never_was():
    assert not Job.objects.exists()
    for account in Account.objects.persons():
        unread = Notification.objects.filter(recipient=account, read_at=None)
        assert unread.count() < 30, account


def test_the_colleague_with_the_protected_name_is_not_given_away():
    [name] = ProtectedName.objects.all()
    post = Post.objects.filter(protected_name=name, in_reply_to=None).get()

    html = page(f"/@lindenrad/{post.id}")

    assert name.name == "Kollegin 3" == str(name)
    assert "Kollegin 3" in html
    assert "Theo" not in html
    assert "@theo" not in html


def test_no_stranger_reads_what_is_said_inside():
    inside = Post.objects.filter(audience__gte=Post.Audience.HOUSE)
    assert inside.count() >= 30

    public = page("/") + page("/alle") + page("/faelle?state=all") + page("/suche?q=Ausfallquote")
    for post in inside:
        assert str(post.id) not in public
        page(f"/@{post.account.handle}/{post.id}", 404)
