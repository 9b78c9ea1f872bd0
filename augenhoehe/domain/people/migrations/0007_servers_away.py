from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0006_whole_profile")]

    operations = [
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                condition=models.Q(("domain", ""), _negated=True),
                fields=["domain"],
                name="account_away",
            ),
        ),
    ]
