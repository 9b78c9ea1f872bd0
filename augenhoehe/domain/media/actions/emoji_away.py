"""Small pictures of other servers: their words, and where their pictures are."""

from collections.abc import Mapping

from django.db import transaction

from augenhoehe.domain.media import emoji
from augenhoehe.domain.media.models import CustomEmoji

MOST_AT_ONCE = 20
MOST_OF_A_SERVER = 5_000


@transaction.atomic
def keep_emoji_away(domain: str, addresses: Mapping[str, str]) -> None:
    """Remember the pictures a server has for its words (word → address), up to a number of them."""
    wanted = {
        word: url
        for word, url in list(addresses.items())[:MOST_AT_ONCE]
        if emoji.WRITTEN.fullmatch(f":{word}:")
    }
    if not wanted:
        return
    of_server = CustomEmoji.objects.filter(domain=domain)
    known = {one.shortcode: one for one in of_server.filter(shortcode__in=wanted)}
    changed = [row for word, row in known.items() if row.away != wanted[word]]
    for row in changed:
        row.away = wanted[row.shortcode]
        row.save(update_fields=["away"])
    missing = sorted(wanted.keys() - known.keys())
    if missing:
        room = max(0, MOST_OF_A_SERVER - of_server.count())
        CustomEmoji.objects.bulk_create(
            (
                CustomEmoji(shortcode=word, domain=domain, folder="", away=wanted[word])
                for word in missing[:room]
            ),
            ignore_conflicts=True,
        )
    if missing or changed:
        transaction.on_commit(emoji.forget)
