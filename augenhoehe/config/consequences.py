"""Small translations from an event to the action that follows from it."""

from contextlib import suppress

from augenhoehe.domain.criticism.actions import forget_critic
from augenhoehe.domain.media.events import UploadsDropped
from augenhoehe.domain.people.actions import look_at_list, prove_fields, prove_link
from augenhoehe.domain.people.events import (
    AccountChanged,
    AccountGone,
    AccountRestricted,
    FieldsNeedProof,
    Followed,
    HatListDue,
    LinkNeedsProof,
    PersonDeactivated,
    PersonErased,
    PersonSignedUp,
    Unfollowed,
)
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.search import index_account
from augenhoehe.domain.posts import timelines
from augenhoehe.domain.posts.actions import delete_post, erase_everything_said, forget_pictures
from augenhoehe.domain.posts.selectors import posts_of_somebody_gone
from augenhoehe.foundation import own_data
from augenhoehe.foundation.verdicts import NotAllowed


def find_person_anew(
    event: AccountChanged | AccountRestricted | PersonDeactivated | PersonSignedUp,
) -> None:
    index_account(Account.objects.get(id=event.account_id))


def fill_home(event: Followed) -> None:
    # Who lives elsewhere has no home timeline here.
    if not Account.objects.filter(id=event.follower_id, domain="").exists():
        return
    timelines.fill_home_after_follow(event.follower_id, event.followed_id)


def clear_home(event: Unfollowed) -> None:
    timelines.clear_home_after_unfollow(event.follower_id, event.followed_id)


def take_posts_away(event: AccountGone) -> None:
    """Who is gone elsewhere takes along what they said."""
    account = Account.objects.get(id=event.account_id)
    if account.left_at is None:  # came back meanwhile
        return
    for post in posts_of_somebody_gone(account):
        with suppress(NotAllowed):  # a case keeps it
            delete_post(post, by=account)


def erase_what_is_left(event: PersonErased) -> None:
    """Words, pictures and every row of somebody erased, table by table; can begin anew."""
    account = Account.objects.get(id=event.account_id)
    erase_everything_said(account.id)
    forget_critic(account)
    folders = [*event.folders, *own_data.folders_of(account.id)]
    own_data.erase_rows(account.id)
    forget_pictures(UploadsDropped(folders))


def prove_links(event: FieldsNeedProof) -> None:
    prove_fields(Account.objects.get(id=event.account_id))


def prove_linked_account(event: LinkNeedsProof) -> None:
    prove_link(event.linked_id)


def look_at_hat_list(event: HatListDue) -> None:
    look_at_list(event.domain)
