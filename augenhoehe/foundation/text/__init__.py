"""Plain text as people type it becomes safe HTML: written once, then stored.

The way of a post: `tidy` what was typed, `length` to see whether it fits, `find_mentions`
and `find_hashtags` for whom and what it is about, `render` for the page. HTML that other
servers send goes through `clean_html`; mail, previews and search read `plain`.
"""

from augenhoehe.foundation.text.cleaning import clean_html, plain
from augenhoehe.foundation.text.finding import (
    MAX_LOCAL_HANDLE,
    MAX_TAG,
    URL_COUNTS,
    Mention,
    ascii_domain,
    find_hashtags,
    find_links,
    find_mentions,
    length,
    normalise_tag,
    untracked,
)
from augenhoehe.foundation.text.rendering import render
from augenhoehe.foundation.text.tidying import tidy

__all__ = [
    "MAX_LOCAL_HANDLE",
    "MAX_TAG",
    "URL_COUNTS",
    "Mention",
    "ascii_domain",
    "clean_html",
    "find_hashtags",
    "find_links",
    "find_mentions",
    "length",
    "normalise_tag",
    "plain",
    "render",
    "tidy",
    "untracked",
]
