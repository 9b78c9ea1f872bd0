from django.urls import path

from augenhoehe.interfaces.web.pages.demo import views

urlpatterns = [
    path("demo/als/<slug:who>", views.look_as, name="demo_as"),
    path("tour", views.begin),
    path("tour/<int:number>", views.tour, name="tour"),
]
