"""A form with every kind of field."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """Shown twice: empty, and with everything that can be wrong."""

    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("As people call you."))
    about = forms.CharField(label=_("About you"), widget=forms.Textarea, required=False)
    reach = forms.ChoiceField(
        label=_("Who can read it"),
        choices=[("world", _("Everybody")), ("house", _("Everybody who works here"))],
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("de", "Deutsch"), ("en", "English")], required=False
    )
    terms = forms.BooleanField(label=_("I have read the rules"))
