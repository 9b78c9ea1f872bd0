"""Tables of the posts room, one file per facet."""

from augenhoehe.domain.posts.models.card import Card
from augenhoehe.domain.posts.models.conversation import Conversation
from augenhoehe.domain.posts.models.draft import Draft
from augenhoehe.domain.posts.models.echo import EchoKey, Likeness
from augenhoehe.domain.posts.models.filter import Filter, FilteredPost, FilterKeyword
from augenhoehe.domain.posts.models.label import Label
from augenhoehe.domain.posts.models.look import Look, LookComment
from augenhoehe.domain.posts.models.luggage import Luggage
from augenhoehe.domain.posts.models.poll import Poll, PollOption, PollVote
from augenhoehe.domain.posts.models.post import (
    DECIDED,
    Mention,
    Post,
    PostPicture,
    PostTag,
    Restriction,
    Revision,
    Tag,
    Words,
)
from augenhoehe.domain.posts.models.reaction import Bookmark, Like
from augenhoehe.domain.posts.models.scheduled import ScheduledPicture, ScheduledPost
from augenhoehe.domain.posts.models.setting_aside import FeaturedTag, FollowedTag, Pin, ThreadMute
from augenhoehe.domain.posts.models.timeline import HomeEntry
from augenhoehe.domain.posts.models.turn import Turn

__all__ = [
    "DECIDED",
    "Bookmark",
    "Card",
    "Conversation",
    "Draft",
    "EchoKey",
    "FeaturedTag",
    "Filter",
    "FilterKeyword",
    "FilteredPost",
    "FollowedTag",
    "HomeEntry",
    "Label",
    "Like",
    "Likeness",
    "Look",
    "LookComment",
    "Luggage",
    "Mention",
    "Pin",
    "Poll",
    "PollOption",
    "PollVote",
    "Post",
    "PostPicture",
    "PostTag",
    "Restriction",
    "Revision",
    "ScheduledPicture",
    "ScheduledPost",
    "Tag",
    "ThreadMute",
    "Turn",
    "Words",
]
