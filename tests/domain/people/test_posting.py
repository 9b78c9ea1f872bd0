"""How one's posts begin, and going without a picture."""

import pytest

from augenhoehe.domain.people.actions import choose_posting, take_picture_away
from augenhoehe.domain.people.internals import set_account_restrictions
from augenhoehe.domain.people.models import Restriction
from augenhoehe.domain.people.posting import Posting, posting_of
from augenhoehe.domain.people.selectors import account_by_id
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


@pytest.mark.parametrize(
    ("field", "chosen"),
    [
        ("audience", {"audience": 4}),
        ("audience", {"audience": -1}),
        ("quotes", {"quotes": 3}),
        ("language", {"language": "Plattdeutsch"}),
        ("language", {"language": "d e"}),
    ],
)
def test_what_nobody_offers_changes_nothing(cast, field, chosen):
    before = posting_of(cast.karl.id)
    with pytest.raises(Invalid) as refusal:
        choose_posting(by=cast.karl, **({"is_sensitive": True, "audience": 1} | chosen))

    assert refusal.value.field == field
    assert posting_of(cast.karl.id) == before


def test_who_is_suspended_sets_nothing(cast):
    set_account_restrictions(cast.karl, Restriction.SUSPENDED)

    with pytest.raises(NotAllowed):
        choose_posting(by=account_by_id(cast.karl.id), audience=1)


def test_what_is_not_named_stays(cast):
    choose_posting(by=cast.karl, audience=2, language="EN")
    choose_posting(by=cast.karl, quotes=1, is_sensitive=True)

    assert posting_of(cast.karl.id) == Posting(2, True, 1, "en")
    assert posting_of(cast.ada.id).audience == 0


def test_who_is_unknown_begins_like_everybody(db):
    assert posting_of(7) == Posting()


@pytest.mark.parametrize("kind", ["portrait", "header"])
def test_only_a_steward_takes_the_picture_of_a_voice_away(cast, kind):
    voice = cast.lindenrad
    setattr(voice, kind, "portraits/1")
    setattr(voice, f"{kind}_alt", "Eine Linde")
    voice.save()

    with pytest.raises(NotAllowed):
        take_picture_away(voice, by=cast.jonas, kind=kind)
    take_picture_away(voice, by=cast.erika, kind=kind)

    kept = account_by_id(voice.id)
    assert (getattr(kept, kind), getattr(kept, f"{kind}_alt")) == ("", "")
    assert kept.version > 1
