"""Finding people and voices by name, handle and what they say about themselves."""

from augenhoehe.domain.people.models import Account, Restriction
from augenhoehe.foundation.fulltext import WordIndex
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
    found = Account.objects.filter(left_at__isnull=True).in_bulk(ids)
    return [found[account_id] for account_id in ids if account_id in found]
