"""The pages of people and voices. Their addresses begin with @."""

from django.urls import path, re_path

from augenhoehe.interfaces.web.pages.profile.from_elsewhere import follow_from_elsewhere
from augenhoehe.interfaces.web.pages.profile.relations import VERBS, followers, following, relate
from augenhoehe.interfaces.web.pages.profile.views import note, profile

urlpatterns = [
    path("@<str:handle>", profile, name="profile"),
    path("@<str:handle>/gefolgt-von", followers, name="followers"),
    path("@<str:handle>/folgt", following, name="following"),
    path("@<str:handle>/von-anderswo-folgen", follow_from_elsewhere, name="follow_from_elsewhere"),
    path("@<str:handle>/notiz", note, name="profile_note"),
    re_path(rf"^@(?P<handle>[^/]+)/(?P<verb>{'|'.join(VERBS)})$", relate, name="relation"),
]
