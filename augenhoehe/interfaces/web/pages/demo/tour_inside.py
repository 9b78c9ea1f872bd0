"""The company from within in the tour: rules, hats and help, plain speech, the works council."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.selectors import cases_where
from augenhoehe.domain.posts.selectors import readable_posts
from augenhoehe.interfaces.web.addresses import case_url, post_url
from augenhoehe.interfaces.web.requests import reader_of

_Links = list[tuple[str, str]]


def rules(request: HttpRequest) -> _Links:
    """Of the codex, and of what lies beside a case."""
    waiting = cases_where(reader_of(request), "waiting")
    mareks = next((one for one in waiting if one.post.account.handle == "marek"), None)
    beside = case_url(mareks) if mareks else "/faelle"
    return [
        (_("The codex"), "/codex"),
        (_("What its second version changed"), "/codex/unterschied/1/2"),
        (_("The playbooks, drawn"), "/codex/handlungsanweisungen/"),
        (_("As Erika: Marek's case, with a playbook beside it"), beside),
        (_("As Erika: the first steps"), "/erste-schritte"),
    ]


def hats() -> _Links:
    """Of who speaks for what, and of help with what one says."""
    return [
        (_("Who speaks for what, since when and until when"), "/huete"),
        (_("The workshop, whose posts are looked at before for a time"), "/@werkstatt"),
        (_("As Erika: what colleagues were asked to look at"), "/draufschauen"),
        (_("As Erika: check a text for somewhere else"), "/anderswo-schreiben"),
    ]


def plain(request: HttpRequest) -> _Links:
    """Of one text by many, of a post that turned, and of a label."""
    theirs = readable_posts(reader_of(request)).order_by("-id")
    echoed = theirs.filter(echoes__gt=0).first()
    corrected = theirs.filter(account__handle="lindenrad", revisions__is_correction=True).first()
    labelled = theirs.filter(account__handle="lindenrad", labels__gt=0).first()
    links = [(_("As Erika: write, and read the hints"), "/schreiben")]
    if echoed:
        links.append((_("Four posts, one text"), f"/beitrag/{echoed.id}/gleichklang"))
    if corrected:
        links.append((_("The post that turned, with what it said before"), post_url(corrected)))
        about = f"/beitrag/{corrected.id}/umschlag"
        links.append((_("As Erika: what its team was told"), about))
    if labelled:
        links.append((_("A post with a label"), post_url(labelled)))
    return links


def council() -> _Links:
    """Of what the inspection role reads."""
    return [
        (_("As Sven: what is configured"), "/einsicht"),
        (_("As Sven: who read what"), "/einsicht/lesungen"),
        (_("As Sven: the agreement"), "/einsicht/vereinbarung"),
    ]
