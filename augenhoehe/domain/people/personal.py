"""What the tables of this room hold about persons; the tables of signing in among them."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.people.actions.apps import _CODE_LASTS, _UNUSED_LASTS
from augenhoehe.domain.people.actions.invite import DAYS
from augenhoehe.foundation.personal import (
    FOR_GOOD,
    UNTIL_GONE,
    WITH_ACCOUNT,
    WITH_THE_THING,
    Basis,
    Fate,
    Holding,
    Kept,
    Link,
    mine,
    stays,
    theirs,
)

_SIGNED_IN = Kept(
    _("until somebody signs out, at most %(term)s"),
    timedelta(seconds=settings.SESSION_COOKIE_AGE),
)
_WORK = _("who worked here when belongs to what was said in the name of the organisation")
_LOG = _("a log of duties and voices that forgot somebody would be none; no name is in it")
_SECRET = frozenset({"token", "token_checksum", "code", "client_secret", "nonce"})
_RELATIONS = (
    ("Follow", "follower", "followed", _("whom one follows")),
    ("FollowRequest", "follower", "followed", _("whom one asked to follow")),
    ("Mute", "account", "muted", _("whom one does not read")),
    ("Block", "account", "blocked", _("who cannot reach one")),
    ("Endorsement", "owner", "account", _("whom one recommends on the profile")),
    ("AccountNote", "owner", "about", _("notes about others, for oneself")),
    ("Dismissal", "account", "dismissed", _("suggestions one does not want to see")),
)

HOLDINGS = (
    Holding(
        "people.Account",
        _("to show who speaks: name, handle, text, pictures"),
        (Link("id", Fate.EMPTIED),),
        WITH_ACCOUNT,
        stays=_("an empty row keeps the place of what was said, and of hashes that refer to it"),
        folders=("portrait", "header"),
    ),
    Holding("people.ProfileField", _("lines of the profile"), (mine(),), UNTIL_GONE),
    Holding(
        "people.Login",
        _("to let somebody in and to write to them: mail address, scrambled password, language"),
        (mine(), theirs("invited_by", Fate.LET_GO)),
        WITH_ACCOUNT,
        hidden=frozenset({"password"}),
    ),
    Holding(
        "people.Invite",
        _("links with which others can sign up; scrambled"),
        (mine("made_by"),),
        Kept(_("%(term)s, or until they are used"), timedelta(days=DAYS)),
        hidden=frozenset({"digest"}),
    ),
    Holding(
        "people.Affiliation",
        _("whether somebody works for the organisation: declares an interest, opens the house"),
        (stays("account"), stays("confirmed_by")),
        FOR_GOOD,
        Basis.INTEREST,
        stays=_WORK,
    ),
    Holding(
        "people.RoleGrant",
        _("who was given which duty, by whom, until when"),
        (stays("account"), stays("granted_by"), stays("revoked_by")),
        FOR_GOOD,
        Basis.INTEREST,
        stays=_LOG,
    ),
    Holding(
        "people.Lookup",
        _("the log of readings: who, having a duty, read what about whom"),
        (stays("by"), stays("about")),
        FOR_GOOD,
        Basis.INTEREST,
        stays=_LOG,
    ),
    Holding(
        "people.PriorApproval",
        _("that posts of a voice are approved before they appear, and who set that"),
        (stays("set_by"), stays("ended_by"), stays("voice")),
        FOR_GOOD,
        Basis.INTEREST,
        stays=_LOG,
    ),
    Holding(
        "people.MailContact",
        _("a mail address of somebody without an account, encrypted, to answer them"),
        (),
        Kept(_("as long as something of theirs is here that is answered by mail")),
    ),
    Holding(
        "people.HatRule",
        _("by which rule people may speak for a part of the organisation"),
        (stays("made_by"), stays("closed_by"), stays("voice")),
        FOR_GOOD,
        Basis.INTEREST,
        stays=_LOG,
    ),
    Holding(
        "people.GroupMembership",
        _("groups of the directory: they confirm hats"),
        (mine(),),
        Kept(_("as the directory says; its end stays until the account goes")),
        Basis.INTEREST,
    ),
    Holding(
        "people.Hat",
        _("for what somebody may speak, since when and who confirmed it; public"),
        (stays("account"), stays("confirmed_by"), stays("voice")),
        FOR_GOOD,
        Basis.INTEREST,
        stays=_WORK,
    ),
    Holding(
        "people.LinkedAccount",
        _("accounts elsewhere that somebody linked to a hat"),
        (mine("hat__account"),),
        UNTIL_GONE,
        Basis.CONSENT,
        hidden=frozenset({"code"}),
    ),
    Holding(
        "people.Application",
        _("apps that were let in; most belong to nobody"),
        (mine("user__account"),),
        Kept(_("%(term)s after the last access ended"), _UNUSED_LASTS),
        hidden=_SECRET,
    ),
    Holding(
        "people.Grant",
        _("a code with which an app is let in"),
        (mine("user__account"), theirs("voice")),
        Kept(_("%(term)s"), _CODE_LASTS),
        hidden=_SECRET | {"code_challenge"},
    ),
    Holding(
        "people.AccessToken",
        _("which app may do what; of the last use only the day, for its owner alone"),
        (mine("user__account"), theirs("voice")),
        Kept(_("until the access is ended")),
        hidden=_SECRET,
    ),
    Holding(
        "people.RefreshToken",
        _("to renew an access"),
        (mine("user__account"),),
        Kept(_("until the access is ended")),
        hidden=_SECRET | {"token_family"},
    ),
    Holding(
        "people.IDToken",
        _("a table of the library that stays empty here"),
        (mine("user__account"),),
        Kept(_("nothing is kept")),
        hidden=frozenset({"jti"}),
    ),
    Holding("people.ReadingList", _("lists of people one reads"), (mine("owner"),), UNTIL_GONE),
    Holding(
        "people.ListMember",
        _("who stands in a list; nobody but its owner knows"),
        (mine("reading_list__owner"), theirs("account")),
        UNTIL_GONE,
    ),
    Holding("people.DomainBlock", _("servers one reads nothing of"), (mine(),), UNTIL_GONE),
    *(
        Holding(f"people.{table}", why, (mine(owner), theirs(other)), UNTIL_GONE)
        for table, owner, other, why in _RELATIONS
    ),
    Holding(
        "people.VoiceMembership",
        _("who writes for which voice, and since when"),
        (stays("person"), theirs("voice", Fate.STAYS)),
        FOR_GOOD,
        Basis.INTEREST,
        stays=_WORK,
    ),
    Holding(
        "people.ProtectedName",
        _("the name under which somebody writes whose own is protected"),
        (stays("person"), theirs("voice", Fate.STAYS)),
        WITH_THE_THING,
        Basis.INTEREST,
        stays=_("what was said under it stands under it; to whom it led is erased"),
    ),
    Holding(
        "people.VoiceEvent",
        _("the public log of a voice"),
        (stays("person"), stays("by"), theirs("voice", Fate.STAYS)),
        FOR_GOOD,
        Basis.INTEREST,
        stays=_LOG,
    ),
    Holding(
        "account.EmailAddress",
        _("the address to write to, and whether it was confirmed"),
        (mine("user__account"),),
        WITH_ACCOUNT,
    ),
    Holding(
        "account.EmailConfirmation",
        _("a link to confirm an address"),
        (mine("email_address__user__account"),),
        Kept(_("until it is used")),
        hidden=frozenset({"key"}),
    ),
    Holding(
        "mfa.Authenticator",
        _("passkeys and second steps"),
        (mine("user__account"),),
        UNTIL_GONE,
        hidden=frozenset({"data"}),
    ),
    Holding(
        "usersessions.UserSession",
        _("where one is signed in: browser, address and time of signing in, to end it"),
        (mine("user__account"),),
        _SIGNED_IN,
        hidden=frozenset({"session_key", "data"}),
    ),
    Holding(
        "oauth2_provider.DeviceGrant",
        _("a table of the library that stays empty here"),
        (mine("user__account"),),
        Kept(_("nothing is kept")),
        hidden=frozenset({"device_code", "user_code"}),
    ),
)
