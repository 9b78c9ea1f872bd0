"""The queue of the desk: since when a case waits, and its words for the search."""

import augenhoehe.foundation.clock
import augenhoehe.foundation.ids
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Case, F, Value, When

from augenhoehe.foundation.fulltext import CreateWordIndex, WordIndex
from augenhoehe.foundation.words import stem_document


def note_waits(apps, editor):
    cases = apps.get_model("criticism", "Case").objects
    cases.update(
        waits_since=Case(
            When(state="disputed", then=F("state_since")),
            When(state__in=("open", "seen"), then=F("opened_at")),
            default=Value(None, output_field=models.DateTimeField()),
        )
    )


def find_what_is_there(apps, editor):
    index, answers = WordIndex("criticism_words"), {}
    for answer in apps.get_model("criticism", "Answer").objects.select_related("post"):
        answers.setdefault(answer.case_id, []).append(answer.post.text)
    for case in apps.get_model("criticism", "Case").objects.select_related("post"):
        text = "\n".join([case.post.text, case.wanted, *answers.get(case.id, [])])
        index.put(case.id, stem_document(text, case.post.language))


class Migration(migrations.Migration):

    dependencies = [
        ('criticism', '0002_desk'),
        ('people', '0002_restrictions'),
        ('posts', '0002_guests_and_restrictions'),
    ]

    operations = [
        migrations.CreateModel(
            name='NoDigest',
            fields=[
                ('id', augenhoehe.foundation.ids.TimeOrderedId(default=augenhoehe.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('since', models.DateTimeField(default=augenhoehe.foundation.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name='OverdueNotice',
            fields=[
                ('id', augenhoehe.foundation.ids.TimeOrderedId(default=augenhoehe.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('waits_since', models.DateTimeField()),
                ('told_at', models.DateTimeField(default=augenhoehe.foundation.clock.now)),
            ],
        ),
        migrations.AddField(
            model_name='case',
            name='waits_since',
            field=models.DateTimeField(blank=True, default=augenhoehe.foundation.clock.now, null=True),
        ),
        migrations.RunPython(note_waits, migrations.RunPython.noop),
        migrations.AddField(
            model_name='caseevent',
            name='to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.account'),
        ),
        migrations.AddField(
            model_name='caseevent',
            name='to_name',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.protectedname'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(models.F('waits_since'), models.F('id'), condition=models.Q(('waits_since__isnull', False)), name='case_queue'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(models.F('state'), models.F('waits_since'), models.F('id'), condition=models.Q(('waits_since__isnull', False)), name='queue_by_state'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(models.F('about'), models.F('waits_since'), models.F('id'), condition=models.Q(('waits_since__isnull', False)), name='queue_by_about'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(models.F('channel'), models.F('waits_since'), models.F('id'), condition=models.Q(('waits_since__isnull', False)), name='queue_by_channel'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(models.F('topic'), models.F('waits_since'), models.F('id'), condition=models.Q(('waits_since__isnull', False)), name='queue_by_topic'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(models.F('taken_by'), models.F('waits_since'), models.F('id'), condition=models.Q(('waits_since__isnull', False)), name='queue_by_taken'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(models.F('due_at'), models.F('id'), condition=models.Q(('waits_since__isnull', False)), name='queue_by_due'),
        ),
        migrations.AddField(
            model_name='nodigest',
            name='person',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.account'),
        ),
        migrations.AddField(
            model_name='overduenotice',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='criticism.case'),
        ),
        migrations.AddConstraint(
            model_name='overduenotice',
            constraint=models.UniqueConstraint(models.F('case'), models.F('waits_since'), name='overdue_told_once'),
        ),
        CreateWordIndex("criticism_words"),
        migrations.RunPython(find_what_is_there, migrations.RunPython.noop),
    ]
