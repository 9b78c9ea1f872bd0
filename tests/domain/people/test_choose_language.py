"""The language of pages and mail."""

import pytest

from augenhoehe.domain.people.actions import choose_language
from augenhoehe.domain.people.models import Login
from augenhoehe.foundation.verdicts import Invalid


def test_a_language_nobody_speaks_here_is_refused(cast):
    with pytest.raises(Invalid) as refusal:
        choose_language(by=cast.karl, language="tlh")

    assert refusal.value.field == "language"
    assert Login.objects.get().language == "de"


def test_one_chooses_for_oneself_only(cast):
    choose_language(by=cast.karl, language="en")

    assert Login.objects.get(account=cast.karl).language == "en"
    assert Login.objects.get(account=cast.gerda).language == "de"
