"""Which language a text is in: its small words vote. "" where that is not clear."""

from __future__ import annotations

from collections.abc import Iterable

LANGUAGES = ("de", "en")

_ENOUGH = 2  # votes
_ENOUGH_SHARE = 0.06  # of the words; running text has 30 to 50 %
_CLEAR_MAJORITY = 1.6
_SHORT = 14  # words; in a text that short one vote is enough if nobody votes against it


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words that two of the languages have (in, was, die, war, so, am, hat, des, on) do not vote.
_SMALL_WORDS = {
    "de": _set(
        "aber alle alles als auch auf aus bei beim bereits bin bis bist bitte da damit dann"
        " das dass dein deine dem denn der dich dir doch du durch ein eine einem einen einer"
        " eines er erst es etwas euch euer eure für ganz gegen gibt habe haben hatte hatten"
        " heute hier ich ihm ihn ihnen ihr ihre ihren im immer ist ja jetzt kann kannst kein"
        " keine keinen können könnt leider machen mal mehr mein meine mich mir mit muss müssen"
        " nach nicht nichts noch nun nur ob oder ohne schon sehr seid sein seine seit sich sie"
        " sind sollte soll über um und uns unser unsere unserem unseren unserer unter viel"
        " viele vom von vor waren warum weil wenn wer werden wie wieder wir wird wo wurde"
        " wurden würde wäre zu zum zur zwischen diese dieser dieses wollen will's sowie"
        " danke drei geht gut nie vorher weiter wäre wären zwei kostet kosten jahr tag woche"
        " uhr euro montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar"
        " märz juni juli oktober dezember"
    ),
    "en": _set(
        "a about after again all and any are as at be because been before being but by can"
        " could did do does doing don don't down each every few for from get got had has have"
        " having he her here him his how i i'm if into is it it's its just let's like made make"
        " me more most my need new not now of off once only or other our ours out over own"
        " please same she should some sorry such than that that's the their them then there"
        " these they this those through to today too up us very we we're were what when where"
        " which while who why with won't would you you're your yours until and the cost costs"
        " monday tuesday wednesday thursday friday saturday sunday january february march june"
        " july october december week year"
    ),
    "fr": _set(
        "le la les une du et est au aux ce cette ces dans pour pas plus que qui sur avec vous nous"
        " je tu il elle ils mais où par sont votre notre vos nos être avoir ne"
    ),
    "es": _set(
        "el la los las una unos y es en que del por para con no se su sus al lo como más pero"
        " este esta está son muy ya nos tu nuestro"
    ),
    "it": _set(
        "il lo la gli le una uno e è di che del della dei per con non si su sono questo questa"
        " più ma anche nostro vostro ci nel nella"
    ),
    "nl": _set(
        "de het een en van niet dat voor met zijn aan ook maar wij jij je ze er naar bij deze"
        " dit onze nog wel geen hebben kan wordt"
    ),
    "pl": _set("i w na z nie się jest że do to jak ale dla po czy już tylko przez"),
    "pt": _set("o os um uma e é em que do da para com não por mais mas você nos se ao"),
    "tr": _set("ve bir bu için ile de da çok ama daha ne var olarak gibi"),
    "sv": _set("och att det som en på är av för med inte den till vi har ett om men"),
}


def known(code: str) -> str:
    """The language of a code such as "de-AT", if there are rules for it; else ""."""
    bare = code.strip().lower().replace("_", "-").partition("-")[0]
    return bare if bare in LANGUAGES else ""


def vote(words: Iterable[str]) -> str:
    """ "de" or "en" where clearly more small words are of it than of any other; else ""."""
    cast = list(words)
    votes = sorted(((number, code) for code, number in _votes(cast).items()), reverse=True)
    (most, winner), (second, _other) = votes[:2]
    enough = 1 if len(cast) <= _SHORT and not second else _ENOUGH
    clear = most >= max(enough, _ENOUGH_SHARE * len(cast), _CLEAR_MAJORITY * second)
    return winner if clear and winner in LANGUAGES else ""


def may_be_slogan(words: Iterable[str]) -> bool:
    """Whether it is short and has no small word of any language: "Innovation trifft Gefühl"."""
    cast = list(words)
    return 1 < len(cast) <= _SHORT and not any(_votes(cast).values())


def _votes(cast: list[str]) -> dict[str, int]:
    return {code: sum(word in small for word in cast) for code, small in _SMALL_WORDS.items()}
