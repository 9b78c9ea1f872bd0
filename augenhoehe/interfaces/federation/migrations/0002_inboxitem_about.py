from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("federation", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="inboxitem",
            name="about",
            field=models.CharField(blank=True, default="", max_length=500),
        ),
    ]
