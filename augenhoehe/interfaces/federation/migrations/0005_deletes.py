from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("federation", "0004_threads")]

    operations = [
        migrations.AddIndex(
            model_name="inboxitem",
            index=models.Index(
                condition=models.Q(("kind__in", ["Delete", "Undo"])),
                fields=["about"],
                name="inbox_taken_back",
            ),
        ),
    ]
