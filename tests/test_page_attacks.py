"""Attacks on the page, tried in a real Chromium and over raw sockets: each is refused by every single one of the guards
that stand in its way, and gets through once none of them does.
"""

from __future__ import annotations

import contextlib
import io
import os
import select
import socket
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from waitress.channel import HTTPChannel

from iki_excel.page import guards, serving
from iki_excel.page.answers import Answer, Data, Download, Nothing
from iki_excel.page.asking import Asked, Route
from iki_excel.page.guards import CSP, GUARDS, MOST_BYTES, Guard
from iki_excel.page.sessions import Sessions
from iki_excel.page.web import ROUTES
from iki_excel.runs import uploads
from iki_excel.workbooks import archives, zipped
from tests.attacker import NAME, RULE, Attacker, attacking
from tests.browser import WAIT, Served, chromium, served, window, without_headers
from tests.page_office import office_in
from tests.test_page_serving import started

pytestmark = pytest.mark.panjang

SECRET = "Nilai kinerja: 82,5"


def told(_: Asked) -> Data:
    """What nobody else may read."""
    return Data({"rahasia": SECRET})


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium(RULE) as started_:
        yield started_


@pytest.fixture(scope="module")
def attacker() -> Iterator[Attacker]:
    with attacking() as one:
        yield one


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return office_in(tmp_path_factory.mktemp("serangan") / "kantor")


# --- what stands in the way -------------------------------------------------------------------------------------------

BY_NAME: Mapping[str, Guard] = {
    "Host": guards.other_host,
    "Origin": guards.other_origin,
    "Sec-Fetch-Site": guards.other_site,
    "kuki": guards.no_session,
}
HEADERS: Mapping[str, Mapping[str, str]] = {
    "frame-ancestors": {
        "Content_Security_Policy": "; ".join(f"{key} {value}" for key, value in CSP.items() if key[:5] != "frame")
    },
    "CORP": {"Cross_Origin_Resource_Policy": "cross-origin"},
    "nosniff": {"X_Content_Type_Options": "none"},
}
ONLY_POST, STRICT = "metode", "SameSite"


@dataclass(frozen=True)
class Met:
    """What an attack came to: the thing was asked for and answered, whatever the answer; the thing was done."""

    answered: threading.Event = field(default_factory=threading.Event)
    done: threading.Event = field(default_factory=threading.Event)


@contextlib.contextmanager
def guarded(folder: Path, lacking: set[str], met: Met) -> Iterator[Served]:
    """The page with a thing to be done and a thing to be read, without some of what guards it."""

    def done(_: Asked) -> Nothing:
        met.done.set()
        return Nothing()

    targets = [Route("POST", "/sasaran", done), Route("GET", "/rahasia.json", told), Route("GET", "/", told)]
    others = [route for route in ROUTES if route.address != "/"]
    led = [Route("GET", "/sasaran", done)] if ONLY_POST in lacking else []
    instead = {name: value for one in lacking for name, value in HEADERS.get(one, {}).items()}

    def spoilt(app: Any) -> Any:
        changed = without_headers(**instead)(noticing(app, met.answered))
        return with_loose_cookie(changed) if STRICT in lacking else changed

    left = tuple(guard for guard in GUARDS if guard not in [BY_NAME[one] for one in lacking if one in BY_NAME])
    with served(folder, routes=(*others, *targets, *led), checked_by=left, spoilt=spoilt) as page:
        yield page


def noticing(app: Any, answered: threading.Event) -> Any:
    """An application that tells when it has its answer to whoever wanted the thing to be done."""

    def answering(environ: Any, start: Any) -> Any:
        answer = app(environ, start)
        if environ["PATH_INFO"] == "/sasaran":
            answered.set()
        return answer

    return answering


def with_loose_cookie(app: Any) -> Any:
    """A cookie that goes along wherever a request comes from."""

    def answering(environ: Any, start: Any) -> Any:
        def begin(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            loose = [(name, value.replace("SameSite=Strict", "SameSite=None; Secure")) for name, value in headers]
            return start(status, loose, *more)

        return app(environ, begin)

    return answering


# --- in the browser ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Scene:
    """Somebody at the page, and somebody who is after it."""

    page: Any
    target: Served
    attacker: Attacker
    met: Met

    def visits(self, html: str, *, near: bool) -> None:
        """The person at the page opens somebody's page in another tab."""
        self.attacker.pages["/"] = f"<!doctype html><title>Hadiah</title>{html}"
        self.page.goto((self.attacker.near if near else self.attacker.far) + "/", wait_until="load")

    def arrived(self) -> bool:
        """Whether what was to be done was done, once it was answered: each of these attacks reaches the page."""
        for _ in range(WAIT // 20):
            if self.met.answered.is_set():
                return self.met.done.is_set()
            self.page.wait_for_timeout(20)  # the browser goes on only while it is asked
        raise AssertionError("the attack never reached the page")


def form(scene: Scene, *, near: bool) -> bool:
    scene.visits(f'<form method="post" action="{scene.target.base}/sasaran"></form>', near=near)
    with contextlib.suppress(Exception):  # an answer without content leads nowhere
        scene.page.evaluate("document.forms[0].submit()")
    return scene.arrived()


def fetch(scene: Scene, *, near: bool) -> bool:
    scene.visits("", near=near)
    options = "{method: 'POST', mode: 'no-cors', credentials: 'include'}"
    scene.page.evaluate(f"fetch('{scene.target.base}/sasaran', {options}).catch(() => null)")
    return scene.arrived()


def link(scene: Scene, *, near: bool) -> bool:
    scene.visits(f'<a href="{scene.target.base}/sasaran">Ambil hadiah</a>', near=near)
    scene.page.click("a", no_wait_after=True)
    return scene.arrived()


def frame(scene: Scene, *, near: bool) -> bool:
    scene.visits(f'<iframe src="{scene.target.base}/selesai"></iframe>', near=near)
    scene.page.wait_for_timeout(150)
    return any("Tutup IKI?" in one.content() for one in scene.page.frames[1:])


def script(scene: Scene, *, near: bool) -> bool:
    """A script of ours, run by another page: what it says of the page would be known there."""
    return loaded(scene, "script", "/static/halaman.js", near=near)


def picture(scene: Scene, *, near: bool) -> bool:
    """That the page runs, and at which port, told by a picture that is drawn."""
    return loaded(scene, "img", "/static/iki.svg", near=near)


def loaded(scene: Scene, tag: str, address: str, *, near: bool) -> bool:
    scene.visits("", near=near)
    code = f"""new Promise(tell => {{
        const one = document.createElement("{tag}");
        one.onload = () => tell(true); one.onerror = () => tell(false);
        one.src = "{scene.target.base}{address}"; document.body.append(one);
    }})"""
    return bool(scene.page.evaluate(code))


def rebinding(scene: Scene, *, near: bool) -> bool:
    """A name of somebody's leads to this computer, so that the page is of one origin with his script."""
    port = urlsplit(scene.target.base).port
    scene.page.goto(f"http://{NAME}:{port}/rahasia.json")
    return SECRET in scene.page.content()


def no_cookie(scene: Scene, *, near: bool) -> bool:
    scene.page.context.clear_cookies()
    scene.page.goto(f"{scene.target.base}/rahasia.json")
    return SECRET in scene.page.content()


Attack = Callable[..., bool]
ATTACKS: Mapping[str, tuple[Attack, bool, tuple[str, ...]]] = {
    "a form on another site": (form, False, ("Origin", "Sec-Fetch-Site", STRICT)),
    "a form on another port": (form, True, ("Origin", "Sec-Fetch-Site")),
    "a fetch of another site": (fetch, False, ("Origin", "Sec-Fetch-Site", "kuki")),
    "a fetch of another port": (fetch, True, ("Origin", "Sec-Fetch-Site")),
    "a link of another port": (link, True, (ONLY_POST,)),
    "a frame around the page": (frame, True, ("frame-ancestors", "Sec-Fetch-Site")),
    "a script of ours in another page": (script, True, ("CORP", "Sec-Fetch-Site")),
    "a picture of ours in another page": (picture, True, ("CORP", "Sec-Fetch-Site")),
    "a name that leads here": (rebinding, True, ("Host", "kuki")),
    "a browser that never came by a link": (no_cookie, True, ("kuki",)),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_each_guard_alone_refuses_and_without_any_it_gets_through(
    name: str, browser: Any, attacker: Attacker, folder: Path
) -> None:
    attack, near, layers = ATTACKS[name]
    for guard in layers:
        assert not tried(attack, browser, attacker, folder, near, {*layers} - {guard}), f"with {guard} alone"
    assert tried(attack, browser, attacker, folder, near, {*layers}), "the attack itself does not work"


def tried(attack: Attack, browser: Any, attacker: Attacker, folder: Path, near: bool, lacking: set[str]) -> bool:
    met = Met()
    with guarded(folder, lacking, met) as page, window(browser, page) as opened:
        return attack(Scene(opened.page, page, attacker, met), near=near)


def test_a_link_that_was_used_lets_nobody_else_in(browser: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with served(folder) as page:
        assert replayed(browser, page) == "Buka IKI dari ikonnya"
        keep_links(monkeypatch)
        assert replayed(browser, page) == "April 2019" or replayed(browser, page) == "Maret 2019"


def replayed(browser: Any, page: Served) -> str:
    """What somebody sees who found a link in the history of a browser."""
    used = page.link()
    for _ in range(2):
        with window(browser, page, entered=False) as opened:
            opened.go(used)
            opened.page.wait_for_timeout(200)
            seen = str(opened.page.inner_text("h1"))
    return seen


def keep_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """Links that are not used up."""
    enter = Sessions.enter

    def kept(self: Sessions, key: str, seconds: float) -> str | None:
        before = dict(self._links)
        cookie = enter(self, key, seconds)
        self._links = before
        return cookie

    monkeypatch.setattr(Sessions, "enter", kept)


# --- over raw sockets -------------------------------------------------------------------------------------------------


def cookie_of(page: Served) -> str:
    sessions = page.server.sessions
    key = sessions.enter(sessions.link(0.0).partition("k=")[2], 0.0)
    return f"{sessions.cookie_name}={key}"


def head(page: Served, method: str, address: str, *lines: str) -> bytes:
    """The head of a request as the page's own browser would send it."""
    own = (f"Host: {urlsplit(page.base).netloc}", f"Origin: {page.base}", f"Cookie: {cookie_of(page)}")
    return "\r\n".join((f"{method} {address} HTTP/1.1", *own, *lines, "", "")).encode()


def connected(page: Served) -> socket.socket:
    return socket.create_connection(("127.0.0.1", urlsplit(page.base).port or 0), timeout=10)


def status(page: Served, request: bytes) -> int:
    """What is answered to these bytes."""
    with connected(page) as line:
        line.sendall(request)
        return int(line.recv(100).split()[1])


@pytest.mark.parametrize(
    "address",
    [
        "/static/../guards.py",
        "/static/..%2fguards.py",
        "/static/%2e%2e/guards.py",
        "/static/%2fetc/passwd",
        "/static/..\\guards.py",
        "/../../../etc/passwd",
        "/b/..%2f..%2fiki.toml",
        "/b/2019-03/formulir/..%2f..%2fiki.toml",
        "/b/2019-03/berkas/formulir/..%2f..%2fiki.toml",
        "/b/2019-03/kirim/formulir/..%2f..%2f/iki.toml",
        "/b/2019-03/kenapa/..%2f..%2fiki.toml",
        "/kerja/..%2fiki.json",
        "/b/2019-03%00",
    ],
)
def test_no_address_leads_out_of_what_there_is(address: str, folder: Path) -> None:
    with served(folder) as page:
        assert status(page, head(page, "GET", address)) in (400, 404)


def joined(asked: Asked, nama: str) -> Answer:
    """What no page does: a path made of an address, instead of a name that is looked up in a list."""
    return Download("iki.toml", (asked.place.folder / "katalog" / nama).read_bytes())


def test_an_address_leads_out_where_it_is_joined_to_a_path_instead_of_looked_up(folder: Path) -> None:
    with served(folder, routes=(*ROUTES, Route("GET", "/unduh/<path:nama>", joined))) as page:
        assert status(page, head(page, "GET", "/unduh/..%2fiki.toml")) == 200
        assert status(page, head(page, "GET", "/b/2019-03/berkas/formulir/..%2fiki.toml")) == 404


@pytest.mark.parametrize("name", ["../../iki.toml", "..\\..\\iki.toml", "/etc/iki-contoh.xlsx", "a/../../b.xlsx"])
def test_a_dropped_name_stays_in_its_folder_and_without_its_guard_leaves_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside, outside = dropped(name, tmp_path / "satu"), False
    with monkeypatch.context() as patch:
        patch.setattr(uploads, "plain_name", lambda name_: name_.replace("\\", "/").removeprefix("/etc/"))
        outside = not dropped(name, tmp_path / "dua") if ".." in name else True
    assert (inside, outside) == (True, True)


def dropped(name: str, folder: Path) -> bool:
    """Whether all that a dropped file changed lies in the folder of what came."""
    folder.mkdir()
    kantor = office_in(folder / "kantor")
    before = contents(folder)
    with served(kantor) as page:
        status(page, upload(page, name, b"bukan formulir"))
        page.server.jobs.finish()
    changed = [path for path, content in contents(folder).items() if before.get(path) != content]
    return bool(changed) and all(path.is_relative_to(kantor / "kotak_masuk") for path in changed)


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def upload(page: Served, name: str, content: bytes) -> bytes:
    """A file that is dropped, as a browser sends it, or as it never would."""
    said = name.replace("\\", "\\\\")
    body = (
        b'--x\r\nContent-Disposition: form-data; name="bulan"\r\n\r\n2019-03\r\n--x\r\nContent-Disposition: form-data; '
        b'name="berkas"; filename="' + said.encode() + b'"\r\n\r\n' + content + b"\r\n--x--\r\n"
    )
    kind = "Content-Type: multipart/form-data; boundary=x"
    return head(page, "POST", "/terima", kind, f"Content-Length: {len(body)}") + body


def test_what_is_too_large_is_refused_and_without_the_guard_read(folder: Path) -> None:
    left = tuple(guard for guard in GUARDS if guard is not guards.too_large)
    content = bytes(MOST_BYTES)
    with served(folder) as page:
        assert status(page, upload(page, "besar.xlsx", content)) == 413
    with served(folder, checked_by=left) as page:
        assert status(page, upload(page, "besar.xlsx", content)) == 303


def test_what_is_far_too_large_is_not_even_waited_for(folder: Path) -> None:
    with served(folder) as page:
        assert status(page, head(page, "POST", "/terima", f"Content-Length: {4 * MOST_BYTES}")) == 413


def test_what_never_says_how_large_it_is_ends_as_well(folder: Path) -> None:
    with served(folder, read=100_000) as page, connected(page) as line:
        line.sendall(head(page, "POST", "/terima", "Transfer-Encoding: chunked"))
        with contextlib.suppress(OSError):
            for _ in range(20):
                line.sendall(b"2710\r\n" + b"x" * 10_000 + b"\r\n")
        assert line.recv(100).split()[1] == b"413"


# --- slow ones --------------------------------------------------------------------------------------------------------

MANY = 30


def test_those_who_send_slowly_hold_nobody_up_and_are_let_go(folder: Path) -> None:
    with served(folder, seconds=1, sweep=1) as page, dripping(page) as lines:
        assert status(page, head(page, "GET", "/selesai")) == 200
        assert until_closed(lines, 8) == MANY


def test_without_their_guard_they_stay(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "Channel", HTTPChannel)
    with served(folder, seconds=1, sweep=1) as page, dripping(page) as lines:
        assert until_closed(lines, 3) == 0


@contextlib.contextmanager
def dripping(page: Served) -> Iterator[list[socket.socket]]:
    """Many connections with a request that is never finished, in its head and in its body by turns."""
    whole = head(page, "POST", "/terima", "Content-Length: 1000")
    with contextlib.ExitStack() as opened:
        lines = [opened.enter_context(connected(page)) for _ in range(MANY)]
        for number, line in enumerate(lines):
            line.sendall(whole if number % 2 else whole[:-10])
        yield lines


def until_closed(lines: list[socket.socket], seconds: float) -> int:
    """How many were let go within some seconds, while each still gets a byte now and then."""
    end, left = time.monotonic() + seconds, [*lines]
    while left and time.monotonic() < end:
        time.sleep(0.2)
        left = [line for line in left if not is_closed(line)]
    return len(lines) - len(left)


def is_closed(line: socket.socket) -> bool:
    try:
        line.send(b"a")
        ready, _, _ = select.select([line], [], [], 0)
        return bool(ready) and line.recv(1) == b""
    except OSError:
        return True


# --- what is inside ---------------------------------------------------------------------------------------------------


def test_a_zip_that_unfolds_without_end_is_told_and_without_its_bound_unfolded(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert what_became_of(bomb(), folder) == [
        "bom.zip: belum diambil. bom.zip adalah arsip yang terlalu besar atau berisi terlalu banyak berkas, jadi "
        "isinya tidak dibaca. Bila ada formulir di dalamnya, keluarkan dahulu dari arsip itu."
    ]
    monkeypatch.setattr(archives, "LARGEST_INFLATED", 2**40)
    monkeypatch.setattr(zipped, "LARGEST_RATIO", 2**40)
    unfolded = what_became_of(bomb(), folder)
    assert [line.partition(":")[0] for line in unfolded] == [f"Formulir {number}.xlsx" for number in range(9)]


def bomb() -> bytes:
    """A zip of some kilobytes with more in it than a computer likes to hold."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(9):
            archive.writestr(f"Formulir {number}.xlsx", bytes(8 * 2**20))
    return file.getvalue()


def what_became_of(content: bytes, folder: Path) -> list[str]:
    """What the page says of a file that was dropped on it."""
    with served(folder) as page:
        status(page, upload(page, "bom.zip", content))
        page.server.jobs.finish()
        return [line for job in page.server.jobs._known.values() if job.done for line in job.done.news]


# --- another user of this computer ------------------------------------------------------------------------------------

AS_NOBODY = """
import encodings.idna, json, os, sys, urllib.request
os.setgid(65534); os.setuid(65534)
try:
    told = json.load(open(sys.argv[1]))
except PermissionError:
    sys.exit("tidak boleh dibaca")
address = f"http://127.0.0.1:{told['port']}"
request = urllib.request.Request(f"{address}/buka", b"", {"Origin": address, "X-IKI-Kunci": told["kunci"]})
print(json.load(urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request))["tautan"])
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be somebody else")
def test_another_user_finds_no_secret_and_gets_in_once_the_file_is_open_to_him() -> None:
    with tempfile.TemporaryDirectory() as place:
        base = Path(place)
        base.chmod(0o755)
        kantor, profile = office_in(base / "kantor"), base / "profil"
        profile.mkdir(mode=0o755)
        path = serving.runtime_file(kantor, profile)
        with started(kantor, profile) as (_, link):
            assert as_nobody(path) == "tidak boleh dibaca"
            path.parent.chmod(0o755)
            assert as_nobody(path) == "tidak boleh dibaca"
            path.chmod(0o644)
            assert as_nobody(path).startswith(link.partition("=")[0])


def as_nobody(path: Path) -> str:
    """What a process of another user says that wants in."""
    command = [sys.executable, "-I", "-c", AS_NOBODY, str(path)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    return (ended.stdout or ended.stderr).strip()


def test_without_the_secret_another_process_gets_no_link(folder: Path) -> None:
    with served(folder) as page:
        assert status(page, head(page, "POST", "/buka", "Content-Length: 0")) == 403
        assert status(page, head(page, "POST", "/buka", "Content-Length: 0", "X-IKI-Kunci: kunci")) == 200
