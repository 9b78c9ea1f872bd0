"""Steps of the organisation elsewhere: entered by itself, marked as such."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.moderation import entries, register, terms
from augenhoehe.domain.moderation.actions.propose import own_reasons
from augenhoehe.domain.moderation.models import RegisterEntry
from augenhoehe.domain.moderation.offices import office_of
from augenhoehe.domain.moderation.policies import may_declare
from augenhoehe.domain.moderation.register.format import CheckShown, Facts
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, require
from augenhoehe.foundation.words import guess_language

ELSEWHERE = frozenset({terms.Kind.DELETION_ELSEWHERE, terms.Kind.DEMAND_LETTER, terms.Kind.LAWSUIT})


@transaction.atomic
def declare(
    *,
    by: Account,
    kind: terms.Kind,
    text: str,
    url: str = "",
    language: str = "",
    check: CheckShown | None = None,
) -> RegisterEntry:
    """Tell of a demand letter, a deletion or a lawsuit elsewhere; `check` is what it showed."""
    require(may_declare(who_is(by)))
    if kind not in ELSEWHERE:
        raise Invalid(_("Please say what kind of step it is."), field="kind")
    said = own_reasons(text, field="text", most=5000)
    _check_address(url)
    facts = Facts(
        id=entries.new_uid(),
        at=clock.now(),
        event=terms.Event.DECLARED,
        kind=kind,
        target=terms.Target.ELSEWHERE,
        hand=terms.Hand.ORGANISATION,
        office=office_of(by).name,
        criticism=True,
        check=check,
    )
    texts: dict[str, dict[str, str | int]] = {
        "facts": {"text": said, "language": language or guess_language(said) or "de"}
    }
    if url:
        texts["links"] = {"url": url}
    return register.append(facts, texts=texts)


def _check_address(url: str) -> None:
    if not url:
        return
    try:
        URLValidator(["http", "https"])(url)
    except ValidationError:
        raise Invalid(_("This is no web address."), field="url") from None
