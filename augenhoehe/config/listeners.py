"""Who listens to what: the whole nervous system, on one page.

A room emits facts and does not know who hears them. Everything that happens as a
consequence of something else is in these tables, and nowhere else. WITHIN runs in the
transaction of the fact, AFTER as a durable job once it has been committed.
"""

from collections.abc import Mapping, Sequence

from augenhoehe.config import consequences
from augenhoehe.domain.codex.events import AgreementEnded, AgreementProposed, CodexPublished
from augenhoehe.domain.criticism import actions as criticism
from augenhoehe.domain.criticism import search as case_search
from augenhoehe.domain.criticism.events import (
    AnswerBacked,
    AnsweringChanged,
    CaseHandedOver,
    CaseMoved,
    CaseOffered,
    CaseOpened,
    CaseOverdue,
    LinkAsked,
    LinkWaits,
    OfferDecided,
    SubmissionMade,
)
from augenhoehe.domain.media.events import UploadsDropped
from augenhoehe.domain.moderation import listeners as moderation
from augenhoehe.domain.moderation.actions import decide_by_intervention
from augenhoehe.domain.moderation.events import (
    AppealDecided,
    AppealMade,
    HeadsAskedFor,
    InterventionEnded,
    InterventionProposed,
    InterventionTookEffect,
    ObjectionUnconfirmed,
    RegisterHeadPublished,
    ReportDecided,
    ReportMade,
    ReportMessageSent,
    ReportPassedOn,
)
from augenhoehe.domain.notifications import agreements, push
from augenhoehe.domain.notifications import codex as codex_notices
from augenhoehe.domain.notifications import hats as hat_notices
from augenhoehe.domain.notifications import help as helping
from augenhoehe.domain.notifications import listeners as notifications
from augenhoehe.domain.notifications import moderation as office
from augenhoehe.domain.notifications import turns as turn_notices
from augenhoehe.domain.notifications.events import (
    AnnouncementChanged,
    AnnouncementPublished,
    AnnouncementReacted,
    AnnouncementWithdrawn,
    CodexPartlyTold,
    Noticed,
    NoticesMerged,
    SubscribersWait,
)
from augenhoehe.domain.people.events import (
    AccountChanged,
    AccountGone,
    AccountMoved,
    AccountRestricted,
    Blocked,
    FieldsNeedProof,
    Followed,
    FollowedAgain,
    FollowRejected,
    FollowRequested,
    FollowWentAlong,
    FollowWithdrawn,
    HatEnded,
    HatGranted,
    HatListDue,
    LinkNeedsProof,
    PersonDeactivated,
    PersonErased,
    PersonSignedUp,
    Unblocked,
    Unfollowed,
    VoiceJoined,
)
from augenhoehe.domain.posts import conversations, delisting, link_cards, timelines, turning
from augenhoehe.domain.posts.actions import echo as echoing
from augenhoehe.domain.posts.actions import fetch_card, forget_pictures, show_pins_to, unpack
from augenhoehe.domain.posts.events import (
    BoostTakenBack,
    ConversationChanged,
    FiltersChanged,
    HomeUnfinished,
    LinkShared,
    LookAsked,
    LookCommented,
    LookDeclined,
    LuggageWaits,
    PollEnded,
    PollVoted,
    PostBoosted,
    PostDeleted,
    PostEdited,
    PostGivenBack,
    PostHandedIn,
    PostLiked,
    PostPinned,
    PostPublished,
    PostReleased,
    PostRemoved,
    PostRestored,
    PostRestricted,
    PostTurned,
    PostUnliked,
    PostUnpinned,
    QuarantineEnded,
    QuoteAgreed,
    QuoteAsked,
    QuoteRevoked,
)
from augenhoehe.domain.spaces.events import (
    SpaceInvited,
    SpaceJoined,
    SpaceRequested,
    SpacesLeaked,
)
from augenhoehe.foundation import events, jobs
from augenhoehe.foundation.events import Event, Listener
from augenhoehe.foundation.jobs.backend import run_task
from augenhoehe.interfaces.federation import (
    criticism_out,
    flags,
    register_out,
    statements_out,
)
from augenhoehe.interfaces.federation.outbox import (
    publish,
    publish_people,
    publish_reactions,
    quotes,
    spreading,
)
from augenhoehe.interfaces.federation.resolve import backfill
from augenhoehe.interfaces.federation.resolve import followers as remote_followers
from augenhoehe.interfaces.federation.resolve import people as remote_people
from augenhoehe.interfaces.mail import (
    agreement_letters,
    case_letters,
    moderation_letters,
    register_letters,
    statement_letters,
    submission_letters,
)
from augenhoehe.interfaces.mail.sender import send_mail_job
from augenhoehe.interfaces.mastodon_api.pushing import deliver_push
from augenhoehe.interfaces.mastodon_api.streaming import announcing as streaming
from augenhoehe.interfaces.web import live

WITHIN: Mapping[type[Event], Sequence[Listener]] = {
    PostPublished: [
        timelines.deliver_home,
        conversations.note_in_conversations,
        notifications.tell_addressed,
        notifications.call_subscribers,
        criticism.hear_reply,
        criticism.offer_for_post,
        turning.note_said,
        echoing.note_echo,
        link_cards.look_for_link,
        live.announce_post,
        streaming.announce_post,
        publish.say_post,
    ],
    PostEdited: [
        conversations.set_conversations_right,
        link_cards.look_for_link,
        case_search.index_cases_of_post,
        echoing.note_echo,
        live.announce_edit,
        streaming.announce_edit,
        publish.say_edit,
    ],
    PostDeleted: [
        conversations.set_conversations_right,
        criticism.close_case_of_deleted_post,
        case_search.index_cases_of_post,
        echoing.note_echo,
        streaming.announce_deletion,
        publish.say_gone,
    ],
    PostBoosted: [notifications.tell_boosted],
    PostLiked: [notifications.tell_liked, turning.note_liked, publish_reactions.say_like],
    PostUnliked: [publish_reactions.say_unlike],
    PollVoted: [publish_reactions.say_votes],
    PollEnded: [
        notifications.tell_poll_ended,
        live.announce_edit,
        streaming.announce_edit,
        publish.say_edit,
    ],
    PostPinned: [publish.say_pinned],
    PostUnpinned: [publish.say_unpinned],
    PostRemoved: [
        conversations.set_conversations_right,
        case_search.index_cases_of_post,
        echoing.note_echo,
        live.announce_edit,
        streaming.announce_removal,
        publish.say_gone,
    ],
    PostRestored: [
        conversations.set_conversations_right,
        case_search.index_cases_of_post,
        echoing.note_echo,
        live.announce_edit,
        streaming.announce_edit,
        publish.say_restored,
    ],
    QuoteAsked: [quotes.ask_to_quote],
    QuoteAgreed: [live.announce_edit, streaming.announce_edit, quotes.tell_agreed],
    QuoteRevoked: [live.announce_edit, streaming.announce_edit, quotes.tell_revoked],
    PostRestricted: [echoing.note_echo, live.announce_edit, streaming.announce_edit],
    AccountRestricted: [consequences.find_person_anew, delisting.follow_account],
    PersonSignedUp: [consequences.find_person_anew],
    AccountChanged: [consequences.find_person_anew, publish_people.note_changed_profile],
    HatGranted: [hat_notices.tell_granted, publish_people.note_changed_profile],
    HatEnded: [hat_notices.tell_ended, publish_people.note_changed_profile],
    PersonDeactivated: [consequences.find_person_anew, publish_people.say_left],
    AccountMoved: [publish_people.say_moved],
    Followed: [consequences.fill_home, notifications.tell_followed, publish_people.say_accepted],
    FollowedAgain: [publish_people.say_accepted],
    Unfollowed: [consequences.clear_home, publish_people.say_unfollow],
    FollowRequested: [notifications.tell_follow_requested, publish_people.say_follow],
    FollowWentAlong: [notifications.tell_moved],
    FollowWithdrawn: [publish_people.say_unfollow],
    FollowRejected: [publish_people.say_rejected],
    Blocked: [publish_people.say_block],
    Unblocked: [publish_people.say_unblock],
    VoiceJoined: [notifications.tell_voice_joined, show_pins_to],
    SpaceRequested: [notifications.tell_space_requested],
    SpaceInvited: [notifications.tell_space_invited],
    SpaceJoined: [notifications.tell_space_joined],
    SpacesLeaked: [office.tell_admins],
    CaseOffered: [notifications.tell_case_offered],
    OfferDecided: [notifications.forget_offer],
    CaseOpened: [
        criticism.make_link_for_remote_critic,
        criticism.set_due_of_case,
        case_search.index_case,
        criticism.tell_webhooks,
        notifications.tell_case_opened,
        live.announce_case_opened,
    ],
    CaseMoved: [
        criticism.make_link_for_remote_critic,
        criticism.set_due_of_case,
        criticism.clear_table_after_answer,
        case_search.index_case,
        criticism.tell_webhooks,
        notifications.tell_case_moved,
        live.announce_case,
    ],
    AnswerBacked: [helping.tell_backed],
    LookAsked: [helping.tell_look_asked],
    LookCommented: [helping.tell_look_commented],
    LookDeclined: [helping.tell_look_declined],
    PostHandedIn: [helping.tell_handed_in],
    PostTurned: [turn_notices.tell_turned],
    PostReleased: [helping.tell_released],
    PostGivenBack: [helping.tell_given_back],
    CaseHandedOver: [notifications.tell_case_handed_over],
    CaseOverdue: [notifications.tell_case_overdue],
    AnsweringChanged: [live.announce_answering],
    InterventionProposed: [office.tell_seconds],
    InterventionTookEffect: [
        moderation.remove_cases,
        decide_by_intervention,
        office.tell_affected,
        statement_letters.tell_restricted,
        statements_out.tell_restricted_elsewhere,
        register_out.announce_entry,
    ],
    InterventionEnded: [
        moderation.restore_cases,
        office.tell_affected_of_end,
        statement_letters.tell_restored,
        statements_out.tell_restored_elsewhere,
        register_out.announce_end,
    ],
    AgreementProposed: [agreements.tell_agreement_proposed],
    AgreementEnded: [agreements.tell_agreement_ended],
    ReportMade: [office.tell_moderators],
    ReportPassedOn: [flags.pass_report_on],
    ReportDecided: [office.tell_reporter],
    ReportMessageSent: [office.tell_of_message],
    AppealMade: [office.tell_deciders],
    AppealDecided: [office.tell_appellant, statements_out.tell_appellant_elsewhere],
    RegisterHeadPublished: [register_out.announce_head],
    BoostTakenBack: [streaming.announce_boost_taken_back, publish.say_boost_taken_back],
    NoticesMerged: [streaming.announce_merged],
    AnnouncementPublished: [streaming.announce_announcement],
    AnnouncementChanged: [streaming.announce_announcement],
    AnnouncementReacted: [streaming.announce_sign],
    AnnouncementWithdrawn: [streaming.announce_withdrawal],
    ConversationChanged: [streaming.announce_conversation],
    FiltersChanged: [streaming.announce_filters],
    Noticed: [live.announce_notice, streaming.announce_notice, push.push_notice],
}

AFTER: Mapping[type[Event], Sequence[Listener]] = {
    AccountGone: [consequences.take_posts_away],
    PersonErased: [consequences.erase_what_is_left],
    AgreementProposed: [agreement_letters.tell_proposed],
    AgreementEnded: [agreement_letters.tell_ended],
    CodexPublished: [codex_notices.tell_of_codex],
    CodexPartlyTold: [codex_notices.go_on_telling],
    HomeUnfinished: [timelines.finish_home],
    LinkShared: [fetch_card],
    LuggageWaits: [unpack],
    PostEdited: [notifications.tell_edited, notifications.tell_quoters],
    SubscribersWait: [notifications.tell_subscribers],
    PostDeleted: [forget_pictures],
    QuarantineEnded: [forget_pictures],
    UploadsDropped: [forget_pictures],
    FieldsNeedProof: [consequences.prove_links],
    LinkNeedsProof: [consequences.prove_linked_account],
    HatListDue: [consequences.look_at_hat_list],
    CaseOpened: [case_letters.acknowledge],
    CaseMoved: [case_letters.tell_critic],
    LinkAsked: [case_letters.send_new_link],
    LinkWaits: [criticism_out.write_to_critic_elsewhere],
    SubmissionMade: [submission_letters.ask_to_confirm],
    ReportMade: [moderation_letters.acknowledge_report],
    ReportDecided: [moderation_letters.tell_outcome],
    ReportMessageSent: [moderation_letters.tell_of_question],
    ObjectionUnconfirmed: [moderation_letters.ask_to_confirm],
    AppealDecided: [moderation_letters.tell_appeal],
    HeadsAskedFor: [register_letters.ask_to_confirm],
    RegisterHeadPublished: [register_letters.send_head],
}


def connect() -> None:
    """Wire the tables to the switchboard, and kinds of jobs to who does them."""
    events.wire(within=WITHIN, after=AFTER)
    jobs.handles("event", events.hear)
    jobs.handles("mail", send_mail_job)
    jobs.handles("task", run_task)
    jobs.handles(echoing.KIND, echoing.settle_echo_job)
    jobs.handles(turning.KIND, turning.look_again)
    jobs.handles("webhook", criticism.deliver_webhook)
    jobs.handles(push.KIND, deliver_push)
    jobs.handles(spreading.KIND, spreading.spread_further)
    jobs.handles(publish_people.KIND, publish_people.say_profile)
    jobs.handles(backfill.BACKFILL, backfill.fetch_replies)
    jobs.handles(remote_people.REFRESH, remote_people.refresh)
    jobs.handles(remote_followers.SYNCHRONISE, remote_followers.synchronise)
