"""Who lives on the server of the journeys before they begin."""

PASSWORD = "Lieber zu Fuss als mit dem Bus"

# Runs inside the data folder of the server, see `House.python`.
FOUNDING = f"""
from augenhoehe.domain.criticism.actions import answer_case, dispute_case, open_case, take_case
from augenhoehe.domain.people.actions import add_to_voice, become_member, create_person
from augenhoehe.domain.people.actions import create_voice
from augenhoehe.domain.posts.actions import Wording, publish_post
from augenhoehe.domain.spaces.actions import create_space

def person(handle, name, member=False):
    account = create_person(handle=handle, name=name, email=f"{{handle}}@example.org",
                            password={PASSWORD!r}, language="en", address_confirmed=True)
    if member:
        become_member(account, by=None)
    return account

erika, jonas = person("erika", "Erika Hansen", True), person("jonas", "Jonas Weber", True)
luise = person("luise", "Luise Thoma")
lindenrad = create_voice(handle="lindenrad", name="Lindenrad", by=None, language="de")
add_to_voice(lindenrad, erika, by=None, role="steward")
add_to_voice(lindenrad, jonas, by=erika)
create_space(slug="haus", name="Haus", reach="house", by=erika)
create_space(slug="stammtisch", name="Stammtisch", reach="world", by=erika)
asked = publish_post(by=luise, wording=Wording("@lindenrad Wo bleibt mein Rad?"))
case = open_case(asked, about=lindenrad, by=luise, wanted="Ein Datum, das stimmt")
take_case(case, by=erika, text="Ich sehe nach.")
answer_case(case, by=erika, voice=lindenrad, verdict="true", text="Es steht in Halle 2.")
dispute_case(case, by=luise, text="Gefragt war: wann?")
publish_post(by=luise, wording=Wording("Guten Morgen in die Runde. #riementrieb"))
"""
