"""Django's settings, made from the operator's (`options.py`)."""

from pathlib import Path
from urllib.parse import urlsplit

import django_stubs_ext

from augenhoehe.config.database import database_settings
from augenhoehe.config.keys import load_keys
from augenhoehe.config.mail import mail_settings
from augenhoehe.config.options import read_options

django_stubs_ext.monkeypatch()

OPTIONS = read_options()
PACKAGE = Path(__file__).resolve().parent.parent

# What the product reads of the operator's settings; the rest below is Django's.
DATA_DIR: Path = OPTIONS["data_dir"]
BASE_URL: str = OPTIONS["base_url"]
HOST = urlsplit(BASE_URL).netloc
SERVER_NAME: str = OPTIONS["name"]
ORGANISATION: str = OPTIONS["organisation"] or OPTIONS["name"]
WORKS_COUNCIL: str = OPTIONS["works_council"].strip()  # "" is none
PRODUCTS: tuple[str, ...] = OPTIONS["products"]
PRESS: tuple[str, ...] = OPTIONS["press"]
SAFETY_TAGS: tuple[str, ...] = OPTIONS["safety_tags"]
PLAIN_RULES: str = OPTIONS["plain_rules"]
OWN_SHOPS: tuple[str, ...] = OPTIONS["own_shops"]
TRACKING_PARAMETERS: tuple[str, ...] = OPTIONS["tracking_parameters"]
CONTACT: str = OPTIONS["contact"]
IMPRINT_FILE: str = OPTIONS["imprint_file"]
PRIVACY_FILE: str = OPTIONS["privacy_file"]
REGISTRATION: str = OPTIONS["registration"]
REGISTRATION_CONFIRM_EMAIL: bool = OPTIONS["registration_confirm_email"]
RATE_LIMITS: bool = OPTIONS["rate_limits"]
POST_LENGTH: int = OPTIONS["post_length"]
PICTURE_BYTES: int = OPTIONS["picture_megabytes"] * 1024**2
RECORDING_BYTES: int = OPTIONS["recording_megabytes"] * 1024**2
SERVER_LANGUAGE: str = OPTIONS["language"]
FEDERATION: str = OPTIONS["federation"]
FEDERATION_HTTP: bool = OPTIONS["federation_http"]
FEDERATION_PRIVATE_ADDRESSES: bool = OPTIONS["federation_private_addresses"]
FEDERATION_AUTHORIZED_FETCH: bool = OPTIONS["federation_authorized_fetch"]
FEDERATION_KEEP_MEDIA_DAYS: int = OPTIONS["federation_keep_media_days"]
THREADS: int = OPTIONS["threads"]
TRUSTED_PROXIES: tuple[str, ...] = OPTIONS["trusted_proxies"]
TLS_CERTIFICATE: str = OPTIONS["tls_certificate"]
TLS_KEY: str = OPTIONS["tls_key"]
DEMO: bool = OPTIONS["demo"]
if DEMO:  # the fictitious firm has a name and an imprint of its own
    SERVER_NAME = "Lindenrad" if SERVER_NAME == "Augenhöhe" else SERVER_NAME
    ORGANISATION = OPTIONS["organisation"] or SERVER_NAME
    PRODUCTS = PRODUCTS or ("Fährmann", "Linde 7")
    PRESS = PRESS or ("tilda",)
    CONTACT = CONTACT or "hilfe@lindenrad.example"
    WORKS_COUNCIL = WORKS_COUNCIL or "Betriebsrat der Lindenrad GmbH"
    IMPRINT_FILE = IMPRINT_FILE or str(PACKAGE / "demo" / "imprint.md")
    PRIVACY_FILE = PRIVACY_FILE or str(PACKAGE / "demo" / "privacy.md")
    # Pictures of people elsewhere come with the demo; nobody could be asked for them again.
    FEDERATION_KEEP_MEDIA_DAYS = 36_500

DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o750)  # letters and addresses are in it
_keys = load_keys(DATA_DIR)
SECRET_KEY = _keys["session"]
ADDRESS_KEY = _keys["addresses"]
REGISTER_KEY = _keys["register"]
PUSH_KEY = _keys["push"]

DEBUG = OPTIONS["debug"]
# The server answers under its public name, and locally for whoever sits at the machine.
ALLOWED_HOSTS = [urlsplit(BASE_URL).hostname or "", "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "augenhoehe.config",
    "augenhoehe.foundation",
    "augenhoehe.domain.people",
    "augenhoehe.domain.spaces",
    "augenhoehe.domain.media",
    "augenhoehe.domain.codex",
    "augenhoehe.domain.posts",
    "augenhoehe.domain.criticism",
    "augenhoehe.domain.moderation",
    "augenhoehe.domain.notifications",
    "augenhoehe.interfaces.web",
    "augenhoehe.interfaces.mastodon_api",
    "augenhoehe.interfaces.mail",
    "augenhoehe.interfaces.federation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "oauth2_provider",
    "django_htmx",
    "django_tasks",
]

MIDDLEWARE = [
    "augenhoehe.interfaces.mastodon_api.cors.Programs",
    "augenhoehe.interfaces.web.middleware.Headers",
    "augenhoehe.interfaces.federation.negotiation.AsDocuments",
    "augenhoehe.interfaces.web.middleware.HonestFaults",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "augenhoehe.interfaces.web.middleware.Languages",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "augenhoehe.interfaces.web.middleware.Refusals",
]

ROOT_URLCONF = "augenhoehe.config.urls"
WSGI_APPLICATION = "augenhoehe.config.server.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "augenhoehe.interfaces.web.context.everywhere",
            ],
            "builtins": ["augenhoehe.interfaces.web.templatetags.house"],
        },
    }
]

DATABASES = {"default": database_settings(OPTIONS["database_url"], DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }
}
SESSION_ENGINE = "augenhoehe.interfaces.web.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_URL.startswith("https:")
SESSION_COOKIE_NAME = "augenhoehe_session"
CSRF_COOKIE_NAME = "augenhoehe_csrf"
CSRF_FAILURE_VIEW = "augenhoehe.interfaces.web.errors.csrf_refused"
LANGUAGE_COOKIE_NAME = "augenhoehe_language"

# A photograph of a telephone has 12 MB; four of them and a text are one post.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
DATA_UPLOAD_MAX_NUMBER_FILES = 8
FILE_UPLOAD_MAX_MEMORY_SIZE = 256_000
FILE_UPLOAD_TEMP_DIR = str(DATA_DIR / "incoming")
MEDIA_ROOT = str(DATA_DIR / "media")
STATIC_URL = "/static/"
STATIC_ROOT = str(DATA_DIR / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "augenhoehe.config.server.static.BundledStaticFiles"},
}
(DATA_DIR / "incoming").mkdir(exist_ok=True)

USE_TZ = True
TIME_ZONE = OPTIONS["time_zone"]
LANGUAGE_CODE = "en"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]

AUTH_USER_MODEL = "people.Login"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_URL = "/anmelden"
LOGIN_REDIRECT_URL = "/home"

ACCOUNT_ADAPTER = "augenhoehe.interfaces.web.sign_in.Adapter"
ACCOUNT_FORMS = {
    "signup": "augenhoehe.interfaces.web.sign_in.SignUpForm",
    "login": "augenhoehe.interfaces.web.sign_in.SignInForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if REGISTRATION_CONFIRM_EMAIL else "none"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Our own limits answer with Retry-After and in words (`foundation.patience`).
ACCOUNT_RATE_LIMITS = False
USERSESSIONS_TRACK_ACTIVITY = False
MFA_ADAPTER = "augenhoehe.interfaces.web.second_step.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = False
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_FORMS = {
    name: f"augenhoehe.interfaces.web.second_step.{form}"
    for name, form in {
        "authenticate": "CodeForm",
        "reauthenticate": "CodeAgainForm",
        "activate_totp": "FirstCodeForm",
        "add_webauthn": "NewPasskeyForm",
        "edit_webauthn": "PasskeyNameForm",
        "login_webauthn": "PasskeySignInForm",
        "authenticate_webauthn": "PasskeyForm",
        "reauthenticate_webauthn": "PasskeyAgainForm",
    }.items()
}

OAUTH2_PROVIDER_APPLICATION_MODEL = "people.Application"
OAUTH2_PROVIDER_ACCESS_TOKEN_MODEL = "people.AccessToken"  # noqa: S105 - names of models
OAUTH2_PROVIDER_REFRESH_TOKEN_MODEL = "people.RefreshToken"  # noqa: S105
OAUTH2_PROVIDER_GRANT_MODEL = "people.Grant"
OAUTH2_PROVIDER_ID_TOKEN_MODEL = "people.IDToken"  # noqa: S105
OAUTH2_PROVIDER = {
    # What else is ours stands in `interfaces/mastodon_api/oauth/server.py`.
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
}

TASKS = {"default": {"BACKEND": "augenhoehe.foundation.jobs.backend.LeasedBackend"}}

EMAIL_BACKEND = "augenhoehe.interfaces.mail.backend.QueuedMail"
MAIL_TRANSPORT = mail_settings(OPTIONS["mail_url"], DATA_DIR)
DEFAULT_FROM_EMAIL = OPTIONS["mail_from"] or f"noreply@{urlsplit(BASE_URL).hostname}"

SECURE_CONTENT_TYPE_NOSNIFF = False  # the Headers middleware says it once for every answer
# The address is unique without regard to case, by a constraint.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        # What strangers get wrong is answered, and no news: a request each, with a traceback.
        "django.security": {"level": "CRITICAL"},
        "django.security.csrf": {"level": "WARNING"},
        "uvicorn.access": {"level": "WARNING"},
        "pyvips": {"level": "WARNING"},
    },
}
