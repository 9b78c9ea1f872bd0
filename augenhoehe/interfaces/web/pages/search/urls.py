from django.urls import path

from augenhoehe.interfaces.web.pages.search import views

urlpatterns = [path("suche", views.search, name="search")]
