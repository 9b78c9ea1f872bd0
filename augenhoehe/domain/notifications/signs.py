"""What one may answer an announcement with: one sign, drawn by the font or by this server."""

from __future__ import annotations

import re

from augenhoehe.domain.media.emoji import known_emoji

# One emoji as Unicode Technical Standard 51 puts them together: flags, key caps, and pictures
# that may be coloured and joined. What a font has no drawing for shows as its parts.
_PICTURE = (
    r"[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe"
    r"\u2600-\u27bf\u2934\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299"
    r"\U0001f004-\U0001f1e5\U0001f200-\U0001faff]"
    r"\ufe0f?[\U0001f3fb-\U0001f3ff]?(?:[\U000e0020-\U000e007e]{1,8}\U000e007f)?"
)
_ONE = re.compile(
    rf"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_PICTURE}(?:\u200d{_PICTURE}){{0,6}}"
)


def is_sign(name: str) -> bool:
    """Whether this is one emoji, or the word of one of this server's."""
    return name in known_emoji().by_shortcode or _ONE.fullmatch(name) is not None
