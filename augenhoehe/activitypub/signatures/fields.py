"""Structured fields (RFC 9651), as far as signatures need them: read strictly, write exactly.

A dictionary of inner lists is a `Signature-Input`, a dictionary of byte sequences a `Signature`
or a `Content-Digest`. Where the RFC lets the last of two equal keys win, both are refused.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from augenhoehe.activitypub.signatures.errors import SignatureRefused, Why

_Member = TypeVar("_Member")

_SPACES = re.compile(r" *")
_COMMA = re.compile(r"[ \t]*,[ \t]*")
_KEY = re.compile(r"[a-z*][a-z0-9_.*-]*")
_STRING = re.compile(r'"((?:[ !#-\[\]-~]|\\["\\])*)"')
_NUMBER = re.compile(r"-?[0-9]{1,15}(?![0-9.])")
_BYTES = re.compile(r":([A-Za-z0-9+/=]*):")
_TOKEN = re.compile(r"[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*")
_BOOLEAN = re.compile(r"\?([01])")


class Token(str):
    """A word without quotation marks; written differently from a text."""

    __slots__ = ()


Bare = bool | int | bytes | Token | str
Parameters = dict[str, Bare]


@dataclass(frozen=True, slots=True)
class InnerList:
    """Texts, each with its parameters, and the parameters of the whole."""

    items: tuple[tuple[str, Parameters], ...] = ()
    parameters: Parameters = field(default_factory=dict)

    def __str__(self) -> str:
        items = " ".join(_written(text) + _written_all(more) for text, more in self.items)
        return f"({items}){_written_all(self.parameters)}"


def inner_lists(text: str) -> dict[str, InnerList]:
    """The inner lists of a dictionary by their labels."""
    return _dictionary(text, _inner_list)


def byte_sequences(text: str) -> dict[str, bytes]:
    """The byte sequences of a dictionary by their labels."""
    return _dictionary(text, _byte_sequence)


def strict_base64(text: str) -> bytes:
    """Bytes from base64 in its one right spelling: alphabet, padding and last bits."""
    try:
        found = b64decode(text, validate=True)
    except ValueError as error:
        raise SignatureRefused(Why.MALFORMED, "base64") from error
    if b64encode(found).decode() != text:
        raise SignatureRefused(Why.MALFORMED, "base64")
    return found


class _Reader:
    """A place in a text, moved on by what is found there."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def take(self, form: re.Pattern[str]) -> re.Match[str] | None:
        found = form.match(self._text, self._at)
        if found:
            self._at = found.end()
        return found

    def need(self, form: re.Pattern[str]) -> re.Match[str]:
        found = self.take(form)
        if found is None:
            raise SignatureRefused(Why.MALFORMED, f"structured field at {self._at}")
        return found

    def sees(self, mark: str) -> bool:
        """Take one character if it stands here."""
        if not self._text.startswith(mark, self._at):
            return False
        self._at += 1
        return True

    @property
    def is_done(self) -> bool:
        return self._at == len(self._text)


def _dictionary(text: str, member: Callable[[_Reader], _Member]) -> dict[str, _Member]:
    reader, found = _Reader(text.strip(" ")), dict[str, _Member]()
    while True:
        label = reader.need(_KEY)[0]
        if label in found:
            raise SignatureRefused(Why.DUPLICATE, "label")
        if not reader.sees("="):
            raise SignatureRefused(Why.MALFORMED, "a label without a value")
        found[label] = member(reader)
        if reader.is_done:
            return found
        reader.need(_COMMA)


def _inner_list(reader: _Reader) -> InnerList:
    if not reader.sees("("):
        raise SignatureRefused(Why.MALFORMED, "not a list")
    items: list[tuple[str, Parameters]] = []
    gap = reader.need(_SPACES)[0] or " "
    while not reader.sees(")"):
        if not gap:
            raise SignatureRefused(Why.MALFORMED, "no space between two components")
        items.append((_text(reader), _parameters(reader)))
        gap = reader.need(_SPACES)[0]
    return InnerList(tuple(items), _parameters(reader))


def _byte_sequence(reader: _Reader) -> bytes:
    found = strict_base64(reader.need(_BYTES)[1])
    _parameters(reader)
    return found


def _parameters(reader: _Reader) -> Parameters:
    found: Parameters = {}
    while reader.sees(";"):
        reader.need(_SPACES)
        name = reader.need(_KEY)[0]
        if name in found:
            raise SignatureRefused(Why.DUPLICATE, "parameter")
        found[name] = _bare(reader) if reader.sees("=") else True
    return found


def _text(reader: _Reader) -> str:
    return re.sub(r"\\(.)", r"\1", reader.need(_STRING)[1])


def _bare(reader: _Reader) -> Bare:
    if found := reader.take(_NUMBER):
        return int(found[0])
    if found := reader.take(_BOOLEAN):
        return found[1] == "1"
    if found := reader.take(_BYTES):
        return strict_base64(found[1])
    if found := reader.take(_TOKEN):
        return Token(found[0])
    return _text(reader)


def _written(value: Bare) -> str:
    if isinstance(value, bool):
        return f"?{value:d}"
    if isinstance(value, bytes):
        return f":{b64encode(value).decode()}:"
    if isinstance(value, int | Token):
        return str(value)
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _written_all(parameters: Mapping[str, Bare]) -> str:
    return "".join(
        f";{name}" if value is True else f";{name}={_written(value)}"
        for name, value in parameters.items()
    )
