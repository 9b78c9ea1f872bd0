from django.urls import path

from augenhoehe.interfaces.web.pages.first_steps import views

urlpatterns = [
    path("erste-schritte", views.first_steps, name="first_steps"),
    path("erste-schritte/gelesen", views.read, name="first_steps_read"),
]
