"""How a post of another server is written down here: the part receiving and changing share."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.db import connection

from augenhoehe.domain.media.actions import keep_emoji_away
from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.models import (
    Mention,
    Poll,
    PollOption,
    PollVote,
    Post,
    PostPicture,
    PostTag,
    Revision,
    Tag,
)
from augenhoehe.domain.posts.received import Medium, Question, Said
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import id_at, new_id
from augenhoehe.foundation.prepared import insert
from augenhoehe.foundation.text import normalise_tag

# Before there was a fediverse, somebody's clock was wrong.
EARLIEST = datetime(2008, 1, 1, tzinfo=UTC)
MOST_PICTURES = 4
MOST_MENTIONS = 50
MOST_TAGS = 30
MOST_OPTIONS = 20
LONGEST_OPTION = 100


def moment_of(said: datetime | None) -> datetime:
    """When it was said: as its server says, but neither in the future nor before there was one."""
    return min(max(said or clock.now(), EARLIEST), clock.now())


def id_for(said: datetime) -> int:
    """An id of that moment. Most servers tell whole seconds, which would be few ids at a time."""
    within = 0 if said.microsecond else random.randrange(1000)  # noqa: S311 - no secret
    return id_at(min(said + timedelta(milliseconds=within), max(said, clock.now())))


def describe(media: Sequence[Medium]) -> list[dict[str, str]]:
    """What a version says of media, so that two can be compared."""
    return [{"away": one.url, "description": one.description} for one in media]


def mention(post: Post, mentioned: Sequence[Account]) -> None:
    """Let a post address exactly these; of an edit, also those it addressed before."""
    chosen = {account.id: account for account in mentioned[:MOST_MENTIONS]}
    if post.version > 1:
        for known in post.mentions.values_list("account_id", flat=True):
            chosen.pop(known, None)
    if chosen:
        Mention.objects.bulk_create(Mention(post=post, account_id=one) for one in chosen)


def tag(post: Post, names: Sequence[str]) -> None:
    """Let a post carry exactly these hashtags."""
    if post.version > 1:
        PostTag.objects.filter(post=post).delete()
    shown = {normalise_tag(name)[:100]: name[:100] for name in names[:MOST_TAGS]}
    shown.pop("", None)
    if not shown:
        return
    known = _tags(list(shown))
    if missing := shown.keys() - known.keys():
        Tag.objects.bulk_create(
            (Tag(name=name, shown=shown[name]) for name in missing), ignore_conflicts=True
        )
        known = _tags(list(shown))
    for tag_id in known.values():
        insert(PostTag(post_id=post.id, tag_id=tag_id))


def _tags(names: Sequence[str]) -> dict[str, int]:
    """By name: the ids of those there are. By hand, since most of what arrives asks it."""
    places = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        sql = f"SELECT name, id FROM posts_tag WHERE name IN ({places})"  # noqa: S608 - own words
        cursor.execute(sql, list(names))
        return dict(cursor.fetchall())


def show_media(post: Post, media: Sequence[Medium]) -> list[dict[str, str]]:
    """Let a post show these; returns what its version keeps of them.

    Earlier wordings keep theirs. What stands there already goes on as it is.
    """
    standing = {}
    if post.version > 1:
        rows = PostPicture.objects.filter(post=post).select_related("picture")
        standing = {row.picture.away: row.picture for row in rows}
        PostPicture.objects.filter(post=post).delete()
    pictures = [_picture(post, one, standing.get(one.url)) for one in media[:MOST_PICTURES]]
    PostPicture.objects.bulk_create(
        PostPicture(post=post, picture=picture, position=place)
        for place, picture in enumerate(pictures)
    )
    return [
        {"id": str(one.id), "description": one.description, "away": one.away} for one in pictures
    ]


def _picture(post: Post, medium: Medium, standing: Picture | None) -> Picture:
    if standing is not None and standing.description == medium.description:
        return standing
    return Picture.objects.create(
        owner_id=post.account_id,
        folder="",
        kind=medium.kind,
        mime=medium.mime[:40],
        away=medium.url,
        preview_away=medium.preview,
        description=medium.description,
        width=medium.width,
        height=medium.height,
        seconds=medium.seconds,
        blurhash=medium.blurhash,
        has_thumbnail=medium.kind == Picture.Kind.IMAGE or bool(medium.preview),
        focus_x=medium.focus[0],
        focus_y=medium.focus[1],
    )


def ask(post: Post, question: Question | None) -> None:
    """Let a post ask exactly this, with the counts its server gives. Votes of ours stay."""
    standing = Poll.objects.filter(post=post).first() if post.version > 1 else None
    if question is None:
        if standing is not None:
            standing.delete()
        return
    titles = [title for title, _votes in question.options]
    if standing is not None:
        if [one.title for one in standing.options.all()] == titles:
            count_votes(standing, question)
            return
        PollVote.objects.filter(poll=standing).delete()
        standing.options.all().delete()
    row = standing or Poll(id=new_id(), post=post)
    row.is_multiple, row.ends_at = question.multiple, question.ends_at
    row.voters_count = _voters(question)
    # What was over before it came here is no news.
    is_over = question.ends_at is not None and question.ends_at <= clock.now()
    row.told_at = clock.now() if is_over else None
    row.save()
    PollOption.objects.bulk_create(
        PollOption(poll=row, position=place, title=title, votes_count=votes or 0)
        for place, (title, votes) in enumerate(question.options)
    )


def count_votes(poll: Poll, question: Question) -> None:
    """Take over the counts, and when it ends: only its own server knows them."""
    by_title = dict(question.options)
    for option in poll.options.all():
        votes = by_title.get(option.title)
        if votes is not None and votes != option.votes_count:
            PollOption.objects.filter(id=option.id).update(votes_count=votes)
    if question.voters is not None or any(votes for _title, votes in question.options):
        poll.voters_count = _voters(question)
    if question.ends_at is not None:
        poll.ends_at = question.ends_at
    poll.save(update_fields=["voters_count", "ends_at"])


def _voters(question: Question) -> int:
    if question.voters is not None:
        return question.voters
    votes = [count or 0 for _title, count in question.options]
    return 0 if question.multiple else sum(votes)


def keep_wording(post: Post, said: Said, pictures: list[dict[str, str]]) -> None:
    """Write down the present wording for ever."""
    revision = Revision(
        post_id=post.id,
        number=post.version,
        text=post.text,
        html=said.html,
        warning=post.warning,
        sensitive=said.sensitive,
        language=post.language,
        pictures=pictures,
        poll=said.poll.kept if said.poll else None,
        labels=post.labels,
        label_words=post.label_words,
        written_by_id=post.written_by_id,
        created_at=post.edited_at or post.created_at,
    )
    insert(revision)


def keep_emoji(said: Said, domain: str) -> None:
    """Remember the pictures a server has for its words, up to a number of them."""
    keep_emoji_away(domain, said.emoji)
