from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.models import Account, Login
from augenhoehe.domain.people.policies import may_take_part
from augenhoehe.domain.people.posting import is_language
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation.verdicts import Invalid, require

_WIDEST, _NARROWEST = 0, 3  # what somebody can choose of `Post.Audience`
_QUOTES = (0, 1, 2)  # `Post.QuotePolicy`


@transaction.atomic
def choose_posting(
    *,
    by: Account,
    audience: int | None = None,
    is_sensitive: bool | None = None,
    quotes: int | None = None,
    language: str | None = None,
) -> None:
    """Say how one's posts begin. What is None stays; posts that stand are not touched.

    Raises `Invalid` and changes nothing then.
    """
    require(may_take_part(who_is(by)))
    chosen: dict[str, object] = {}
    if audience is not None:
        if not _WIDEST <= audience <= _NARROWEST:
            raise Invalid(_("Please choose for whom your posts are."), field="audience")
        chosen["posting_audience"] = audience
    if quotes is not None:
        if quotes not in _QUOTES:
            raise Invalid(_("Please choose who may quote your posts."), field="quotes")
        chosen["posting_quotes"] = quotes
    if is_sensitive is not None:
        chosen["posting_sensitive"] = is_sensitive
    if language is not None:
        _choose_language(by, language)
    if chosen:
        Login.objects.filter(account=by).update(**chosen)


def _choose_language(by: Account, language: str) -> None:
    if not is_language(language):
        raise Invalid(_("Please choose a language."), field="language")
    Account.objects.filter(id=by.id).update(language=language.lower())
