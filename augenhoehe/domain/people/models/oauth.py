"""django-oauth-toolkit's tables, ours from the first migration.

An access token and a grant may carry a voice, so that a voice can be a switchable account
in an app. Only digests of tokens are at rest.
"""

from django.db import models
from oauth2_provider.models import (
    AbstractAccessToken,
    AbstractApplication,
    AbstractGrant,
    AbstractIDToken,
    AbstractRefreshToken,
)

from augenhoehe.domain.people.models.account import Account


class Application(AbstractApplication):  # type: ignore[misc]
    """An app that speaks for people who let it."""

    website = models.URLField(max_length=500, blank=True, default="")
    scopes = models.TextField(blank=True, default="read")

    class Meta(AbstractApplication.Meta):  # type: ignore[misc]
        swappable = ""

    def allows_grant_type(self, *grant_types: str) -> bool:
        """Every app may ask people, and speak for itself; none may ask for a password."""
        allowed = {self.GRANT_AUTHORIZATION_CODE, self.GRANT_CLIENT_CREDENTIALS}
        return not allowed.isdisjoint(grant_types)

    def redirect_uri_allowed(self, uri: str) -> bool:
        """Exactly one of the lines the app named when it registered."""
        return uri in self.redirect_uris.split()

    @property
    def label(self) -> str:
        """What people are told of who asks."""
        return str(self.name or self.client_id)


class Grant(AbstractGrant):  # type: ignore[misc]
    """A code that an app changes for a token, once; `code` holds its digest."""

    voice = models.ForeignKey(
        Account, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )


class AccessToken(AbstractAccessToken):  # type: ignore[misc]
    """What an app shows to speak for a person, or through a voice the person writes for."""

    voice = models.ForeignKey(
        Account, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    # The day and no more: when somebody looks at their telephone is nobody's business.
    last_used_on = models.DateField(null=True, blank=True)


class RefreshToken(AbstractRefreshToken):  # type: ignore[misc]
    """What an app changes for a new access token."""

    class Meta(AbstractRefreshToken.Meta):  # type: ignore[misc]
        swappable = ""


class IDToken(AbstractIDToken):  # type: ignore[misc]
    """A statement about who signed in."""
