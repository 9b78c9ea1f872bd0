"""Nothing is restricted but through moderation: by imports, and by what is written where.

What an intervention takes is written by `internals` of posts and people. Only `moderation`,
which writes the register, may import those; and nothing else writes these columns, by
whichever way Django has.
"""

import ast
from pathlib import Path

import grimp
import pytest

PACKAGE = Path(__file__).parents[2] / "augenhoehe"
DOORS = ("augenhoehe.domain.posts.internals", "augenhoehe.domain.people.internals")
# Inside of their room: a new post stands as its account does, and so do those there are.
OF_THE_ROOM = {
    "augenhoehe.domain.posts.actions.publish",
    "augenhoehe.domain.posts.delisting",
}
COLUMNS = {"restrictions", "removed_at", "blocked_at", "in_quarantine"}
WRITERS = {
    "update",
    "create",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "setattr",
    "Post",
    "Account",
    "Tag",
}
# Where the columns are defined, and the two that write them.
EXEMPT = {
    "domain/posts/internals.py",
    "domain/posts/erasing.py",
    "domain/people/internals.py",
    "domain/posts/models/post.py",
}


def _sources():
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if "/migrations/" not in name:
            yield name, path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def imports():
    return grimp.build_graph("augenhoehe", cache_dir=None)


@pytest.mark.parametrize("door", DOORS)
def test_only_moderation_imports_what_restricts(imports, door):
    importers = imports.find_modules_that_directly_import(door)

    strangers = {
        name
        for name in importers - OF_THE_ROOM
        if not name.startswith("augenhoehe.domain.moderation.")
    }
    assert strangers == set()
    assert any(name.startswith("augenhoehe.domain.moderation.") for name in importers)


def test_nothing_imports_it_by_another_way():
    """By `import_module`, relatively, or through a package that passes it on."""
    found = {}
    for name, source in _sources():
        for node in ast.walk(ast.parse(source)):
            by_name = isinstance(node, ast.Constant) and isinstance(node.value, str)
            if by_name and node.value.endswith((".internals", "import internals")):
                found.setdefault(name, []).append(node.lineno)
            if isinstance(node, ast.ImportFrom) and node.level:
                found.setdefault(name, []).append(node.lineno)

    assert found == {}


def writes_in(source, columns=COLUMNS):
    """The lines that write one of the columns."""
    return sorted({node.lineno for node in ast.walk(ast.parse(source)) if _writes(node, columns)})


def _writes(node, columns):
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Delete):
        targets = node.targets if isinstance(node, ast.Assign | ast.Delete) else [node.target]
        return any(_is_column(part, columns) for target in targets for part in ast.walk(target))
    if isinstance(node, ast.Call):
        return _writes_by_call(node, columns)
    return isinstance(node, ast.Constant) and _is_statement(node.value, columns)


def _is_column(node, columns):
    return isinstance(node, ast.Attribute) and node.attr in columns


def _writes_by_call(call, columns):
    named = {keyword.arg for keyword in call.keywords} & columns
    if _name_of(call.func) in WRITERS and named:
        return True
    listed = [k.value for k in call.keywords if k.arg in ("update_fields", "defaults", "fields")]
    if _name_of(call.func) in WRITERS | {"F"}:
        listed += [*call.args, *(k.value for k in call.keywords if k.arg is None)]
    return any(_names_a_column(part, columns) for one in listed for part in ast.walk(one))


def _name_of(function):
    return getattr(function, "attr", getattr(function, "id", ""))


def _names_a_column(node, columns):
    return isinstance(node, ast.Constant) and node.value in columns


def _is_statement(value, columns):
    if not isinstance(value, str) or not value.lstrip().upper().startswith(("UPDATE", "INSERT")):
        return False
    return any(column in value for column in columns)


def test_nothing_else_writes_what_an_intervention_takes():
    found = {
        name: lines
        for name, source in _sources()
        if name not in EXEMPT and (lines := writes_in(source))
    }

    assert found == {}


@pytest.mark.parametrize(
    "code",
    [
        "post.restrictions = 64",
        "post.restrictions |= 64",
        "a, post.removed_at = 1, now",
        "Post.objects.filter(id=1).update(removed_at=now)",
        "Account.objects.update(**{'restrictions': 16})",
        "Post.objects.create(text='', restrictions=64)",
        "Tag.objects.update_or_create(name='x', defaults={'blocked_at': now})",
        "Post.objects.bulk_update(posts, ['restrictions'])",
        "post.save(update_fields=['text', 'removed_at'])",
        "setattr(account, 'restrictions', 16)",
        "Post(text='', restrictions=1)",
        "cursor.execute('UPDATE posts_post SET restrictions = 64')",
    ],
)
def test_the_test_sees_every_way(code):
    assert writes_in(code) == [1]


@pytest.mark.parametrize(
    "code",
    [
        "Who(account.id, restrictions=account.restrictions)",
        "Post.objects.filter(restrictions=0)",
        "Post.objects.filter(removed_at__isnull=False)",
        "if post.restrictions == 64: pass",
    ],
)
def test_reading_is_no_writing(code):
    assert writes_in(code) == []


def test_only_the_author_and_an_intervention_erase(imports):
    assert imports.find_modules_that_directly_import("augenhoehe.domain.posts.erasing") == {
        "augenhoehe.domain.posts.actions.delete",
        "augenhoehe.domain.posts.actions.forget_server",  # of another server, by the operator
        "augenhoehe.domain.posts.internals",
    }


# More that only an intervention does.


def test_nobody_takes_a_post_away_but_its_author_and_an_intervention():
    may = {"domain/posts/erasing.py", "domain/posts/internals.py"}
    found = {name for name, source in _sources() if writes_in(source, {"deleted_at"})}

    assert found <= may
    # A share goes with what it shares.
    assert _using("Post.objects", {"delete"}) <= {"domain/posts/erasing.py"}


_PERSONAL = {"domain/people/actions/relations.py", "domain/people/internals.py"}
_OWN_LEAVING = {"domain/people/actions/voice.py", "domain/people/internals.py"}


def test_nobody_else_blocks():
    """A person blocks for themselves (`relations`); for a voice only an intervention does."""
    assert _using("Block.objects", {"create", "get_or_create", "bulk_create"}) <= _PERSONAL


def test_nobody_else_ends_that_somebody_speaks_through_a_voice():
    """They leave by themselves or with their employment (`voice`), or by an intervention."""
    found = set()
    for name, source in _sources():
        for node in ast.walk(ast.parse(source)):
            targets = node.targets if isinstance(node, ast.Assign) else []
            for target in targets:
                if getattr(target, "attr", "") == "left_at" and "membership" in source.lower():
                    found.add(name)

    assert found - {"domain/people/actions/account.py"} <= _OWN_LEAVING
    assert _using("VoiceMembership.objects", {"update", "delete"}) == set()


def _using(manager, verbs):
    """The files where a chain that begins with `manager` ends in one of these verbs."""
    found = set()
    for name, source in _sources():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and _name_of(node.func) in verbs:
                chain = ast.unparse(node.func)
                if chain.startswith(manager):
                    found.add(name)
    return found


def test_every_member_posts_from_the_first_day_in_their_own_name(cast):
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.people.policies import may_dismiss_from_voice
    from augenhoehe.domain.people.who import who_is
    from augenhoehe.domain.posts.policies import may_publish

    assert may_publish(cast.reads(cast.theo))
    for name in ("inga", "mona", "erika", "petra", "sven"):
        voice: Account = cast.lindenrad
        assert not may_dismiss_from_voice(who_is(getattr(cast, name)), voice)
