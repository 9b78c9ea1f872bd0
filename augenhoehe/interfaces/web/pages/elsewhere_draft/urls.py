from django.urls import path

from augenhoehe.interfaces.web.pages.elsewhere_draft import views

urlpatterns = [path("anderswo-schreiben", views.elsewhere, name="elsewhere_draft")]
