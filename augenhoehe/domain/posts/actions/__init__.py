"""Everything that can be done with posts: one verb, one function, one transaction."""

from augenhoehe.domain.posts.actions.approval import (
    give_back,
    hand_in_edit,
    hand_in_post,
    publish_or_hand_in,
    release_post,
    take_for_release,
)
from augenhoehe.domain.posts.actions.card import fetch_card, forget_cards
from augenhoehe.domain.posts.actions.conversation import mark_conversation, put_conversation_away
from augenhoehe.domain.posts.actions.delete import (
    delete_post,
    erase_everything_said,
    forget_pictures,
)
from augenhoehe.domain.posts.actions.describe import describe_upload
from augenhoehe.domain.posts.actions.draft import drop_draft, save_draft
from augenhoehe.domain.posts.actions.echo import forget_echo_keys, settle_echo
from augenhoehe.domain.posts.actions.edit import edit_post
from augenhoehe.domain.posts.actions.elsewhere import receive_edit, receive_post
from augenhoehe.domain.posts.actions.elsewhere_sharing import (
    agree_to_quote,
    answer_quote_request,
    receive_boost,
    refuse_quote,
)
from augenhoehe.domain.posts.actions.filter import (
    Word,
    add_keyword,
    add_post_to_filter,
    change_filter,
    change_keyword,
    create_filter,
    remove_filter,
    remove_keyword,
    remove_post_from_filter,
)
from augenhoehe.domain.posts.actions.forget_server import forget_server
from augenhoehe.domain.posts.actions.guest import publish_for_somebody, publish_guest_post
from augenhoehe.domain.posts.actions.look import (
    ask_to_look,
    comment_on_look,
    decline_look,
    end_look,
    forget_old_looks,
)
from augenhoehe.domain.posts.actions.luggage import bring_along, forget_luggage, unpack
from augenhoehe.domain.posts.actions.mute_thread import mute_thread, unmute_thread
from augenhoehe.domain.posts.actions.pin import pin, show_pins_to, unpin
from augenhoehe.domain.posts.actions.publish import publish_post
from augenhoehe.domain.posts.actions.quote import limit_quotes, revoke_quote
from augenhoehe.domain.posts.actions.react import (
    boost,
    forget_bookmark,
    keep_bookmark,
    like,
    unboost,
    unlike,
)
from augenhoehe.domain.posts.actions.schedule import (
    cancel_scheduled,
    publish_due,
    reschedule,
    schedule_post,
)
from augenhoehe.domain.posts.actions.server import publish_as_server
from augenhoehe.domain.posts.actions.tag import (
    feature_tag,
    follow_tag,
    stop_featuring_tag,
    unfollow_tag,
)
from augenhoehe.domain.posts.actions.turn import see_to_turn
from augenhoehe.domain.posts.actions.uploads import drop_upload, forget_unused_uploads
from augenhoehe.domain.posts.actions.vote import end_polls, vote
from augenhoehe.domain.posts.polls import PollWording
from augenhoehe.domain.posts.wording import Wording

__all__ = [
    "PollWording",
    "Word",
    "Wording",
    "add_keyword",
    "add_post_to_filter",
    "agree_to_quote",
    "answer_quote_request",
    "ask_to_look",
    "boost",
    "bring_along",
    "cancel_scheduled",
    "change_filter",
    "change_keyword",
    "comment_on_look",
    "create_filter",
    "decline_look",
    "delete_post",
    "describe_upload",
    "drop_draft",
    "drop_upload",
    "edit_post",
    "end_look",
    "end_polls",
    "erase_everything_said",
    "feature_tag",
    "fetch_card",
    "follow_tag",
    "forget_bookmark",
    "forget_cards",
    "forget_echo_keys",
    "forget_luggage",
    "forget_old_looks",
    "forget_pictures",
    "forget_server",
    "forget_unused_uploads",
    "give_back",
    "hand_in_edit",
    "hand_in_post",
    "keep_bookmark",
    "like",
    "limit_quotes",
    "mark_conversation",
    "mute_thread",
    "pin",
    "publish_as_server",
    "publish_due",
    "publish_for_somebody",
    "publish_guest_post",
    "publish_or_hand_in",
    "publish_post",
    "put_conversation_away",
    "receive_boost",
    "receive_edit",
    "receive_post",
    "refuse_quote",
    "release_post",
    "remove_filter",
    "remove_keyword",
    "remove_post_from_filter",
    "reschedule",
    "revoke_quote",
    "save_draft",
    "schedule_post",
    "see_to_turn",
    "settle_echo",
    "show_pins_to",
    "stop_featuring_tag",
    "take_for_release",
    "unboost",
    "unfollow_tag",
    "unlike",
    "unmute_thread",
    "unpack",
    "unpin",
    "vote",
]
