"""A model works agreement and a record of processing, made of what is really in force.

Models for review by the parties, not legal advice: `content.py` has their words, this file their
two shapes. Both languages are made by the same code, each in its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from augenhoehe.interfaces.web.pages.inspection.access import inspecting
from augenhoehe.interfaces.web.pages.inspection.content import Paper, agreement, processing

_KINDS = {"vereinbarung": agreement, "verzeichnis": processing}


@inspecting("papers")
def paper(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """As a page that prints well."""
    made = _made(kind, language)
    context = {"paper": made, "kind": kind, "language": language, "languages": ("de", "en")}
    return render(request, "inspection/paper.html", context)


@inspecting("papers")
def paper_file(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """As Markdown, to be worked on by both sides."""
    made = _made(kind, language)
    response = HttpResponse(written(made), content_type="text/markdown; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{kind}.{language}.md"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _made(kind: str, language: str) -> Paper:
    if kind not in _KINDS or language not in ("de", "en"):
        raise Http404
    with translation.override(language):
        return _KINDS[kind]()


def written(made: Paper) -> str:
    """A paper in Markdown."""
    lines = [f"# {made.title}", "", f"*{made.note}*", ""]
    for section in made.sections:
        lines += [f"## {section.title}", "", *(f"{text}\n" for text in section.texts)]
        if section.rows:
            lines += [_row(section.columns), _row(["---"] * len(section.columns))]
            lines += [*map(_row, section.rows), ""]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    listed = [str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells]
    return f"| {' | '.join(listed)} |"
