"""Asking a colleague to look at a draft: comments, no release, gone when it is done."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest

from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.actions import (
    Wording,
    ask_to_look,
    comment_on_look,
    decline_look,
    drop_draft,
    edit_post,
    end_look,
    forget_old_looks,
    publish_post,
    save_draft,
)
from augenhoehe.domain.posts.audience import EVERYBODY, reader_for
from augenhoehe.domain.posts.looks import colleagues_to_ask, look_for, looks_asked_of, looks_at
from augenhoehe.domain.posts.models import Look, LookComment, Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.own_data import archive
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TEXT = "The belt drive was our fault. We replace it."


def _asked(cast: Cast, slot: str = "new", **how: object) -> Look:
    save_draft(slot, by=cast.jonas, text=TEXT)
    return ask_to_look(slot, by=cast.jonas, colleague=cast.erika, text=TEXT, **how)  # type: ignore[arg-type]


def test_a_customer_is_asked_by_nobody_and_asks_nobody(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        ask_to_look("new", by=cast.karl, colleague=cast.erika, text=TEXT)
    with pytest.raises(NotAllowed):
        ask_to_look("new", by=cast.erika, colleague=cast.karl, text=TEXT)
    with pytest.raises(NotAllowed):
        ask_to_look("new", by=cast.erika, colleague=cast.erika, text=TEXT)
    with pytest.raises(Invalid):
        ask_to_look("new", by=cast.jonas, colleague=cast.erika, text="  ")


def test_what_is_for_a_circle_is_shown_to_nobody_outside_of_it(cast: Cast) -> None:
    kreis = cast.kreis
    for slot, space in ((f"space:{kreis.slug}", None), ("new", kreis)):
        with pytest.raises(NotAllowed):
            ask_to_look(slot, by=cast.jonas, colleague=cast.theo, text=TEXT, space=space)
    inside = cast.says(cast.jonas, "For the circle", space=kreis)
    with pytest.raises(NotAllowed):
        ask_to_look(f"reply:{inside.id}", by=cast.jonas, colleague=cast.theo, text=TEXT)
    with pytest.raises(NotAllowed):
        ask_to_look("case:1", by=cast.jonas, colleague=cast.theo, text=TEXT, beside=inside)
    to_ask = colleagues_to_ask(reader_for(cast.jonas), f"reply:{inside.id}")
    assert cast.erika in to_ask
    assert cast.theo not in to_ask


def test_the_colleague_comments_and_the_two_alone_read_it(cast: Cast) -> None:
    look = _asked(cast)
    comment_on_look(look, by=cast.erika, text="Say when.", passage="We replace it.")
    with pytest.raises(Invalid):
        comment_on_look(look, by=cast.erika, text="Where?", passage="not in the draft")
    for other in (cast.mona, cast.inga, cast.karl):
        assert look_for(reader_for(other), look.id) is None
        with pytest.raises(NotAllowed):
            comment_on_look(look, by=other, text="Me too.")
    assert look_for(EVERYBODY, look.id) is None
    assert [one.id for one in looks_asked_of(reader_for(cast.erika))] == [look.id]
    [seen] = looks_at(cast.jonas, "new")
    assert [one.text for one in seen.comments.all()] == ["Say when."]
    steps = Notification.objects.filter(kind="colleague").values_list("recipient_id", "step")
    assert set(steps) == {(cast.erika.id, "look_asked"), (cast.jonas.id, "look_said")}


def test_the_colleague_cannot_change_what_was_shown(cast: Cast) -> None:
    look = _asked(cast)
    with pytest.raises(NotAllowed):
        end_look(look, by=cast.erika)
    assert not Post.objects.filter(text=TEXT).exists()


def test_publishing_waits_for_nobody_and_ends_the_look(cast: Cast) -> None:
    look = _asked(cast)
    comment_on_look(look, by=cast.erika, text="Say when.")
    publish_post(by=cast.jonas, wording=Wording(text=TEXT), draft="new")
    assert not Look.objects.exists()
    assert not LookComment.objects.exists()


def test_dropping_the_draft_ending_and_declining_take_it_away(cast: Cast) -> None:
    _asked(cast)
    drop_draft("new", by=cast.jonas)
    assert not Look.objects.exists()
    end_look(_asked(cast), by=cast.jonas)
    assert not Look.objects.exists()
    look = _asked(cast)
    with pytest.raises(NotAllowed):
        decline_look(look, by=cast.mona)
    decline_look(look, by=cast.erika)
    assert not Look.objects.exists()
    assert Notification.objects.filter(recipient=cast.jonas, step="look_no").exists()


def test_after_thirty_days_it_is_gone(cast: Cast) -> None:
    look = _asked(cast)
    Look.objects.filter(id=look.id).update(asked_at=clock.now() - timedelta(days=29))
    forget_old_looks()
    assert Look.objects.exists()
    Look.objects.filter(id=look.id).update(asked_at=clock.now() - timedelta(days=31))
    forget_old_looks()
    assert not Look.objects.exists()


def test_who_left_the_circle_reads_the_draft_no_more(cast: Cast) -> None:
    from augenhoehe.domain.spaces.models import SpaceMembership

    look = ask_to_look(f"space:{cast.kreis.slug}", by=cast.jonas, colleague=cast.erika, text=TEXT)
    assert look_for(reader_for(cast.erika), look.id) is not None
    SpaceMembership.objects.filter(space=cast.kreis, account=cast.erika).delete()
    assert look_for(reader_for(cast.erika), look.id) is None
    with pytest.raises(NotAllowed):
        comment_on_look(look, by=cast.erika, text="Still here?")


def test_asking_again_shows_the_text_as_it_is_now(cast: Cast) -> None:
    first = _asked(cast)
    again = ask_to_look("new", by=cast.jonas, colleague=cast.erika, text="Shorter.")
    assert first.id == again.id
    assert again.text == "Shorter."
    post = cast.says(cast.jonas, "Said")
    edit_post(post, by=cast.jonas, wording=Wording(text="Said better"))
    assert Look.objects.exists()  # of another draft


def test_a_draft_is_in_the_file_of_who_wrote_it_alone(cast: Cast) -> None:
    """The colleague may have left the circle, or the company, since."""
    look = _asked(cast)
    comment_on_look(look, by=cast.erika, text="Say when.", passage="We replace it.")

    assert TEXT.encode() in _file_of(cast.jonas)
    taken = _file_of(cast.erika)
    assert b"Say when." in taken
    assert TEXT.encode() not in taken and b"We replace it." not in taken


def _file_of(person: Account) -> bytes:
    with zipfile.ZipFile(io.BytesIO(b"".join(archive(person.id)))) as bag:
        return b"".join(bag.read(name) for name in bag.namelist())


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 30, "0"])
def test_a_place_that_is_none_is_nobodys(cast: Cast, number: str) -> None:
    assert colleagues_to_ask(reader_for(cast.jonas), f"reply:{number}") is not None
