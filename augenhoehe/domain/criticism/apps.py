from django.apps import AppConfig


class CriticismConfig(AppConfig):
    name = "augenhoehe.domain.criticism"
    label = "criticism"
