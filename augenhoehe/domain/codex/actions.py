"""What can be done with the codex: publish a version. Nothing here changes a published one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.codex.events import CodexPublished
from augenhoehe.domain.codex.models import Clause, Version
from augenhoehe.domain.codex.policies import may_publish_codex
from augenhoehe.domain.codex.written import Wording, first_clauses
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require

UNLAWFUL = "unlawful"  # what breaks the law cites this clause, in every version
_LONGEST_TEXT = 4000
_LANGUAGES = ("en", "de")


@transaction.atomic
def publish_version(
    clauses: Sequence[Wording], *, by: Account | None, note_en: str = "", note_de: str = ""
) -> Version:
    """Publish the codex as it is from now on; earlier ones stay. `by` None: command line."""
    if by is not None:
        require(may_publish_codex(who_is(by)))
    clauses = [_tidied(clause) for clause in clauses]
    _check(clauses)
    last = Version.objects.select_for_update().order_by("-number").first()
    version = Version.objects.create(
        number=last.number + 1 if last else 1,
        published_by=by,
        note_en=tidy(note_en).strip()[:500],
        note_de=tidy(note_de).strip()[:500],
    )
    Clause.objects.bulk_create(
        Clause(version=version, position=position, **_fields(clause))
        for position, clause in enumerate(clauses, start=1)
    )
    emit(CodexPublished(version.id))
    return version


@transaction.atomic
def publish_first_version() -> Version | None:
    """Give a server without a codex its first one; None where there is one already."""
    if Version.objects.exists():
        return None
    return publish_version(first_clauses(), by=None)


def _fields(clause: Wording) -> dict[str, str | bool]:
    return {name: getattr(clause, name) for name in Wording.__slots__}


def _tidied(clause: Wording) -> Wording:
    return replace(
        clause,
        title_en=tidy(clause.title_en).strip(),
        title_de=tidy(clause.title_de).strip(),
        text_en=tidy(clause.text_en).strip(),
        text_de=tidy(clause.text_de).strip(),
    )


def _check(clauses: Sequence[Wording]) -> None:
    keys = [clause.key for clause in clauses]
    if len(set(keys)) < len(keys):
        raise Invalid(_("Each clause has a key of its own."), field="key")
    if UNLAWFUL not in keys:
        raise Invalid(
            _('The clause "%(key)s" stays: measures against unlawful content cite it.')
            % {"key": UNLAWFUL},
            field="key",
        )
    for clause in clauses:
        _check_one(clause)


def _check_one(clause: Wording) -> None:
    which = {"key": clause.key}
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", clause.key) or len(clause.key) > 60:
        raise Invalid(
            _("A key has small letters, digits and dashes: %(key)s.") % which, field="key"
        )
    if clause.kind not in Clause.Kind.values:
        raise Invalid(_("A clause is help or instruction: %(key)s.") % which, field="kind")
    for language in _LANGUAGES:
        title, text = (getattr(clause, f"{part}_{language}") for part in ("title", "text"))
        if not title or not text:
            raise Invalid(
                _("A clause has title and text in both languages: %(key)s.") % which,
                field=f"text_{language}",
            )
        if len(title) > 150 or len(text) > _LONGEST_TEXT:
            raise Invalid(_("This clause is too long: %(key)s.") % which, field=f"text_{language}")
