"""Tables of the people room, one file per facet."""

from augenhoehe.domain.people.models.account import Account, ProfileField, Restriction
from augenhoehe.domain.people.models.affiliation import Affiliation, RoleGrant
from augenhoehe.domain.people.models.contact import MailContact
from augenhoehe.domain.people.models.login import Invite, Login
from augenhoehe.domain.people.models.oauth import (
    AccessToken,
    Application,
    Grant,
    IDToken,
    RefreshToken,
)
from augenhoehe.domain.people.models.relations import Block, Follow, FollowRequest, Mute
from augenhoehe.domain.people.models.voice import ProtectedName, VoiceEvent, VoiceMembership

__all__ = [
    "AccessToken",
    "Account",
    "Affiliation",
    "Application",
    "Block",
    "Follow",
    "FollowRequest",
    "Grant",
    "IDToken",
    "Invite",
    "Login",
    "MailContact",
    "Mute",
    "ProfileField",
    "ProtectedName",
    "RefreshToken",
    "Restriction",
    "RoleGrant",
    "VoiceEvent",
    "VoiceMembership",
]
