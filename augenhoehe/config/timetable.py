"""What happens by itself, and how often: on one page, like what follows from what."""

from augenhoehe.config.upkeep.canary import try_promise
from augenhoehe.domain.criticism.actions import (
    forget_unconfirmed,
    forget_who_was_answering,
    let_silent_cases_rest,
    tell_of_overdue_cases,
)
from augenhoehe.domain.media.away import forget_old_media
from augenhoehe.domain.moderation.actions import (
    empty_quarantine,
    end_what_is_over,
    forget_unconfirmed_objections,
)
from augenhoehe.domain.moderation.check.learning import look_back
from augenhoehe.domain.moderation.register import unseal_texts
from augenhoehe.domain.moderation.register.heads import publish_head
from augenhoehe.domain.moderation.register.verification import verify_if_due
from augenhoehe.domain.people.actions import (
    check_links_again,
    check_lists_again,
    forget_apps,
    settle_all_hats,
)
from augenhoehe.domain.posts.actions import (
    end_polls,
    forget_cards,
    forget_echo_keys,
    forget_old_looks,
    forget_unused_uploads,
    publish_due,
)
from augenhoehe.foundation import jobs
from augenhoehe.foundation.jobs.periodic import KIND, do_periodic, every
from augenhoehe.interfaces.federation.criticism_out import write_to_critics
from augenhoehe.interfaces.federation.inbox.process import forget_the_done
from augenhoehe.interfaces.federation.keys import make_keys_ahead
from augenhoehe.interfaces.federation.outbox.forgetting import forget_what_was_said
from augenhoehe.interfaces.federation.resolve.servers import learn_what_they_are
from augenhoehe.interfaces.mail.case_letters import send_reminders
from augenhoehe.interfaces.mail.desk_letters import send_digests

_DAY = 24 * 60 * 60
_MINUTE = 60


def hang_up() -> None:
    """Enter everything into the timetable. Called once when the applications are ready."""
    jobs.handles(KIND, do_periodic)
    every(_MINUTE, "end interventions whose time is over", end_what_is_over)
    every(_MINUTE, "say what was scheduled", publish_due)
    every(_MINUTE // 2, "give and end hats", settle_all_hats)
    every(_MINUTE, "tell of polls that are over", end_polls)
    every(_DAY, "destroy what nobody can appeal for", empty_quarantine, at=3 * 60 * 60)
    every(_DAY, "forget objections nobody confirmed", forget_unconfirmed_objections, at=4 * 60 * 60)
    every(_DAY, "look back at removals of criticism", look_back, at=3 * 60 * 60)
    every(_DAY, "publish the head of the register", publish_head, at=10 * _MINUTE)
    every(60 * _MINUTE, "check the register", verify_if_due, at=20 * _MINUTE)
    every(_DAY, "try the promise of spaces", try_promise, at=2 * 60 * 60)
    every(60 * _MINUTE, "open what was sealed in the register", unseal_texts)
    every(_DAY, "let silent cases rest", let_silent_cases_rest, at=2 * 60 * 60)
    every(_DAY, "forget criticism nobody confirmed", forget_unconfirmed, at=4 * 60 * 60)
    every(5 * _MINUTE, "tell of overdue cases", tell_of_overdue_cases)
    every(10 * _MINUTE, "write to critics on other servers", write_to_critics)
    every(_DAY, "forget who was answering", forget_who_was_answering, at=4 * 60 * 60)
    every(5 * _MINUTE, "make keys that other servers will ask for", make_keys_ahead)
    every(60 * _MINUTE, "forget what other servers sent", forget_the_done, at=30 * _MINUTE)
    every(10 * _MINUTE, "look at the hat lists of others", check_lists_again)
    every(60 * _MINUTE, "look at accounts linked to hats", check_links_again, at=15 * _MINUTE)
    every(_DAY, "forget apps nobody uses", forget_apps, at=4 * 60 * 60)
    every(_DAY, "forget previews of links nobody shares", forget_cards, at=4 * 60 * 60)
    every(_DAY, "forget what posts are compared by", forget_echo_keys, at=4 * 60 * 60)
    every(_DAY, "forget looks at drafts", forget_old_looks, at=4 * 60 * 60)
    every(_DAY, "forget uploads nobody used", forget_unused_uploads, at=4 * 60 * 60)
    every(_DAY, "forget media of other servers", forget_old_media, at=4 * 60 * 60)
    every(60 * _MINUTE, "learn what other servers are", learn_what_they_are, at=50 * _MINUTE)
    every(_DAY, "forget what was said to other servers", forget_what_was_said, at=4 * 60 * 60)
    # In the morning, when a letter is read rather than found.
    every(_DAY, "remind silent critics", send_reminders, at=7 * 60 * 60)
    every(_DAY, "write to the desk", send_digests, at=6 * 60 * 60)
