from django.urls import path

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.criticise import by_link, entering, offers, submitting

urlpatterns = [
    path("kritik", submitting.criticise, name="criticise"),
    path("kritik/mitbringen", submitting.bring_in, name="bring_in"),
    path("tisch/eintragen", entering.enter, name="desk_enter"),
    path("kritik/gesendet", submitting.sent, name="criticise_sent"),
    path("kritik/bestaetigen/<str:token>", submitting.submission, name="submission"),
    path("v/<str:token>", by_link.critic_link, name="critic_link"),
    path("angebote/<id:offer_id>/<slug:step>", offers.decide, name="offer_step"),
    path("posts/<id:post_id>/kritik", offers.mark, name="mark"),
]
