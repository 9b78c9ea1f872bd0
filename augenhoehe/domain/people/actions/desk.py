from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.models.account import DESK_HANDLES


@transaction.atomic
def desk_account() -> Account:
    """Under whose account stand the posts of people who have none. Nobody signs in as it.

    A group nobody can find: it has no page, is not addressed and not followed. Made when it
    is first needed; the second handle is for a server where somebody had the first already.
    """
    for handle in DESK_HANDLES:
        held = Account.objects.filter(handle__iexact=handle, domain="").first()
        if held is None:
            return _made(handle)
        if held.is_desk:
            return held
    raise RuntimeError(f"Somebody else has the handles {' and '.join(DESK_HANDLES)}.")


def _made(handle: str) -> Account:
    with translation.override(settings.LANGUAGE_CODE):
        name = _("Desk")
    account, _new = Account.objects.get_or_create(
        handle=handle,
        domain="",
        defaults={"kind": Account.Kind.GROUP, "name": name, "discoverable": False},
    )
    return account
