"""Every component with sample data, for whoever works on them; in developer mode only."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from augenhoehe.interfaces.web.pages.demo.parts import PARTS
from augenhoehe.interfaces.web.pages.demo.tour import STEPS, Look
from augenhoehe.interfaces.web.pages.moderation.ladder import Step
from augenhoehe.interfaces.web.pages.styleguide import samples
from augenhoehe.interfaces.web.pages.styleguide.forms import SampleForm
from augenhoehe.interfaces.web.pages.styleguide.lines import LINE
from augenhoehe.interfaces.web.pages.styleguide.margins import margin_notes
from augenhoehe.interfaces.web.pages.styleguide.sheets import sheet


def show(request: HttpRequest) -> HttpResponse:
    """The pattern library."""
    if not settings.DEBUG:
        raise Http404
    wrong = SampleForm({"name": "", "about": "Ten years on the same saddle.", "reach": "nobody"})
    context = {
        "cards": samples.cards(),
        "polls": samples.polls(),
        "quotations": samples.quotations(),
        "echo": samples.echo(),
        "turn": LINE,
        "link": samples.LINK,
        "recordings": samples.RECORDINGS,
        "announced": samples.ANNOUNCED,
        "karl": samples.KARL,
        "voice": samples.VOICE,
        "space": samples.SPACE,
        "tombstone": samples.TOMBSTONE,
        "removed": samples.REMOVED,
        "measures": samples.MEASURES,
        "cases": samples.CASES,
        "form": SampleForm(auto_id="sample_%s"),
        "wrong": wrong,
        "colours": samples.colours(),
        "parts": samples.PARTS,
        "icons": samples.icon_names(),
        "composer": sheet(),
        "hints": margin_notes(),
        "marks": samples.marks(),
        "step": STEPS[1],
        "looks": [Look("The criticism that waits longest", "#tour_step")],
        "ladder": [Step("answer", "Answer in public", "#ladder", "Answer the post")],
        "part": PARTS["erika"],
        "kept": {"text": "An hour of work, and then the form was too old."},
    }
    return render(request, "styleguide/show.html", context)
