import pytest

from augenhoehe.plainspeech import look_at
from augenhoehe.plainspeech.language import known


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wir tauschen das aus, vermutlich bis Freitag.", "de"),
        ("We will replace it, probably by Friday.", "en"),
        ("Jetzt zugreifen und nur heute sparen", "de"),
        ("Nous sommes avec vous dans la rue et pour les enfants", ""),
        ("El coche es muy bueno y no es caro para los niños", ""),
        ("Wij hebben het niet voor jou, maar ook niet voor de anderen", ""),
        ("We are here and wir sind auch hier und you are there", ""),
        ("Rad Rad Rad Rad Rad", ""),
        ("", ""),
        ("הספר הזה טוב מאוד", ""),
        ("Der Sattel kostet 12 €.", "de"),
        ("Innovation trifft Leidenschaft.", "de"),
        ("Summer sale! 50% off everything.", "en"),
        ("Innovazione e passione", ""),
        ("Qualité premium", ""),
    ],
)
def test_small_words_vote(text, language):
    assert look_at(text).language == language


@pytest.mark.parametrize(
    ("given", "language"),
    [("de-AT", "de"), ("EN_us", "en"), ("fr", ""), ("deutsch", ""), ("", ""), ("\x00", "")],
)
def test_a_given_language_is_one_we_know_or_none(given, language):
    assert known(given) == language


def test_in_a_language_we_do_not_know_nothing_is_judged():
    judgement = look_at("Wir haben das beste Rad und alles ist gut.", language="fr")

    assert (judgement.score, judgement.findings) == (None, ())
    assert judgement.not_judged == "no language I know"
