from django.urls import path

from augenhoehe.interfaces.web.pages.pwa import sharing, views

urlpatterns = [
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("sw.js", views.worker, name="service_worker"),
    path("offline", views.offline, name="offline"),
    path("teilen", sharing.share, name="share"),
    path("einstellungen/geraet", views.device, name="settings_device"),
]
