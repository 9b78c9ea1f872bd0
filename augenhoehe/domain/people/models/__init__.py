"""Tables of the people room, one file per facet."""

from augenhoehe.domain.people.models.account import Account, Habit, ProfileField, Restriction
from augenhoehe.domain.people.models.affiliation import Affiliation, RoleGrant
from augenhoehe.domain.people.models.approval import PriorApproval
from augenhoehe.domain.people.models.contact import MailContact
from augenhoehe.domain.people.models.hat import GroupMembership, Hat, HatRule, LinkedAccount
from augenhoehe.domain.people.models.hat_list import HatList
from augenhoehe.domain.people.models.inspection import Lookup
from augenhoehe.domain.people.models.login import Invite, Login
from augenhoehe.domain.people.models.oauth import (
    AccessToken,
    Application,
    Grant,
    IDToken,
    RefreshToken,
)
from augenhoehe.domain.people.models.reading import (
    AccountNote,
    Dismissal,
    DomainBlock,
    Endorsement,
    ListMember,
    ReadingList,
)
from augenhoehe.domain.people.models.relations import Block, Follow, FollowRequest, Mute
from augenhoehe.domain.people.models.voice import ProtectedName, VoiceEvent, VoiceMembership

__all__ = [
    "AccessToken",
    "Account",
    "AccountNote",
    "Affiliation",
    "Application",
    "Block",
    "Dismissal",
    "DomainBlock",
    "Endorsement",
    "Follow",
    "FollowRequest",
    "Grant",
    "GroupMembership",
    "Habit",
    "Hat",
    "HatList",
    "HatRule",
    "IDToken",
    "Invite",
    "LinkedAccount",
    "ListMember",
    "Login",
    "Lookup",
    "MailContact",
    "Mute",
    "PriorApproval",
    "ProfileField",
    "ProtectedName",
    "ReadingList",
    "RefreshToken",
    "Restriction",
    "RoleGrant",
    "VoiceEvent",
    "VoiceMembership",
]
