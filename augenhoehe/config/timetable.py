"""What happens by itself, and how often: on one page, like what follows from what."""

from augenhoehe.domain.criticism.actions import let_silent_cases_rest
from augenhoehe.domain.moderation.actions import end_what_is_over
from augenhoehe.domain.moderation.learning import look_back
from augenhoehe.foundation import jobs
from augenhoehe.foundation.jobs.periodic import KIND, do_periodic, every
from augenhoehe.interfaces.mail.case_letters import send_reminders

_DAY = 24 * 60 * 60
_MINUTE = 60


def hang_up() -> None:
    """Enter everything into the timetable. Called once when the applications are ready."""
    jobs.handles(KIND, do_periodic)
    every(_MINUTE, "end interventions whose time is over", end_what_is_over)
    every(_DAY, "look back at removals of criticism", look_back, at=3 * 60 * 60)
    every(_DAY, "let silent cases rest", let_silent_cases_rest, at=2 * 60 * 60)
    # In the morning, when a letter is read rather than found.
    every(_DAY, "remind silent critics", send_reminders, at=7 * 60 * 60)
