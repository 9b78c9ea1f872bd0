"""A new server has playbooks from its first minute too. One with people on it keeps its codex."""

from django.db import migrations

from augenhoehe.domain.codex.written import first_codex


def add(apps, schema_editor):
    version = apps.get_model("codex", "Version").objects.filter(number=1).first()
    if version is None or apps.get_model("people", "Account").objects.exists():
        return
    playbook_model = apps.get_model("codex", "Playbook")
    for position, playbook in enumerate(first_codex().playbooks, start=1):
        playbook_model.objects.create(
            version=version, position=position, key=playbook.key, source=playbook.source
        )


class Migration(migrations.Migration):
    dependencies = [("codex", "0003_codex_and_hats")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
