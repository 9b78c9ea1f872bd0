from django.apps import AppConfig


class SpacesConfig(AppConfig):
    name = "augenhoehe.domain.spaces"
    label = "spaces"
