from django.urls import path

from augenhoehe.foundation import converters  # noqa: F401 - `<id:…>`
from augenhoehe.interfaces.web.pages.register import checking, files, ledger, reports

urlpatterns = [
    path("register", ledger.index, name="register"),
    path("register.json", files.whole, name="register_json"),
    path("register.csv", files.table, name="register_csv"),
    path("register.atom", files.feed, name="register_feed"),
    path("register/dsa.json", files.for_the_eu, name="register_dsa"),
    path("register/koepfe.json", files.all_heads, name="register_heads"),
    path("register/koepfe/<id:seq>.json", files.one_head, name="register_head"),
    path("register/koepfe/abonnieren", checking.subscribe, name="register_subscribe"),
    path("register/koepfe/post", checking.asked, name="register_asked"),
    path("register/koepfe/bestaetigen/<str:token>", checking.confirm, name="register_confirm"),
    path("register/koepfe/abmelden/<str:token>", checking.leave, name="register_leave"),
    path("register/pruefen", checking.show, name="register_verify"),
    path("register/pruefen/<str:name>", checking.download, name="register_download"),
    path("register/bericht/<int:year>", reports.page, name="register_report"),
    path("register/bericht/<int:year>.json", reports.as_json, name="register_report_json"),
    path("register/bericht/<int:year>.csv", reports.as_table, name="register_report_csv"),
    path("register/<str:uid>", ledger.entry, name="register_entry"),
]
