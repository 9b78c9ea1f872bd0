"""How to check the register, with everything one needs for it, and the heads by mail."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.domain.moderation.register import heads, subscribers
from augenhoehe.domain.moderation.selectors import register as selectors
from augenhoehe.domain.people.actions.contact import hash_address
from augenhoehe.foundation import patience
from augenhoehe.interfaces.web.pages.register.ledger import last_check
from augenhoehe.interfaces.web.requests import address_of
from augenhoehe.interfaces.web.token_pages import by_token

_MODERATION = files("augenhoehe.domain.moderation")
_VERIFIER = _MODERATION / "register" / "verifier"
_FILES = {
    "verify_register.py": (_VERIFIER / "verify_register.py", "text/x-python"),
    "register-schema.json": (_VERIFIER / "register-schema.json", "application/json"),
    "streisand.toml": (_MODERATION / "check" / "streisand.toml", "application/toml"),
}


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside the register; its SHA-256 shows that it is the one the page speaks of."""

    name: str
    content: bytes
    kind: str
    hash: str


@cache
def _download(name: str) -> Download:
    path, kind = _FILES[name]
    content = path.read_bytes()
    return Download(name, content, kind, sha256(content).hexdigest())


class AddressForm(forms.Form):
    """Where the heads go."""

    address = forms.EmailField(
        label=_("Your mail address"),
        max_length=254,
        help_text=_("Used for these letters only, kept encrypted, forgotten when you end it."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Instructions somebody can follow who never opened a terminal."""
    published = selectors.published_heads(10)
    context = {
        "downloads": [_download(name) for name in _FILES],
        "public_key": heads.public_key(),
        "heads": published,
        "newest": published[0] if published else None,
        "checked": last_check(),
    }
    return render(request, "register/check.html", context)


@require_safe
def download(request: HttpRequest, name: str) -> HttpResponse:
    """One of the files, byte for byte as it stands in the program."""
    if name not in _FILES:
        raise Http404
    found = _download(name)
    headers = {
        "ETag": f'"{found.hash}"',
        "Cache-Control": "public, max-age=3600",
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    return HttpResponse(found.content, content_type=f"{found.kind}; charset=utf-8", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Ask for the heads by mail. The answer is the same whether the address is known or not."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "register/subscribe.html", {"form": form}, status=status)
    patience.spend("mail", address_of(request))
    patience.spend("mail", f"register:{hash_address(form.cleaned_data['address'])}")
    subscribers.ask_for_heads(form.cleaned_data["address"], language=get_language() or "")
    return redirect("register_asked")


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "register/letter.html", {"step": "asked"})


@require_http_methods(["GET", "HEAD", "POST"])
@by_token
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the first letter; it needs a click, since programs open links in mail too."""
    subscriber = subscribers.subscriber_to_confirm(token)
    if subscriber is None:
        return render(request, "register/letter.html", {"step": "gone"}, status=410)
    if request.method == "POST":
        subscribers.confirm_subscriber(subscriber)
    step = "confirmed" if subscriber.confirmed_at else "confirm"
    return render(request, "register/letter.html", {"step": step})


@csrf_exempt  # the programs of mailboxes end subscriptions with one POST (RFC 8058)
@require_http_methods(["GET", "HEAD", "POST"])
@by_token
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """No more letters. The token is proof enough: it stood in a letter to that address."""
    subscriber = subscribers.subscriber_to_leave(token)
    if subscriber is None:
        return render(request, "register/letter.html", {"step": "left"})
    if request.method == "POST":
        subscribers.stop_heads(subscriber)
        return render(request, "register/letter.html", {"step": "left"})
    return render(request, "register/letter.html", {"step": "leave"})
