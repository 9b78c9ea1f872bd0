"""Conversations among a few people, as one of them sees them."""

from django.urls import path

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.messages import views

urlpatterns = [
    path("nachrichten", views.messages_page, name="messages"),
    path("nachrichten/<id:conversation_id>/<slug:step>", views.step, name="message_step"),
]
