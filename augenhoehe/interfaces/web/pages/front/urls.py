from django.urls import path

from augenhoehe.interfaces.web.pages.front import views

urlpatterns = [path("", views.front, name="front")]
