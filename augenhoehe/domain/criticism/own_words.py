"""Whether somebody said something themselves, or only pasted what was written long before."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from augenhoehe.domain.criticism.models import TextBlock

_SENTENCE = re.compile(r"[.!?:;\n]+")
_ADDRESS = re.compile(r"@\S+|https?://\S+")
_WORD = re.compile(r"\w+")
_ENOUGH = 3  # words of one's own; a greeting has fewer
_LONGEST_GREETING = 5  # words
_GREETINGS = re.compile(
    r"(guten (tag|morgen|abend)|hallo|sehr geehrter?|liebe[rs]?|moin|servus|dear|hello|hi"
    r"|(mit )?(viele|beste|freundliche|herzliche|liebe)n? grüssen?|(kind|best) regards"
    r"|yours sincerely|vielen dank|danke|thank you|thanks)\b"
)


def is_only_blocks(text: str) -> bool:
    """Whether a text holds blocks of the team and no sentence of one's own beside them.

    Compared by sentence, without case, signs and addresses. A greeting is no sentence.
    """
    return consists_of(text, TextBlock.objects.values_list("text", flat=True))


def consists_of(text: str, blocks: Iterable[str]) -> bool:
    """The same for given blocks."""
    canned = {sentence for block in blocks for sentence in _sentences(block)}
    said = _sentences(text)
    own = [sentence for sentence in said if sentence not in canned]
    if len(own) == len(said):
        return False
    return not any(_is_a_sentence(sentence) for sentence in own)


def _sentences(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", _ADDRESS.sub(" ", text)).casefold()
    parts = (" ".join(_WORD.findall(part)) for part in _SENTENCE.split(folded))
    return [part for part in parts if part]


def _is_a_sentence(words: str) -> bool:
    count = len(words.split())
    is_greeting = count <= _LONGEST_GREETING and _GREETINGS.match(words) is not None
    return count >= _ENOUGH and not is_greeting
