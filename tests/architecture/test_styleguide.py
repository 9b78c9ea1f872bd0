"""Every component can be seen in the style guide, and says what it takes."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "augenhoehe/interfaces/web/templates"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
INVISIBLE = {"preview"}  # what other sites show of a link


def test_every_component_stands_in_the_style_guide(db, client, settings):
    settings.DEBUG = True
    page = client.get("/styleguide/")

    assert page.status_code == 200
    included = {Path(template.name).stem for template in page.templates if template.name}
    # What is put together in Python stands under its name.
    named = set(re.findall(r"\w+", " ".join(re.findall(r"<h2>(.*?)</h2>", page.text))))
    unseen = {path.stem for path in COMPONENTS} - included - named - INVISIBLE
    assert unseen == set()


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_every_component_says_what_it_takes(component):
    assert "{% comment %}" in component.read_text(encoding="utf-8")
