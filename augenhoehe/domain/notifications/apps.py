from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "augenhoehe.domain.notifications"
    label = "notifications"
