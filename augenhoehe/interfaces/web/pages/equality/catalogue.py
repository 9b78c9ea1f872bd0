"""What the operator of a server can see about people: every kind of data.

What one table holds, and for how long, is said by the catalogue of personal data (`personal.py`
of each room); by hand stand those that belong together for a reader, and who sees them. A test
reads the list of tables and finds those that stand in no entry here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from augenhoehe.foundation.personal import Kept, catalogue

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of data: what, in which tables, who sees it, how long it is kept."""

    what: str | _StrPromise
    tables: tuple[str, ...]
    seen_by: _StrPromise
    kept: _StrPromise | Kept


_EVERYBODY = _("everybody")
_ONLY_YOU = _("only you, and whoever can open the machine's files")
_MACHINE = _("nobody on a page; whoever can open the machine's files")
_UNTIL_CHANGED = _("until you change or delete it")

_HELD = {holding.table: holding for holding in catalogue()}


def _held(table: str, seen_by: _StrPromise) -> Entry:
    """A table in the words of the catalogue of personal data."""
    holding = _HELD[table]
    return Entry(holding.purpose, (table,), seen_by, holding.kept)


CATALOGUE: tuple[Entry, ...] = (
    Entry(
        _("Drafts a colleague was asked to look at, and what the two said about them"),
        ("posts.Look", "posts.LookComment"),
        _("the two of them, and whoever can open the machine's files"),
        _("until it is published, dropped or ended; thirty days at most"),
    ),
    Entry(
        _("Since when and why posts of a voice are looked at before; who stands behind an answer"),
        ("people.PriorApproval", "criticism.Backing"),
        _EVERYBODY,
        _("as long as the voice or the answer is there"),
    ),
    Entry(
        _("Your profile: name, handle, text, title, picture, fields, whether you are in lists"),
        ("people.Account", "people.ProfileField"),
        _EVERYBODY,
        _("until you change it; name and handle stay beside what you wrote"),
    ),
    Entry(
        _("Your mail address, your password (scrambled), passkeys, your language"),
        ("people.Login", "account.EmailAddress", "account.EmailConfirmation", "mfa.Authenticator"),
        _ONLY_YOU,
        _("as long as you have an account"),
    ),
    Entry(
        _("Where you are signed in: browser, address and time of signing in"),
        ("sessions.Session", "usersessions.UserSession"),
        _ONLY_YOU,
        _("until you sign out, at most 60 days"),
    ),
    Entry(
        _("Apps you let in, and invitations you made (scrambled)"),
        (
            "people.Application",
            "people.Grant",
            "people.AccessToken",
            "people.RefreshToken",
            "people.IDToken",
            "oauth2_provider.DeviceGrant",
            "people.Invite",
        ),
        _ONLY_YOU,
        _("until you take them back; invitations for 14 days"),
    ),
    _held("people.Affiliation", _EVERYBODY),
    _held("people.RoleGrant", _("administrators")),
    Entry(
        _("Who speaks for which voice, and the log of it"),
        ("people.VoiceMembership", "people.VoiceEvent"),
        _("everybody; people at risk stand there under a protected name"),
        _("it stays"),
    ),
    _held(
        "people.ProtectedName",
        _("the auditor; that somebody looked stands in the public log of the voice"),
    ),
    Entry(
        _("Whom you follow, and who follows you"),
        ("people.Follow", "people.FollowRequest"),
        _("everybody; requests only the two of you"),
        _UNTIL_CHANGED,
    ),
    Entry(
        _("Whom you mute or block, and whose servers"),
        ("people.Mute", "people.Block", "people.DomainBlock"),
        _ONLY_YOU,
        _UNTIL_CHANGED,
    ),
    Entry(
        _("What you do not want to read (filters), and conversations you muted"),
        ("posts.Filter", "posts.FilterKeyword", "posts.FilteredPost", "posts.ThreadMute"),
        _ONLY_YOU,
        _UNTIL_CHANGED,
    ),
    _held("posts.Conversation", _ONLY_YOU),
    Entry(
        _("Your lists, private notes about people, hashtags you follow, whom you put aside"),
        (
            "people.ReadingList",
            "people.ListMember",
            "people.AccountNote",
            "people.Dismissal",
            "posts.FollowedTag",
        ),
        _ONLY_YOU,
        _UNTIL_CHANGED,
    ),
    Entry(
        _("Whom you recommend, your hashtags, and what stands first on your page"),
        ("people.Endorsement", "posts.FeaturedTag", "posts.Pin"),
        _EVERYBODY,
        _UNTIL_CHANGED,
    ),
    Entry(
        _("Spaces: their members and requests to join"),
        ("spaces.Space", "spaces.SpaceMembership", "spaces.JoinRequest"),
        _("whoever may know of the space; requests its moderators"),
        _("until you leave"),
    ),
    Entry(
        _("Your posts, all their wordings, pictures, hashtags and whom you mention"),
        (
            "posts.Post",
            "posts.Revision",
            "posts.PostPicture",
            "media.Picture",
            "posts.Mention",
            "posts.Tag",
            "posts.PostTag",
        ),
        _("whoever the post is for, and nobody else on a page"),
        _("until you delete them; a dated tombstone stays"),
    ),
    Entry(
        _("What a page says about itself that somebody's open post leads to, with its picture"),
        ("posts.Card",),
        _("everybody; the page is asked once a fortnight, and not told who reads"),
        _("until no post shows it any longer"),
    ),
    Entry(
        _("Announcements, and the signs people answered them with"),
        ("notifications.Announcement", "notifications.AnnouncementReaction"),
        _("everybody who is signed in; who used which sign nobody on a page"),
        _("it stays; you can take your sign back"),
    ),
    _held("notifications.AnnouncementRead", _ONLY_YOU),
    Entry(
        _("The emoji of this server"),
        ("media.CustomEmoji",),
        _EVERYBODY,
        _("it stays; they can be taken out of use"),
    ),
    _held("posts.Like", _("whoever may read the post")),
    _held("posts.Turn", _("those who answer for the post")),
    Entry(
        _("Which open posts of the organisation say nearly the same"),
        ("posts.EchoKey", "posts.Likeness"),
        _("whoever may read both posts; what they are compared by nobody on a page"),
        _("until one of the posts goes; what they are compared by for 14 days"),
    ),
    Entry(
        _("What you kept for later, drafts, and posts that wait for their time"),
        ("posts.Bookmark", "posts.Draft", "posts.ScheduledPost", "posts.ScheduledPicture"),
        _ONLY_YOU,
        _("until you drop it; a draft until it is published"),
    ),
    Entry(
        _("Your polls, and how often each answer was chosen"),
        ("posts.Poll", "posts.PollOption"),
        _("whoever the post is for; the figures at the end only, if you want it so"),
        _("until you delete the post or take the poll away"),
    ),
    _held("posts.PollVote", _ONLY_YOU),
    _held("criticism.Submission", _MACHINE),
    Entry(
        _("Whether you were asked if a post of yours is criticism, and the links you act with"),
        ("criticism.Offer", "criticism.CriticLink"),
        _("only you, and whoever the link was sent to"),
        _("as long as the post; a link works for 90 days"),
    ),
    Entry(
        _("Criticism: the case, every step with its time, and the answers"),
        ("criticism.Case", "criticism.CaseEvent", "criticism.Answer"),
        _("whoever may read the criticised post; everybody if it is public"),
        _("it stays; words can be erased without breaking the chain"),
    ),
    Entry(
        _("Private notes on a criticism, such as an order number"),
        ("criticism.PrivateNote",),
        _("those who write for that voice, and people with the duty “desk”"),
        _("until somebody erases them, for good"),
    ),
    Entry(
        _("Work on a criticism: shared drafts, the answer tree, what is overdue"),
        ("criticism.SharedDraft", "criticism.TreeAnswer", "criticism.OverdueNotice"),
        _("members of the organisation who may read the criticism"),
        _("drafts until the answer is published; the rest stays with the case"),
    ),
    _held(
        "criticism.Answering", _("members of the organisation, for ten minutes; nobody counts it")
    ),
    Entry(
        _("The desk: text blocks, hours, addresses of tools, who wants no letter"),
        ("criticism.TextBlock", "criticism.DeskRules", "criticism.Webhook", "criticism.NoDigest"),
        _("members of the organisation; addresses only people with the duty “desk”"),
        _("until they are changed"),
    ),
    Entry(
        _("The codex in all its versions, its playbooks, and who published them"),
        ("codex.Version", "codex.Clause", "codex.Playbook"),
        _EVERYBODY,
        _("it stays: measures cite the wording of their day"),
    ),
    Entry(
        _("The next version of the codex, while it is written, and who changed something last"),
        ("codex.PlannedClause", "codex.PlannedPlaybook"),
        _("administrators"),
        _("until it is published or dropped"),
    ),
    _held("codex.Acknowledgement", _("only you; no page shows it to anybody else")),
    _held("codex.WorksAgreement", _("administrators, and who has the duty of inspection")),
    _held("criticism.PlaybookRun", _("members of the organisation who may read the criticism")),
    Entry(
        _("Hats: for what you may speak, since when, by which rule, and your accounts elsewhere"),
        ("people.Hat", "people.HatRule", "people.HatList", "people.LinkedAccount"),
        _EVERYBODY,
        _("it stays, with its end; accounts elsewhere until you take them back"),
    ),
    _held("people.GroupMembership", _MACHINE),
    _held("spaces.HatHabit", _ONLY_YOU),
    _held("people.Lookup", _("who has the duty of inspection, and each look into it is logged")),
    Entry(
        _("What concerns you: your notices, your home page, and how far an app says you have read"),
        ("notifications.Notification", "notifications.Marker", "posts.HomeEntry"),
        _ONLY_YOU,
        _("as long as you have an account"),
    ),
    Entry(
        _("From whom you want notices, whom you let in, and who waits"),
        (
            "notifications.NoticePolicy",
            "notifications.NoticePermission",
            "notifications.NoticeRequest",
        ),
        _ONLY_YOU,
        _UNTIL_CHANGED,
    ),
    _held("notifications.PushSubscription", _ONLY_YOU),
    Entry(
        _("Reports: what you reported and why, what the office and you wrote about it"),
        ("moderation.Report", "moderation.ReportMessage", "moderation.ReportStep"),
        _("you, and the moderators; who is reported sees only what was written with them"),
        _("as long as the server stands"),
    ),
    Entry(
        _("Interventions: what was restricted, whom it concerns, by whom and why"),
        ("moderation.Intervention", "moderation.Target", "moderation.DomainMeasure"),
        _("whom it concerns, the moderators and the auditor; the rest reads the register"),
        _("as long as the server stands"),
    ),
    Entry(
        _("Streisand checks: numbers only, before and three days after"),
        ("moderation.StreisandCheck", "moderation.Amplification"),
        _("the moderators and the auditor; what it showed stands in the register"),
        _("as long as the server stands"),
    ),
    Entry(
        _("Offices: who moderates under which name, and who read that"),
        ("moderation.Office", "moderation.OfficeReading"),
        _("the auditor alone, and each reading is written down"),
        _("as long as the server stands"),
    ),
    Entry(
        _("Appeals: what you say against a decision, and how it was decided"),
        ("moderation.Appeal",),
        _("you, the moderators and the auditor; the outcome with its reasons everybody"),
        _("as long as the server stands"),
    ),
    _held("people.MailContact", _MACHINE),
    Entry(
        _("The public register: entries without names, the words beside them, and published heads"),
        (
            "moderation.RegisterEntry",
            "moderation.RegisterTally",
            "moderation.RegisterText",
            "moderation.RegisterHead",
            "moderation.VerificationRun",
        ),
        _("everybody; words that are sealed when their time has come"),
        _("it stays; words can be erased without breaking the chain"),
    ),
    _held("moderation.RegisterSubscriber", _MACHINE),
    Entry(
        _("Work that waits, such as a letter to be sent, and when the server was last awake"),
        ("foundation.Job", "foundation.WorkerBeat"),
        _MACHINE,
        _("until it is done, usually seconds"),
    ),
    _held("posts.Luggage", _ONLY_YOU),
    Entry(
        _("Keys with which your posts are signed for other servers"),
        ("federation.ActorKey",),
        _MACHINE,
        _("until they are replaced by new ones"),
    ),
    Entry(
        _("Posts and reactions on their way from and to other servers"),
        (
            "federation.InboxItem",
            "federation.SeenSignature",
            "federation.Activity",
            "federation.Delivery",
        ),
        _MACHINE,
        _("until they have arrived, at most seven days; that something came, two weeks"),
    ),
    Entry(
        _("Other servers and the people there: addresses, public keys, and how it goes with them"),
        ("federation.Peer", "federation.RemoteActor", "federation.ThreadAsked"),
        _("the administrators; whoever can open the machine's files"),
        _("until that server is forgotten"),
    ),
    Entry(
        _("Whether what is internal stayed internal: results of the daily self-test"),
        ("spaces.SelfTest",),
        _("the administrators"),
        _("as long as the server stands; there is nothing about people in them"),
    ),
    Entry(
        _("Tables of the framework that stay empty here"),
        (
            "auth.Permission",
            "auth.Group",
            "auth.Group_permissions",
            "contenttypes.ContentType",
        ),
        _MACHINE,
        _("they hold nothing about people"),
    ),
)

# What this server does not know, because there is no table, no field and no log for it.
DOES_NOT_EXIST: tuple[_StrPromise, ...] = (
    _("Online status: nobody sees whether you are here."),
    _("Read receipts: nobody sees what you have read, or when."),
    _(
        "Typing indicators: nobody sees that you are writing. Only the team of a case sees for "
        "ten minutes that somebody is answering it, so that it is not answered twice."
    ),
    _("Time online, and any figure per employee: there is no query for it."),
    _("A ranking of people, by answers, followers or anything else."),
    _("Counting of visits, and cookies for people who only read."),
    _("A way to sort, hide or pin posts by title, employer or role."),
    _("A way to remove or restrict somebody else's post without an entry in the public register."),
)
