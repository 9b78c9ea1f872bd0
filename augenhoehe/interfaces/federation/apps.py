from django.apps import AppConfig


class FederationConfig(AppConfig):
    name = "augenhoehe.interfaces.federation"
    label = "federation"
