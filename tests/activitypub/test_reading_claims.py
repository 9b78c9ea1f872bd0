"""Nobody speaks in the name of another: who may say what is asked in one place."""

from dataclasses import replace

import pytest

from augenhoehe.activitypub.reading.claims import (
    agrees,
    has_moved,
    is_at_home,
    is_the_account,
    may_bring,
    may_bury,
    may_say,
    may_undo,
)
from augenhoehe.activitypub.records import (
    Activity,
    Actor,
    JrdLink,
    Post,
    QuoteAuthorization,
    Tombstone,
    WebFinger,
)

THERE, HOME, EVIL = "https://elsewhere.example", "https://home.example", "https://evil.example"
ADA, ERIKA, EVE = f"{THERE}/users/ada", f"{HOME}/users/erika", f"{EVIL}/users/eve"
POST = Post(f"{THERE}/1", "Note", ADA, quote=f"{HOME}/2")
QUOTED = Post(f"{HOME}/2", "Note", ERIKA)
STAMP = QuoteAuthorization(f"{HOME}/stamps/1", ERIKA, POST.id, QUOTED.id)


@pytest.mark.parametrize(
    ("post", "actor"),
    [
        (POST, EVE),
        (POST, f"{THERE}/users/carl"),
        (replace(POST, author=EVE), ADA),
        (replace(POST, id=f"{HOME}/1"), ADA),
        (replace(POST, id=f"{EVIL}/elsewhere.example/1"), ADA),
        (replace(POST, author="", id=""), ""),
    ],
)
def test_nobody_says_what_is_anothers(post, actor):
    assert not may_say(post, actor=actor)


def test_one_says_what_is_ones_own():
    assert may_say(POST, actor=ADA)
    assert is_at_home(POST)
    assert not is_at_home(replace(POST, id=f"{EVIL}/1"))


def test_what_comes_along_from_another_host_has_to_be_fetched():
    own = Activity(f"{THERE}/a", "Create", ADA, POST.id, embedded={"id": POST.id})

    assert may_bring(own)
    assert not may_bring(replace(own, object=QUOTED.id))
    assert not may_bring(replace(own, embedded=None))
    assert not may_bring(replace(own, object=""))


def test_nobody_buries_or_undoes_what_is_anothers():
    like = Activity(f"{THERE}/like", "Like", ADA, QUOTED.id)

    assert may_bury(Tombstone(POST.id), actor=ADA)
    assert not may_bury(Tombstone(POST.id), actor=EVE)
    assert may_undo(like, actor=ADA)
    assert not may_undo(like, actor=f"{THERE}/users/carl")
    assert not may_undo(replace(like, id=f"{EVIL}/like"), actor=EVE)
    assert may_undo(Activity(like.id, "", ""), actor=ADA)
    assert not may_undo(Activity(like.id, "", ""), actor=EVE)


@pytest.mark.parametrize(
    "stamp",
    [
        replace(STAMP, author=EVE),
        replace(STAMP, id=f"{EVIL}/stamps/1"),
        replace(STAMP, quoting=f"{THERE}/other"),
        replace(STAMP, quoted=f"{HOME}/other"),
    ],
)
def test_a_stamp_for_something_else_is_no_agreement(stamp):
    assert agrees(STAMP, quoting=POST, quoted=QUOTED)
    assert not agrees(stamp, quoting=POST, quoted=QUOTED)


def test_a_name_and_its_actor_point_at_each_other():
    actor = Actor(ADA, "Person", "Ada", f"{ADA}/inbox")
    links = (JrdLink("self", ADA),)
    found = WebFinger("acct:ada@elsewhere.example", "ada", "elsewhere.example", (), links)
    elsewhere = WebFinger("acct:ada@short.example", "ada", "short.example", (), links)

    assert is_the_account(found, actor)
    assert is_the_account(elsewhere, replace(actor, webfinger="ada@short.example"))
    assert is_the_account(elsewhere, actor, at_home=elsewhere)
    assert not is_the_account(elsewhere, actor)
    assert not is_the_account(elsewhere, actor, at_home=found)
    assert not is_the_account(elsewhere, replace(actor, webfinger="ada@elsewhere.example"))
    assert not is_the_account(found, replace(actor, handle="eve"))
    assert not is_the_account(replace(found, links=(JrdLink("self", EVE),)), actor)


def test_one_moves_only_when_both_sides_say_so():
    old = Actor(ADA, "Person", "ada", f"{ADA}/inbox", moved_to=ERIKA)
    new = Actor(ERIKA, "Person", "erika", f"{ERIKA}/inbox", also_known_as=(ADA,))

    assert has_moved(old, new)
    assert not has_moved(old, replace(new, also_known_as=()))
    assert not has_moved(replace(old, moved_to=""), new)
