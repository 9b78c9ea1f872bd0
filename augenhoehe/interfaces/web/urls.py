"""The addresses of the pages, gathered from their folders."""

from django.urls import include, path

_FOLDERS = (
    "front",
    "session",
    "timeline",
    "search",
    "criticise",  # before the reactions: /posts/<id>/kritik is none
    "compose",
    "elsewhere_draft",
    "first_steps",
    "help",
    "media",
    "spaces",
    "voices",
    "notices",
    "announcements",
    "emoji",
    "messages",
    "lists",
    "hats",
    "settings",
    "own_data",
    "moving",
    "pwa",
    "cases",
    "desk",
    "moderation",
    "reports",
    "appeals",
    "statement",
    "register",
    "equality",
    "inspection",
    "playbooks",  # before the codex: /codex/handlungsanweisungen/ is no clause
    "codex",
    "mirror",
    "self_test",
    "servers",
    "about",
    "demo",
    "styleguide",
    "post",
    "profile",  # last: its addresses begin with @
)

urlpatterns = [
    path("", include(f"augenhoehe.interfaces.web.pages.{folder}.urls")) for folder in _FOLDERS
]
