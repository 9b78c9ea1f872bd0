"""Signing up, in and out, and what belongs to it. The names are allauth's."""

from allauth.account import views as allauth
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery
from django.urls import path, re_path

from augenhoehe.interfaces.web.pages.session import second_step, views
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
    # A second step at sign-in, and passkeys instead of a password.
    path("anmelden/zweiter-schritt", second_step.SecondStep.as_view(), name="mfa_authenticate"),
    path("anmelden/code", second_step.CodeAgain.as_view(), name="mfa_reauthenticate"),
    path("anmelden/passkey", second_step.SignInWithPasskey.as_view(), name="mfa_login_webauthn"),
    path(
        "anmelden/passkey/bestaetigen",
        second_step.PasskeyAgain.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path("zweiter-schritt", base.index, name="mfa_index"),
    path("zweiter-schritt/app", second_step.SetUpApp.as_view(), name="mfa_activate_totp"),
    path(
        "zweiter-schritt/app/abschalten",
        second_step.DoWithoutApp.as_view(),
        name="mfa_deactivate_totp",
    ),
    path("zweiter-schritt/codes", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "zweiter-schritt/codes/neu",
        second_step.NewSpareCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "zweiter-schritt/codes/datei",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("zweiter-schritt/passkeys", second_step.passkeys, name="mfa_list_webauthn"),
    path("zweiter-schritt/passkeys/neu", second_step.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path(
        "zweiter-schritt/passkeys/<int:pk>/entfernen",
        second_step.RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
    path(
        "zweiter-schritt/passkeys/<int:pk>/name",
        second_step.NamePasskey.as_view(),
        name="mfa_edit_webauthn",
    ),
]
