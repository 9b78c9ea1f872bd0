"""The organisation stands behind an answer: said by name, in public, and never taken back."""

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.events import AnswerBacked
from augenhoehe.domain.criticism.models import Answer, Backing
from augenhoehe.domain.criticism.policies_backing import may_back
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.selectors import protected_name_in_use
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require


@transaction.atomic
def back_answer(answer: Answer, *, by: Account, words: str = "") -> Backing:
    """Stand behind an answer as it reads now, for the organisation. Saying it twice is once.

    It names the wording it stands behind: what is corrected later is not covered in silence.
    """
    rows = Answer.objects.select_for_update(of=("self",)).select_related("case__about", "post")
    answer = rows.get(id=answer.id)
    require(may_back(who_is(by), answer))
    if current := Backing.objects.filter(answer=answer).first():
        return current
    words = tidy(words).strip()
    if len(words) > 300:
        raise Invalid(_("At most 300 characters, please."), field="words", code="too_long")
    backing = Backing.objects.create(
        answer=answer,
        by=by,
        protected_name=protected_name_in_use(by, answer.case.about),
        words=words,
        version=answer.post.version,
    )
    emit(AnswerBacked(backing.id, answer.post_id))
    return backing
