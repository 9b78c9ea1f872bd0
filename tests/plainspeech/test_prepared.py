from hypothesis import example, given, settings
from hypothesis import strategies as st

from augenhoehe.plainspeech.prepared import prepare

SIGNS = [*"aB 1.!?\n\"„“”«»`>@#/:-'", "https://a.de/x", "\ud800", "👩\u200d👩\u200d👧", "é", "ש"]
NASTY = st.lists(st.sampled_from(SIGNS), max_size=60).map("".join) | st.text(max_size=200)


def shown(text):
    """What rules get to read, without the space that masks the rest."""
    return " ".join(prepare(text).plain.split())


def test_what_others_said_and_what_is_no_speech_is_masked():
    assert shown("Er sagte „Das beste Rad“ dazu.") == "Er sagte dazu."
    assert shown("He said “the best bike ever” to me.") == "He said to me."
    assert shown('Er sagte "das beste Rad" dazu.') == "Er sagte dazu."
    assert shown("«Le vélo» »Das Rad« bleibt") == "bleibt"
    assert shown("> Jetzt kaufen!\nNein.") == "Nein."
    assert shown("Mit `pip install top` geht es") == "Mit geht es"
    assert shown("Vorher\n```\nJETZT = 1\n```\nnachher") == "Vorher nachher"
    assert shown("Siehe https://laden.example/best?utm_source=x und post@laden.example hier") == (
        "Siehe und hier"
    )
    assert shown("Danke @erika@rad.example für #besteRäder") == "Danke für"


def test_what_only_looks_like_a_quote_stays():
    assert shown('Räder mit 28" und 29" gibt es') == 'Räder mit 28" und 29" gibt es'
    assert shown("So „geht das weiter\n\nNeuer Absatz“ hier") == (
        "So „geht das weiter Neuer Absatz“ hier"
    )
    assert shown("das geht's don't") == "das geht's don't"


def test_sentences_end_where_people_would_say_so():
    text = (
        "Am 3. Mai, z. B. bei Dr. Linde, usw. geht es. Wirklich? Ja … sagt er. 🎉\n"
        "Neu\n- eins\n\nzwei"
    )

    assert [text[start:end] for start, end in prepare(text).sentences] == [
        "Am 3. Mai, z. B. bei Dr. Linde, usw. geht es.",
        "Wirklich?",
        "Ja … sagt er.",
        "🎉\nNeu",
        "- eins",
        "zwei",
    ]


def test_words_are_counted_as_people_count_them():
    text = "Das E-Bike geht's an, 12 €, O’Neill, naïve cafe\u0301"

    words = [text[start:end] for start, end in prepare(text).words]

    assert words == ["Das", "E-Bike", "geht's", "an", "O’Neill", "naïve", "cafe\u0301"]


def test_right_to_left_and_emoji_keep_their_places():
    text = "שלום 👩‍👩‍👧 das beste 🇩🇪 Rad"
    prepared = prepare(text)

    assert [text[start:end] for start, end in prepared.emoji] == ["👩‍👩‍👧", "🇩🇪"]
    assert "beste" in [text[start:end] for start, end in prepared.words]


@given(NASTY)
@example("\x00" * 5)
@example("\ud800 \udfff")
@example("``` „ " * 3)
@settings(max_examples=40, deadline=None)
def test_masked_text_is_as_long_and_every_place_lies_in_it(text):
    prepared = prepare(text)

    assert len(prepared.plain) == len(text)
    assert prepared.plain.count("\n") == text.count("\n")
    for kind in ("words", "sentences", "paragraphs", "code", "quotes", "links", "emoji"):
        ends = 0
        for start, end in getattr(prepared, kind):
            assert ends <= start < end <= len(text), kind
            ends = end
