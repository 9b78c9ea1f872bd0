"""What the code of a method says about it: its parameters and the scopes it asks for."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from types import FunctionType
from typing import Any

from augenhoehe.domain.people.tokens import SCOPES

_HOUSE = "augenhoehe.interfaces.mastodon_api"
# The ways of `Parameters` to ask, and what they ask for.
ASKS = {
    "text": "text",
    "texts": "texts",
    "truth": "truth",
    "choice": "truth",
    "whole": "whole",
    "number": "id",
    "numbers": "ids",
    "part": "part",
    "parts": "parts",
    "file": "file",
}
_WHO = ("anybody", "somebody", "holder_of", "holder_if_any", "app_of", "has_scope", "_empty")


@dataclass(slots=True)
class Asked:
    """What a method asks for: parameters by name (one of `ASKS`' values), and scopes."""

    parameters: dict[str, str] = field(default_factory=dict)
    scopes: set[str] = field(default_factory=set)

    def add(self, other: Asked) -> None:
        for name, kind in other.parameters.items():
            self.parameters.setdefault(name, kind)
        self.scopes |= other.scopes


def asked_by(view: Callable[..., Any]) -> Asked:
    """What a view asks for, itself and by the functions of this interface it calls."""
    asked = Asked()
    waiting, seen = [_plain(view)], set()
    while waiting:
        function = waiting.pop()
        if function is None or function in seen:
            continue
        seen.add(function)
        found, called = _read(function)
        asked.add(found)
        waiting += called
    return asked


def _plain(view: Any) -> FunctionType | None:
    """The function itself, whatever is wrapped around it."""
    while isinstance(view, partial):
        view = view.func
    view = inspect.unwrap(view)
    return view if isinstance(view, FunctionType) else None


@cache
def _read(function: FunctionType) -> tuple[Asked, tuple[FunctionType, ...]]:
    """What one function asks for, and which functions of this interface it names."""
    asked = Asked()
    known = inspect.getclosurevars(function)
    names = {**known.globals, **known.nonlocals}
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    inner = list(_asked_inside_of_parts(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node not in inner:
            _note(asked, node)
        _note_table(asked, node, names)
    called = [
        one for name in _names_in(tree) if (one := names.get(name)) is not None and _is_ours(one)
    ]
    return asked, tuple(called)


def _note(asked: Asked, call: ast.Call) -> None:
    values = [one.value for one in call.args if isinstance(one, ast.Constant)]
    words = [value for value in values if isinstance(value, str)]
    match call.func:
        case ast.Attribute(attr=way) if way in ASKS and words:
            asked.parameters.setdefault(words[0], ASKS[way])
        case ast.Name(id="_bound") if words:  # of a page; see `pagination`
            asked.parameters.setdefault(words[0], "id")
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in _WHO:
            asked.scopes.update(words)
        case ast.Name() if any(":" in word and word in SCOPES for word in words):
            asked.scopes.update(word for word in words if word in SCOPES)  # by way of another


def _note_table(asked: Asked, loop: ast.AST, names: Mapping[str, Any]) -> None:
    """`for theirs, ours in _TEXTS.items(): sent.text(theirs)` asks for every key of the table."""
    match loop:
        case ast.For(target=target, iter=table):
            pass
        case (
            ast.ListComp(generators=[ast.comprehension(target=target, iter=table)])
            | ast.DictComp(generators=[ast.comprehension(target=target, iter=table)])
        ):
            pass
        case _:
            return
    key = target.elts[0] if isinstance(target, ast.Tuple) else target
    words = _words_of(table, names)
    for node in ast.walk(loop):
        match node:
            case ast.Call(func=ast.Attribute(attr=way), args=[ast.Name(id=name), *_]):
                if way in ASKS and isinstance(key, ast.Name) and key.id == name:
                    for word in words:
                        asked.parameters.setdefault(word, ASKS[way])


def _words_of(table: ast.expr, names: Mapping[str, Any]) -> list[str]:
    """The words in a table of the module, or written down on the spot."""
    if isinstance(table, ast.Call) and isinstance(table.func, ast.Attribute):
        table = table.func.value  # `.items()`
    if isinstance(table, ast.Tuple):
        return [str(part.value) for part in table.elts if isinstance(part, ast.Constant)]
    found = names.get(table.id) if isinstance(table, ast.Name) else None
    is_table = isinstance(found, Mapping | tuple | list | set | frozenset)
    return [word for word in found if isinstance(word, str)] if found and is_table else []


def _asked_inside_of_parts(tree: ast.AST) -> Iterator[ast.Call]:
    """`sent.part("source").text("privacy")` asks for `source`; `privacy` stands inside of it."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Attribute(attr="part")))):
                yield node


def _names_in(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _is_ours(thing: object) -> bool:
    return isinstance(thing, FunctionType) and thing.__module__.startswith(_HOUSE)
