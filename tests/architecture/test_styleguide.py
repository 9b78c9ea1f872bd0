"""Every component can be seen in the style guide, and says what it takes."""

from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "augenhoehe/interfaces/web/templates"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))


def test_every_component_stands_in_the_style_guide(db, client, settings):
    settings.DEBUG = True
    page = client.get("/styleguide/")

    assert page.status_code == 200
    shown = {template.name for template in page.templates}
    unseen = [path.name for path in COMPONENTS if f"components/{path.name}" not in shown]
    assert unseen == [], unseen


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda path: path.stem)
def test_every_component_says_what_it_takes(component):
    assert "{% comment %}" in component.read_text(encoding="utf-8")
