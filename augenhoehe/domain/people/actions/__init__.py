"""Everything that can be done with accounts: one verb, one function, one transaction."""

from augenhoehe.domain.people.actions.account import (
    choose_language,
    correct_address,
    create_person,
    deactivate_person,
)
from augenhoehe.domain.people.actions.affiliation import (
    become_member,
    end_membership,
    grant_role,
    revoke_role,
)
from augenhoehe.domain.people.actions.apps import (
    OUT_OF_BAND,
    allow_app,
    forget_apps,
    redeem_code,
    register_app,
)
from augenhoehe.domain.people.actions.claimed import check_lists_again, claim_hats, look_at_list
from augenhoehe.domain.people.actions.contact import address_of, confirm_contact, keep_contact
from augenhoehe.domain.people.actions.desk import desk_account
from augenhoehe.domain.people.actions.elsewhere import (
    Told,
    blank_account,
    follow_to_new_home,
    keep_account,
    let_go_of_account,
)
from augenhoehe.domain.people.actions.erase import erase_person
from augenhoehe.domain.people.actions.groups import apply_directory, set_groups
from augenhoehe.domain.people.actions.habits import take_up
from augenhoehe.domain.people.actions.hats import (
    close_hat_rule,
    grant_hat,
    make_hat_rule,
    put_down_hat,
    settle_all_hats,
    settle_hats,
    take_up_hat,
)
from augenhoehe.domain.people.actions.invite import make_invite, use_invite
from augenhoehe.domain.people.actions.linked import (
    check_links_again,
    link_account,
    prove_link,
    show_code,
    unlink_account,
)
from augenhoehe.domain.people.actions.lists import (
    change_list,
    delete_list,
    make_list,
    put_in_list,
    take_out_of_list,
)
from augenhoehe.domain.people.actions.lookup import note_reading, note_reading_of
from augenhoehe.domain.people.actions.marks import (
    dismiss_suggestion,
    endorse,
    note_account,
    stop_endorsing,
)
from augenhoehe.domain.people.actions.moving import (
    add_alias,
    drop_alias,
    move_account,
    take_back_move,
)
from augenhoehe.domain.people.actions.posting import choose_posting
from augenhoehe.domain.people.actions.prior_approval import (
    begin_prior_approval,
    end_prior_approval,
)
from augenhoehe.domain.people.actions.profile import Upload, take_picture_away, update_profile
from augenhoehe.domain.people.actions.proof import prove_fields
from augenhoehe.domain.people.actions.relations import (
    accept_follower,
    block,
    disown_follow,
    follow,
    lose_follow,
    mute,
    reject_follower,
    unblock,
    unfollow,
    unmute,
)
from augenhoehe.domain.people.actions.server_accounts import (
    instance_account,
    register_account,
)
from augenhoehe.domain.people.actions.servers import block_server, unblock_server
from augenhoehe.domain.people.actions.token import (
    end_access,
    end_all_access,
    issue_app_token,
    issue_token,
    note_use,
    revoke_token,
)
from augenhoehe.domain.people.actions.voice import (
    add_to_voice,
    change_voice_role,
    create_voice,
    leave_voice,
    resolve_protected_name,
    use_protected_name,
)

__all__ = [
    "OUT_OF_BAND",
    "Told",
    "Upload",
    "accept_follower",
    "add_alias",
    "add_to_voice",
    "address_of",
    "allow_app",
    "apply_directory",
    "become_member",
    "begin_prior_approval",
    "blank_account",
    "block",
    "block_server",
    "change_list",
    "change_voice_role",
    "check_links_again",
    "check_lists_again",
    "choose_language",
    "choose_posting",
    "claim_hats",
    "close_hat_rule",
    "confirm_contact",
    "correct_address",
    "create_person",
    "create_voice",
    "deactivate_person",
    "delete_list",
    "desk_account",
    "dismiss_suggestion",
    "disown_follow",
    "drop_alias",
    "end_access",
    "end_all_access",
    "end_membership",
    "end_prior_approval",
    "endorse",
    "erase_person",
    "follow",
    "follow_to_new_home",
    "forget_apps",
    "grant_hat",
    "grant_role",
    "instance_account",
    "issue_app_token",
    "issue_token",
    "keep_account",
    "keep_contact",
    "leave_voice",
    "let_go_of_account",
    "link_account",
    "look_at_list",
    "lose_follow",
    "make_hat_rule",
    "make_invite",
    "make_list",
    "move_account",
    "mute",
    "note_account",
    "note_reading",
    "note_reading_of",
    "note_use",
    "prove_fields",
    "prove_link",
    "put_down_hat",
    "put_in_list",
    "redeem_code",
    "register_account",
    "register_app",
    "reject_follower",
    "resolve_protected_name",
    "revoke_role",
    "revoke_token",
    "set_groups",
    "settle_all_hats",
    "settle_hats",
    "show_code",
    "stop_endorsing",
    "take_back_move",
    "take_out_of_list",
    "take_picture_away",
    "take_up",
    "take_up_hat",
    "unblock",
    "unblock_server",
    "unfollow",
    "unlink_account",
    "unmute",
    "update_profile",
    "use_invite",
    "use_protected_name",
]
