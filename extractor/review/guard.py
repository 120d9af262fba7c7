"""Who may talk to the server: this machine's own browser, with the key that `jobdesc review` printed.

Another page in the same browser can send requests to 127.0.0.1, and a name of its own can be made to lead there. So the
Host is checked, the Origin of what changes something, where the browser says the request comes from, and the key.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES: Final = 256 * 1024
"""Of what a browser may send at once: the answers to a few thousand questions."""
_POLICY: Final = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_ALWAYS: Final[Mapping[str, str]] = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """`port` is the one that is listened at; who has shown the key in the address keeps it in a cookie."""

    def __init__(self, app: ASGIApp, *, token: str, port: int) -> None:
        self._app = app
        self._token = token
        self._cookie = f"jobdesc-review-{port}"
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        sends = _with_headers(send)
        answer = self._refusal(scope) or self._entry(scope)
        if answer is not None:
            await answer(scope, receive, sends)
            return
        await self._app(scope, receive, sends)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if headers.get("host") not in self._hosts:
            return _refused(421, "This server is called 127.0.0.1 only.")
        if headers.get("sec-fetch-site", "none") not in {"same-origin", "none"} and not self._shown(scope):
            return _refused(403, "Another page may not use this one.")
        if scope["method"] in {"GET", "HEAD"}:
            return None
        if scope["method"] != "POST":
            return _refused(405, "Only GET and POST.")
        if headers.get("origin") not in {f"http://{host}" for host in self._hosts}:
            return _refused(403, "This request does not come from the review's own page.")
        if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return _refused(415, "Answers are JSON.")
        length = headers.get("content-length", "")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            return _refused(413, "Too much at once.")
        return None

    def _entry(self, scope: Scope) -> Response | None:
        """None for who has the key; whoever shows it in the address gets it as a cookie and an address without it."""
        if self._shown(scope):
            answer = RedirectResponse("/", status_code=303)
            answer.set_cookie(self._cookie, self._token, httponly=True, samesite="strict", path="/")
            return answer
        if self._is_key(self._kept(Headers(scope=scope))):
            return None
        return _refused(403, "Open the address that jobdesc review printed: it has a key that this one lacks.")

    def _shown(self, scope: Scope) -> bool:
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        return scope["method"] == "GET" and scope["path"] == "/" and self._is_key((asked.get("token") or [""])[0])

    def _kept(self, headers: Headers) -> str:
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return ""
        return cookies[self._cookie].value if self._cookie in cookies else ""

    def _is_key(self, text: str) -> bool:
        return hmac.compare_digest(text.encode(), self._token.encode())


def _refused(status: int, why: str) -> Response:
    return PlainTextResponse(f"jobdesc review: {why}\n", status)


def _with_headers(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(_ALWAYS)
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return with_headers
