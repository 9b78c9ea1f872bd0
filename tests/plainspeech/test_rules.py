"""Rules as Vale writes them, and everything that can be wrong with a file."""

import time
from textwrap import dedent

import pytest
import regex

from augenhoehe.plainspeech import Broken, look_at, rules_in, shipped, shipped_and
from augenhoehe.plainspeech.rules.trial import is_too_slow

SENTENCE = "Wir nutzen das im Mai. "


@pytest.fixture
def folder(tmp_path):
    """Write a rule file, for German if not said, and hand back the folder."""

    def write(text, name="de/eigene.yaml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(dedent(text), "utf-8")
        return tmp_path

    return write


def found(folder, text, language="de"):
    findings = look_at(text, language=language, rules=rules_in(folder)).findings
    return [(text[one.start : one.end], one.message, one.suggestion) for one in findings]


def faults(folder):
    with pytest.raises(Broken) as refusal:
        rules_in(folder)
    return [(one.file, one.line, one.column, one.reason) for one in refusal.value.faults]


def test_existence_finds_its_tokens_as_whole_words(folder):
    rule = folder(
        """
        extends: existence
        message: "Ohne '%s'."
        suggestion: einfach weglassen
        level: error
        ignorecase: true
        tokens: [top, 'am \\w+sten']
        exceptions: [am meisten]
        """
    )

    text = "Top! Das Stopfen am schönsten, am meisten."
    assert found(rule, text) == [
        ("Top", "Ohne 'Top'.", "einfach weglassen"),
        ("am schönsten", "Ohne 'am schönsten'.", "einfach weglassen"),
    ]
    assert {one.level for one in look_at(text, language="de", rules=rules_in(rule)).findings} == {
        "error"
    }


def test_nonword_and_raw_take_what_is_written(folder):
    assert found(
        folder("extends: existence\nmessage: m\nnonword: true\ntokens: ['!{2,}']"), "Ja!! Nein!"
    ) == [("!!", "m", "")]
    raw = folder("extends: existence\nmessage: m\nraw: ['(?:sehr )', '(?:gut|schön)']")
    assert found(raw, "Das ist sehr gut.") == [("sehr gut", "m", "")]
    after = "extends: existence\nmessage: m\nappend: true\ntokens: [ganz]\nraw: [' neu']"
    assert found(folder(after), "ganz neu, ganz alt") == [("ganz neu", "m", "")]


def test_case_counts_unless_the_rule_says_otherwise(folder):
    assert found(folder("extends: existence\nmessage: m\ntokens: [Top]"), "top Top") == [
        ("Top", "m", "")
    ]


def test_substitution_says_what_may_stand_there_instead(folder):
    rule = folder(
        """
        extends: substitution
        message: "Lieber '%s' als '%s'."
        ignorecase: true
        capitalize: true
        swap:
          utilisieren: nutzen|verwenden
          'in der (Regel|Praxis)': meist ($1)
          '(?:GitHub)': GitHub
        """
    )

    assert found(rule, "Utilisieren, in der Praxis, GitHub github") == [
        (
            "Utilisieren",
            "Lieber 'Nutzen oder Verwenden' als 'Utilisieren'.",
            "Nutzen oder Verwenden",
        ),
        ("in der Praxis", "Lieber 'meist (Praxis)' als 'in der Praxis'.", "meist (Praxis)"),
        ("github", "Lieber 'GitHub' als 'github'.", "GitHub"),
    ]


def test_occurrence_counts_in_its_scope(folder):
    rule = folder(
        """
        extends: occurrence
        message: Zu viele Kommas.
        scope: sentence
        token: ','
        max: 1
        """
    )
    text = "Eins, zwei. Drei, vier, fünf, sechs."

    assert [one.start for one in look_at(text, language="de", rules=rules_in(rule)).findings] == [
        text.index(", fünf")
    ]
    least = folder("extends: occurrence\nmessage: Wer spricht?\ntoken: '\\bich\\b'\nmin: 1")
    assert found(least, " Das ist so. \nJa.") == [("Das ist so.", "Wer spricht?", "")]
    assert found(least, "`ich`") == []


def test_a_sentence_begins_where_the_sentence_begins(folder):
    rule = folder("extends: existence\nmessage: m\nscope: sentence\nraw: ['^Jetzt']")

    text = "Jetzt neu. Und jetzt. Jetzt auch."
    assert [one.start for one in look_at(text, language="de", rules=rules_in(rule)).findings] == [
        0,
        22,
    ]


def test_limit_ends_the_findings(folder):
    rule = folder("extends: existence\nmessage: m\nlimit: 2\ntokens: [ja]")

    assert len(found(rule, "ja ja ja ja")) == 2


def test_a_file_beside_the_folders_is_for_both_languages(folder):
    rule = folder("extends: existence\nmessage: m\ntokens: [hello]", "x.yml")

    assert {each.name for each in rules_in(rule)} == {"de.x", "en.x"}


def test_own_rules_stand_beside_ours_and_replace_those_of_the_same_name(folder):
    rule = folder("extends: existence\nmessage: m\ntokens: [lindenrad]")

    assert {each.name for each in shipped_and(rule)} == {
        "de.eigene",
        *(each.name for each in shipped()),
    }
    assert shipped_and(None) is shipped()


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("- a list", 1, "written as keys"),
        ("message: m\ntokens: [a]", 1, "“extends” is missing"),
        ("extends: existence\ntokens: [a]", 1, "“message” is missing"),
        ("extends: spelling\nmessage: m", 1, "“spelling” is no extends this reads"),
        ("extends: existence\nmessage: m\nlevel: shout\ntokens: [a]", 3, "suggestion, warning"),
        ("extends: existence\nmessage: m\nscope: heading\ntokens: [a]", 3, "text, sentence"),
        ("extends: existence\nmessage: '%s %s'\ntokens: [a]", 2, "more %s in the message"),
        ("extends: existence\nmessage: m\ntokens: []", 3, "“tokens” is missing or empty"),
        ("extends: existence\nmessage: m\ntokens: a", 3, "is a list"),
        ("extends: existence\nmessage: m\ntokens: [[a]]", 3, "An entry is a text"),
        ("extends: existence\nmessage: m\ntokens:\n  - ok\n  - '(a'", 5, "no regular expression"),
        ("extends: existence\nmessage: m\ntokens: ['(a)\\1']", 3, "References to other groups"),
        ("extends: existence\nmessage: m\nraw: ['(a']", 1, "no regular expression"),
        ("extends: existence\nmessage: m\ntokens: ['(?:a{999}){999}']", 3, "are too large"),
        ("extends: existence\nmessage: m\nraw: ['(?:a{999}', '){999}']", 3, "are too large"),
        ("extends: occurrence\nmessage: m\nmax: 1\ntoken: 'a{,1000000000}'", 4, "are too large"),
        ("extends: existence\nmessage: m\nswap: {a: b}\ntokens: [a]", 3, "“swap” is no key"),
        ("extends: existence\nmessage: m\nignorecase: 3\ntokens: [a]", 3, "true or false"),
        ("extends: existence\nmessage: m\nweight: -1\ntokens: [a]", 3, "“weight” is a number"),
        ("extends: existence\nmessage: m\nweight: nan\ntokens: [a]", 3, "“weight” is a number"),
        ("extends: substitution\nmessage: m\nswap: [a]", 3, "“swap” is at most"),
        ("extends: substitution\nmessage: m\nswap: {'(a': b}", 3, "no regular expression"),
        ("extends: occurrence\nmessage: m\ntoken: a", 1, "“max” is missing"),
        ("extends: occurrence\nmessage: m\nmax: many\ntoken: a", 3, "whole number"),
        ("extends: existence\nmessage: m\ntokens: [a", 4, "not written as YAML"),
        ("extends: existence\nmessage: &x m\ntokens: [a]", 2, "Anchors"),
        ("extends: existence\nmessage: m\nmessage: n\ntokens: [a]", 3, "stands here twice"),
        ("extends: existence\nmessage: m\ntokens: ['(?:a|aa)+b']", 1, "de.eigene is too slow"),
    ],
)
def test_a_broken_file_is_refused_with_line_and_reason(folder, text, line, reason):
    [(file, at, _column, told)] = faults(folder(text))

    assert (file, at) == ("de/eigene.yaml", line)
    assert reason in told


def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_taken(folder, tmp_path):
    folder("extends: existence\nmessage: m\ntokens: [gut]", "de/gut.yaml")
    folder("extends: x\nlevel: y", "de/a.yaml")
    folder("extends: existence\nmessage: m\ntokens: [a]", "en/zwei wörter.yaml")
    folder("extends: existence\nmessage: m\ntokens: [a]", "fr/x.yaml")
    (tmp_path / "en/bytes.yaml").write_bytes(b"extends: existence\nmessage: \xff")

    told = faults(tmp_path)

    assert {file for file, *_rest in told} == {
        "de/a.yaml",
        "en/bytes.yaml",
        "en/zwei wörter.yaml",
        "fr",
    }
    assert [line for file, line, *_rest in told if file == "en/bytes.yaml"] == [2]
    assert sum(file == "de/a.yaml" for file, *_rest in told) == 3


def test_no_folder_is_said(tmp_path):
    [(_file, _line, _column, reason)] = faults(tmp_path / "nothing")

    assert "cannot be read" in reason


@pytest.mark.parametrize(
    "pattern",
    [r"(a+)+b", r"(x+x+)+y", r"(\s*\w+\s*)+!", r"(a|aa)+$", r"(\d+,?)+€", r"\w*\w*\w*\w*ung"],
)
def test_a_catastrophe_is_found_before_it_happens(pattern):
    assert is_too_slow(regex.compile(pattern))


def test_none_of_ours_is_slow():
    assert [rule.name for rule in shipped() if is_too_slow(rule.pattern)] == []


def test_a_rule_that_hangs_all_the_same_is_left_out_and_named(folder, monkeypatch):
    monkeypatch.setattr("augenhoehe.plainspeech.rules.loading.is_too_slow", lambda pattern: False)
    rules = rules_in(folder("extends: existence\nmessage: m\ntokens: ['(?:a|aa)+b']")) | rules_in(
        folder("extends: existence\nmessage: m\ntokens: [wir]", "de/andere.yaml")
    )
    began = time.process_time()

    judgement = look_at("Da sagen wir " + "a" * 3000 + " b c", language="de", rules=rules)

    assert time.process_time() - began < 0.1
    assert judgement.left_out == ("de.eigene",)
    assert [one.rule for one in judgement.findings] == ["de.andere"]
