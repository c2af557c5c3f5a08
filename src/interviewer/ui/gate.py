"""Who may ask the page's server for what: an ASGI layer before everything that Gradio serves.

A site that the learner visits can make the browser send requests to 127.0.0.1. So a request
must name a host that is ours (DNS rebinding), must not come from another site, and gets only
the routes that the page needs and only files that were made for it. Passwords are compared in
constant time, and tried few times a minute. Knows nothing of interviews.

`Middleware(Gate, hosts=hosts_for("127.0.0.1", ()), files=folder)`
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from urllib.parse import unquote

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ANY_ADDRESS = "*"
TRIES = 10
TRIES_SECONDS = 300.0

# What a page session uses; `file=` is looked at more closely.
_ROUTES = re.compile(
    r"/|/(assets|static|svelte)/.*|/(config|theme\.css|favicon\.ico|manifest\.json|robots\.txt)/?"
    r"|/pwa_icon(/\d+)?|/(login|logout)/?"
    r"|/gradio_api/(login_check|startup-events|theme\.css|app_id|user|token|info|reset|cancel"
    r"|upload|upload_progress|queue/join|queue/data)/?"
    r"|/gradio_api/heartbeat/[\w-]+|/gradio_api/custom_component/.*"
)
_AUTHORITY = re.compile(r"(?:([\w.-]+)|\[([\da-fA-F:.]+)\])(?::\d+)?")
_FILE = re.compile(r"/gradio_api/file[=/](.*)", re.DOTALL)

# The page itself needs inline scripts; what matters is that nothing is sent or fetched elsewhere.
_HEADERS = {
    b"content-security-policy": b"default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
    b"frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'",
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"same-origin",
}


def hosts_for(host: str, names: Sequence[str]) -> frozenset[str]:
    """Host names that a request may carry when the page is served on `host`.

    Served on an address that others reach, every literal address is ours as well: rebinding
    needs a name. `names` are further ones, such as that of a proxy.
    """
    ours = {"localhost", "127.0.0.1", "::1", host.lower(), *(name.lower() for name in names)}
    if host != "localhost" and not _is_loopback(host):
        ours.add(ANY_ADDRESS)
    return frozenset(ours)


class Door:
    """Checks a name and a password, in a time that tells neither which names there are."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._digests = [_digest(name, password) for name, password in pairs]

    def __call__(self, name: str, password: str) -> bool:
        """True for a pair of the list. Every pair is compared, whatever is found."""
        given = _digest(name, password)
        return sum(hmac.compare_digest(given, known) for known in self._digests) > 0


class Gate:
    """ASGI middleware; refuses with 403, 404 or 429 and one line that says why."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: Collection[str],
        files: Path,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app = app
        self._hosts = hosts
        self._files = files.resolve()
        self._clock = clock
        self._failed: dict[str, list[float]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with a refusal."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        refusal = (404, "no such page") if scope["type"] != "http" else self._refusal(scope)
        if refusal is not None:
            status, why = refusal
            await PlainTextResponse(f"interviewer: {why}\n", status)(scope, receive, send)
            return
        await self._app(scope, receive, self._sending(scope, send))

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        if not self._is_ours(headers.get("host", "")):
            return 403, "this host name is not served; see INTERVIEWER_UI__NAMES"
        if _is_foreign(scope["method"], headers):
            return 403, "requests from other sites are not taken"
        path = scope["path"]
        file = _FILE.fullmatch(path)
        if file is not None:
            inside = self._is_made_for_the_page(file[1])
            return None if inside else (404, "no such file")
        if not _ROUTES.fullmatch(path):
            return 404, "no such page"
        if path.rstrip("/") == "/login" and self._tried_too_often(scope):
            return 429, "too many tries; wait five minutes"
        return None

    def _is_ours(self, authority: str) -> bool:
        name = _name_of(authority)
        return name in self._hosts or (ANY_ADDRESS in self._hosts and _is_address(name))

    def _is_made_for_the_page(self, name: str) -> bool:
        try:
            # As it is, and decoded once more: whichever of the two a route takes for the path.
            paths = (Path(name).resolve(), Path(unquote(name)).resolve())
            return all(path.is_relative_to(self._files) for path in paths)
        except (OSError, ValueError):
            # A name that no file can have.
            return False

    def _tried_too_often(self, scope: Scope) -> bool:
        since = self._clock() - TRIES_SECONDS
        self._failed = {
            who: recent
            for who, times in self._failed.items()
            if (recent := [moment for moment in times if moment > since])
        }
        return len(self._failed.get(_client(scope), ())) >= TRIES

    def _sending(self, scope: Scope, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                if scope["path"].rstrip("/") == "/login" and message["status"] >= 400:
                    self._failed.setdefault(_client(scope), []).append(self._clock())
                message = {**message, "headers": [*message["headers"], *_HEADERS.items()]}
            await send(message)

        return sending


def _is_foreign(method: str, headers: Headers) -> bool:
    """Whether another site made the browser send this."""
    origin = headers.get("origin")
    if origin is not None:
        # "null" comes from sandboxed frames and local files.
        there = origin.partition("://")[2].lower()
        if there not in (headers["host"].lower(), headers.get("x-forwarded-host", "null").lower()):
            return True
    site = headers.get("sec-fetch-site")
    navigates = method == "GET" and headers.get("sec-fetch-mode") == "navigate"
    return site in ("cross-site", "same-site") and not navigates


def _name_of(authority: str) -> str:
    """The host without its port; "" for what is no host."""
    found = _AUTHORITY.fullmatch(authority)
    return "" if found is None else (found[1] or found[2]).rstrip(".").lower()


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return _is_address(host) and ipaddress.ip_address(host).is_loopback


def _client(scope: Scope) -> str:
    return scope["client"][0] if scope.get("client") else ""


def _digest(name: str, password: str) -> bytes:
    return hashlib.sha256(f"{name}\0{password}".encode()).digest()
