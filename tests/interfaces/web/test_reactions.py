"""Liking, keeping and sharing from the row below a post."""

from __future__ import annotations

import pytest
from django.test import Client

from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.models import Bookmark, Like, Post
from tests.interfaces.web.writers import english

VERBS = ["like", "unlike", "boost", "unboost", "keep", "unkeep"]
AJAX = {"HX-Request": "true"}


@pytest.mark.parametrize("verb", VERBS)
def test_who_is_signed_out_signs_in_first(cast, verb):
    post = cast.says(cast.karl, "Hallo")

    answer = Client().post(f"/posts/{post.id}/{verb}")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/anmelden")
    script = Client().post(f"/posts/{post.id}/{verb}", headers=AJAX)
    assert script["HX-Redirect"].startswith("/anmelden")
    assert not Like.objects.exists()


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_reacts_to_what_they_cannot_read(cast, verb):
    inside = cast.says(cast.erika, "Nur für uns", space=cast.haus)
    letter = cast.says(cast.ada, "@gerda nur du", audience=Audience.DIRECT)
    browser = cast.signed_in(cast.karl)

    assert browser.post(f"/posts/{inside.id}/{verb}").status_code == 404
    assert browser.post(f"/posts/{letter.id}/{verb}").status_code == 404
    assert not Like.objects.exists()
    assert not Bookmark.objects.exists()


def test_strange_reactions_are_not_there(cast):
    post = cast.says(cast.ada, "Hallo")
    browser = cast.signed_in(cast.karl)

    assert browser.post(f"/posts/{post.id}/hate").status_code == 404
    assert browser.post("/posts/99999999999999999999/like").status_code == 404
    assert browser.get(f"/posts/{post.id}/like").status_code == 405


def test_another_site_cannot_make_one_like(cast):
    post = cast.says(cast.ada, "Hallo")
    browser = cast.signed_in(cast.karl)
    browser.handler.enforce_csrf_checks = True

    assert browser.post(f"/posts/{post.id}/like").status_code == 403
    assert not Like.objects.exists()


def test_what_is_for_followers_is_not_passed_on(cast):
    post = cast.says(cast.ada, "@karl unter uns", audience=Audience.FOLLOWERS)

    assert cast.signed_in(cast.karl).post(f"/posts/{post.id}/boost").status_code == 403


def test_a_shared_post_stays_in_the_house(cast):
    inside = cast.says(cast.erika, "Nur für uns", space=cast.haus)

    cast.signed_in(cast.jonas).post(f"/posts/{inside.id}/boost")

    assert Post.objects.get(boost_of=inside).audience == Audience.HOUSE


@pytest.mark.parametrize(
    ("there", "back"),
    [
        ("http://testserver/home?before=7", "/home?before=7#p{id}"),
        ("https://evil.example/home", "/@ada/{id}#p{id}"),
        ("http://testserver//evil.example", "/@ada/{id}#p{id}"),
        ("", "/@ada/{id}#p{id}"),
        ("http://[broken", "/@ada/{id}#p{id}"),
    ],
)
def test_without_scripts_one_comes_back_to_the_post(cast, there, back):
    post = cast.says(cast.ada, "Hallo")

    answer = cast.signed_in(cast.karl).post(f"/posts/{post.id}/like", headers={"Referer": there})

    assert answer["Location"] == back.format(id=post.id)
    assert Like.objects.filter(post=post, account=cast.karl).exists()


def test_a_script_gets_the_row_with_what_is_pressed(cast):
    post = cast.says(cast.ada, "Hallo")
    browser = english(cast.signed_in(cast.karl))

    on = browser.post(f"/posts/{post.id}/keep", headers=AJAX).content.decode()
    off = browser.post(f"/posts/{post.id}/unkeep", headers=AJAX).content.decode()

    assert f'formaction="/posts/{post.id}/unkeep" aria-pressed="true"' in on
    assert f'formaction="/posts/{post.id}/keep" aria-pressed="false"' in off
    assert "<html" not in on


def test_reacting_twice_is_once(cast):
    post = cast.says(cast.ada, "Hallo")
    browser = cast.signed_in(cast.karl)

    for verb in ("like", "like", "keep", "keep", "boost", "boost"):
        assert browser.post(f"/posts/{post.id}/{verb}").status_code == 302

    post.refresh_from_db()
    assert (post.likes_count, post.boosts_count) == (1, 1)
    assert Bookmark.objects.count() == 1


def test_to_like_what_was_passed_on_is_to_like_the_post(cast):
    post = cast.says(cast.ada, "Hallo")
    cast.signed_in(cast.gerda).post(f"/posts/{post.id}/boost")
    passed_on = Post.objects.get(boost_of=post)

    cast.signed_in(cast.karl).post(f"/posts/{passed_on.id}/like")

    assert Like.objects.get().post == post
