"""The voices of the organisation and who speaks through them."""

from django.urls import path, re_path

from augenhoehe.interfaces.web.pages.voices.steps import STEPS, take_step
from augenhoehe.interfaces.web.pages.voices.views import edit_voice, team, voices

urlpatterns = [
    path("stimmen", voices, name="voices"),
    path("@<str:handle>/team", team, name="voice_team"),
    path("@<str:handle>/profil", edit_voice, name="voice_profile"),
    re_path(
        rf"^@(?P<handle>[^/]+)/team/(?P<step>{'|'.join(STEPS)})$", take_step, name="voice_step"
    ),
]
