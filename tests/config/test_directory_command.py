"""`augenhoehe directory apply`: a directory says who is in which group, and hats follow."""

import json

import pytest

from augenhoehe.config.commands import main
from augenhoehe.domain.people.actions import make_hat_rule, set_groups
from augenhoehe.domain.people.hats import wearable
from augenhoehe.domain.people.models import GroupMembership

pytestmark = pytest.mark.django_db


@pytest.fixture
def apply(tmp_path):
    def run(text, name="directory.json"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return main(["directory", "apply", str(path), "--json"])

    return run


def groups():
    rows = GroupMembership.objects.filter(until=None).values_list("account__handle", "group")
    return sorted(rows)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[\n{"account": "theo", "groups": ["A"]},\n{"account": "nobody", "groups": []}]', 3),
        ('{"people": [\n{"account": "theo", "groups": "A"}]}', 2),
        ('{"people": [\n{"mail": "theo", "groups": ["A"]},\n{"mail": "theo", "groups": []}]}', 3),
        ('{"people": [\n{"account": "theo", "groups": ["' + "x" * 254 + '"]}]}', 2),
        ('{"people": [\n{"account": }', 2),
        ('{"people": []}', 1),
        ('{"persons": []}', 1),
        ("", 1),
        ("who,what\n", 1),
        ("account,groups\ntheo,A\nnobody,A\n", 3),
        ("account,groups\ntheo\n", 2),
        ('account,groups\n"theo,A\n', 2),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_whole_with_its_line(cast, apply, capsys, text, line):
    set_groups(cast.theo, ["Presse"])

    assert apply(text) == 1

    said = capsys.readouterr().err
    assert f":{line}: " in said and "Nothing was changed." in said
    assert groups() == [("theo", "Presse")]


def test_what_cannot_be_read_is_refused(cast, apply, capsys):
    assert apply(b"\xff\xfe") == 1
    assert apply("[" * 100_000) == 1
    assert main(["directory", "apply", "/not/there"]) == 1


def test_the_file_says_who_is_in_which_group_and_what_is_missing_ends(cast, apply, capsys):
    make_hat_rule("group", "Presse", "Presse", by=cast.inga)
    set_groups(cast.jonas, ["Presse"])
    said = {"people": [{"mail": cast.theo.login.email.upper(), "groups": ["Presse", "Alle"]}]}

    assert apply(json.dumps(said)) == 0

    assert json.loads(capsys.readouterr().out) == {"people": 1, "changed": 2}
    assert groups() == [("theo", "Alle"), ("theo", "Presse")]
    assert [hat.words for hat in wearable(cast.theo.id)] == ["Presse"]
    assert wearable(cast.jonas.id) == []


def test_a_table_will_do_as_well(cast, apply):
    assert cast.theo and cast.jonas
    assert apply("account,groups\n@theo,Presse; Alle\njonas,\n", "directory.csv") == 0
    assert groups() == [("theo", "Alle"), ("theo", "Presse")]


def test_hats_on_the_command_line(cast, capsys):
    assert cast.lindenrad and cast.theo
    assert main(["hat", "grant", "karl", "lindenrad"]) == 1
    assert main(["hat", "grant", "theo", "lindenrad", "--json"]) == 0
    assert main(["hat", "rule", "group", "Presse", "Presse", "--json"]) == 0
    number = json.loads(capsys.readouterr().out.splitlines()[-1])["id"]
    assert main(["hat", "list", "theo", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["words"] == "Lindenrad"
    assert main(["hat", "close", number]) == 0
    assert main(["hat", "close", "1"]) == 1
    assert main(["hat", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
