import cProfile, pstats, time
import pytest
from augenhoehe.domain.people.models import Follow
from augenhoehe.domain.posts.models import HomeEntry
from augenhoehe.interfaces.federation.inbox.process import process_waiting
from augenhoehe.interfaces.federation.models import InboxItem
from tests.interfaces.federation.at_the_door import AtTheDoor
from tests.interfaces.federation.elsewhere import Elsewhere

@pytest.mark.django_db(transaction=True)
def test_bench(cast, settings, capsys):
    settings.FEDERATION_HTTP = True
    where = Elsewhere()
    people = [where.person(f"p{n}") for n in range(20)]
    readers = [getattr(cast, n) for n in ("karl", "gerda", "ada", "luise", "ben")]
    for p in people:
        a = p.known_here()
        for r in readers: Follow.objects.create(follower=r, followed=a)
    text = "<p>Today I rode along the river and the wind was with me. See <a href=\"https://elsewhere.example/tags/bikes\" class=\"mention hashtag\" rel=\"tag\">#<span>bikes</span></a> and more words about the weather in general.</p>"
    reqs = [people[n % 20].request(people[n % 20].creates(text.replace("river", f"river {n}"), tag=[{"type": "Hashtag", "href": "https://elsewhere.example/tags/bikes", "name": "#bikes"}])) for n in range(1200)]
    door = AtTheDoor(where.ask)
    door.send_all(reqs[:100]); process_waiting(where.ask)
    t = time.process_time()
    for at in range(100, 700, 20): door.send_all(reqs[at:at+20])
    d1 = time.process_time() - t; t = time.process_time()
    process_waiting(where.ask)
    d2 = time.process_time() - t
    p1 = cProfile.Profile(); p2 = cProfile.Profile()
    for at in range(700, 1200, 20): door.send_all(reqs[at:at+20])
    p2.enable(); process_waiting(where.ask); p2.disable()
    with capsys.disabled():
        print(f"\ndoor {d1/600*1000:.2f} ms  process {d2/600*1000:.2f} ms", HomeEntry.objects.count(), InboxItem.objects.exclude(last_error="").count())
        print(InboxItem.objects.exclude(last_error="").values_list("last_error", flat=True)[:3])
        pstats.Stats(p2).sort_stats("tottime").print_stats(25)
        pstats.Stats(p2).sort_stats("cumulative").print_stats(60)
