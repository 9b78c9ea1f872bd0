"""Every kind of activity has somebody whose business it is."""

import pytest

from augenhoehe.interfaces.federation.inbox import dispatch, on_people, on_posts

# As `FEDERATION.md` promises to read them.
PROMISED = (
    *("Create", "Update", "Delete", "Announce", "Like", "EmojiReact", "Follow", "Accept", "Reject"),
    *("Undo", "Block", "Flag", "Move", "Add", "Remove", "QuoteRequest"),
)


def test_what_nobody_knows_is_not_kept():
    assert not dispatch.is_known("Arrive")
    assert not dispatch.is_known("")


@pytest.mark.parametrize("kind", PROMISED)
def test_everything_promised_is_somebodys_business(kind):
    assert dispatch.is_known(kind)


def test_of_a_kind_that_concerns_people_and_posts_both_are_asked():
    for kind in ("Accept", "Reject", "Undo", "Update", "Delete"):
        people, posts = on_people.HANDLERS[kind], on_posts.HANDLERS[kind]
        assert dispatch.HANDLERS[kind] == (people, posts)
    needs = on_people.NEEDS["Update"], on_posts.NEEDS["Update"]
    assert dispatch.NEEDS["Update"] == needs


def test_the_first_whose_business_it_is_takes_it(monkeypatch):
    asked = []

    def handler(name, answer):
        def take(activity, actor):
            asked.append(name)
            return answer

        return take

    some = (handler("no", False), handler("yes", None), handler("late", True))
    monkeypatch.setattr(dispatch, "HANDLERS", {"Undo": some})

    assert dispatch.handle(type("Activity", (), {"kind": "Undo"}), None)
    assert asked == ["no", "yes"]
