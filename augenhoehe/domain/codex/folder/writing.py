"""Writing a codex as a folder; `read_folder` reads the same codex again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from augenhoehe.domain.codex.folder.clause_file import FENCE
from augenhoehe.domain.codex.folder.reading import ABOUT, CLAUSES, PLAYBOOKS
from augenhoehe.domain.codex.wording import LANGUAGES, Codex, Wording


def write_folder(codex: Codex, folder: Path) -> None:
    """Write every file anew; clauses and playbooks that are not in it go from the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ABOUT).write_text(_yaml(_about(codex)), encoding="utf-8", newline="\n")
    clauses = {each.key: clause_text(each) for each in codex.clauses}
    playbooks = {each.key: each.source for each in codex.playbooks}
    _fill(folder / CLAUSES, clauses, "md")
    _fill(folder / PLAYBOOKS, playbooks, "yaml")


def clause_text(clause: Wording) -> str:
    """The file of one clause."""
    parts = [FENCE, _yaml(_head(clause)).rstrip("\n"), FENCE]
    for language in clause.languages:
        parts += ["", f"# {getattr(clause, f'title_{language}')}", ""]
        parts.append(getattr(clause, f"text_{language}"))
    return "\n".join(parts) + "\n"


def _fill(folder: Path, texts: dict[str, str], ending: str) -> None:
    """Numbers in tens, so that a new file finds its place between two."""
    if not texts and not folder.is_dir():
        return
    folder.mkdir(exist_ok=True)
    width = len(str(10 * len(texts)))
    names = {f"{number:0{width}d}-{key}.{ending}": key for number, key in _numbered(texts)}
    for old in folder.glob(f"[0-9]*-*.{ending}"):
        if old.name not in names:
            old.unlink()
    for name, key in names.items():
        path = folder / name
        if path.is_symlink():  # what it leads to is not ours
            path.unlink()
        path.write_text(texts[key], encoding="utf-8", newline="\n")


def _numbered(texts: dict[str, str]) -> list[tuple[int, str]]:
    return [(10 * place, key) for place, key in enumerate(texts, start=1)]


def _about(codex: Codex) -> dict[str, Any]:
    notes = {code: getattr(codex, f"note_{code}") for code in LANGUAGES}
    return _without_empty({"name": codex.name, "note": _without_empty(notes)})


def _head(clause: Wording) -> dict[str, Any]:
    always = {
        "id": clause.key,
        "kind": clause.kind,
        "audience": clause.audience,
        "languages": _OnOneLine(clause.languages),
        "cite": clause.can_be_cited,
    }
    sometimes = {
        "valid_from": clause.valid_from,
        "approved_by": clause.approved_by,
        "approved_on": clause.approved_on,
        "approval_reference": clause.approval_reference,
        "legal_basis": clause.legal_basis,
        "good": _examples(clause, "good"),
        "bad": _examples(clause, "bad"),
    }
    return always | _without_empty(sometimes)


def _examples(clause: Wording, which: str) -> dict[str, list[str]]:
    return _without_empty({code: list(getattr(clause, f"{which}_{code}")) for code in LANGUAGES})


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


class _OnOneLine(list[str]):
    """A list that is written [like, this]."""


class _Dumper(yaml.SafeDumper):
    """Never an anchor: what stands there twice is written twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.add_representer(
    _OnOneLine,
    lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True),
)


def _yaml(values: dict[str, Any]) -> str:
    if not values:
        return ""
    return yaml.dump(values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=96)
