from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "augenhoehe.domain.moderation"
    label = "moderation"
