from django.urls import path

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.emoji import views

urlpatterns = [
    path("verwaltung/emoji", views.index, name="emoji_list"),
    path("verwaltung/emoji/<id:emoji_id>", views.edit, name="emoji_edit"),
    path("verwaltung/emoji/<id:emoji_id>/<slug:step>", views.step, name="emoji_step"),
]
