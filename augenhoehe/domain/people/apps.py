from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "augenhoehe.domain.people"
    label = "people"
