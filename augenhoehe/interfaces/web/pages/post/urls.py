from django.urls import path

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.post import echo, polls, quotes, turn, views

urlpatterns = [
    path("p/<id:post_id>", views.by_id, name="post_by_id"),
    path("beitrag/<id:post_id>/umschlag", turn.turn, name="post_turn"),
    path("beitrag/<id:post_id>/gleichklang", echo.echo, name="post_echo"),
    path("umfragen/<id:post_id>", polls.poll, name="poll"),
    path("@<str:handle>/<id:post_id>", views.show, name="post"),
    path("@<str:handle>/<id:post_id>/fassungen", views.history, name="post_history"),
    path("@<str:handle>/<id:post_id>/zitate", quotes.quotes, name="post_quotes"),
    path("@<str:handle>/<id:post_id>/zitate/wer", quotes.policy, name="post_quote_policy"),
    path(
        "@<str:handle>/<id:post_id>/zitate/<id:quoting_id>/loesen",
        quotes.revoke,
        name="post_quote_revoke",
    ),
    path("@<str:handle>/<id:post_id>/reaktionen", views.reactions, name="post_reactions"),
]
