"""What the tables of this room hold about persons."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.posts.selectors.luggage import _SHOWN_FOR
from augenhoehe.foundation.personal import (
    UNTIL_GONE,
    WITH_ACCOUNT,
    WITH_THE_THING,
    Fate,
    Holding,
    Kept,
    Link,
    mine,
    theirs,
)

_OF_THE_POST = (
    ("PostPicture", _("which pictures stand in a post")),
    ("PostTag", _("hashtags of a post")),
    ("Poll", _("questions somebody asked")),
    ("EchoKey", _("a sketch of a post’s words, for two weeks, to find posts that say the same")),
    ("Likeness", _("which posts of the organisation say nearly the same")),
    ("Turn", _("that there was more dissent than approval below a post")),
)
_OWN = (
    ("Draft", "account", _("what one has begun to write; only oneself sees it")),
    ("Filter", "account", _("words one does not want to read")),
    ("Bookmark", "account", _("posts one keeps; only oneself sees it")),
    ("Pin", "account", _("posts at the top of one's profile")),
    ("ThreadMute", "account", _("conversations of which one hears no more")),
    ("FollowedTag", "account", _("hashtags one follows")),
    ("FeaturedTag", "account", _("hashtags on one's profile")),
    ("HomeEntry", "owner", _("what stands in one's home timeline")),
)

HOLDINGS = (
    Holding(
        "posts.Post",
        _("what somebody said, where and to whom; for a voice, who wrote it"),
        (
            Link("account", Fate.EMPTIED),
            Link("written_by", Fate.STAYS),
            theirs("guest", Fate.STAYS),
        ),
        Kept(_("until its author deletes it; a dated tombstone without words stays")),
        stays=_(
            "what was said in the name of the organisation is its own statement: it stays, without "
            "the name below it. Of one's own posts a place without words stays, for the answers"
        ),
    ),
    Holding(
        "posts.Revision",
        _("earlier wordings of a post"),
        (Link("post__account", Fate.GOES), Link("written_by", Fate.STAYS)),
        WITH_THE_THING,
        stays=_("versions of what the organisation said"),
    ),
    *(
        Holding(f"posts.{table}", why, (mine("post__account"),), WITH_THE_THING)
        for table, why in _OF_THE_POST
    ),
    *(Holding(f"posts.{table}", why, (mine(path),), UNTIL_GONE) for table, path, why in _OWN),
    Holding(
        "posts.Mention",
        _("who is addressed in a post, to tell them and to let them read it"),
        (mine(), theirs("post__account")),
        WITH_THE_THING,
    ),
    Holding(
        "posts.Conversation",
        _("private conversations, and whether one has opened them; only oneself sees it"),
        (mine("owner"), theirs("thread__account"), theirs("last_post__account")),
        UNTIL_GONE,
    ),
    *(
        Holding(f"posts.{table}", why, (mine("filter__account"), *more), UNTIL_GONE)
        for table, why, more in (
            ("FilterKeyword", _("the words of a filter"), ()),
            ("FilteredPost", _("posts one does not want to read"), (theirs("post__account"),)),
        )
    ),
    Holding(
        "posts.Look",
        _("a draft somebody showed to a colleague; the two see it"),
        (mine("by"), theirs("colleague")),
        UNTIL_GONE,
    ),
    Holding(
        "posts.LookComment",
        _("what a colleague said about a draft"),
        (mine("by"), theirs("look__by"), theirs("look__colleague")),
        WITH_THE_THING,
        hidden=frozenset({"passage"}),  # of somebody else's draft
    ),
    Holding(
        "posts.Luggage",
        _("what somebody brings along from another server"),
        (mine("owner"),),
        Kept(_("until it is unpacked; its report for %(term)s"), _SHOWN_FOR),
        hidden=frozenset({"rows"}),
    ),
    Holding(
        "posts.PollVote",
        _("what one voted for; nobody else sees it"),
        (mine(),),
        WITH_ACCOUNT,
    ),
    Holding(
        "posts.Like",
        _("that somebody liked a post"),
        (mine(), theirs("post__account")),
        UNTIL_GONE,
    ),
    Holding(
        "posts.ScheduledPost",
        _("what somebody wants to say later"),
        (mine(), theirs("voice"), theirs("given_back_by", Fate.LET_GO)),
        UNTIL_GONE,
    ),
    Holding(
        "posts.ScheduledPicture",
        _("pictures of what is said later"),
        (mine("scheduled__account"),),
        UNTIL_GONE,
    ),
)
