"""A large world in an empty database: 200,000 posts, 2,000 accounts, readers who follow 200.

Written with bulk inserts instead of actions, since two hundred thousand actions take an
hour; what a reader touches (home entries, counters, revisions of the newest) is the same.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

POSTS = 200_000
ACCOUNTS = 2_000
READERS = 50
FOLLOWEES = 200
FOLLOWERS_OF_THE_LOUD = 1_000

_WORDS = """
Riemen Kette Bremse Sattel Lenker Rahmen Tour Regen Werkstatt Termin Montag Lieferung
Antwort Frage heute gestern wieder leider gut leise Licht Reifen Nabe Korb Kinder Stadt
""".split()  # noqa: SIM905 - twenty-six quoted words are harder to read


def build(progress: Any = print) -> dict[str, Any]:
    """Fill the empty database; returns what the measurements need: session keys and a token."""
    dice = random.Random(11)
    people = _accounts(dice)
    progress(f"{len(people)} accounts")
    post_ids = _posts(dice, people, progress)
    _follows_and_homes(dice, people, progress)
    return {"sessions": _sessions(people[:READERS]), "posts": post_ids[-5000:]} | _loud(people)


def _accounts(dice: random.Random) -> list[Any]:
    from augenhoehe.domain.people.models import Account, Affiliation, Login

    people = Account.objects.bulk_create(
        [Account(handle=f"person{n}", name=f"Person {n}") for n in range(ACCOUNTS)]
    )
    Login.objects.bulk_create(
        [Login(account=person, email=f"{person.handle}@example.org") for person in people[:1500]]
    )
    Affiliation.objects.bulk_create([Affiliation(account=person) for person in people[:40]])
    return people


def _posts(dice: random.Random, people: list[Any], progress: Any) -> list[int]:
    from augenhoehe.domain.posts.models import Post
    from augenhoehe.foundation.ids import first_id_at

    start = datetime.now(UTC) - timedelta(days=400)
    step = timedelta(days=399.9) / POSTS
    ids: list[int] = []
    roots: list[tuple[int, int]] = []
    for begin in range(0, POSTS, 10_000):
        rows = []
        for n in range(begin, begin + 10_000):
            at = start + n * step
            author = dice.choice(people)
            text = " ".join(dice.choices(_WORDS, k=dice.randint(8, 60))).capitalize() + "."
            post = Post(
                id=first_id_at(at) + n % 1000,
                account=author,
                written_by=author,
                text=text,
                html=f"<p>{text}</p>",
                language="de",
                created_at=at,
            )
            if roots and dice.random() < 0.3:
                post.thread_id = post.in_reply_to_id = dice.choice(roots[-300:])[0]
            else:
                roots.append((post.id, author.id))
            ids.append(post.id)
            rows.append(post)
        Post.objects.bulk_create(rows, batch_size=1000)
        progress(f"{begin + 10_000} posts")
    return ids


def _follows_and_homes(dice: random.Random, people: list[Any], progress: Any) -> None:
    from django.db import connection

    from augenhoehe.domain.people.models import Account, Follow

    follows = []
    for reader in people[:READERS]:
        others = dice.sample(people[READERS:], FOLLOWEES)
        follows += [Follow(follower=reader, followed=other) for other in others]
    loud = people[-1]
    have = {follow.follower_id for follow in follows if follow.followed_id == loud.id}
    fans = [person for person in people[:1200] if person.id not in have]
    fans = fans[: FOLLOWERS_OF_THE_LOUD - len(have)]
    follows += [Follow(follower=fan, followed=loud) for fan in fans]
    Follow.objects.bulk_create(follows, batch_size=1000)
    Account.objects.filter(id=loud.id).update(followers_count=FOLLOWERS_OF_THE_LOUD)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO posts_homeentry (owner_id, post_id) SELECT f.follower_id, p.id "
            "FROM people_follow f JOIN posts_post p ON p.account_id = f.followed_id "
            "WHERE p.in_reply_to_id IS NULL"
        )
        cursor.execute("ANALYZE")
    progress("home timelines")


def _sessions(readers: list[Any]) -> list[str]:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    keys = []
    for person in readers:
        session = SessionStore()
        session[SESSION_KEY] = str(person.login.id)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = person.login.get_session_auth_hash()
        session.create()
        keys.append(str(session.session_key))
    return keys


def _loud(people: list[Any]) -> dict[str, Any]:
    from allauth.account.models import EmailAddress

    from augenhoehe.domain.people.actions import issue_token
    from augenhoehe.domain.people.models import Login

    loud = people[-1]
    login, _new = Login.objects.get_or_create(account=loud, defaults={"email": "loud@example.org"})
    # An app posts for somebody whose address is confirmed.
    EmailAddress.objects.get_or_create(
        user=login, email=login.email, defaults={"verified": True, "primary": True}
    )
    loud.refresh_from_db()
    return {"token": issue_token(loud, scopes="read write")}
