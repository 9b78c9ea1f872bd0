import re
import secrets
from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from augenhoehe.domain.people.actions.token import check_scopes, issue_token
from augenhoehe.domain.people.models import AccessToken, Account, Application, Grant
from augenhoehe.domain.people.policies import may_speak_as
from augenhoehe.domain.people.tokens import DEFAULT, digest_of
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require

# Shows the code on a page instead of sending somebody back to an app.
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"

_NAME = 60
_ADDRESS = 2000
_ADDRESSES = 20
_CODE_LASTS = timedelta(minutes=10)
_UNUSED_LASTS = timedelta(days=90)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*", re.IGNORECASE | re.ASCII)
# An address of these schemes would be run or read by the browser instead of opened.
_NEVER = frozenset(
    {"javascript", "data", "vbscript", "file", "about", "blob", "filesystem", "view-source", "ws"}
)


@transaction.atomic
def register_app(
    *, name: str, redirect_uris: Sequence[str], scopes: str = "", website: str = ""
) -> tuple[Application, str]:
    """Make an app known to this server. The secret is returned once; its digest is kept."""
    name = tidy(name).strip()
    if not name or len(name) > _NAME:
        raise Invalid(
            _("The name of an app has up to %(n)d letters.") % {"n": _NAME}, field="client_name"
        )
    secret = secrets.token_urlsafe(48)
    application = Application.objects.create(
        name=name,
        redirect_uris="\n".join(_checked_addresses(redirect_uris)),
        scopes=" ".join(check_scopes(scopes) or [DEFAULT]),
        website=_checked_website(website),
        client_id=secrets.token_urlsafe(32),
        # Random and long: a slow digest would protect nothing, and cost 0.7 s at each sign-in.
        client_secret=digest_of(secret),
        hash_client_secret=False,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
    )
    return application, secret


def _checked_addresses(addresses: Sequence[str]) -> list[str]:
    found = list(dict.fromkeys(address for address in addresses if address))
    if not found or len(found) > _ADDRESSES:
        raise Invalid(
            _("An app needs an address to come back to, and at most %(n)d.") % {"n": _ADDRESSES},
            field="redirect_uris",
        )
    for address in found:
        if not _can_be_returned_to(address):
            raise Invalid(
                _("Redirect URI must be an absolute address that an app can receive: %(address)s")
                % {"address": address[:100]},
                field="redirect_uris",
            )
    return found


def _can_be_returned_to(address: str) -> bool:
    """Whether somebody can be sent to an address with a code, and nothing else happens."""
    if address == OUT_OF_BAND:
        return True
    if len(address) > _ADDRESS or "#" in address or not address.isprintable() or " " in address:
        return False
    scheme, colon, rest = address.partition(":")
    if not colon or not rest or not _SCHEME.fullmatch(scheme) or scheme.lower() in _NEVER:
        return False
    return scheme.lower() not in ("http", "https") or _is_web_address(address)


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        _port = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


def _checked_website(website: str) -> str:
    website = website.strip()
    if website and (len(website) > 500 or not _is_web_address(website)):
        raise Invalid(_("The website of an app is an address on the web."), field="website")
    return website


@transaction.atomic
def allow_app(
    application: Application,
    *,
    code: str,
    by: Account,
    voice: Account | None,
    scopes: str,
    redirect_uri: str,
    code_challenge: str = "",
) -> None:
    """Somebody lets an app speak for them, or through a voice: `code` is worth a token, once."""
    if voice is not None:
        require(may_speak_as(who_is(by), voice))
    Grant.objects.create(
        user=by.login,
        voice=voice,
        application=application,
        code=digest_of(code),
        expires=clock.now() + _CODE_LASTS,
        redirect_uri=redirect_uri,
        scope=" ".join(check_scopes(scopes)),
        code_challenge=code_challenge,
        code_challenge_method="S256" if code_challenge else "",
    )


@transaction.atomic
def redeem_code(grant: Grant) -> str:
    """Change what somebody allowed for a token; who comes second with the code gets nothing."""
    deleted, _by_table = Grant.objects.filter(id=grant.id, expires__gt=clock.now()).delete()
    if not deleted:
        raise Invalid(_("This code has been used or has ended."), field="code")
    return issue_token(
        grant.user.account, scopes=grant.scope, voice=grant.voice, application=grant.application
    )


@transaction.atomic
def forget_apps() -> None:
    """Forget codes that ended, and apps that registered long ago and have no token."""
    Grant.objects.filter(expires__lte=clock.now()).delete()
    tokens = AccessToken.objects.filter(application_id=OuterRef("id"))
    old = Application.objects.filter(created__lt=clock.now() - _UNUSED_LASTS)
    old.filter(~Exists(tokens)).delete()
