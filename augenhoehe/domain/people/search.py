"""Finding people and voices by name, handle and what they say about themselves."""

from django.db import connection

from augenhoehe.domain.people.models import Account, Restriction
from augenhoehe.foundation.fulltext import WordIndex
from augenhoehe.foundation.prepared import rows_by_id
from augenhoehe.foundation.words import stem_document, stem_query

INDEX = WordIndex("people_words")


def index_account(account: Account) -> None:
    """Make an account findable; not one that left, that does not want to be or is delisted."""
    delisted = account.is_under(Restriction.DELISTED)
    if account.left_at or not account.discoverable or delisted:
        INDEX.drop(account.id)
        return
    words = f"{account.name} {account.handle} {account.about}"
    INDEX.put(account.id, stem_document(words, account.language))


def search_people(query: str, *, limit: int = 20) -> list[Account]:
    """Accounts whose name, handle or text has every word of the query."""
    ids = INDEX.matching(stem_query(query.replace("@", " ")), most=limit)
    found = rows_by_id(Account, ids)
    there = [found[account_id] for account_id in ids if account_id in found]
    return [account for account in there if account.left_at is None]


def people_by_address(handle: str, domain: str) -> list[int]:
    """Who has this address, whether they want to be found or not."""
    sql = "SELECT id FROM people_account WHERE LOWER(handle) = %s AND domain = %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [handle.lower(), domain.lower()])
        return [row[0] for row in cursor.fetchall()]


def people_beginning(beginning: str, *, most: int) -> list[int]:
    """Whose handle begins so, of those who want to be found; in its order.

    By hand: SQLite finds a beginning in an index only between two bounds.
    """
    low = beginning.lower()
    begins, values = "starts_with(LOWER(handle), %s)", [low]
    if connection.vendor == "sqlite":
        begins, values = "LOWER(handle) >= %s AND LOWER(handle) < %s", [low, f"{low}\U0010ffff"]
    sql = (
        f"SELECT id FROM people_account WHERE {begins} "  # noqa: S608 - one of the two above
        "AND discoverable AND left_at IS NULL ORDER BY LOWER(handle), id LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, most])
        return [row[0] for row in cursor.fetchall()]
