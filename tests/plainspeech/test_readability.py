import pytest

from augenhoehe.plainspeech import look_at, readability
from augenhoehe.plainspeech.syllables import syllables


def test_the_formulas_give_the_known_values():
    """The check values of the design: worked out by hand from the published formulas."""
    assert readability.flesch(10, 1.5) == pytest.approx(69.785)
    assert readability.amstad(10, 1.5) == pytest.approx(82.25)
    assert readability.flesch_kincaid(10, 1.5) == pytest.approx(6.01)
    assert readability.lix(100, 8, 20) == pytest.approx(32.5)
    assert readability.wstf(20, 10, 15, 40) == pytest.approx(5.3045)
    assert readability.herdan(60, 100) == pytest.approx(0.8891, abs=1e-4)
    assert readability.mattr(["a", "b"] * 50) == pytest.approx(2 / 50)
    assert readability.mattr([str(n) for n in range(80)]) == 1


# Divided by hand, as they are spoken.
GERMAN = """
die Mon-ta-ge A-bend Rad Rä-der Fahr-rad wir ha-ben das im Früh-jahr ge-prüft und lei-der ei-nen
Feh-ler ge-fun-den Bau-er Ei-er neu-e Steu-er Fa-mi-li-e Stu-di-e En-er-gie In-du-strie Na-ti-on
In-for-ma-ti-on Mu-se-um Fe-ri-en I-ta-li-en spe-zi-ell ak-tu-ell be-ob-ach-ten ge-än-dert
Qua-li-tät quer Ser-vice-team Mit-ar-bei-te-rin-nen Kun-den-dienst ver-ant-wort-lich
Rück-sen-dung be-kommt ihr so-fort zu-rück wenn et-was nicht passt Werk-statt Ter-min am
Don-ners-tag schien dien-te ih-nen Wien sie wie Zei-tung Häu-ser Ge-bäu-de Zwei-ge
"""
ENGLISH = """
we made a mis-take and will re-place the bro-ken wheel by Fri-day be-cause the sup-pli-er sent the
wrong part peo-ple who or-dered it can get their mon-ey back with-out an-y ques-tions please write
to us if you need some-thing else the ta-ble was la-ter than prom-ised and the pri-ces changed
i-de-a cre-at-ed hoped want-ed care-ful-ly in-for-ma-tion com-pa-ny be-ing don't
"""


@pytest.mark.parametrize(("language", "divided"), [("de", GERMAN), ("en", ENGLISH)])
def test_syllables_are_right_within_five_per_cent(language, divided):
    words = divided.split()
    spoken = sum(word.count("-") + 1 for word in words)

    counted = sum(syllables(word.replace("-", "").lower(), language) for word in words)

    assert counted == pytest.approx(spoken, rel=0.05)


def test_what_may_not_be_divided_still_has_its_syllables():
    assert syllables("abend", "de") == 2
    assert syllables("e-bike", "de") == 3
    assert syllables("straße", "de") == 2
    assert syllables("hm", "de") == 1


def test_under_fifty_words_there_is_no_figure():
    few = "Wir prüfen das und melden uns am Montag mit einer Antwort. " * 4

    assert look_at(few).readability is None
    figures = look_at(few * 2).readability
    assert figures is not None
    assert (figures.words, figures.sentences) == (88, 8)
    assert figures.fre is None and figures.amstad is not None


def test_english_has_the_english_formulas():
    figures = look_at(
        "We will look at it and write to you on Monday with an answer. " * 5
    ).readability

    assert figures is not None
    assert figures.amstad is None and figures.wstf is None
    assert figures.fre is not None and figures.flesch_kincaid is not None
