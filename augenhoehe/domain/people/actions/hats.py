from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people import hats_settling as settling
from augenhoehe.domain.people.attribution import checked_domains
from augenhoehe.domain.people.hat_words import belongs_to_others
from augenhoehe.domain.people.models import Account, Hat, HatRule, ProtectedName
from augenhoehe.domain.people.policies_hats import (
    may_grant_hat,
    may_make_hat_rules,
    may_put_down_hat,
)
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require

MOST_WORDS = 100


@transaction.atomic
def grant_hat(
    account: Account, words: str = "", *, by: Account | None, voice: Account | None = None
) -> Hat:
    """A steward confirms that a colleague speaks for a voice; the words are its name if none."""
    if voice is None or not voice.is_voice:
        raise Invalid(_("Please say for which voice."), field="voice")
    if by is not None:
        require(may_grant_hat(who_is(by), voice))
    words = checked_words(words or voice.name)
    if by is not None and belongs_to_others(words, voice):
        raise Invalid(
            _("These are the words of somebody else. Please choose others."), field="words"
        )
    _check_wearer(account, voice)
    if known := _present(account, words):
        return known
    if settling.was_withdrawn(account.id, words, voice.id):
        raise Invalid(
            _("This hat was withdrawn by an intervention that is in force."), field="person"
        )
    hat = Hat(account=account, words=words, voice=voice, source=Hat.Source.STEWARD, confirmed_by=by)
    return settling.give(hat)


def checked_words(words: str) -> str:
    """What follows "speaks for": one line of a hundred characters. Raises `Invalid`."""
    words = " ".join(tidy(words).split())
    if not words:
        raise Invalid(_("Please say for what."), field="words")
    if len(words) > MOST_WORDS:
        raise Invalid(
            _("At most %(most)d characters, please.") % {"most": MOST_WORDS}, field="words"
        )
    return words


def _check_wearer(account: Account, voice: Account) -> None:
    if not (account.is_local and account.is_person and who_is(account).is_member):
        raise Invalid(_("Only members of the organisation get a hat here."), field="person")
    if ProtectedName.objects.filter(voice=voice, person=account, in_use=True).exists():
        # In the same words as above: the answer must not tell who is protected.
        raise Invalid(_("Only members of the organisation get a hat here."), field="person")


def _present(account: Account, words: str) -> Hat | None:
    rows = Hat.objects.filter(account=account, words__iexact=words, until__isnull=True)
    return rows.select_related("voice").first()


@transaction.atomic
def put_down_hat(hat: Hat, *, by: Account) -> None:
    """Stop speaking for something; old posts keep the hat. Nobody else can do that."""
    row = Hat.objects.select_for_update().get(id=hat.id)
    require(may_put_down_hat(who_is(by), row))
    if row.until is None:
        settling.end(row, Hat.Ended.PUT_DOWN)


@transaction.atomic
def take_up_hat(hat: Hat, *, by: Account) -> Hat:
    """Wear again what one put down and a rule still gives."""
    require(may_put_down_hat(who_is(by), hat))
    rule = hat.rule
    if rule is None or hat.ended != Hat.Ended.PUT_DOWN:
        raise Invalid(_("This hat is not given by a rule. Please ask who confirmed it."))
    if known := _present(by, hat.words):
        return known
    if settling.was_withdrawn(by.id, hat.words, hat.voice_id):
        raise Invalid(_("This hat was withdrawn by an intervention that is in force."))
    row = Hat(account=by, words=hat.words, voice=hat.voice, source=hat.source, rule=rule)
    row.domain = hat.domain
    given = settling.give(row)
    settling.end_what_is_unconfirmed(Hat.objects.filter(id=given.id))
    given.refresh_from_db()
    if given.until is not None or rule.closed_at is not None:
        raise Invalid(_("What confirmed this hat does not hold any more."))
    return given


@transaction.atomic
def make_hat_rule(
    kind: str, value: str, words: str, *, by: Account | None, voice: Account | None = None
) -> HatRule:
    """Give a hat to every member with an address at this domain, or in this group."""
    if by is not None:
        require(may_make_hat_rules(who_is(by)))
    if kind not in HatRule.Kind.values:
        raise Invalid(_("A rule is about a mail domain or a group."), field="kind")
    value = checked_value(kind, value)
    words = checked_words(words or (voice.name if voice else ""))
    same = HatRule.objects.filter(kind=kind, value=value, words=words, closed_at__isnull=True)
    if same.exists():
        raise Invalid(_("There is such a rule already."), field="value")
    rule = HatRule.objects.create(kind=kind, value=value, words=words, voice=voice, made_by=by)
    settling.give_by_rules()
    return rule


def checked_value(kind: str, value: str) -> str:
    """The domain or the group of a rule. Raises `Invalid`."""
    value = " ".join(tidy(value).split())
    if kind == HatRule.Kind.GROUP:
        if not 0 < len(value) <= 253:
            raise Invalid(_("Please name the group, as the directory does."), field="value")
        return value
    try:
        [domain] = checked_domains([value.rpartition("@")[2]])
    except (Invalid, ValueError):
        raise Invalid(_("Please name a domain, such as example.org."), field="value") from None
    return domain


@transaction.atomic
def close_hat_rule(rule: HatRule, *, by: Account | None) -> None:
    """Give no new hats by this rule; those it gave end with their confirmation."""
    if by is not None:
        require(may_make_hat_rules(who_is(by)))
    row = HatRule.objects.select_for_update().get(id=rule.id)
    if row.closed_at is None:
        row.closed_at, row.closed_by = clock.now(), by
        row.save(update_fields=["closed_at", "closed_by"])


@transaction.atomic
def settle_hats(account: Account) -> None:
    """Give and end the hats of somebody by what confirms them now.

    Called in the transaction in which employment, address or groups change.
    """
    settling.end_what_is_unconfirmed(Hat.objects.filter(account=account))
    settling.give_by_rules(account.id)


@transaction.atomic
def settle_all_hats() -> None:
    """The same for everybody: what an event missed is put right within half a minute."""
    settling.end_what_is_unconfirmed(Hat.objects.all())
    settling.give_by_rules()
