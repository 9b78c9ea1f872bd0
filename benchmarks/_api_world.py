"""What the measurements need: made through the API, or in a database of our own."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks._api_calls import Api, get, post

REPLIES = 100
_PAGE = 20
_WORD = "Riemen"
TOKENS = 20


@dataclass(frozen=True, slots=True)
class Things:
    """Who reads and who writes, and what there is to read."""

    reader: str  # tokens
    writer: str
    others: list[str]
    writer_id: str
    root: str
    replies: list[str]
    followers: int

    @property
    def word(self) -> str:
        return _WORD


def prepare(api: Api, tokens: list[str]) -> Things:
    """A writer whom all others follow, a thread of a hundred replies, mentions of the reader."""
    reader, writer = tokens[0], tokens[-1]
    others = tokens[1:] or [reader]
    me = api.ask(get("/api/v1/accounts/verify_credentials", reader))
    author = api.ask(get("/api/v1/accounts/verify_credentials", writer))
    for token in tokens[:-1]:
        api.ask(post(f"/api/v1/accounts/{author['id']}/follow", token))
    author = api.ask(get(f"/api/v1/accounts/{author['id']}", writer))
    root = api.ask(_words(writer, "Ein langer Faden beginnt."))["id"]
    replies = [
        api.ask(_words(others[k % len(others)], f"Antwort {k} zum {_WORD}", root))["id"]
        for k in range(REPLIES)
    ]
    for k in range(_PAGE):
        api.ask(_words(others[k % len(others)], f"@{me['acct']} Frage {k} zum {_WORD}"))
    return Things(reader, writer, others, author["id"], root, replies, author["followers_count"])


def _words(token: str, text: str, reply_to: str = "") -> Any:
    document = {"status": text} | ({"in_reply_to_id": reply_to} if reply_to else {})
    return post("/api/v1/statuses", token, document)


def _issue_tokens(file: Path) -> None:
    """In a world of our own: tokens for the first reader and for people nobody follows yet."""
    import django

    django.setup()
    from allauth.account.models import EmailAddress
    from django.core.management import call_command

    from augenhoehe.domain.people.actions import create_person, issue_token
    from augenhoehe.domain.people.selectors import account_by_address, login_of

    call_command("migrate", verbosity=0)
    people = [account_by_address("person0")]
    people += [
        create_person(
            handle=f"app{n}", name=f"App {n}", email=f"app{n}@example.org", password="x" * 20
        )
        for n in range(TOKENS - 1)
    ]
    for person in filter(None, people):
        login = login_of(person)
        EmailAddress.objects.update_or_create(
            user=login, email=login.email, defaults={"verified": True, "primary": True}
        )
    tokens = [issue_token(one, scopes="read write follow") for one in filter(None, people)]
    file.write_text(json.dumps(tokens), encoding="utf-8")


if __name__ == "__main__":
    _issue_tokens(Path(sys.argv[1]))
