"""The addresses of the client API, one block for each page of the public documentation.

A slash at the end makes no difference: `cors.Programs` takes it away before this is asked.
"""

from django.urls import include, path

from augenhoehe.interfaces.mastodon_api.oauth import apps, consent, metadata, tokens
from augenhoehe.interfaces.mastodon_api.routes import (
    addresses,
    advice,
    announcements,
    annual_reports,
    codex,
    credentials,
    echo,
    emoji,
    instance,
    oembed,
    plain_speech,
    sign_up,
    well_known,
)
from augenhoehe.interfaces.mastodon_api.routes.admin import addresses as office
from augenhoehe.interfaces.mastodon_api.routes.notice_addresses import NOTICES_2_ALPHA

_V1 = [
    # apps
    path("apps", apps.register, name="api_apps"),
    path("apps/verify_credentials", apps.verify_credentials, name="api_app"),
    # accounts
    path("accounts", sign_up.collection, name="api_accounts"),
    path("accounts/verify_credentials", credentials.verify, name="api_credentials"),
    path("preferences", credentials.preferences, name="api_preferences"),
    path("emails/confirmations", sign_up.confirmations, name="api_confirmations"),
    # instance
    path("instance", instance.version_1, name="api_instance_v1"),
    path("instance/activity", instance.activity, name="api_activity"),
    path("instance/domain_blocks", instance.domain_blocks, name="api_instance_domain_blocks"),
    path("instance/extended_description", instance.description, name="api_description"),
    path("instance/languages", instance.languages, name="api_languages"),
    path("instance/peers", instance.peers, name="api_peers"),
    path("instance/privacy_policy", instance.privacy_policy, name="api_privacy_policy"),
    path("instance/rules", instance.rules, name="api_rules"),
    path("instance/terms_of_service", instance.terms_of_service, name="api_terms"),
    path("instance/terms_of_service/<str:day>", instance.terms_of_service),
    path("instance/translation_languages", instance.translations, name="api_translations"),
    path("annual_reports", annual_reports.collection),
    path("annual_reports/<str:year>/state", annual_reports.state),
    path("annual_reports/<str:year>/generate", annual_reports.generate),
    path("custom_emojis", emoji.collection, name="api_custom_emojis"),
    path("announcements", announcements.collection, name="api_announcements"),
    path("announcements/<str:announcement_id>/dismiss", announcements.dismiss),
    path("announcements/<str:announcement_id>/reactions/<str:name>", announcements.reaction),
    # what is ours alone
    path("augenhoehe/codex", codex.current),
    path("augenhoehe/codex/advice", advice.advice),
    path("augenhoehe/plain_speech", plain_speech.look),
    path("augenhoehe/echo", echo.look),
    path("augenhoehe/codex/versions", codex.versions),
    path("augenhoehe/codex/versions/<str:number>", codex.version),
    path("augenhoehe/codex/versions/<str:number>/difference/<str:other>", codex.difference),
    path("augenhoehe/codex/to_acknowledge", codex.waiting),
    path("augenhoehe/codex/clauses/<str:clause_id>/acknowledge", codex.acknowledge),
    # accounts, statuses, timelines, lists, notifications, media, search, reports
    *addresses.VERSION_1,
    *office.VERSION_1,
]

_V2 = [
    path("instance", instance.version_2, name="api_instance"),
    *addresses.VERSION_2,
    *office.VERSION_2,
]

_OAUTH = [
    path("authorize", consent.authorize, name="oauth_authorize"),
    path("authorize/native", consent.native, name="oauth_native"),
    path("token", tokens.token, name="oauth_token"),
    path("revoke", tokens.revoke, name="oauth_revoke"),
    path("userinfo", tokens.userinfo, name="oauth_userinfo"),
]

_WELL_KNOWN = [
    path("oauth-authorization-server", metadata.metadata, name="oauth_metadata"),
    path("host-meta", well_known.host_meta, name="host_meta"),
    path("host-meta.json", well_known.host_meta_json, name="host_meta_json"),
    path("nodeinfo", well_known.nodeinfo_links, name="nodeinfo_links"),
]

urlpatterns = [
    path("api/oembed", oembed.embed, name="api_oembed"),
    path("api/v1/", include(_V1)),
    path("api/v2/", include(_V2)),
    path("api/v2_alpha/", include(NOTICES_2_ALPHA)),
    path("oauth/", include(_OAUTH)),
    path(".well-known/", include(_WELL_KNOWN)),
    path("nodeinfo/<str:version>", well_known.nodeinfo, name="nodeinfo"),
]
