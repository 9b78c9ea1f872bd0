"""What was said to a few people before there were conversations, as each of them sees it."""

from django.db import migrations
from django.db.models import Q

_DIRECT = 3


def gather(apps, schema_editor):
    Post = apps.get_model("posts", "Post")
    Conversation = apps.get_model("posts", "Conversation")
    said = Post.objects.filter(audience=_DIRECT, boost_of=None, deleted_at=None).order_by("id")
    last = {}
    for post in said.only("id", "account_id", "written_by_id", "thread_id").iterator():
        for owner in _taking_part(apps, post):
            last[owner, post.thread_id or post.id] = post.id
    Conversation.objects.bulk_create(
        [
            Conversation(owner_id=owner, thread_id=thread, last_post_id=post, is_unread=False)
            for (owner, thread), post in last.items()
        ],
        ignore_conflicts=True,
    )


def _taking_part(apps, post):
    named = {post.account_id, post.written_by_id or post.account_id}
    mentions = apps.get_model("posts", "Mention").objects.filter(post=post)
    named |= set(mentions.values_list("account_id", flat=True))
    teams = apps.get_model("people", "VoiceMembership").objects.filter(
        voice_id__in=named, left_at=None
    )
    people = apps.get_model("people", "Account").objects.filter(
        Q(id__in=named) | Q(id__in=teams.values("person_id")), domain="", kind="person"
    )
    return people.values_list("id", flat=True)


class Migration(migrations.Migration):
    dependencies = [("posts", "0003_what_apps_expect")]

    operations = [migrations.RunPython(gather, migrations.RunPython.noop, elidable=True)]
