"""The words for the register in templates."""

from __future__ import annotations

from django import template
from django.utils import formats

register = template.Library()


@register.filter
def grouped(number: int) -> str:
    """A whole number as people write it: 1,204."""
    return str(formats.number_format(number, use_l10n=True, force_grouping=True))
