from django.apps import AppConfig


class CodexConfig(AppConfig):
    name = "augenhoehe.domain.codex"
    label = "codex"
