from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_restrictions")]

    operations = [
        migrations.AlterField(
            model_name="voiceevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("founded", "Founded"),
                    ("joined", "Joined"),
                    ("left", "Left"),
                    ("became_steward", "Became Steward"),
                    ("became_writer", "Became Writer"),
                    ("name_protected", "Name Protected"),
                    ("name_resolved", "Name Resolved"),
                    ("withdrawn", "Withdrawn"),
                    ("given_back", "Given Back"),
                ],
                max_length=16,
            ),
        ),
    ]
