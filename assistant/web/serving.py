"""Serving the page on this machine alone: its looks, its headers, its address."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import gradio as gr
from gradio.themes import Base, Font
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.address import HOST, free_port
from assistant.web.routes import STYLES
from assistant.web.wording import translations

_ICON = Path(__file__).parent / "look" / "favicon.svg"
_SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")
_MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")
# Gradio evaluates templates and has inline scripts; nothing else may run, and no other host is
# ever asked for anything. Inline event handlers, such as onerror="...", never run.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; script-src-attr 'none'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)
# Of a foreign name that was made to lead here (DNS rebinding), nothing is answered.
_HOSTS = Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])

_FOR_PROGRAMS = ("/api/", "/v1/")


class _Headers:
    """Adds the page's policy to every response, and refuses what another site's page sends."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = _POLICY
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                headers["Cross-Origin-Resource-Policy"] = "same-origin"
            await send(message)

        # Gradio's own uploads would leave copies behind: files come in by /own/drop.
        if scope["type"] == "http" and (_is_foreign(scope) or scope["path"].endswith("/upload")):
            await PlainTextResponse("refused", 403)(scope, receive, send_with_headers)
            return
        await self.app(scope, receive, send_with_headers)


def _is_foreign(scope: Scope) -> bool:
    """Whether a request that changes something comes from the page of another site.

    Of what is for programs, any request: Gradio lets the pages of this machine's other servers
    read what they get.
    """
    is_for_programs = scope["path"].startswith(_FOR_PROGRAMS)
    if scope["method"] in ("GET", "HEAD", "OPTIONS") and not is_for_programs:
        return False
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


def serve(page: gr.Blocks, port: int, routes: Sequence[Route] = ()) -> str:
    """Serve `page` in the background and return its address; `page.close()` ends it.

    port: 0 for any free one. routes: what is answered beside the page. Raises OSError where the
    port is taken.
    """
    options: dict[str, Any] = {
        "theme": Base(font=[Font(name) for name in _SANS], font_mono=[Font(n) for n in _MONO]),
        "css_paths": STYLES,
        "head": '<script src="/own/settings.js"></script>',
        "i18n": translations(),
        "favicon_path": _ICON,
        "footer_links": [],
        "run_history": False,
        "enable_monitoring": False,
        "app_kwargs": {"middleware": [_HOSTS, Middleware(_Headers)], "routes": list(routes)},
    }
    page.launch(
        server_name=HOST,
        server_port=port or free_port(),
        share=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        inbrowser=False,
        root_path="",
        quiet=True,
        prevent_thread_lock=True,
        **options,
    )
    return f"http://{HOST}:{page.server_port}"
