"""Two servers of ours: criticism across, moving from one to the other, and one that is down."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.journeys.houses import FOUNDING, Hands, Houses, Person, eventually
from tests.journeys.people import PASSWORD
from tests.journeys.test_two_houses import AS, befriend

pytestmark = pytest.mark.xdist_group("houses")


def link_for(person: Person, words: str = "") -> str:
    """The path of the one-time link in the newest letter the person got from Lindenrad."""

    def look() -> str:
        for notice in person.get("/api/v1/notifications", limit=40):
            content = (notice.get("status") or {}).get("content") or ""
            found = re.search(r'href="https://127\.0\.0\.2:\d+(/v/[^"]+)"', content)
            if found and words in content:
                return found[1]
        return ""

    return eventually(look, f"{person.address} gets a link")


def open_case(houses: Houses, critic: Person, text: str) -> tuple[dict[str, str], str]:
    """Somebody of Gartenfeld criticises, is asked, and agrees by the link: post, and case path."""
    said = critic.says(f"{houses.voice.address} {text}")
    path = link_for(critic)
    Hands(houses.lindenrad).fills(path, step="annehmen", wanted="Ein Termin")
    found = houses.lindenrad.rows("SELECT MAX(id) FROM criticism_case")[0][0]
    return said, f"/faelle/{found}"


def answer(houses: Houses, case: str, text: str) -> None:
    voice = str(houses.erika.get("/api/v1/accounts/lookup", acct="lindenrad")["id"])
    typed = {"text": text, "verdict": "true", "speak_as": voice, "do": "publish"}
    houses.erika.signed_in().fills(case, **typed)


def document_of(houses: Houses, post: dict[str, str]) -> str:
    answer = houses.gerda.http.get(post["uri"], timeout=20, headers={"Accept": AS})
    return str(answer.json()["content"])


def state_of(houses: Houses, case: str) -> str:
    number = int(case.rpartition("/")[2])
    rows = houses.lindenrad.rows(f"SELECT state FROM criticism_case WHERE id = {number}")
    return str(rows[0][0])


def replies(
    person: Person, post: dict[str, str], words: str
) -> Callable[[], dict[str, str] | None]:
    return lambda: next(
        (one for one in person.replies_to(post["id"]) if words in one["content"]), None
    )


def test_a_case_across_servers(houses: Houses):
    gerda = houses.gerda
    said, case = open_case(houses, gerda, "Seit drei Wochen kein Rad und keine Antwort.")

    answer(houses, case, "Ihr Rad steht seit heute in Halle 2.")
    came = eventually(replies(gerda, said, "in Halle 2"), "the answer arrives as a reply")

    assert came["account"]["acct"] == houses.voice.acct
    assert came["written_by"]["display_name"] == "Erika Hansen"
    assert came["account"]["voice"]
    # Servers that know nothing of it show the signature line; ours say it in its place.
    assert "Erika Hansen</a>, für Lindenrad" in document_of(houses, came)
    assert "Erika Hansen" not in came["content"]
    assert state_of(houses, case) == "answered"

    gerda.says(f"{houses.voice.address} erledigt", in_reply_to_id=came["id"])
    eventually(lambda: state_of(houses, case) == "confirmed", "Gerda confirms with a word")


def test_not_answered_by_the_link(houses: Houses):
    karl = houses.karl
    said, case = open_case(houses, karl, "Der Riemen ist wieder gerissen.")
    answer(houses, case, "Das tut uns leid.")
    eventually(replies(karl, said, "tut uns leid"), "the answer arrives as a reply")

    def fresh() -> str:
        path = link_for(karl)
        page = Hands(houses.lindenrad).http.get(f"{houses.lindenrad.base}{path}", timeout=20)
        return path if 'value="nicht-beantwortet"' in page.text else ""

    Hands(houses.lindenrad).fills(
        eventually(fresh, "a link for the answer comes"), step="nicht-beantwortet", text="Wann?"
    )
    assert state_of(houses, case) == "disputed"


def test_a_person_moves_to_the_other_house(houses: Houses):
    jonas, karl = houses.jonas, houses.karl
    befriend(jonas, karl)
    newcomer = f'{FOUNDING}\nperson("karla", "Karl Brandt")'
    karla = houses.lindenrad.people(newcomer)["karla"]
    karla.signed_in().fills("/einstellungen/umzug/adressen", address=karl.acct)

    karl.signed_in().fills("/einstellungen/umzug/wegziehen", address=karla.acct, password=PASSWORD)

    eventually(lambda: jonas.relation(karla)["following"], "Jonas follows where Karl went")
    eventually(lambda: not jonas.relation(karl)["following"], "and not where he was")
    assert jonas.finds(karl.address)["moved"]["acct"] == "karla"


def test_an_hour_without_the_other_house(houses: Houses):
    """Last, since afterwards it is later in both houses."""
    vera, erika, street = houses.vera, houses.erika, houses.street
    befriend(vera, erika)
    befriend(erika, vera)
    before = erika.says("Vor dem Sturm.")
    vera.hears("Vor dem Sturm")

    houses.gartenfeld.close()
    typo = erika.says("Im Strum eins")
    gone = erika.says("Im Sturm zurückgenommen")
    for n in range(2, 5):
        erika.says(f"Im Sturm {n}")
    erika.ask("PUT", f"/api/v1/statuses/{typo['id']}", json={"status": "Im Sturm 1"})
    erika.ask("DELETE", f"/api/v1/statuses/{gone['id']}")
    for _ in range(4):
        tried = tries(houses)
        street.let_pass(minutes=15)
        eventually(lambda: tries(houses) > tried, "Lindenrad tries again")  # noqa: B023
    assert erika.says("Niemand wartet auf Gartenfeld.")["id"]

    houses.gartenfeld.open()
    street.let_pass(minutes=120)
    vera.hears("Niemand wartet")
    eventually(lambda: waiting(houses) == 0, "everything has arrived")

    # In their order, the typo changed, and what was taken back is gone.
    wanted = ["Vor dem Sturm.", *(f"Im Sturm {n}" for n in range(1, 5))]
    eventually(lambda: about_the_storm(vera) == wanted, "Vera reads what was said meanwhile")
    vera.says(f"{erika.address} Wir sind wieder da.", in_reply_to_id=at_home(vera, before))
    erika.notice("mention", "wieder da")


def about_the_storm(reader: Person) -> list[str]:
    said = [words(post) for post in reversed(reader.home_line())]
    return [one for one in said if "Sturm" in one or "Strum" in one]


def tries(houses: Houses) -> tuple[int, int]:
    """How often deliveries to Gartenfeld were tried, and how often it was found closed."""
    (sent,) = houses.lindenrad.rows("SELECT COALESCE(SUM(attempts), 0) FROM federation_delivery")
    (failed,) = houses.lindenrad.rows("SELECT COALESCE(SUM(failures), 0) FROM federation_peer")
    return sent[0], failed[0]


def waiting(houses: Houses) -> int:
    return int(houses.lindenrad.rows("SELECT COUNT(*) FROM federation_delivery")[0][0])


def words(post: dict[str, str]) -> str:
    return re.sub(r"<[^>]+>", "", post["content"])


def at_home(reader: Person, post: dict[str, str]) -> str:
    return str(reader.finds(post["uri"], "statuses")["id"])
