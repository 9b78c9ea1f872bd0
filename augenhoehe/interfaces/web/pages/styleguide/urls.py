from django.urls import path

from augenhoehe.interfaces.web.pages.styleguide import views

urlpatterns = [path("styleguide/", views.show, name="styleguide")]
