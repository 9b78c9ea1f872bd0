from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "augenhoehe.foundation"
    label = "foundation"
