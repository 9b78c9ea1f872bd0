"""The addresses of the office's methods; see `urls`."""

from django.urls import path

from augenhoehe.interfaces.mastodon_api.routes.admin import accounts, allowed, reports, servers

VERSION_1 = [
    path("admin/accounts", accounts.collection_v1),
    path("admin/accounts/<str:account_id>", accounts.single),
    path("admin/accounts/<str:account_id>/action", accounts.action),
    path("admin/accounts/<str:account_id>/approve", accounts.approve),
    path("admin/accounts/<str:account_id>/reject", accounts.reject),
    path("admin/accounts/<str:account_id>/enable", accounts.enable),
    path("admin/accounts/<str:account_id>/unsilence", accounts.unsilence),
    path("admin/accounts/<str:account_id>/unsensitive", accounts.unsensitive),
    path("admin/accounts/<str:account_id>/unsuspend", accounts.unsuspend),
    path("admin/reports", reports.collection),
    path("admin/reports/<str:report_id>", reports.single),
    path("admin/reports/<str:report_id>/assign_to_self", reports.assign),
    path("admin/reports/<str:report_id>/unassign", reports.unassign),
    path("admin/reports/<str:report_id>/resolve", reports.resolve),
    path("admin/reports/<str:report_id>/reopen", reports.reopen),
    path("admin/domain_allows", allowed.servers),
    path("admin/domain_allows/<str:allow_id>", allowed.server),
    path("admin/domain_blocks", servers.blocks),
    path("admin/domain_blocks/<str:block_id>", servers.block),
    path("admin/trends/links", servers.trends),
    path("admin/trends/links/publishers", servers.trends),
    path("admin/trends/statuses", servers.trends),
    path("admin/trends/tags", servers.trends),
]
VERSION_2 = [path("admin/accounts", accounts.collection_v2)]
