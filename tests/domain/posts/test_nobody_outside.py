"""Whatever people do, nobody outside of a space comes upon what is said in it, by any way."""

from contextlib import suppress

from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from augenhoehe.domain.criticism.actions import open_case, take_case
from augenhoehe.domain.people import actions as people
from augenhoehe.domain.people.models import Affiliation
from augenhoehe.domain.posts import actions as posts
from augenhoehe.domain.posts.actions import Wording, publish_post
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.spaces import actions as spaces
from augenhoehe.domain.spaces.models import SpaceMembership
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from tests.domain.posts.ways import Look, secret
from tests.domain.rollback import undone

# A customer in the circle, one outside; in the circle and not; a voice speaks for three of them.
NAMES = ("karl", "gerda", "jonas", "theo", "mona")
_ALL = " ".join(f"@{name}" for name in NAMES)

DEEDS = {
    "follow": lambda post, by, other: people.follow(other, by=by),
    "mention": lambda post, by, other: posts.edit_post(
        post, by=by, wording=Wording(text=secret(f"@{other.handle}"))
    ),
    "reply": lambda post, by, other: publish_post(
        by=by, wording=Wording(text=secret(_ALL)), in_reply_to=post, audience=0
    ),
    "quote": lambda post, by, other: publish_post(
        by=by, wording=Wording(text=secret(_ALL)), quoting=post, audience=0
    ),
    "like": lambda post, by, other: posts.like(post, by=by),
    "keep": lambda post, by, other: posts.keep_bookmark(post, by=by),
    "boost": lambda post, by, other: posts.boost(post, by=by),
    "criticise": lambda post, by, other: open_case(post, about=other, by=by),
    "take": lambda post, by, other: take_case(post.case, by=by, text="Ich schaue."),
    "join": lambda post, by, other: spaces.join_space(post.space, by=by),
    "invite": lambda post, by, other: spaces.invite_to_space(post.space, other, by=by),
    "leave": lambda post, by, other: spaces.leave_space(post.space, by=by),
    "end": lambda post, by, other: people.end_membership(by, by=None),
    "begin": lambda post, by, other: people.become_member(by, by=None),
    "role": lambda post, by, other: people.grant_role(by, "admin", by=None),
}
deeds = st.lists(
    st.tuples(st.sampled_from(sorted(DEEDS)), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    min_size=2,
    max_size=10,
)


@given(
    place=st.sampled_from(["haus", "kreis"]),
    author=st.sampled_from(NAMES),
    through_voice=st.booleans(),
    story=deeds,
)
@examples(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_nobody_outside_gets_an_internal_post(cast, place, author, through_voice, story):
    voice, space = cast.lindenrad, getattr(cast, place)
    everybody = {name: getattr(cast, name) for name in NAMES}
    with undone():
        with suppress(NotAllowed):
            publish_post(
                by=everybody[author],
                wording=Wording(text=secret(_ALL)),
                voice=voice if through_voice else None,
                space=space,
            )
        for deed, by, other in story:
            for post in Post.objects.filter(boost_of=None):
                with suppress(NotAllowed, Invalid, AttributeError):
                    DEEDS[deed](post, everybody[by], everybody[other])

        insiders = _insiders(space)
        outside = [person for person in everybody.values() if person.id not in insiders]
        looks = [Look(person) for person in (None, *outside)]
        for post in Post.objects.filter(boost_of=None):
            assert post.space == space
            for look in looks:
                assert look.ways_to(post) == set(), (look.account, story)


def _insiders(space):
    """Whom the space is for, by its reach alone."""
    if space.reach == "house":
        return set(Affiliation.objects.filter(until=None).values_list("account_id", flat=True))
    return set(SpaceMembership.objects.filter(space=space).values_list("account_id", flat=True))
