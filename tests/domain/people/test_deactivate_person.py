"""Somebody leaves the server."""

from augenhoehe.domain.people.actions import deactivate_person, follow, issue_token
from augenhoehe.domain.people.policies import may_follow
from augenhoehe.domain.people.search import search_people
from augenhoehe.domain.people.selectors import (
    account_of_login,
    accounts_by_handles,
    token_holder,
    voice_team,
)
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts.selectors import post_for


def test_who_left_is_neither_followed_nor_addressed_nor_found(cast):
    deactivate_person(cast.karl)

    assert not may_follow(who_is(cast.gerda), cast.karl)
    assert accounts_by_handles([("karl", "")]) == []
    assert search_people("Brandt") == []


def test_login_tokens_employment_and_voices_end(cast):
    token = issue_token(cast.jonas, scopes="read", voice=cast.lindenrad)
    assert token_holder(token)

    deactivate_person(cast.jonas)

    assert token_holder(token) is None
    assert account_of_login(cast.jonas.login.id) is None
    assert not who_is(cast.jonas).is_member
    assert cast.jonas not in [row.person for row in voice_team(cast.lindenrad)]


def test_posts_and_the_name_below_them_stay(cast):
    follow(cast.jonas, by=cast.karl)
    post = cast.says(cast.jonas, "Auf Wiedersehen", voice=cast.lindenrad)

    deactivate_person(cast.jonas)

    assert post_for(cast.reads(None), post.id).written_by == cast.jonas
