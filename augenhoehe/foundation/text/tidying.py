"""What was typed, without what nobody types on purpose."""

import re
import unicodedata

from augenhoehe.foundation.marks import without_towers

UNWANTED = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters
    "\u202a-\u202e\u2066-\u2069"  # bidi overrides, which make text look like another
    "\ud800-\udfff"  # unpaired surrogates, which no encoder takes
    "\ufffe\uffff"  # no characters at all, which no feed may contain
    "]"
)
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_MANY_BLANK_LINES = re.compile(r"\n{4,}")
PARAGRAPH_END = re.compile(r"\n{2,}")


def tidy(text: str) -> str:
    """What was typed, without what nobody typed on purpose. Tidying twice changes nothing."""
    text = UNWANTED.sub("", _LINE_END.sub("\n", text))
    text = unicodedata.normalize("NFC", without_towers(text))
    # Line by line, since a regex for trailing space is quadratic in a long run of spaces.
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return _MANY_BLANK_LINES.sub("\n\n\n", text).strip("\n")
