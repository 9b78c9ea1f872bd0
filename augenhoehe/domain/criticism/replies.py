"""What a reply that consists of a listed word stands for. Anything longer is just a reply."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import yaml

_ADDRESS = re.compile(r"@[\w.-]+(?:@[\w.-]+(?::[0-9]{2,5}\b)?)?")
_NO_WORD = re.compile(r"[^\w]+")
# "Resolved?" asks, and what stands in quotation marks somebody else said.
_ASKED_OR_QUOTED = re.compile(r"[?¿؟？\"„“”«»‹›]|^\s*>", re.MULTILINE)
_LONGEST = 1000  # characters, with mentions; nothing listed comes near


def says_to_answer(text: str, *, answer: str = "") -> bool | None:
    """To an answer: True "resolved", False "not answered", None anything else.

    A bare yes or no to an `answer` that asks something is about that question.
    """
    words = _words(text)
    if "?" in answer and words in _listed("both_yes", "both_no"):
        return None
    if words in _listed("both_yes", "resolved"):
        return True
    return False if words in _listed("both_no", "not_answered") else None


def says_to_offer(text: str) -> bool | None:
    """To the question whether a post is criticism: True, False, or None for anything else."""
    words = _words(text)
    if words in _listed("both_yes", "criticism"):
        return True
    return False if words in _listed("both_no", "no_criticism") else None


def _words(text: str) -> str:
    """A text as the list has it: without mentions, punctuation and capitals."""
    if len(text) > _LONGEST or _ASKED_OR_QUOTED.search(text):
        return ""
    said = unicodedata.normalize("NFC", _ADDRESS.sub(" ", text)).casefold()
    return _NO_WORD.sub(" ", said).strip()


@cache
def _listed(*names: str) -> frozenset[str]:
    path = Path(__file__).with_name("reply_words.yaml")
    lists = yaml.safe_load(path.read_text(encoding="utf-8"))
    return frozenset(_words(str(entry)) for name in names for entry in lists[name])
