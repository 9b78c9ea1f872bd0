"""Why the list of an organisation elsewhere says nothing to us, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _


def why_not_believed(reason: str, domain: str) -> str:
    """The sentence for a reason of `NotBelieved`."""
    return _sentences().get(reason, _sentences()["no_list"]) % {"domain": domain}


def _sentences() -> dict[str, str]:
    return {
        "unreachable": _("%(domain)s does not answer. Please try again later."),
        "refused": _("The address of this domain cannot be asked from here."),
        "redirected": _("The list of %(domain)s leads to another domain, so it is not believed."),
        "too_large": _("The list of %(domain)s is too long to be read."),
        "not_json": _("What %(domain)s answered is no list: it is not JSON."),
        "no_list": _("%(domain)s publishes no list of who speaks for it."),
        "version": _("The list of %(domain)s is of a version that this server does not read."),
        "signature": _("The signature below the list of %(domain)s is not right."),
        "other_domain": _("The list speaks for another domain than %(domain)s."),
        "dates": _("The dates of the list of %(domain)s cannot be right."),
        "expired": _("The list of %(domain)s has expired."),
        "replayed": _("The list of %(domain)s is older than the one we know."),
        "other_key": _("The list of %(domain)s is signed with another key than before."),
        "not_named": _("The list of %(domain)s does not name you."),
    }
