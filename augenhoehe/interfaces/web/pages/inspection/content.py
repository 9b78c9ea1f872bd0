"""The words of the model agreement and of the record of processing; values are never copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from augenhoehe.domain.codex.agreement import works_agreement_in_force
from augenhoehe.foundation.aggregates import EVENTS, PERSONS
from augenhoehe.foundation.personal import catalogue
from augenhoehe.interfaces.web.pages.inspection.outgoing import connections
from augenhoehe.interfaces.web.pages.inspection.ports import settings_in_force
from augenhoehe.interfaces.web.pages.inspection.switches import switches

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, paragraphs, and perhaps a table."""

    title: str
    texts: Sequence[str] = ()
    columns: Sequence[str] = ()
    rows: Rows = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A document, marked as a model."""

    title: str
    note: str
    sections: Sequence[Section]


def agreement() -> Paper:
    """A model works agreement."""
    names = {"organisation": settings.ORGANISATION, "server": settings.SERVER_NAME}
    council = settings.WORKS_COUNCIL or _("the works council (none is named in the settings)")
    return Paper(
        _("Model works agreement on the server %(server)s") % names,
        _note(),
        (
            Section(
                _("§ 1 Parties and scope"),
                (
                    _("Between %(organisation)s and %(council)s.") % (names | {"council": council}),
                    _("It covers the server %(server)s at %(address)s and everybody employed.")
                    % (names | {"address": settings.BASE_URL}),
                ),
            ),
            Section(
                _("§ 2 What the employer does not do"),
                (
                    _(
                        "There is no duty to post, no approval before posting under one's own name,"
                        " and no evaluation of behaviour or performance. The program has no online"
                        " status, no read receipts, no time online and no figure per person."
                    ),
                    _(
                        "Nothing that comes from the server is used for measures under labour law,"
                        " except where the parties agree in a single case."
                    ),
                ),
            ),
            Section(
                _("§ 3 Figures"),
                (
                    _(
                        "Figures about groups of members are given out only from %(persons)d"
                        " persons and %(events)d events, for closed calendar months, and so that"
                        " no difference of two figures tells more."
                    )
                    % {"persons": PERSONS, "events": EVENTS},
                ),
            ),
            _switches(),
            Section(
                _("§ 5 Codex"),
                (
                    _(
                        "Rules of the codex are marked as help or as instruction. An instruction"
                        " is published only with the approval of the works council."
                    ),
                ),
            ),
            Section(
                _("§ 6 Inspection"),
                (
                    _(
                        "The works council has an account with the duty of inspection. It reads"
                        " configuration, retention, duties and the log of readings at any time."
                    ),
                ),
            ),
            _retention(_("§ 7 Data and how long they are kept")),
            _configuration(_("§ 8 Settings at the time of this document")),
        ),
    )


def processing() -> Paper:
    """A record of processing activities after art. 30 GDPR."""
    return Paper(
        _("Record of processing activities (art. 30 GDPR): %(server)s")
        % {"server": settings.SERVER_NAME},
        _note(),
        (
            Section(
                _("Controller"),
                (settings.ORGANISATION, settings.CONTACT or _("(no contact is set)")),
            ),
            Section(
                _("Whose data"),
                (
                    _(
                        "Members of the organisation, customers and others with an account; people"
                        " who write by mail; people on other servers."
                    ),
                ),
            ),
            _retention(_("Processing, purposes and time limits")),
            Section(
                _("Recipients and connections"),
                (_("Transfers to third countries depend on where those servers stand."),),
                (_("To whom"), _("What for"), _("Now")),
                [(c.to, c.why, _("on") if c.is_on else _("off")) for c in connections()],
            ),
            Section(
                _("Technical and organisational measures"),
                (
                    _(
                        "Passwords are scrambled, addresses of people without an account are"
                        " encrypted, duties are granted with a log, reading what is not public"
                        " because of a duty is logged, the register is a chain of hashes."
                    ),
                ),
            ),
            _configuration(_("Settings at the time of this document")),
        ),
    )


def _note() -> str:
    return _(
        "A model for review by the parties, made of what is in force on this server now. It is no"
        " legal advice; legal bases are suggestions."
    )


def _switches() -> Section:
    agreement = works_agreement_in_force()
    text = (
        _("In force now: %(reference)s") % {"reference": agreement.reference}
        if agreement
        else _("No agreement is in force now.")
    )
    rows = [(one.name, _("on") if one.is_on else _("off"), one.note) for one in switches()]
    columns = (_("What"), _("Now"), _("Note"))
    return Section(_("§ 4 What could tell something about members"), (text,), columns, rows)


def _retention(title: str) -> Section:
    columns = (_("Table"), _("Purpose"), _("Legal basis (suggestion)"), _("Kept"), _("On erasure"))
    rows = [
        (
            one.table,
            str(one.purpose),
            str(one.basis.value),
            str(one.kept),
            str(one.stays) if one.stays else _("goes"),
        )
        for one in catalogue()
    ]
    return Section(title, (), columns, rows)


def _configuration(title: str) -> Section:
    rows = [(one.name, one.value or "–", one.purpose) for one in settings_in_force()]
    return Section(title, (), (_("Setting"), _("Value"), _("What it does")), rows)
