"""The codex as documents: every version as JSON, new versions as a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from augenhoehe.domain.codex import selectors
from augenhoehe.domain.codex.selectors_playbooks import playbooks_of
from augenhoehe.interfaces.web.addresses import absolute

if TYPE_CHECKING:
    from augenhoehe.domain.codex.models import Clause

_SHORTLY = {"Cache-Control": "public, max-age=300"}


@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """Every version with its clauses in both languages, for whoever compares servers."""
    document = {
        "server": settings.BASE_URL,
        "versions": [
            {
                "number": version.number,
                "published_at": version.published_at.isoformat(timespec="seconds"),
                "note": {"en": version.note_en, "de": version.note_de},
                "clauses": [_as_json(clause) for clause in selectors.clauses_of(version.number)],
                "playbooks": [
                    {"key": one.key, "source": one.source} for one in playbooks_of(version.number)
                ],
            }
            for version in selectors.versions()
        ],
    }
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _as_json(clause: Clause) -> dict[str, Any]:
    return {
        "key": clause.key,
        "kind": clause.kind,
        "audience": clause.audience,
        "can_be_cited": clause.can_be_cited,
        "languages": clause.languages,
        "title": {"en": clause.title_en, "de": clause.title_de},
        "text": {"en": clause.text_en, "de": clause.text_de},
        "good": {"en": clause.good_en, "de": clause.good_de},
        "bad": {"en": clause.bad_en, "de": clause.bad_de},
        "valid_from": clause.valid_from,
        "approved_by": clause.approved_by,
        "approved_on": clause.approved_on,
        "approval_reference": clause.approval_reference,
        "legal_basis": clause.legal_basis,
        "url": f"{settings.BASE_URL}/codex/{clause.version.number}/{clause.key}",
    }


@require_safe
@conditional_page
def feed(request: HttpRequest) -> HttpResponse:
    """New versions, each with its note and where to read what changed."""
    here = absolute("/codex.atom")
    made = Atom1Feed(
        title=_("Codex of %(server)s") % {"server": settings.SERVER_NAME},
        link=absolute("/codex"),
        description="",
        language=getattr(request, "LANGUAGE_CODE", None),
        feed_url=here,
        feed_guid=here,
    )
    for version in selectors.versions():
        link = absolute(f"/codex/{version.number}")
        made.add_item(
            title=_("Codex, version %(n)s") % {"n": version.number},
            link=link,
            description=format_html("<p>{}</p>", version.note),
            pubdate=version.published_at,
            updateddate=version.published_at,
            unique_id=link,
        )
    return HttpResponse(
        made.writeString("utf-8"),
        content_type="application/atom+xml; charset=utf-8",
        headers=_SHORTLY,
    )
