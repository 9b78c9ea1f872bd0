"""A person at risk answers under a stable name that only an auditor may resolve."""

import pytest

from augenhoehe.domain.people.actions import (
    leave_voice,
    resolve_protected_name,
    use_protected_name,
)
from augenhoehe.domain.people.policies import may_resolve_protected_name
from augenhoehe.domain.people.selectors import (
    protected_name_in_use,
    protected_people,
    voice_log,
)
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts.selectors import posts_of
from augenhoehe.foundation.verdicts import NotAllowed


def test_nobody_hides_behind_a_voice_they_do_not_write_for(cast):
    for somebody in (cast.karl, cast.hanna):
        with pytest.raises(NotAllowed, match="do not write for this voice"):
            use_protected_name(cast.lindenrad, by=somebody)


@pytest.mark.parametrize("somebody", ["karl", "erika", "jonas", "mona", "sven", "inga"])
def test_only_the_auditor_reads_who_it_is(cast, somebody):
    protected = use_protected_name(cast.lindenrad, by=cast.jonas)

    with pytest.raises(NotAllowed, match="Only the auditor"):
        resolve_protected_name(protected, by=getattr(cast, somebody))

    assert not may_resolve_protected_name(who_is(getattr(cast, somebody)))
    assert not voice_log(cast.lindenrad).filter(kind="name_resolved").exists()


def test_the_auditors_reading_is_logged(cast):
    protected = use_protected_name(cast.lindenrad, by=cast.jonas)

    assert resolve_protected_name(protected, by=cast.petra) == cast.jonas

    entry = voice_log(cast.lindenrad)[0]
    assert (entry.kind, entry.by, entry.protected_name) == ("name_resolved", cast.petra, protected)
    assert entry.person is None


def test_the_log_does_not_say_who_chose_protection(cast):
    protected = use_protected_name(cast.lindenrad, by=cast.jonas)

    entry = voice_log(cast.lindenrad)[0]
    assert (entry.kind, entry.protected_name) == ("name_protected", protected)
    assert entry.person is None
    assert entry.by is None


def test_who_leaves_under_a_protected_name_leaves_under_it(cast):
    protected = use_protected_name(cast.lindenrad, by=cast.jonas)

    leave_voice(cast.lindenrad, by=cast.jonas)

    entry = voice_log(cast.lindenrad)[0]
    assert (entry.kind, entry.protected_name, entry.by_protected_name) == (
        "left",
        protected,
        protected,
    )


def test_a_protected_name_stays_the_same_and_is_nobody_elses(cast):
    first = use_protected_name(cast.lindenrad, by=cast.jonas)
    use_protected_name(cast.lindenrad, by=cast.jonas, in_use=False)
    again = use_protected_name(cast.lindenrad, by=cast.jonas)
    other = use_protected_name(cast.lindenrad, by=cast.priya)

    assert again == first
    assert other.name != first.name
    assert protected_people(cast.lindenrad) == {cast.jonas.id: again, cast.priya.id: other}


def test_a_protected_name_is_for_one_voice(cast):
    use_protected_name(cast.lindenrad, by=cast.jonas)

    assert protected_name_in_use(cast.jonas, cast.werkstatt) is None


def test_what_was_written_under_it_stays_under_it(cast):
    before = cast.says(cast.jonas, "Vorher", voice=cast.lindenrad)
    protected = use_protected_name(cast.lindenrad, by=cast.jonas)
    under_it = cast.says(cast.jonas, "Währenddessen", voice=cast.lindenrad)
    use_protected_name(cast.lindenrad, by=cast.jonas, in_use=False)
    after = cast.says(cast.jonas, "Nachher", voice=cast.lindenrad)

    names = {post.id: post.protected_name for post in posts_of(cast.reads(None), cast.lindenrad)}
    assert names == {before.id: None, under_it.id: protected, after.id: None}


def test_what_one_says_in_ones_own_name_is_in_ones_own_name(cast):
    use_protected_name(cast.lindenrad, by=cast.jonas)

    assert cast.says(cast.jonas, "Ich selbst").protected_name is None
