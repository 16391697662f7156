"""Somebody else's pages: another server on this computer, under its own port, and under names that lead to it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NAME = "jahat.example"
RULE = f"--host-resolver-rules=MAP {NAME} 127.0.0.1"
"""With this Chromium finds here what a hostile name leads to."""


@dataclass
class Attacker:
    """What it serves, by address. ``near``: the same site as the page, as browsers see it; ``far``: another one."""

    port: int
    pages: dict[str, str] = field(default_factory=dict)

    @property
    def near(self) -> str:
        """Cookies know no ports: what is for 127.0.0.1 goes along with requests from here."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def far(self) -> str:
        return f"http://localhost:{self.port}"


@contextmanager
def attacking() -> Iterator[Attacker]:
    """Such a server for as long as it is needed."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = attacker.pages.get(self.path, "").encode()
            self.send_response(200 if content else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        attacker = Attacker(server.server_port)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield attacker
        finally:
            server.shutdown()
            thread.join()
