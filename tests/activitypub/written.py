"""Records of every shape, for what is written and read back."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from augenhoehe.activitypub.records import (
    Actor,
    Affiliation,
    Attachment,
    Collection,
    Emoji,
    Field,
    Hashtag,
    InteractionPolicy,
    JrdLink,
    Mention,
    Multikey,
    NodeInfo,
    Poll,
    PollOption,
    Post,
    PublicKey,
    QuoteAuthorization,
    Rule,
    Tombstone,
    WebFinger,
    Writer,
)
from augenhoehe.activitypub.vocabulary import MEDIA_TYPE, PUBLIC

HOME = "https://lindenrad.example"
ERIKA = f"{HOME}/users/erika"

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
names = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)
letters = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=10)
urls = st.builds("https://{}.example/{}".format, letters, letters)
ours = st.builds((HOME + "/{}").format, letters)
crowds = st.lists(urls | st.just(PUBLIC), max_size=3, unique=True).map(tuple)
moments = st.none() | st.datetimes(
    datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)
)
counts = st.none() | st.integers(0, 2**53 - 1)
maybe = st.none() | st.booleans()
some_url = st.just("") | urls


def several(strategy: Any, by: str = "") -> Any:
    """Up to three, in a tuple; none twice by a field."""
    key = (lambda one: getattr(one, by).casefold()) if by else (lambda one: one)
    return st.lists(strategy, max_size=3, unique_by=key).map(tuple)


emojis = several(
    st.builds(Emoji, name=letters, url=urls, id=some_url, updated=moments, media_type=letters),
    by="name",
)
hashtags = several(st.builds(Hashtag, name=names, href=some_url), by="name")
mentions = several(st.builds(Mention, href=urls, name=texts), by="href")
rules = st.none() | st.builds(Rule, automatic=crowds, manual=crowds)
# A policy that says nothing is not written.
policies = st.none() | st.builds(
    InteractionPolicy,
    quote=st.builds(Rule, automatic=crowds, manual=crowds),
    reply=rules,
    like=rules,
    announce=rules,
)
sides = st.none() | st.integers(1, 100_000)
attachments = st.builds(
    Attachment,
    url=urls,
    kind=st.sampled_from(["Image", "Video", "Audio", "Document", "Link"]),
    media_type=st.sampled_from(["", "image/png", "video/mp4"]),
    description=texts,
    blurhash=texts,
    width=sides,
    height=sides,
    duration=st.none() | st.integers(0, 10**6).map(lambda number: number / 4),
    focus=st.none() | st.tuples(st.floats(-1, 1), st.floats(-1, 1)),
    preview=some_url,
    sensitive=st.booleans(),
)
known_collections = st.builds(
    Collection,
    id=urls,
    kind=st.sampled_from(
        ["Collection", "OrderedCollection", "CollectionPage", "OrderedCollectionPage"]
    ),
    total=counts,
    items=st.lists(urls | st.just({"id": f"{HOME}/1", "type": "Note"}), max_size=3).map(tuple),
    first=some_url,
    last=some_url,
    next=some_url,
    previous=some_url,
    part_of=some_url,
    owner=some_url,
)
with_pages = st.builds(
    lambda page: Collection(
        f"{HOME}/all", "OrderedCollection", total=3, first=page.id, first_page=page
    ),
    known_collections,
)
collections = known_collections | with_pages
some_collection = st.none() | st.builds(Collection, id=urls) | collections


@st.composite
def polls(draw: Any) -> Poll:
    closed_at = draw(moments)
    return Poll(
        options=draw(
            st.lists(
                st.builds(PollOption, name=names, votes=counts),
                min_size=1,
                max_size=4,
                unique_by=lambda option: option.name,
            ).map(tuple)
        ),
        multiple=draw(st.booleans()),
        ends_at=draw(moments),
        closed_at=closed_at,
        is_closed=closed_at is not None or draw(st.booleans()),
        voters=draw(counts),
    )


@st.composite
def posts(draw: Any) -> Post:
    poll = draw(st.none() | polls())
    language = draw(st.sampled_from(["", "de", "en-GB"]))
    content, name = draw(texts), draw(texts)
    author, *others = draw(st.lists(urls, min_size=1, max_size=3, unique=True))
    quote = draw(some_url)
    # The end of a poll and of an event are one property (AS2: endTime).
    ends_at = poll.ends_at if poll else draw(moments)
    return Post(
        id=draw(ours),
        kind="Question" if poll else draw(st.sampled_from(["Note", "Article", "Event"])),
        author=author,
        other_authors=tuple(others),
        to=draw(crowds),
        cc=draw(crowds),
        audience=draw(crowds),
        in_reply_to=draw(some_url),
        context=draw(some_url),
        conversation=draw(texts),
        name=name,
        content=content,
        summary=draw(texts),
        language=language if content or name else "",
        media_type=draw(st.sampled_from(["", "text/markdown", "text/plain"])),
        other_languages=(("fr", "autrement " + content),) if language and content else (),
        sensitive=draw(st.booleans()),
        url=draw(some_url),
        image=draw(some_url),
        published=draw(moments),
        updated=draw(moments),
        starts_at=draw(moments),
        ends_at=ends_at,
        mentions=draw(mentions),
        hashtags=draw(hashtags),
        emojis=draw(emojis),
        attachments=draw(st.lists(attachments, max_size=3).map(tuple)),
        poll=poll,
        quote=quote,
        quote_authorization=draw(some_url) if quote else "",
        interaction_policy=draw(policies),
        replies=draw(some_collection),
        likes=draw(some_collection),
        shares=draw(some_collection),
        written_by=draw(
            st.none() | st.builds(Writer, id=urls, name=names, protected=st.booleans())
        ),
        in_service=draw(maybe),
        hat=draw(texts),
        space=draw(some_url),
        advertising=draw(st.booleans()),
        paid_by=draw(texts),
        own_interest=draw(texts),
        prepared_by=draw(texts),
        prepared_with=draw(texts | st.just(True)),
        case=draw(some_url),
    )


@st.composite
def actors(draw: Any) -> Actor:
    where = draw(ours)
    icon, image = draw(some_url), draw(some_url)
    inbox, outbox, followers, following, shared, featured, tags = (draw(some_url) for _ in range(7))
    return Actor(
        id=where,
        kind=draw(st.sampled_from(["Person", "Organization", "Group", "Application", "Service"])),
        handle=draw(letters),
        inbox=inbox or f"{where}/inbox",
        name=draw(texts),
        summary=draw(texts),
        url=draw(some_url),
        icon=icon,
        image=image,
        icon_description=draw(texts) if icon else "",
        image_description=draw(texts) if image else "",
        shared_inbox=shared,
        outbox=outbox,
        followers=followers,
        following=following,
        featured=featured,
        featured_tags=tags,
        keys=tuple(
            PublicKey(f"{where}#{name}", where, "-----BEGIN PUBLIC KEY-----\nMFww")
            for name in draw(st.lists(letters, max_size=2, unique=True))
        ),
        multikeys=tuple(
            Multikey(f"{where}#{name}", where, f"z{name}")
            for name in draw(st.lists(letters, max_size=2, unique=True))
        ),
        fields=draw(st.lists(st.builds(Field, name=names, value=texts), max_size=3).map(tuple)),
        emojis=draw(emojis),
        hashtags=draw(hashtags),
        also_known_as=draw(several(urls)),
        moved_to=draw(some_url),
        attribution_domains=draw(several(letters.map("{}.example".format))),
        attributed_to=draw(several(urls)),
        webfinger=draw(st.just("") | letters.map("{}@lindenrad.example".format)),
        generator=draw(some_url),
        implements=draw(several(urls)),
        locked=draw(st.booleans()),
        discoverable=draw(maybe),
        indexable=draw(maybe),
        memorial=draw(st.booleans()),
        suspended=draw(st.booleans()),
        published=draw(moments),
        interaction_policy=draw(policies),
        affiliations=draw(
            several(
                st.builds(Affiliation, name=names, organisation=some_url, since=moments),
                by="name",
            )
        ),
        interest=draw(texts),
    )


tombstones = st.builds(
    Tombstone, id=ours, former_kind=st.sampled_from(["", "Note", "Question"]), deleted=moments
)
stamps = st.builds(QuoteAuthorization, id=ours, author=ours, quoting=urls, quoted=ours)
webfingers = st.builds(
    lambda handle, aliases, href, page: WebFinger(
        subject=f"acct:{handle}@lindenrad.example",
        handle=handle,
        domain="lindenrad.example",
        aliases=aliases,
        links=(
            JrdLink("self", href, MEDIA_TYPE, kind="Organization"),
            JrdLink("http://webfinger.net/rel/profile-page", page, "text/html"),
            JrdLink(
                "http://ostatus.org/schema/1.0/subscribe", template=f"{HOME}/folgen?uri={{uri}}"
            ),
        ),
    ),
    letters,
    several(urls),
    urls,
    urls,
)
nodeinfos = st.builds(
    NodeInfo,
    software=letters,
    version=letters,
    schema=st.just("2.1"),
    protocols=st.just(("activitypub",)),
    open_registrations=st.booleans(),
    users=counts,
    active_month=counts,
    active_half_year=counts,
    posts=counts,
    comments=counts,
    name=texts,
    description=texts,
    repository=some_url,
    homepage=some_url,
)
