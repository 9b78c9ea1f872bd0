from django.urls import path

from augenhoehe.interfaces.web.pages.self_test import views

urlpatterns = [
    path("verwaltung/selbsttest", views.index, name="self_test"),
    path("verwaltung/selbsttest/angesehen", views.looked, name="self_test_looked"),
]
