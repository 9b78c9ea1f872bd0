from django.apps import AppConfig


class PostsConfig(AppConfig):
    name = "augenhoehe.domain.posts"
    label = "posts"
