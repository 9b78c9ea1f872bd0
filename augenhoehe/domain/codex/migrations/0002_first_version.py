"""A new server has a codex from its first minute: what is not written cannot be cited."""

from django.db import migrations

from augenhoehe.domain.codex.written import first_clauses


def publish(apps, schema_editor):
    version_model = apps.get_model("codex", "Version")
    clause_model = apps.get_model("codex", "Clause")
    if version_model.objects.exists():
        return
    version = version_model.objects.create(number=1)
    # A clause has more to say today than its table then: the rest holds as it is by itself.
    known = {field.name for field in clause_model._meta.get_fields()}
    for position, clause in enumerate(first_clauses(), start=1):
        fields = {name: getattr(clause, name) for name in clause.__slots__ if name in known}
        clause_model.objects.create(version=version, position=position, **fields)


class Migration(migrations.Migration):
    dependencies = [("codex", "0001_initial")]

    operations = [migrations.RunPython(publish, migrations.RunPython.noop)]
