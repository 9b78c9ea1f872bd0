"""The little Markdown an operator needs for an imprint, as safe HTML.

Headings, paragraphs, lists, **strong**, *emphasis*, [links](https://…) and bare addresses.
Everything else stays the text it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import takewhile

from django.utils.safestring import SafeString, mark_safe

from augenhoehe.foundation.text import tidy

_HEADING = re.compile(r"(#{1,3})\s+(.+)")
_ITEM = re.compile(r"[-*]\s+(.+)")
_BLANK_LINES = re.compile(r"\n\s*\n")
_ADDRESS = r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]"
# Strangers write it too (Lemmy's posts). So nothing is tried again from its middle, and no label
# or address reaches into the next one: else a line of brackets stops a server for minutes.
_MAIL = r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++"
_INLINE = re.compile(
    rf"\[(?P<label>[^\[\]\n]++)\]\((?P<target>(?:https?://|mailto:|/(?!/))[^\s)\[]++)\)"
    rf"|\*\*(?P<strong>[^*\n]+)\*\*|\*(?P<em>[^*\n]+)\*"
    rf"|(?P<url>{_ADDRESS})|(?P<mail>{_MAIL})"
)


def to_html(text: str) -> SafeString:
    """The text as HTML. A heading of the first level is left to the page, which has its own."""
    blocks = (block.strip("\n") for block in _BLANK_LINES.split(tidy(text)))
    shown = (_block(block) for block in blocks if block)
    return mark_safe("\n".join(html for html in shown if html))  # noqa: S308 - escaped


def _block(block: str) -> str:
    lines = block.split("\n")
    headings = list(takewhile(bool, map(_HEADING.fullmatch, lines)))
    rest = lines[len(headings) :]
    return "".join(_heading(one) for one in headings if one) + (_body(rest) if rest else "")


def _heading(heading: re.Match[str]) -> str:
    level = len(heading[1])
    return f"<h{level}>{_inline(heading[2])}</h{level}>" if level > 1 else ""


def _body(lines: list[str]) -> str:
    if all(_ITEM.fullmatch(line) for line in lines):
        return f"<ul>{''.join(_items(lines))}</ul>"
    return f"<p>{'<br>'.join(_inline(line) for line in lines)}</p>"


def _items(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if item := _ITEM.fullmatch(line):
            yield f"<li>{_inline(item[1])}</li>"


def _inline(line: str) -> str:
    parts, done = [], 0
    for found in _INLINE.finditer(line):
        parts.append(escape(line[done : found.start()]))
        parts.append(_element(found))
        done = found.end()
    return "".join(parts) + escape(line[done:])


def _element(found: re.Match[str]) -> str:
    if found["label"]:
        return f'<a href="{escape(found["target"])}">{escape(found["label"])}</a>'
    if found["strong"]:
        return f"<strong>{escape(found['strong'])}</strong>"
    if found["em"]:
        return f"<em>{escape(found['em'])}</em>"
    if found["mail"]:
        return f'<a href="mailto:{escape(found["mail"])}">{escape(found["mail"])}</a>'
    return f'<a href="{escape(found["url"])}">{escape(found["url"])}</a>'
