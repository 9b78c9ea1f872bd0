"""What raises a score and what lowers it: facts the design names, and rules no data may break."""

import math
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.plainspeech import look_at
from augenhoehe.plainspeech.rules.loading import shipped
from augenhoehe.plainspeech.score import weights, weights_from

AD = (
    "Entdecke jetzt das ultimative Fernseh-Erlebnis! Unser neues Premium-Paket bringt dir"
    " einzigartige Unterhaltung in brillanter Qualität. Nur für kurze Zeit mit 20 % Rabatt."
)
ANSWER = "Das war unser Fehler. Wir tauschen es aus, vermutlich bis Freitag."
RULES = Path(weights_from.__code__.co_filename).parent / "rules"

CUSTOMERS = [
    "Das Rad ist der Hammer!!! Danke!",
    "Ich bin so begeistert von dem Rad, fahre seit Montag jeden Tag damit zur Arbeit!!!",
    "This is the best bike I have ever had!!! Love it!",
    "I can't thank you enough, the repair was perfect and my daughter is so happy!!",
]
PRICES = [
    "Der Sattel kostet 12 €.",
    "Das Modell kostet 2.349 €, mit dem größeren Akku 2.649 €.",
    "The saddle is £12.",
    "It costs $49 a month, the first month is free.",
]


def score(text: str, **more: str) -> float:
    return look_at(text, **more).score or 0.0


def test_a_known_advertisement_and_a_known_answer():
    assert score(AD) > 0.9
    assert score(ANSWER) < 0.1
    assert look_at(AD).flagged and not look_at(ANSWER).flagged


@pytest.mark.parametrize("text", [*CUSTOMERS, *PRICES])
def test_joy_and_prices_are_not_flagged(text):
    assert not look_at(text).flagged


@pytest.mark.parametrize(
    "text",
    [
        "Schalten Sie das Gerät aus und halten Sie die Taste zehn Sekunden gedrückt.",
        "Vielen Dank für Ihre Nachricht. Gerne prüfe ich das, bitte schicken Sie mir die Nummer.",
        "Sorry to hear that, Sarah. Could you send us your order number?",
        "Press the button for ten seconds, then the lamp turns green. If not, write to me.",
    ],
)
def test_instructions_and_polite_words_are_no_calls_to_action(text):
    assert score(text) < 0.3


def test_quoted_advertising_is_not_held_against_who_quotes_it():
    said = "Im Prospekt stand „das ultimative, einzigartige Erlebnis“, das stimmt so nicht."
    assert score(said) < 0.3
    assert score("They wrote 'the ultimate, unrivalled experience', and that isn't true.") < 0.3


def test_the_contributions_are_the_score():
    judged = look_at(AD)
    total = weights().intercept + sum(one.amount for one in judged.contributions)
    assert math.isclose(judged.score, 1 / (1 + math.exp(-total)))
    assert all(AD[start:end].strip() for one in judged.contributions for start, end in one.spans)


def test_a_weight_with_the_wrong_sign_is_refused():
    model = yaml.safe_load((RULES.parent / "weights.yaml").read_text("utf-8"))
    model["features"]["HDG"]["weight"] = 0.5
    with pytest.raises(ValueError, match="HDG"):
        weights_from(yaml.safe_dump(model))


TAMED = ["Vielleicht dauert es.", "Leider nicht.", "Das war mein Fehler.", "Ich weiß es nicht."]
# As long as the shortest that is measured alike (30 words), so that only the words differ.
FLOOR = "Der Laden ist heute offen und das Rad steht am Fenster neben der Tür im Hof. "
LOUDER = ["Großartig! ", "Einzigartig! ", "Jetzt bestellen! ", "Premium-Qualität! "]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(LOUDER), min_size=1, max_size=3))
def test_praise_and_calls_never_lower_it(louder):
    before = FLOOR
    for word in louder:
        assert score(before + word) >= score(before) - 1e-9
        before += word


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(TAMED), st.sampled_from([AD, FLOOR + FLOOR]))
def test_doubts_and_admissions_never_raise_it(tamed, text):
    """Of what is plain throughout a longer text has less in a hundred words: that is left out."""
    assert score(f"{text} {tamed}", language="de") <= score(text, language="de") + 1e-9


def test_what_was_asked_and_answered_lowers_it():
    asked = "Warum dauert die Lieferung meines Fahrrads so lange?"
    text = "Die Lieferung des Fahrrads verzögert sich, weil wir großartige Rahmen verwenden."
    assert score(text, answering=asked) < score(text)


def test_every_rule_names_its_passage_and_says_what_to_write_instead():
    names = set()
    for file in sorted(RULES.glob("??/*.yaml")):
        rule = yaml.safe_load(file.read_text("utf-8"))
        assert "%s" in rule["message"], file
        assert rule["suggestion"].endswith("."), file
        names.add(rule.get("feature", ""))
    known = weights().features
    assert names - {""} <= set(known)
    marks = {
        name
        for file in (RULES.parent / "marks").glob("*.yaml")
        for name in yaml.safe_load(file.read_text("utf-8"))
    }
    assert marks <= {name for name, one in known.items() if one.amount <= 0}


def test_german_and_english_have_the_same_rules():
    names = {language: set() for language in ("de", "en")}
    for language, found in names.items():
        found.update(rule.name.partition(".")[2] for rule in shipped().of(language))
    assert names["de"] == names["en"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (AD, {"Entdecke", "ultimative", "einzigartige", "20 % Rabatt"}),
        (
            "We're thrilled to unveil our award-winning range. Shop now!",
            {"thrilled", "unveil", "award-winning", "Shop now"},
        ),
    ],
)
def test_the_passages_are_named(text, found):
    passages = {text[one.start : one.end] for one in look_at(text).findings}
    for each in found:
        assert any(re.search(re.escape(passage), each) or each in passage for passage in passages)


def test_three_short_sentences_in_a_row_are_a_slogan_and_two_are_an_answer():
    slogan = look_at("Slow dough. Hot oven. Pure rye.", language="en")
    answer = look_at("Yes. It does.", language="en")

    assert "STAC" in {one.feature for one in slogan.contributions}
    assert slogan.flagged
    assert not answer.flagged
