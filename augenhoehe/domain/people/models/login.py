from __future__ import annotations

import hashlib
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from augenhoehe.domain.people.models.account import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId, is_possible
from augenhoehe.foundation.prepared import rows_by_id


class LoginManager(BaseUserManager["Login"]):
    def get_queryset(self) -> models.QuerySet[Login]:
        # Whoever asks for a login wants to know whose it is.
        return super().get_queryset().select_related("account")

    def get(self, *conditions: Any, **by: Any) -> Login:
        # Django's sign-in asks so at every request; one query less to write (0.38 -> 0.15 ms).
        number = by.get("pk")
        if conditions or len(by) != 1 or type(number) is not int or not is_possible(number):
            return super().get(*conditions, **by)
        login = rows_by_id(Login, [number]).get(number)
        if login is None:
            raise Login.DoesNotExist
        login.account = rows_by_id(Account, [login.account_id])[login.account_id]
        return login

    def get_by_natural_key(self, username: str | None) -> Login:
        return self.get(email__iexact=username or "")


# The tables of django-oauth-toolkit point here from an untyped package.
class Login(AbstractBaseUser):  # type: ignore[django-manager-missing]
    """How a local person gets in: an address, a password, later passkeys.

    A login is not who speaks; that is its account, or a voice the person writes for.
    """

    id = TimeOrderedId()
    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="login")
    email = models.EmailField(max_length=254)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=8, blank=True, default="")
    time_zone = models.CharField(max_length=64, blank=True, default="")
    # How posts begin, unless their author chooses otherwise; the numbers are of `posts.Post`.
    posting_audience = models.PositiveSmallIntegerField(default=0)
    posting_sensitive = models.BooleanField(default=False)
    posting_quotes = models.PositiveSmallIntegerField(default=0)
    invited_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now)
    # When somebody was here last is nobody's business, so Django is not to keep it.
    last_login = None
    # Django's admin is not installed; allauth and DOT ask for these names all the same.
    is_staff = False
    is_superuser = False

    objects = LoginManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="login_email_once")]

    def __str__(self) -> str:
        return self.email

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Nobody has Django permissions: who may do what stands in the policies."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False


class Invite(models.Model):
    """A link that lets somebody sign up where registration is by invitation."""

    id = TimeOrderedId()
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    note = models.CharField(max_length=100, blank=True, default="")
    uses_left = models.PositiveSmallIntegerField(default=1)
    ends_at = models.DateTimeField()
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"Invite by {self.made_by}"

    @staticmethod
    def digest_of(code: str) -> str:
        """What of a code is kept: enough to know it again, not enough to use it."""
        return hashlib.sha256(code.encode()).hexdigest()
