from django.urls import path, re_path

from augenhoehe.interfaces.web.pages.timeline import feeds, tags, views

urlpatterns = [
    path("home", views.home, name="home"),
    path("gemerkt", views.kept, name="kept"),
    path("alle", views.public, name="public"),
    path("alle.atom", feeds.public, name="public_feed"),
    path("tags/<str:name>.atom", feeds.tag, name="tag_feed"),
    path("tags/<str:name>", views.tag, name="tag"),
    re_path(
        rf"^tags/(?P<name>[^/]+)/(?P<step>{'|'.join(tags.STEPS)})$", tags.take_step, name="tag_step"
    ),
    path("faelle.atom", feeds.cases, name="cases_feed"),
    path("neuer/<str:kind>", views.newer, name="newer"),
    path("@<str:handle>.atom", feeds.profile, name="profile_feed"),
]
