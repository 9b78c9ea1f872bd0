from django.urls import path

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.media import views

urlpatterns = [
    path("media/<id:picture_id>/<slug:size>.webp", views.picture, name="picture"),
    path("media/<id:picture_id>/original.<slug:ending>", views.recording, name="recording"),
    path("vorschau/<id:number>.webp", views.link_picture, name="link_picture"),
    path("emoji/<id:emoji_id>.webp", views.emoji, name="emoji"),
    path(
        "portraits/<id:account_id>/<id:version>/<slug:size>.webp", views.portrait, name="portrait"
    ),
    path("headers/<id:account_id>/<id:version>/<slug:size>.webp", views.header, name="header"),
]
