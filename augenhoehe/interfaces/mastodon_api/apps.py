from django.apps import AppConfig


class MastodonApiConfig(AppConfig):
    name = "augenhoehe.interfaces.mastodon_api"
    label = "mastodon_api"
