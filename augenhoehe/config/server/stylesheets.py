"""Many small stylesheets into the one a page loads."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

# `@import url("tokens.css") layer(tokens);` with a local file and nothing further.
_IMPORT = re.compile(
    r"""@import\s+(?:url\(\s*)?["']?(?P<file>[\w./-]+\.css)["']?\s*\)?"""
    r"""\s*(?P<layer>layer(?:\(\s*(?P<name>[\w.-]+)\s*\))?)?\s*;"""
)
_ADDRESS = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<path>[^)"']+)(?P=quote)\s*\)""")
_ELSEWHERE = re.compile(r"^(?:[a-z]+:|/|#)", re.IGNORECASE)


def bundle(name: str, read: Callable[[str], str]) -> str:
    """The stylesheet `name` with its local imports written into it, each in its layer."""
    folder = posixpath.dirname(name)

    def insert(match: re.Match[str]) -> str:
        imported = posixpath.normpath(posixpath.join(folder, match["file"]))
        content = _moved(bundle(imported, read), posixpath.dirname(imported), folder)
        if not match["layer"]:
            return content
        return f"@layer {match['name'] or ''} {{\n{content}\n}}"

    return _IMPORT.sub(insert, read(name))


def _moved(content: str, origin: str, folder: str) -> str:
    """Content with its relative addresses as seen from another folder."""
    if origin == folder:
        return content

    def rebase(match: re.Match[str]) -> str:
        path = match["path"].strip()
        if _ELSEWHERE.match(path):
            return match[0]
        moved = posixpath.relpath(posixpath.join("/", origin, path), posixpath.join("/", folder))
        return f'url("{moved}")'

    return _ADDRESS.sub(rebase, content)
