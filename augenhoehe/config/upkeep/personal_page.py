"""`docs/reference/personal-data.md`, made from the catalogue of personal data."""

from __future__ import annotations

from django.utils import translation

from augenhoehe.foundation.personal import Fate, Holding, catalogue, impersonal

_HEAD = """\
# Personal data

Generated from the files `personal.py` by `augenhoehe personal-data-docs`; do not edit.

Every table that leads to a person: what for, on which legal basis (a suggestion; the controller
decides), for how long, and what becomes of a row when the person has the account erased. The
page `/einsicht/aufbewahrung`, the record of processing, the export and the erasure of one's own
data are made of the same list.
"""
_FATES = {
    Fate.GOES: "the row goes",
    Fate.LET_GO: "the row stays, without the person",
    Fate.EMPTIED: "the row stays as an empty place",
    Fate.STAYS: "the row stays and leads to an empty account",
}


def personal_page() -> str:
    """The whole page, in English."""
    with translation.override("en"):
        held = [_section(holding) for holding in catalogue()]
        nobodys = [f"- `{table}`: {why}" for table, why in sorted(impersonal().items())]
    return "\n".join([_HEAD, *held, "## Tables that lead to nobody", "", *nobodys, ""])


def _section(holding: Holding) -> str:
    lines = [
        f"## `{holding.table}`",
        "",
        f"- Purpose: {holding.purpose}",
        f"- Legal basis: {holding.basis.value}",
        f"- Kept: {holding.kept}",
    ]
    for link in holding.links:
        whose = "in the person's export" if link.exported else "not in the person's export"
        lines.append(f"- By `{link.path}`: on erasure {_FATES[link.fate]}; {whose}")
    if holding.stays:
        lines.append(f"- Why something stays: {holding.stays}")
    if holding.hidden:
        hidden = ", ".join(f"`{column}`" for column in sorted(holding.hidden))
        lines.append(f"- In no export: {hidden}")
    return "\n".join([*lines, ""])
