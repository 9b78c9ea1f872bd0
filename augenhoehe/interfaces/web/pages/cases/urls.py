from django.urls import path
from django.views.generic import RedirectView

from augenhoehe.interfaces.web.pages.cases import answering, listing, opening, show, steps

urlpatterns = [
    path("faelle", listing.index, name="cases"),
    path("faelle/neu", opening.new, name="case_new"),
    path("faelle/<int:case_id>", show.case, name="case"),
    path("faelle/<int:case_id>/antworten", answering.answer, name="case_answer"),
    path("faelle/<int:case_id>/<slug:step>", steps.take_step, name="case_step"),
    path("cases", RedirectView.as_view(url="/faelle", query_string=True)),
]
