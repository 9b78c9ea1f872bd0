"""Of somebody elsewhere nothing is kept but their address, when their server is forgotten."""

import pytest

from augenhoehe.domain.people.actions import blank_account, block, follow
from augenhoehe.domain.people.models import Account, Block, Follow
from augenhoehe.foundation.verdicts import Invalid
from tests import people_elsewhere as elsewhere


def test_nobody_of_ours_is_blanked(cast):
    with pytest.raises(Invalid):
        blank_account(cast.karl)


def test_only_the_address_stays_and_who_blocked_them_still_does(cast):
    frieda = elsewhere.somebody(
        about="Hier bin ich", interest="Räder", fields=[("Rad", "28 Zoll")], header_away="https://x"
    )
    follow(frieda, by=cast.karl)
    block(frieda, by=cast.gerda)
    version = frieda.version

    blank_account(frieda)

    known = Account.objects.get(id=frieda.id)
    assert known.address == "frieda@rad.example"
    assert (known.name, known.about, known.interest, known.header_away) == ("frieda", "", "", "")
    assert not known.fields.exists()
    assert known.left_at
    assert known.version > version
    assert not Follow.objects.filter(followed=frieda).exists()
    assert Block.objects.filter(blocked=frieda).exists()
