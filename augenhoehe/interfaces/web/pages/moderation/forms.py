"""The form of an intervention, and what becomes of its words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.moderation import words
from augenhoehe.domain.moderation.measure import MOST_FACTS, MOST_REASONS, MOST_WHY, Measure
from augenhoehe.domain.moderation.terms import Ground, Kind, Source
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid

if TYPE_CHECKING:
    from augenhoehe.domain.codex.models import Clause
    from augenhoehe.domain.people.models import Account, Hat
    from augenhoehe.interfaces.web.pages.moderation.aim import Aim

UNPLEASANT = "unpleasant"
JUDGEMENTS = (
    ("unlawful", _("Unlawful: I can name the law that is broken")),
    ("rules", _("Against a rule of this server")),
    (UNPLEASANT, _("Merely unpleasant: sharp, unfair, embarrassing or wrong")),
)
# Days; "" is without an end.
LASTS = (
    ("1", _("one day")),
    ("7", _("seven days")),
    ("30", _("thirty days")),
    ("90", _("ninety days")),
    ("", _("without an end; then it is looked at again every 90 days")),
)
# Days for which the law forbids to publish the words of the entry.
SEALED = (
    ("", _("no: they are published at once")),
    ("30", _("for thirty days")),
    ("90", _("for ninety days")),
    ("365", _("for a year")),
)
# Where the domain names a field that is called otherwise here.
_CALLED = {
    "ends_at": "lasts",
    "ground": "judgement",
    "sealed_until": "sealed",
    "target": "kind",
}


def _in_days(days: str) -> datetime | None:
    return clock.now() + timedelta(days=int(days)) if days else None


class InterveneForm(forms.Form):
    """Everything that has to be said before something is restricted."""

    judgement = forms.ChoiceField(
        label=_("What is it, in your judgement?"),
        choices=JUDGEMENTS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please say first what it is.")},
    )
    norm = forms.CharField(
        label=_("Which law is broken"),
        help_text=_("For what is unlawful: the paragraph, such as “§ 185 StGB”."),
        required=False,
        max_length=200,
    )
    clause = forms.ChoiceField(label=_("Which rule of the codex"))
    category = forms.ChoiceField(
        label=_("What kind of trouble"),
        help_text=_("As in the transparency database of the EU."),
        choices=words.category_choices,  # asked anew for each reader's language
        initial="OTHER_VIOLATION_TC",
    )
    rung = forms.ChoiceField(label=_("The milder means you considered"), widget=forms.RadioSelect)
    rung_why = forms.CharField(
        label=_("Why it would not do, or did not"),
        max_length=MOST_WHY,
        widget=forms.Textarea({"rows": 3}),
    )
    kind = forms.ChoiceField(label=_("What is to be done"), widget=forms.RadioSelect)
    voice = forms.ChoiceField(label=_("Which voice it is about"), required=False)
    hat = forms.ChoiceField(label=_("Which hat it is about"), required=False)
    lasts = forms.ChoiceField(label=_("For how long"), choices=LASTS, required=False)
    facts = forms.CharField(
        label=_("What happened"),
        help_text=_(
            "For the public register: what was written or done and where, without names, "
            "addresses or anything else that tells who it was."
        ),
        max_length=MOST_FACTS,
        widget=forms.Textarea({"rows": 4}),
    )
    reasons = forms.CharField(
        label=_("Why this follows from it"),
        help_text=_("To the person it concerns, in their language."),
        max_length=MOST_REASONS,
        widget=forms.Textarea({"rows": 4}),
    )
    sealed = forms.ChoiceField(
        label=_("Does the law forbid to publish facts and reasons now?"),
        help_text=_(
            "Then the entry stands in the register at once, with a seal that commits to its "
            "words, and the words follow by themselves. Only where the law is named."
        ),
        choices=SEALED,
        required=False,
    )
    at_once = forms.BooleanField(
        label=_("It is clearly unlawful and does harm with every hour: do it at once"),
        help_text=_("Only where the law is named. It is looked at again afterwards."),
        required=False,
    )
    said_to_be_none = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        aim: Aim,
        offered: list[Kind],
        clauses: list[Clause],
        voices: list[Account],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.aim, self.clauses, self.voices = aim, clauses, voices
        self._offer("kind", [(kind, words.to_do_in_words(kind)) for kind in offered])
        self._offer("rung", [(rung, words.rung_in_words(rung)) for rung in words.RUNGS])
        self._offer("clause", [("", "–"), *((str(one.id), one.title) for one in clauses)])
        if aim.has_voice:
            self._offer("voice", [("", "–"), *((str(one.id), one.name) for one in voices)])
        else:
            del self.fields["voice"]
        if hats := aim.hats:
            self._offer("hat", [("", "–"), *((str(hat.id), hat.words) for hat in hats)])
        else:
            del self.fields["hat"]

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - named above
        field.choices = choices

    def measure(self) -> Measure:
        """What is wished for, once the form is complete."""
        said = self.cleaned_data
        unlawful = said["judgement"] == "unlawful"
        return Measure(
            kind=Kind(said["kind"]),
            posts=self.aim.posts,
            accounts=self.aim.accounts,
            tag=self.aim.tag,
            domain=self.aim.domain,
            voice=self._voice(),
            hat=self._hat(),
            ground=Ground.UNLAWFUL if unlawful else Ground.RULES,
            norm=said["norm"],
            clause=next(one for one in self.clauses if str(one.id) == said["clause"]),
            category=said["category"],
            source=self._source(),
            report=self.aim.report,
            facts=said["facts"],
            reasons=said["reasons"],
            rung=said["rung"],
            rung_why=said["rung_why"],
            ends_at=_in_days(said["lasts"]),
            sealed_until=_in_days(said["sealed"]),
            judgement=said["judgement"],
            at_once=said["at_once"],
            said_to_be_none=said["said_to_be_none"],
        )

    def _voice(self) -> Account | None:
        chosen = self.cleaned_data.get("voice", "")
        return next((one for one in self.voices if str(one.id) == chosen), None)

    def _hat(self) -> Hat | None:
        chosen = self.cleaned_data.get("hat", "")
        is_meant = self.cleaned_data["kind"] == Kind.WITHDRAW_HAT
        return next((one for one in self.aim.hats if is_meant and str(one.id) == chosen), None)

    def _source(self) -> Source:
        report = self.aim.report
        if report is None:
            return Source.OWN_INITIATIVE
        return Source.NOTICE if report.is_legal_notice else Source.REPORT

    def refuse(self, refusal: Invalid) -> None:
        """Put what the domain says beside the field it means."""
        name = _CALLED.get(refusal.field, refusal.field)
        self.add_error(name if name in self.fields else None, str(refusal))
