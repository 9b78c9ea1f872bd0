"""The forms of reports. What is missing the domain says, beside the field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.moderation.actions import Complaint
from augenhoehe.interfaces.web.pages.reports.words import CATEGORIES


class ReportForm(forms.Form):
    """What is wrong, by which rule, and where the outcome goes."""

    category = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=tuple(CATEGORIES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what is wrong.")},
    )
    clause_key = forms.ChoiceField(label=_("Which rule it breaks, if you know"), required=False)
    text = forms.CharField(
        label=_("What should the person who reads this know?"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    address = forms.EmailField(
        label=_("Your mail address"),
        help_text=_("For the outcome only. Without it you read the outcome on the next page."),
        required=False,
        max_length=254,
        error_messages={"invalid": _("This is no mail address.")},
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    forward = forms.BooleanField(
        label=_("Also tell their server"),
        help_text=_("It gets what you report and your words, and not your name."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        clauses: list[tuple[str, str]],
        is_signed_in: bool,
        is_elsewhere: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["clause_key"]
        if isinstance(field, forms.ChoiceField) and clauses:
            field.choices = [("", _("I do not know")), *clauses]
        else:
            del self.fields["clause_key"]
        if is_signed_in:
            del self.fields["address"]
        if not is_elsewhere:
            del self.fields["forward"]

    def complaint(self, language: str) -> Complaint:
        """What was filled in."""
        return Complaint(language=language, **self.cleaned_data)


class NoticeForm(ReportForm):
    """A notice of unlawful content, with the fields of DSA Art. 16 (2)."""

    norm = forms.CharField(
        label=_("Which law it breaks, if you know"),
        required=False,
        max_length=200,
    )
    url = forms.CharField(
        label=_("Where exactly it stands"), max_length=500, widget=forms.URLInput()
    )
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Not needed where it is about the abuse of children."),
        max_length=100,
        error_messages={"required": _("A notice needs your name.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    good_faith = forms.BooleanField(
        label=_("I believe in good faith that what I say here is accurate and complete."),
        required=False,
    )

    use_required_attribute = False  # the browser does not know who need not say who they are
    field_order = (
        "category",
        "norm",
        "clause_key",
        "text",
        "url",
        "name",
        "address",
        "forward",
        "good_faith",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Why it is unlawful")
        self.fields["text"].help_text = _("In enough detail that it can be judged without asking.")
        self.fields["text"].required = True
        if address := self.fields.get("address"):
            address.required = True
            address.error_messages["required"] = _("A notice needs your mail address.")
            address.help_text = _(
                "For the acknowledgement and the outcome. Not needed where it is about the abuse "
                "of children."
            )
        if self.data.get("category") == "minors":  # DSA Art. 16 (2) (c)
            for name in {"name", "address"} & set(self.fields):
                self.fields[name].required = False

    def complaint(self, language: str) -> Complaint:
        """What was filled in, as a notice."""
        return Complaint(language=language, is_legal_notice=True, **self.cleaned_data)


class MessageForm(forms.Form):
    """Something to say inside a report."""

    text = forms.CharField(label=_("Your message"), widget=forms.Textarea({"rows": 4}))


class OfficeMessageForm(MessageForm):
    """A message of the office to one of the two."""

    conversation = forms.ChoiceField(
        label=_("To whom"), choices=(), widget=forms.RadioSelect, initial="reported"
    )

    field_order = ("conversation", "text")

    def __init__(self, *args: Any, sides: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["conversation"]
        if isinstance(field, forms.ChoiceField):
            field.choices = sides


class DecisionForm(forms.Form):
    """How a report ends without a measure, and why."""

    outcome = forms.ChoiceField(
        label=_("What is decided"),
        choices=(
            ("answered", _("It is answered: criticism, or a quarrel that needs words")),
            ("nothing", _("Nothing: it breaks no rule")),
            ("acted", _("Something is in force against it already")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose an outcome.")},
    )
    answer = forms.CharField(
        label=_("The reasons"),
        help_text=_("To everybody who reported it. Without names of others."),
        widget=forms.Textarea({"rows": 4}),
    )


class ColleagueForm(forms.Form):
    """To whom a report is passed on."""

    to = forms.ChoiceField(label=_("Pass it on to"))

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = colleagues
