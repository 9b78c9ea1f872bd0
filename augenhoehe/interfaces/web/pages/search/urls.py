from django.urls import path

from augenhoehe.interfaces.web.pages.search import views

urlpatterns = [
    path("suche", views.search, name="search"),
    # What our WebFinger names as the way to follow from here (OStatus subscribe).
    path("authorize_interaction", views.from_elsewhere, name="from_elsewhere"),
]
