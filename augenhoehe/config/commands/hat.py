"""`augenhoehe hat …`"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from augenhoehe.config.commands.command import Parsers, Refused, add, add_group
from augenhoehe.config.commands.people import find, open_database, tell


def add_to(parsers: Parsers[ArgumentParser]) -> None:
    group = add_group(parsers, "hat", "Who speaks for what.")
    grant = add(group, "grant", _grant, "Confirm that a member speaks for a voice.")
    grant.add_argument("account", metavar="NAME")
    grant.add_argument("voice", metavar="VOICE")
    grant.add_argument("--words", default="", help='what follows "speaks for"')
    grant.add_argument("--json", action="store_true")
    rule = add(group, "rule", _rule, "Give a hat to everybody at a mail domain or in a group.")
    rule.add_argument("kind", choices=("mail_domain", "group"))
    rule.add_argument("value", metavar="DOMAIN|GROUP")
    rule.add_argument("words", metavar="WORDS", help='what follows "speaks for"')
    rule.add_argument("--json", action="store_true")
    close = add(group, "close", _close, "Close a rule: it gives no new hats.")
    close.add_argument("id", metavar="ID", type=int)
    shown = add(group, "list", _list, "List the rules, and the hats somebody has.")
    shown.add_argument("account", metavar="NAME", nargs="?")
    shown.add_argument("--json", action="store_true")


def _grant(options: Namespace) -> None:
    from augenhoehe.domain.people.actions import grant_hat

    open_database()
    voice = find(options.voice)
    hat = grant_hat(find(options.account), options.words, by=None, voice=voice)
    result = {"id": str(hat.id), "account": options.account, "words": hat.words}
    tell(result, f"{options.account} speaks for {hat.words}.", as_json=options.json)


def _rule(options: Namespace) -> None:
    from augenhoehe.domain.people.actions import make_hat_rule

    open_database()
    rule = make_hat_rule(options.kind, options.value, options.words, by=None)
    tell({"id": str(rule.id)}, f"The rule {rule.id} is in use.", as_json=options.json)


def _close(options: Namespace) -> None:
    from augenhoehe.domain.people.actions import close_hat_rule
    from augenhoehe.domain.people.hat_log import rule_by_id

    open_database()
    rule = rule_by_id(options.id)
    if rule is None:
        raise Refused(f"There is no rule {options.id}.")
    close_hat_rule(rule, by=None)


def _list(options: Namespace) -> None:
    from augenhoehe.domain.people.hat_log import hat_rules
    from augenhoehe.domain.people.hats import wearable

    open_database()
    if options.account:
        hats = wearable(find(options.account).id)
        found = [{"id": str(one.id), "words": one.words, "source": one.source} for one in hats]
        lines = [f"{one.id} {one.words} ({one.source})" for one in hats]
    else:
        rules = [rule for rule in hat_rules() if rule.closed_at is None]
        found = [{"id": str(one.id), "rule": str(one)} for one in rules]
        lines = [f"{one.id} {one}" for one in rules]
    tell(found, "\n".join(lines), as_json=options.json)
