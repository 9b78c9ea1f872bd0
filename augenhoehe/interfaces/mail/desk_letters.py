"""The letter to the desk in the morning: what waits, and nothing about anybody's work.

Only if something waits that its reader may read, and only to who did not decline it. Words of
internal criticism do not leave the house by mail: the link leads to them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import formats, timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from augenhoehe.domain.criticism import queue
from augenhoehe.domain.criticism.desk import desk_rules, readers_of_digest
from augenhoehe.domain.criticism.letter_tokens import letter_token
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.domain.posts.labels import with_labels
from augenhoehe.foundation import clock
from augenhoehe.foundation.text import plain

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case
    from augenhoehe.domain.people.models import Account

_NAMED = 10
_EXCERPT = 90


def send_digests() -> int:
    """Write to everybody of the team for whom something waits; returns to how many."""
    if not desk_rules().digest:
        return 0
    return sum(_write_to(person) for person in readers_of_digest())


def _write_to(person: Account) -> bool:
    reader = reader_for(person)
    cases = queue.queue(reader, queue.Wanted(), size=_NAMED)
    if not cases:
        return False
    with translation.override(_language(person)):
        _send(person, cases, queue.how_many_wait(reader))
    return True


def _language(person: Account) -> str:
    known = dict(settings.LANGUAGES)
    wanted = (person.login.language, settings.SERVER_LANGUAGE)
    return next((language for language in wanted if language in known), "de")


def _send(person: Account, cases: list[Case], n: int) -> None:
    subject = ngettext("%(n)d criticism waits for us", "%(n)d criticisms wait for us", n) % {"n": n}
    lines = [_line(case) for case in cases]
    if n > len(cases):
        lines.append(_("The others are at the desk:") + f"\n{settings.BASE_URL}/tisch")
    ending = f"{settings.BASE_URL}/tisch/brief/{letter_token(person.id)}"
    body = [
        _("Hello %(name)s,") % {"name": person.name},
        _("this waits for an answer, the longest wait first:"),
        *lines,
        _("No letter any more:") + f"\n{ending}",
    ]
    headers = {
        "List-Unsubscribe": f"<{ending}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    text = "\n\n".join(body) + "\n"
    EmailMessage(subject, text, to=[person.login.email], headers=headers).send()


def _line(case: Case) -> str:
    since = case.waits_since or case.opened_at
    day = formats.date_format(timezone.localtime(since), _("j F"))
    words = {"day": day, "voice": case.about.name}
    said = _("since %(day)s, about %(voice)s") % words
    if case.due_at is not None and case.due_at < clock.now():
        said = _("since %(day)s, about %(voice)s, overdue") % words
    link = f"{settings.BASE_URL}/tisch/{case.id}"
    if case.post.is_internal or case.post.deleted_at:
        return f"- {said}\n  {link}"
    words_of_it = with_labels(case.post, " ".join(plain(case.post.html).split()))
    return f"- {Truncator(words_of_it).chars(_EXCERPT)}\n  {said}\n  {link}"
