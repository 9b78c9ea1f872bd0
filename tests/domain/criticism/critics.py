"""The four kinds of critics there are: here, on another server, by mail, and nobody."""

from augenhoehe.domain.criticism.actions import (
    confirm_submission,
    enter_case,
    open_case,
    submit_criticism,
)
from augenhoehe.domain.criticism.links import submission_token
from augenhoehe.domain.people.actions import confirm_contact, keep_contact
from augenhoehe.domain.people.models import Account, MailContact
from augenhoehe.domain.posts.events import PostPublished
from augenhoehe.domain.posts.models import Mention, Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit


def somebody_far(handle="rosa"):
    """Rosa lives on another server; federation will bring her posts."""
    return Account.objects.get_or_create(
        handle=handle,
        domain="anderswo.example",
        defaults={"name": handle.title(), "uri": f"https://anderswo.example/{handle}"},
    )[0]


def somebody_by_mail(address="ida@example.org", name="Ida"):
    """Ida has no account and has confirmed her address."""
    contact = keep_contact(address, name=name, language="en")
    confirm_contact(contact)
    return MailContact.objects.get(id=contact.id)


def post_from_far(text, *, by=None, mentions=(), in_reply_to=None, audience=0):
    """What federation will do with a post from elsewhere."""
    by = by or somebody_far()
    post = Post.objects.create(
        account=by,
        written_by=by,
        text=text,
        html=f"<p>{text}</p>",
        language="de",
        audience=audience,
        in_reply_to=in_reply_to,
        thread_id=(in_reply_to.thread_id or in_reply_to.id) if in_reply_to else None,
        created_at=clock.now(),
        uri=f"https://anderswo.example/posts/{Post.objects.count()}",
    )
    for account in mentions:
        Mention.objects.create(post=post, account=account)
    emit(PostPublished(post.id))
    return post


def by_form(cast, address="ida@example.org", text="Niemand geht ans Telefon.", **how):
    """Ida criticises by the form and confirms her address."""
    about = how.pop("about", None) or cast.lindenrad
    sent = submit_criticism(about=about, address=address, text=text, name="Ida", **how)
    return confirm_submission(submission_token(sent))


def criticised_by(cast, kind):
    """A case of one kind of critic, and the critic; None where there is none."""
    if kind == "local":
        return cast.complains(cast.karl, "Der Riemen ist gerissen."), cast.karl
    if kind == "remote":
        post = post_from_far("Der Riemen ist gerissen.")
        return open_case(post, about=cast.lindenrad, by=post.account), post.account
    if kind == "mail":
        case = by_form(cast)
        return case, case.contact
    case = enter_case(
        by=cast.erika, about=cast.lindenrad, channel="telephone", text="Niemand geht ans Telefon."
    )
    return case, None
