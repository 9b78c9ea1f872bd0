"""Imports point down, and tables do not know who stands above them."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parents[2]


def test_the_import_contracts_hold():
    lint = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run(
        [lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120
    )

    assert result.returncode == 0, result.stdout + result.stderr


ROOMS = [app for app in apps.get_app_configs() if app.name.startswith("augenhoehe.")]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.label)
def test_no_table_reaches_up_into_another_room(room):
    """A foreign key to another room leaves no accessor there: the lower room stays ignorant."""
    reaching_up = [
        f"{model.__name__}.{field.name} -> {field.remote_field.get_accessor_name()}"
        for model in room.get_models()
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and field.related_model._meta.app_label != room.label
        and not field.remote_field.hidden
        and field.model is model
    ]

    assert reaching_up == []
