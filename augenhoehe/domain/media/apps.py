from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "augenhoehe.domain.media"
    label = "media"
