"""Equal rights: the page says what the code does, and no title moves anything anywhere."""

import inspect
import random
import re

import pytest
from django.apps import apps
from django.core.cache import cache
from django.test import Client

from augenhoehe.domain.criticism import policies as criticism
from augenhoehe.domain.criticism.actions import confirm_case, dispute_case
from augenhoehe.domain.moderation.specimens import IMAGINED, RIGHTS, specimen_of
from augenhoehe.domain.people import policies as people
from augenhoehe.domain.people.actions import follow
from augenhoehe.domain.people.models import Account, Affiliation, RoleGrant
from augenhoehe.domain.posts import policies as posts
from augenhoehe.domain.posts.actions import boost, like
from augenhoehe.domain.spaces import policies as spaces
from augenhoehe.interfaces.web.pages.equality.catalogue import CATALOGUE
from augenhoehe.interfaces.web.pages.equality.table import sections

TITLES = ("Managing director", "Apprentice", "Head of department", "Patron")


def rows():
    return {row.name: row for section in sections() for row in section.rows}


def allowed(name):
    """Who may do something, by the page."""
    return {cell.person.name for cell in rows()[name].cells if cell.allowed}


# --- the table ------------------------------------------------------------------------------


def test_no_one_can_do_what_nobody_shall(db):
    for name in (
        "posts.edit_others",
        "posts.delete_others",
        "criticism.confirm_others",
        "criticism.delete_answer",
    ):
        assert not allowed(name), name


def test_a_title_gives_no_right(db):
    for name, row in rows().items():
        verdicts = {cell.person.name: (cell.allowed, cell.reason) for cell in row.cells}
        assert verdicts["executive"] == verdicts["member"], name


def test_everybody_who_takes_part_may_say_and_criticise_the_same(db):
    somebody = {person.name for person in IMAGINED} - {"anyone"}

    for name in ("posts.publish", "posts.reply", "criticism.open", "criticism.confirm_own"):
        assert allowed(name) == somebody, name


def test_the_table_is_what_the_policies_say(db):
    for rights in RIGHTS.values():
        for right in rights:
            for person, cell in zip(IMAGINED, rows()[right.name].cells, strict=True):
                verdict = right.ask(specimen_of(person))
                assert (bool(verdict), str(verdict.reason)) == (cell.allowed, cell.reason)
                assert cell.allowed or cell.reason, f"{right.name}: a no without a reason"


def test_every_policy_stands_in_the_table():
    listed = {policy for rights in RIGHTS.values() for r in rights for policy in r.policies}

    for module in (people, spaces, posts, criticism):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if name.startswith("may_") and function.__module__ == module.__name__:
                assert function in listed, f"{module.__name__}.{name} is nobody's right"


def test_page_and_document_say_the_same(db):
    html = Client().get("/gleichheit", headers={"accept-language": "en"}).content.decode()
    document = Client().get("/gleichheit.json", headers={"accept-language": "en"}).json()

    assert len(document["rights"]) == len(rows()) == html.count('<th scope="row">')
    for right in document["rights"]:
        assert {n for n, v in right["verdicts"].items() if v["allowed"]} == allowed(right["name"])
    noes = sum(not v["allowed"] for r in document["rights"] for v in r["verdicts"].values())
    assert html.count('href="#why-') == noes


def test_every_table_is_in_the_list_of_what_the_operator_sees():
    tables = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    listed = [table for entry in CATALOGUE for table in entry.tables]

    assert tables - set(listed) == set(), "tables that the page does not tell of"
    assert set(listed) - tables == set(), "tables that are gone"
    assert len(listed) == len(set(listed))


def test_the_page_is_for_everybody_without_a_cookie(db):
    response = Client().get("/gleichheit")

    assert response.status_code == 200
    assert not response.cookies
    assert Client().get("/equality")["Location"] == "/gleichheit"


# --- every public order -------------------------------------------------------------------


@pytest.fixture
def town(cast):
    """Posts, replies, cases, follows, likes: something to be put into an order."""
    persons = [cast.karl, cast.luise, cast.erika, cast.jonas, cast.hanna, cast.mona, cast.ada]
    assert cast.lindenrad
    assert cast.stammtisch
    asked = [cast.says(person, f"Der Riemen von {person.name} #riementrieb") for person in persons]
    for n, person in enumerate(persons):
        cast.says(persons[-n - 1], f"Antwort von {person.name}", in_reply_to=asked[0])
        cast.says(person, "Am Stammtisch gesagt", space=cast.stammtisch) if n == 5 else None
        like(asked[n - 1], by=person)
        for other in persons[:n]:
            follow(other, by=person)
    boost(asked[2], by=cast.karl)
    cases = [cast.complains(p, f"Kritik von {p.name}") for p in (cast.karl, cast.luise, cast.ada)]
    cast.answers(cast.erika, cases[1], voice=cast.lindenrad)
    cast.answers(cast.jonas, cases[2])
    dispute_case(cases[1], by=cast.luise, text="Nein.")
    confirm_case(cases[2], by=cast.ada)
    return [
        "/",
        "/alle",
        "/faelle",
        "/faelle?state=all",
        f"/faelle/{cases[1].id}",
        "/suche?q=Riemen",
        "/suche?q=Jonas",
        "/tags/riementrieb",
        f"/@karl/{asked[0].id}",
        "/@karl",
        "/@hanna",
        "/@karl/gefolgt-von",
        "/@ada/folgt",
        "/raeume/stammtisch",
        "/stimmen",
    ]


def order_of(address):
    """Everything a page links to, in its order: posts, cases, people."""
    response = Client().get(address)
    assert response.status_code == 200, address
    html = response.content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    found = re.findall(r'id="p(\d+)"|href="(/faelle/\d+)"|href="(/@\w+(?:/\d+)?)"', main)
    return ["".join(parts) for parts in found]


def shuffle_everything(seed):
    """Hand affiliation, roles and titles to other people."""
    dice = random.Random(seed)
    persons = list(Account.objects.persons().order_by("id"))
    members = Affiliation.objects.count()
    roles = list(RoleGrant.objects.values_list("role", flat=True))
    Affiliation.objects.all().delete()
    RoleGrant.objects.all().delete()
    for person in dice.sample(persons, members):
        Affiliation.objects.create(account=person)
    for role in roles:
        RoleGrant.objects.create(account=dice.choice(persons), role=role)
    for person in persons:
        Account.objects.filter(id=person.id).update(title=dice.choice(TITLES))
    cache.clear()


def test_whoever_is_employed_entrusted_or_titled_every_public_order_stays(town):
    before = {address: order_of(address) for address in town}
    assert all(len(order) > 1 for order in before.values()), before

    for seed in range(4):
        shuffle_everything(seed)
        assert {address: order_of(address) for address in town} == before


def test_no_title_stands_on_any_page_but_a_profile(town):
    Account.objects.persons().update(title="Obermeisterin")
    cache.clear()

    for address in town:
        shows_it = "Obermeisterin" in Client().get(address).content.decode()
        assert shows_it == (address in ("/@karl", "/@hanna")), address
