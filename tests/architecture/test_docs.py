"""The documents hang together."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?[^)]*\)")
_HEADING = re.compile(r"^#+\s+(.*)$", re.MULTILINE)


def links_in(document):
    """The links of a document to files of this project: where to, and to which heading."""
    text = _FENCED.sub("", document.read_text(encoding="utf-8"))
    for target in _LINK.findall(text):
        if not re.match(r"[a-z]+:|/", target):
            path, _hash, heading = target.partition("#")
            yield target, (document.parent / path if path else document), heading


def headings_of(document):
    text = _FENCED.sub("", document.read_text(encoding="utf-8"))
    plain = (re.sub(r"[^\w\s-]", "", heading.lower()) for heading in _HEADING.findall(text))
    return {re.sub(r"\s", "-", heading.strip()) for heading in plain}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document):
    broken = [
        target
        for target, path, heading in links_in(document)
        if not path.exists() or (heading and heading not in headings_of(path))
    ]

    assert broken == []
