"""Every sentence of the sources that people read, found by reading the code as code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation.template import templatize

# Name of the function -> the parts its leading arguments are.
_FUNCTIONS: dict[str, tuple[str, ...]] = {
    "gettext": ("text",),
    "ngettext": ("text", "plural"),
    "pgettext": ("context", "text"),
    "npgettext": ("context", "text", "plural"),
}
_SHORT = {"_": "gettext"}
_TEMPLATES = (".html", ".txt", ".xml")
_LITERAL = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_CALL = re.compile(rf"\b(?P<name>n?p?gettext|_)\((?P<given>\s*{_LITERAL}(?:\s*,\s*{_LITERAL})*)")
_TEXTS = re.compile(_LITERAL)


@dataclass(slots=True)
class Message:
    """One sentence, in English, and the files that say it."""

    text: str
    plural: str = ""
    context: str = ""
    files: list[str] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.text


def gather(package: Path) -> list[Message]:
    """All sentences of a package, in the order of files and lines, each once."""
    found: dict[tuple[str, str], Message] = {}
    for path in sorted(package.rglob("*")):
        name = path.relative_to(package.parent).as_posix()
        for message in _in_file(path):
            kept = found.setdefault(message.key, message)
            kept.plural = kept.plural or message.plural
            if name not in kept.files:
                kept.files.append(name)
    return list(found.values())


def _in_file(path: Path) -> Iterator[Message]:
    if path.suffix == ".py" and "migrations" not in path.parts:
        yield from _in_python(path.read_text(encoding="utf-8"))
    elif path.suffix in _TEMPLATES and "templates" in path.parts:
        yield from _in_template(path.read_text(encoding="utf-8"))


def _in_python(source: str) -> Iterator[Message]:
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        function = _function_name(call.func)
        texts = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]
        if function and len(texts) >= len(_FUNCTIONS[function]):
            yield _message(function, [str(text) for text in texts])


def _function_name(function: ast.expr) -> str | None:
    name = getattr(function, "id", getattr(function, "attr", ""))
    name = _SHORT.get(name, name).removesuffix("_lazy")
    return name if name in _FUNCTIONS else None


def _in_template(source: str) -> Iterator[Message]:
    for call in _CALL.finditer(templatize(source)):
        function = _SHORT.get(call["name"], call["name"])
        texts = [str(ast.literal_eval(text)) for text in _TEXTS.findall(call["given"])]
        yield _message(function, texts)


def _message(function: str, texts: list[str]) -> Message:
    parts = dict(zip(_FUNCTIONS[function], texts, strict=False))
    return Message(parts["text"], parts.get("plural", ""), parts.get("context", ""))
