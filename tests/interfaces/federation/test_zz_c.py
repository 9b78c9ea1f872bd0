import cProfile, pstats, time
import pytest
from django.db import connection, transaction
from augenhoehe.activitypub.reading import read_activity
from augenhoehe.domain.people.models import Follow
from augenhoehe.interfaces.federation.inbox.on_create import on_create, need_of_create
from tests.interfaces.federation.elsewhere import Elsewhere

@pytest.mark.django_db(transaction=True)
def test_bench(cast, settings, capsys):
    settings.FEDERATION = "open"; settings.FEDERATION_HTTP = True
    ada = Elsewhere().person("ada")
    account = ada.known_here()
    cast.lindenrad
    for name in ("karl", "gerda", "ada", "luise", "ben"):
        Follow.objects.create(follower=getattr(cast, name), followed=account)
    text = "<p>Today I rode along the river and the wind was with me. See <a href=\"https://elsewhere.example/tags/bikes\" class=\"mention hashtag\" rel=\"tag\">#<span>bikes</span></a> and more words about the weather in general.</p>"
    docs = [ada.creates(text.replace("river", f"river{n}"), tag=[{"type": "Hashtag", "href": "https://elsewhere.example/tags/bikes", "name": "#bikes"}], contentMap={"en": text}, replies={"id": "https://elsewhere.example/r/1", "type": "Collection"}) for n in range(700)]
    def one(doc):
        a = read_activity(doc)
        for _ in need_of_create(a): raise AssertionError
        with transaction.atomic():
            on_create(a, account)
    for d in docs[:100]: one(d)
    from django.test.utils import CaptureQueriesContext
    with CaptureQueriesContext(connection) as c: one(docs[100])
    t = time.process_time()
    for d in docs[101:400]: one(d)
    spent = (time.process_time() - t) / 299 * 1000
    p = cProfile.Profile(); p.enable()
    for d in docs[400:600]: one(d)
    p.disable()
    with capsys.disabled():
        print(f"\n{spent:.2f} ms; {len(c)} queries")
        for q in c: print("  ", q["time"], q["sql"][:170].replace("\n", " "))
        s = pstats.Stats(p); s.sort_stats("cumulative").print_stats(70)
