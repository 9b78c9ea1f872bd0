"""Pictures that a script sends while the text is still being written."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from augenhoehe.interfaces.web.pages.compose.shelf import Shelf
from augenhoehe.interfaces.web.requests import me, signed_in


@require_POST
@signed_in
def upload(request: HttpRequest) -> HttpResponse:
    """Keep pictures; answers with their part of the composer, 422 when one cannot be used."""
    shelf = Shelf(me(request))
    shelf.take(request.FILES.getlist("files"))
    status = 422 if shelf.errors or not shelf.pictures else 200
    return render(request, "compose/_pictures.html", {"shelf": shelf}, status=status)
