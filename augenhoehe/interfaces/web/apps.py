from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "augenhoehe.interfaces.web"
    label = "web"
