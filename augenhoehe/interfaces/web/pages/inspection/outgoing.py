"""To whom this server opens a connection, and when: read off the settings in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.desk import webhooks


@dataclass(frozen=True, slots=True)
class Connection:
    """One kind of connection, to whom, and whether the settings allow it."""

    to: str
    why: str
    is_on: bool


def connections() -> Sequence[Connection]:
    """All kinds there are. Pages load nothing from anywhere else."""
    transport = settings.MAIL_TRANSPORT
    mail = str(transport.get("host", "")) if isinstance(transport, dict) else ""
    hooks = [urlsplit(hook.url).hostname or "" for hook in webhooks() if hook.active]
    federates = settings.FEDERATION != "closed"
    return (
        Connection(mail or _("none: letters are files"), _("to send mail"), bool(mail)),
        Connection(
            _("servers people here follow, or are followed from"),
            _("to exchange posts, and to ask for people, posts and media"),
            federates,
        ),
        Connection(
            _("pages people link to"),
            _("previews of links, and proving links in profiles"),
            True,
        ),
        Connection(
            _("push services of browsers people chose"),
            _("encrypted notices while an app is closed"),
            True,
        ),
        Connection(", ".join(hooks) or _("none"), _("webhooks of the organisation"), bool(hooks)),
    )
