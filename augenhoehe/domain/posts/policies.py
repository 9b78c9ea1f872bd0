"""Who may say what, where, and as whom. That a post hurts is never a ground."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.people.models import Account, MailContact
from augenhoehe.domain.people.models import Restriction as OfAccount
from augenhoehe.domain.people.policies import may_speak_as, may_take_part, may_write
from augenhoehe.domain.posts.audience import Audience, Reader
from augenhoehe.domain.posts.models import Post, Restriction
from augenhoehe.domain.posts.ports import is_free_to_go
from augenhoehe.domain.spaces.models import Space
from augenhoehe.foundation import clock
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import YES, Verdict, no

# What keeps a voice from being written through.
_SILENT = (OfAccount.SUSPENDED, OfAccount.TIME_LIMIT, OfAccount.NO_POSTING)


def may_publish(
    reader: Reader, *, voice: Account | None = None, space: Space | None = None
) -> Verdict:
    """Say something, without anybody's approval before."""
    if not may_write(reader.who):
        return may_write(reader.who)
    if not reader.who.is_person:
        return no(_("A voice says nothing by itself: a person writes through it."))
    if voice is not None and not may_speak_as(reader.who, voice):
        return may_speak_as(reader.who, voice)
    if voice is not None and voice.is_under(*_SILENT):
        return no(_("Nobody writes through this voice at present; the register says why."))
    if space is not None:
        return may_post_in(reader, space)
    return YES


def may_be_heard(reader: Reader) -> Verdict:
    """Be read here with what one said on another server."""
    return may_write(reader.who)


def may_publish_as_guest(guest: MailContact) -> Verdict:
    """Criticise without an account: whoever answered a letter to their address."""
    if guest.confirmed_at is None:
        return no(_("Please confirm your mail address first: we sent you a link."))
    return YES


def may_publish_for_somebody(reader: Reader) -> Verdict:
    """Bring in what somebody else said, elsewhere or on the telephone; one stands by it."""
    return may_publish(reader)


def may_publish_as_server(account: Account) -> Verdict:
    """Speak as the server itself or its register: no person does, and no voice is used for it."""
    if account.kind == Account.Kind.INSTANCE and account.is_local:
        return YES
    return no(_("Only the server itself says something that nobody wrote."))


def may_post_in(reader: Reader, space: Space) -> Verdict:
    """Write in a space: its members; in the house, everybody who works here."""
    if space.id in reader.spaces:
        if space.reach == Space.Reach.HOUSE and not reader.who.is_member:
            return no(_("This space is for members of the organisation."))
        return YES
    if space.reach == Space.Reach.HOUSE and reader.who.is_member:
        return YES
    return no(_("Please join this space first, then you can write in it."))


def may_reply(reader: Reader, parent: Post) -> Verdict:
    """Reply to what one can read. The caller has read it through `selectors`."""
    if not may_write(reader.who):
        return may_write(reader.who)
    if parent.boost_of_id is not None:
        return no(_("This is only passed on. Please reply to the post itself."))
    if not takes_replies(parent):
        return takes_replies(parent)
    if parent.space is not None and parent.is_internal:
        return may_post_in(reader, parent.space)
    return YES


def takes_replies(parent: Post) -> Verdict:
    """Whether replies are open to anybody: here, and in the conversation as a whole."""
    posts = [parent, parent.thread] if parent.thread else [parent]
    if any(post.is_under(Restriction.THREAD_PAUSED) for post in posts):
        return no(_("This conversation is paused. The entry in the register says why."))
    if any(post.is_under(Restriction.REPLIES_LOCKED) for post in posts):
        return no(_("Replies are closed here. The entry in the register says why."))
    return YES


def may_edit(reader: Reader, post: Post) -> Verdict:
    """Change a wording; the earlier ones stay readable."""
    if post.boost_of_id is not None:
        return no(_("What is only passed on cannot be edited."))
    if not is_author(reader, post):
        return no(_("Only its author can edit a post."))
    return may_write(reader.who)


def may_delete(reader: Reader, post: Post) -> Verdict:
    """Take back what one said, suspended or not; a dated tombstone stays."""
    if not is_author(reader, post):
        return no(_("Only its author can delete a post."))
    return is_free_to_go(post)


def asks_why(post: Post) -> bool:
    """Whether who takes it back is asked for a reason: said in service, or through a voice."""
    return post.boost_of_id is None and (post.in_service or post.account.is_voice)


def is_author(reader: Reader, post: Post) -> bool:
    """Whether somebody answers for a post: it is theirs, or their voice's."""
    if post.account_id == reader.account_id and reader.account_id is not None:
        return True
    return reader.who.is_member and post.account_id in reader.who.voices


def may_boost(reader: Reader, post: Post) -> Verdict:
    """Pass on to one's followers what reaches them anyway; never out of a space."""
    if not may_write(reader.who):
        return may_write(reader.who)
    limited = post.is_under(Restriction.NOT_SHARED)
    if limited or post.account.is_under(OfAccount.NOT_SHARED):
        return no(_("This is not passed on at present. The entry in the register says why."))
    if post.audience == Audience.DIRECT:
        return no(_("What was said to a few people is not passed on."))
    if post.audience == Audience.FOLLOWERS and post.account_id != reader.account_id:
        return no(_("What is for followers is not passed on."))
    return YES


def may_react(reader: Reader) -> Verdict:
    """Like or keep a post one can read."""
    return may_take_part(reader.who)


def may_vote(reader: Reader, post: Post) -> Verdict:
    """Choose an answer of a poll one can read; who asked does not answer."""
    if not may_take_part(reader.who):
        return may_take_part(reader.who)
    if asked_by(reader, post.account_id, post.written_by_id):
        return no(_("You cannot vote in your own polls."))
    return YES


def asked_by(reader: Reader, account_id: int, written_by_id: int | None) -> bool:
    """Whether it is this reader's own question: who wrote it for a voice asked it."""
    return reader.account_id is not None and reader.account_id in (account_id, written_by_id)


def _rights() -> list[Right]:
    return [
        Right(
            "posts.publish",
            _("Write a post in one's own name, without approval"),
            lambda s: may_publish(s.reader),
            (may_publish,),
        ),
        Right(
            "posts.guest",
            _("Criticise without an account, with a confirmed mail address"),
            lambda s: may_publish_as_guest(MailContact(confirmed_at=clock.now())),
            (may_publish_as_guest,),
        ),
        Right(
            "posts.be_heard",
            _("Be read here with what one said on another server"),
            lambda s: may_be_heard(s.reader),
            (may_be_heard,),
        ),
        Right(
            "posts.bring_in",
            _("Bring in criticism that somebody else voiced elsewhere"),
            lambda s: may_publish_for_somebody(s.reader),
            (may_publish_for_somebody,),
        ),
        Right(
            "posts.server",
            _("Write a post that names nobody as its author"),
            lambda s: may_publish_as_server(s.voice),
            (may_publish_as_server,),
        ),
        Right(
            "posts.voice",
            _("Write a post through a voice, signed with one's name"),
            lambda s: may_publish(s.reader, voice=s.voice),
        ),
        Right(
            "posts.house",
            _("Write in an internal space of the house"),
            lambda s: may_publish(s.reader, space=s.house_space),
            (may_post_in,),
        ),
        Right(
            "posts.reply",
            _("Reply to anybody, to the organisation too"),
            lambda s: may_reply(s.reader, s.public_post),
            (may_reply,),
        ),
        Right(
            "posts.boost",
            _("Pass a public post on"),
            lambda s: may_boost(s.reader, s.public_post),
            (may_boost,),
        ),
        Right(
            "posts.vote",
            _("Vote in somebody else's poll; who chose what is told to nobody"),
            lambda s: may_vote(s.reader, s.public_post),
            (may_vote,),
        ),
        Right("posts.react", _("Like or keep a post"), lambda s: may_react(s.reader), (may_react,)),
        Right(
            "posts.edit_own",
            _("Edit one's own post (every wording stays readable)"),
            lambda s: may_edit(s.reader, s.own_post),
            (may_edit,),
        ),
        Right(
            "posts.delete_own",
            _("Delete one's own post (a tombstone stays)"),
            lambda s: may_delete(s.reader, s.own_post),
            (may_delete,),
        ),
        Right(
            "posts.edit_others",
            _("Edit somebody else's post"),
            lambda s: may_edit(s.reader, s.public_post),
        ),
        Right(
            "posts.delete_others",
            _("Delete somebody else's post"),
            lambda s: may_delete(s.reader, s.public_post),
        ),
    ]


RIGHTS = _rights()
