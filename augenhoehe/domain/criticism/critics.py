"""Who criticised: a person with an account, here or elsewhere, or a confirmed mail address.

Every step of a critic works for all of them. What a critic may do never depends on which.
"""

from __future__ import annotations

from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.people.models import Account, MailContact
from augenhoehe.domain.people.who import Who, who_is

Somebody = Account | MailContact
Asking = Who | MailContact  # the same, as policies see them


def asking(by: Somebody) -> Asking:
    """Somebody, for a policy."""
    return by if isinstance(by, MailContact) else who_is(by)


def is_critic(who: Asking, case: Case) -> bool:
    """Whether a case is this person's own criticism."""
    if isinstance(who, MailContact):
        return case.contact_id is not None and case.contact_id == who.id
    return who.account_id is not None and case.critic_id == who.account_id


def has_critic(case: Case) -> bool:
    """Whether there is anybody who could confirm: not where somebody telephoned or wrote."""
    return case.critic_id is not None or case.contact_id is not None
