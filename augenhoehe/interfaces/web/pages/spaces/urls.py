"""Places with members and a reach."""

from django.urls import path, re_path

from augenhoehe.interfaces.web.pages.spaces import views
from augenhoehe.interfaces.web.pages.spaces.hats import choose_hat
from augenhoehe.interfaces.web.pages.spaces.members import members
from augenhoehe.interfaces.web.pages.spaces.steps import STEPS, take_step

urlpatterns = [
    path("raeume", views.spaces, name="spaces"),
    path("raeume/neu", views.new_space, name="space_new"),
    path("raeume/<slug:slug>", views.space, name="space"),
    path("raeume/<slug:slug>/mitglieder", members, name="space_members"),
    path("raeume/<slug:slug>/hut", choose_hat, name="space_hat"),
    re_path(
        rf"^raeume/(?P<slug>[-\w]+)/(?P<step>{'|'.join(STEPS)})$", take_step, name="space_step"
    ),
]
