"""The posts of an account follow what interventions take from it."""

from augenhoehe.domain.people.events import AccountRestricted
from augenhoehe.domain.posts import internals


def follow_account(event: AccountRestricted) -> None:
    """In public lists or not, as the account stands: read from the account, not from the fact."""
    internals.follow_account(event.account_id)
