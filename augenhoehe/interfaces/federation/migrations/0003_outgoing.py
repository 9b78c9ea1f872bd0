import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('federation', '0002_inboxitem_about'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='delivery', name='delivery_in_order'),
        migrations.RemoveField(model_name='delivery', name='created_at'),
        migrations.RemoveField(model_name='delivery', name='object'),
        migrations.AddField(
            model_name='activity',
            name='tells_followers',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='delivery',
            name='line',
            field=models.BigIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='activity',
            name='account',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.account'),
        ),
        migrations.AlterField(
            model_name='delivery',
            name='activity',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='federation.activity'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(models.F('line'), models.F('activity'), condition=models.Q(('gave_up_at__isnull', True)), name='delivery_in_order'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(models.F('gave_up_at'), condition=models.Q(('gave_up_at__isnull', False)), name='delivery_given_up'),
        ),
    ]
