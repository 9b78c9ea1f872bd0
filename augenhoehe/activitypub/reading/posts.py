"""What was said, by shape: Note, Question, Article, Page, Video, Event … (AS2 Vocabulary 3.3)."""

from typing import Any

from augenhoehe.activitypub.reading.addresses import id_of, ids_of, recipients
from augenhoehe.activitypub.reading.attachments import attachments_of
from augenhoehe.activitypub.reading.bounds import (
    LONGEST_CONTENT,
    LONGEST_NAME,
    LONGEST_SUMMARY,
    MOST_ALIASES,
    MOST_RECIPIENTS,
)
from augenhoehe.activitypub.reading.collections import collection_of
from augenhoehe.activitypub.reading.languages import language_of, wording
from augenhoehe.activitypub.reading.links import page_of, picture_of
from augenhoehe.activitypub.reading.moments import moment
from augenhoehe.activitypub.reading.policies import interaction_policy_of
from augenhoehe.activitypub.reading.polls import poll_of
from augenhoehe.activitypub.reading.quotes import quote_of
from augenhoehe.activitypub.reading.refusal import NotReadable
from augenhoehe.activitypub.reading.shapes import (
    Node,
    flag,
    inner,
    kind_among,
    kinds,
    many,
    text,
    word,
)
from augenhoehe.activitypub.reading.shapes import node as opened_node
from augenhoehe.activitypub.reading.tags import emojis, hashtags, mentions, tags_of
from augenhoehe.activitypub.records.post import Post, Writer
from augenhoehe.activitypub.vocabulary import POST_KINDS


def read_post(value: Any, *, prefer: tuple[str, ...] = ()) -> Post:
    """A post, or NotReadable. `prefer`: languages to take where the author says no own text.

    The least: an id, a kind that is a post's, an author. Whether the author may say this from
    that host is for the caller: `claims.may_say`, `claims.is_at_home`.
    """
    node = opened_node(value)
    kind = kind_among(node.get("type"), POST_KINDS, code="not_a_post")
    post_id = id_of(node.get("id"))
    if not post_id:
        raise NotReadable("no_id")
    authors = _authors(node)
    if not authors:
        raise NotReadable("no_author")
    return Post(
        id=post_id,
        kind=kind,
        author=authors[0],
        other_authors=authors[1:],
        **_words(node, prefer),
        **_addressing(node),
        **_surroundings(node),
        **_ours(node),
    )


def _words(node: Node, prefer: tuple[str, ...]) -> dict[str, Any]:
    content = wording(node, "content", longest=LONGEST_CONTENT, prefer=prefer)
    spoken = content.language or language_of(node)
    name = wording(node, "name", longest=LONGEST_NAME, prefer=prefer, language=spoken)
    summary = wording(node, "summary", longest=LONGEST_SUMMARY, prefer=prefer, language=spoken)
    media_type = word(node.get("mediaType")).lower().split(";")[0]
    return {
        "content": content.text,
        "media_type": "" if media_type in ("", "text/html") else media_type,
        "name": name.text,
        "summary": summary.text,
        "language": spoken or name.language,
        "other_languages": content.others,
        "sensitive": flag(node.get("sensitive")) is True,
    }


def _addressing(node: Node) -> dict[str, Any]:
    """Whom it is for and what it answers; `bto` and `bcc` are nobody's business (AP 6)."""
    return {
        "to": recipients(node.get("to"), MOST_RECIPIENTS),
        "cc": recipients(node.get("cc"), MOST_RECIPIENTS),
        "audience": recipients(node.get("audience"), MOST_RECIPIENTS),
        "in_reply_to": id_of(node.get("inReplyTo")),
        "context": id_of(node.get("context")),
        "conversation": text(node.get("conversation")),
        "interaction_policy": interaction_policy_of(node),
    }


def _surroundings(node: Node) -> dict[str, Any]:
    tags = tags_of(node)
    quote, authorization = quote_of(node, tags)
    return {
        "url": page_of(node.get("url")),
        "image": picture_of(node.get("image") or node.get("icon"))[0],
        "published": moment(node.get("published")),
        "updated": moment(node.get("updated")),
        "starts_at": moment(node.get("startTime")),
        "ends_at": moment(node.get("endTime")),
        "mentions": mentions(tags),
        "hashtags": hashtags(tags),
        "emojis": emojis(tags),
        "attachments": attachments_of(node),
        "poll": poll_of(node),
        "quote": quote,
        "quote_authorization": authorization,
        "replies": collection_of(node.get("replies")),
        "likes": collection_of(node.get("likes")),
        "shares": collection_of(node.get("shares")),
    }


def _ours(node: Node) -> dict[str, Any]:
    return {
        "written_by": _writer(node),
        "in_service": flag(node.get("inService")),
        "hat": text(node.get("hat")),
        "space": id_of(node.get("space")),
        "advertising": flag(node.get("advertising")) is True,
        "paid_by": text(node.get("paidBy")),
        "own_interest": text(node.get("ownInterest")),
        "prepared_by": text(node.get("preparedBy")),
        "prepared_with": _machine(node.get("preparedWith")),
        "case": id_of(node.get("case")),
    }


def _machine(value: Any) -> str | bool:
    """Its name, or True where there is none."""
    return True if flag(value) is True else text(value)


def _writer(node: Node) -> Writer | None:
    value = node.get("writtenBy")
    person = inner(value)
    found = Writer(
        id=id_of(value),
        name=text(person.get("name")),
        protected=flag(person.get("protectedName")) is True,
    )
    return found if found.id or found.name else None


def _authors(node: Node) -> tuple[str, ...]:
    """Who said it, a person before the group that carries it (PeerTube's channels)."""
    value = node.get("attributedTo") or node.get("actor")
    given = many(value, MOST_ALIASES)
    people = [item for item in given if "Group" not in kinds(inner(item).get("type"))]
    return ids_of(people + [item for item in given if item not in people], MOST_ALIASES)
