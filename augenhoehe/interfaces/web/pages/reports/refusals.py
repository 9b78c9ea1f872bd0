"""What the domain refuses, beside the field it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from augenhoehe.foundation.verdicts import Invalid

if TYPE_CHECKING:
    from django import forms


@contextmanager
def beside_its_field(form: forms.Form) -> Iterator[None]:
    """Whatever is `Invalid` inside becomes an error of the form."""
    try:
        yield
    except Invalid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
