from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "augenhoehe.interfaces.mail"
    label = "mail"
