"""Quotations across servers: when what is quoted may be shown, and when a link stands for it.

What we decide (FEP-044f leaves some of it open):
- One of our posts is quoted: its author's own wishes decide at once (`may_quote`), whether
  the other server asked (QuoteRequest) or only said so, as servers did before there was asking.
- A post of another server is quoted: its author's stamp decides, and nothing is needed for one's
  own. Without it there is a link, whatever the quoting server shows.
- Once the author ended a quotation it stays ended.
"""

from __future__ import annotations

from html import escape

from augenhoehe.domain.posts.audience import OPEN, Reader
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.quoting import State, count_quote, taken_up
from augenhoehe.domain.posts.received import Said
from augenhoehe.domain.posts.selectors.elsewhere import post_at
from augenhoehe.domain.posts.uris import post_id_in
from augenhoehe.foundation.verdicts import NotAllowed


def is_of_ours(said: Said) -> bool:
    """Whether it quotes a post of this server, by its address."""
    return bool(said.quotes) and post_id_in(said.quotes) is not None


def quote(post: Post, said: Said, reader: Reader) -> None:
    """Settle what a post quotes, before it is saved; one that was counted is counted anew."""
    post.quote_policy = said.quote_policy if post.audience in OPEN else Post.QuotePolicy.NOBODY
    before = (post.quote_of_id, post.quote_state)
    if post.quote_state != State.REVOKED:
        post.quote_of, post.quote_state, post.quote_stamp, post.quote_away = None, 0, "", ""
        if said.quotes and said.quotes != post.uri:  # nothing shows itself, in itself, in itself
            _settle(post, said, reader)
    if not post._state.adding and before != (post.quote_of_id, post.quote_state):
        after = post.quote_of_id, post.quote_state
        post.quote_of_id, post.quote_state = before
        count_quote(post, -1)
        post.quote_of_id, post.quote_state = after
        count_quote(post, 1)
    post.html = with_link(post, said)


def _settle(post: Post, said: Said, reader: Reader) -> None:
    quoted = post_at(said.quotes, reader=reader)
    if quoted is not None and quoted.account.is_local:
        post.quote_of = quoted
        post.quote_state = State.ACCEPTED if _takes_it(quoted, reader) else State.REJECTED
        return
    if is_of_ours(said):
        return  # gone, or nobody's business outside: they have a link, and we say nothing
    stamp = said.stamp if said.is_agreed else ""
    if quoted is None:
        post.quote_away, post.quote_stamp = said.quotes, stamp
    elif quoted.account_id == post.account_id or (stamp and quoted.audience in OPEN):
        post.quote_of, post.quote_state, post.quote_stamp = quoted, State.ACCEPTED, stamp


def _takes_it(quoted: Post, reader: Reader) -> bool:
    try:
        taken_up(quoted, reader, voice=None)
    except NotAllowed:
        return False
    return quoted.audience in OPEN


def with_link(post: Post, said: Said) -> str:
    """What it says, with a link where what it quotes is not shown."""
    if not said.quotes or post.quote_state in (State.ACCEPTED, State.REVOKED):
        return said.html
    if said.quotes in said.html:
        return said.html
    href = escape(said.quotes)
    link = f'<a href="{href}" rel="nofollow noopener ugc">{href}</a>'
    return f"{said.html}<p>RE: {link}</p>"
