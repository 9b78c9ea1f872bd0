"""Signing up, in and out, and what belongs to it. The names are allauth's."""

from allauth.account import views as allauth
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from augenhoehe.interfaces.web.pages.session import views
from augenhoehe.interfaces.web.pages.session.devices import Devices, end_session
from augenhoehe.interfaces.web.pages.session.language import language

urlpatterns = [
    path("anmelden", views.SignIn.as_view(), name="account_login"),
    path("anmelden/geschlossen", allauth.account_inactive, name="account_inactive"),
    path("anmelden/bestaetigen", views.ConfirmPassword.as_view(), name="account_reauthenticate"),
    path("abmelden", allauth.logout, name="account_logout"),
    path("registrieren", views.SignUp.as_view(), name="account_signup"),
    path("einladung/<str:code>", views.invitation, name="invitation"),
    path("passwort", views.ChangePassword.as_view(), name="account_change_password"),
    path("passwort/festlegen", views.SetPassword.as_view(), name="account_set_password"),
    path("passwort/vergessen", views.ForgottenPassword.as_view(), name="account_reset_password"),
    path(
        "passwort/vergessen/verschickt",
        allauth.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "passwort/neu/fertig",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^passwort/neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-\w]+)$",
        views.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("adresse", views.Address.as_view(), name="account_email"),
    path(
        "adresse/bestaetigen",
        allauth.email_verification_sent,
        name="account_email_verification_sent",
    ),
    re_path(
        r"^adresse/bestaetigen/(?P<key>[-:\w]+)$",
        views.ConfirmAddress.as_view(),
        name="account_confirm_email",
    ),
    path("sitzungen", Devices.as_view(), name="usersessions_list"),
    path("sitzungen/<int:session_id>/beenden", end_session, name="session_end"),
    path("sprache/<str:code>", language, name="language"),
    # A second step at sign-in: it works, and no page leads there yet.
    path("anmelden/zweiter-schritt", second_step.authenticate, name="mfa_authenticate"),
    path("anmelden/code", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("zweiter-schritt", second_step.index, name="mfa_index"),
    path("zweiter-schritt/app", totp.activate_totp, name="mfa_activate_totp"),
    path("zweiter-schritt/app/abschalten", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("zweiter-schritt/codes", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "zweiter-schritt/codes/neu",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "zweiter-schritt/codes/datei",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
