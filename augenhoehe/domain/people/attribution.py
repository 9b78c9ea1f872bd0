"""Servers whose pages may name an account as their author."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid

MOST = 10
_DOMAIN = re.compile(
    r"(?=.{1,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
)


def checked_domains(wanted: Iterable[object]) -> list[str]:
    """Names of servers, each once; a whole address stands for its server. Raises `Invalid`."""
    found = list(dict.fromkeys(filter(None, (_server(str(one)) for one in wanted))))
    if len(found) > MOST:
        raise Invalid(
            _("At most %(most)d servers, please.") % {"most": MOST}, field="attribution_domains"
        )
    for domain in found:
        if not _DOMAIN.fullmatch(domain):
            raise Invalid(
                _("%(domain)s is no name of a server.") % {"domain": domain[:100]},
                field="attribution_domains",
            )
    return found


def _server(typed: str) -> str:
    said = tidy(typed).strip().lower()
    said = said.removeprefix("https://").removeprefix("http://").partition("/")[0]
    try:
        return said if said.isascii() else said.encode("idna").decode("ascii")
    except UnicodeError:
        return said
