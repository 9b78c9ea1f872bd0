"""The words for reports in templates: categories, outcomes, steps."""

from __future__ import annotations

from django import template

from augenhoehe.interfaces.web.pages.reports import words

register = template.Library()
register.filter("category_words", words.category_words)
register.filter("reported_name", words.reported_name)
register.filter("outcome_of_report", words.outcome_of_report)
register.filter("step_of_report", words.step_of_report)
