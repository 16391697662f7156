"""The door of waitress: one page a folder, for this computer alone, opened in the browser and ended when it is left.

Where it runs stands in a file in the user's own profile, never in the office's folder, which may be shared: whoever
reads it can ask for a link. A second start finds it there and asks the page that runs.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import waitress
import waitress.channel

from iki_excel.page.asking import Place
from iki_excel.page.guards import MOST_BYTES
from iki_excel.page.loading import load_heavy
from iki_excel.page.sessions import Sessions
from iki_excel.page.web import Server, create
from iki_excel.words.errors import OutputError
from iki_excel.workbooks import saving

LOCALHOST = "127.0.0.1"
FOLDER = "iki-excel"
THREADS = 6
ANSWER_SECONDS, LOOK_EVERY, LAST_ANSWER_SECONDS = 3.0, 1.0, 0.5
REQUEST_SECONDS, SWEEP_SECONDS = 30, 5
"""By when a whole request must have arrived, which on one computer takes less than one; how often that is looked at."""

Open = Callable[[str], Any]


def serve(place: Place, opened: Open, profile: Path | None = None) -> None:
    """Open the page of a folder: the one that runs already, else a new one, which is served until it is left.

    ``opened`` is told the link.
    """
    path = runtime_file(place.folder, profile or own_profile())
    link, started = _found_or_started(place, path)
    if started is None:
        opened(link)
        return
    server, running = started
    opened(server.sessions.link(time.monotonic()))
    _until_over(server, running, path)


def _found_or_started(place: Place, path: Path) -> tuple[str, tuple[Server, Any] | None]:
    """The link of the one that runs, or a new one. A profile that takes no file keeps nobody from working: a second
    start then finds no first one, and has a page of its own; in the folder both take turns anyway.
    """
    try:
        with saving.turn(path.parent):
            link = _link_of_running(path)
            return link, None if link else _start(place, path)
    except OutputError:
        return "", _start(place, None)


def own_profile() -> Path:
    """Where this user alone keeps what a program needs while it runs."""
    for name in ("LOCALAPPDATA", "XDG_RUNTIME_DIR"):
        if os.environ.get(name):
            return Path(os.environ[name])
    return Path.home() / ".cache"


def runtime_file(folder: Path, profile: Path) -> Path:
    """Where it stands of a folder which page runs on it."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:16]
    return profile / FOLDER / f"{name}.json"


# --- a new one --------------------------------------------------------------------------------------------------------


def _start(place: Place, path: Path | None) -> tuple[Server, Any]:
    """Bind a port that is free, say where (``path``), and serve behind the scenes."""
    listening = free_port()
    port = listening.getsockname()[1]
    server = Server(place, Sessions(port), secrets.token_urlsafe(32))
    if path is not None:
        _write(path, {"port": port, "pid": os.getpid(), "kunci": server.secret})
    running = waiting_at(listening, create(server, behind=load_heavy))
    threading.Thread(target=running.run, daemon=True, name="halaman").start()
    return server, running


def free_port() -> socket.socket:
    """A port of this computer that nobody else uses, and that nobody else's computer reaches."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.bind((LOCALHOST, 0))
    return listening


def waiting_at(
    listening: socket.socket,
    app: Any,
    seconds: int = REQUEST_SECONDS,
    sweep: int = SWEEP_SECONDS,
    read: int = 4 * MOST_BYTES,
) -> Any:
    """What serves an application there once it is told to run. ``seconds``: by when a request must have arrived.

    ``read``: so many bytes of a request, and no more: what is a little too large is refused by a page of ours.
    """
    running = waitress.create_server(
        app, sockets=[listening], threads=THREADS, max_request_body_size=read, ident=None,
        channel_timeout=seconds, cleanup_interval=sweep,
    )  # fmt: skip
    running.channel_class = Channel
    return running


class Channel(waitress.channel.HTTPChannel):
    """A connection on which drops do not count: who sends byte by byte has no more time than who sends nothing."""

    last_activity: float

    def handle_read(self) -> None:
        """Let the time of the first byte of an unfinished request stand, whatever comes after it."""
        begun, since = self.request, self.last_activity
        super().handle_read()
        if begun is not None and self.request is begun:
            self.last_activity = since


def _write(path: Path, told: dict[str, Any]) -> None:
    """For this user only: the folder is closed to others before anything stands in it."""
    saving.make_folder(path.parent)
    path.parent.chmod(0o700)
    saving.save(path, json.dumps(told).encode())
    path.chmod(0o600)


def _until_over(server: Server, running: Any, path: Path) -> None:
    """Wait until nobody is there any more; then finish the job that runs, and the last answer."""
    own = _standing(path)
    try:
        while not server.life.is_over(time.monotonic()) or server.jobs.running():
            server.life.closed.wait(LOOK_EVERY)
            if server.life.closed.is_set():
                break
    except KeyboardInterrupt:
        server.life.close()
    server.jobs.finish()
    time.sleep(LAST_ANSWER_SECONDS)
    running.task_dispatcher.shutdown()
    with contextlib.suppress(OutputError):  # what is left there is replaced by the next start
        if own is not None and _standing(path) == own:
            saving.remove(path, hashlib.sha256(own).hexdigest())


def _standing(path: Path) -> bytes | None:
    with contextlib.suppress(OutputError):
        return saving.read(path)
    return None


# --- the one that runs ------------------------------------------------------------------------------------------------


def _link_of_running(path: Path) -> str:
    """A link of the page that runs already; "" where none does, whatever a killed one left in the file."""
    try:
        told = json.loads(_standing(path) or b"{}")
        port, key = int(told["port"]), str(told["kunci"])
    except (ValueError, KeyError, TypeError):
        return ""
    return _asked_for_link(f"http://{LOCALHOST}:{port}", key)


def _asked_for_link(address: str, key: str) -> str:
    """Ask without any proxy. Another program may have got the port since: then no link of ours comes back."""
    headers = {"Origin": address, "X-IKI-Kunci": key}
    request = urllib.request.Request(f"{address}/buka", b"", headers)
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
            request, timeout=ANSWER_SECONDS
        ) as answer:
            link = str(json.loads(answer.read(2000))["tautan"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return link if link.startswith(f"{address}/masuk?") else ""
