"""Kills the page's server at many moments of what it does: python -m tests.killing_page FOLDER prints a JSON list.

Everything is imported once; each server is a forked child that serves a copy of a prepared folder until it is killed.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import sys
import time
import tomllib
import urllib.request
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlencode, urlsplit

from iki_excel.page import serving
from iki_excel.page.asking import Place
from iki_excel.page.jobs import Jobs
from iki_excel.page.loading import load_heavy
from iki_excel.words.folders import FORMS, RESULTS
from iki_excel.workbooks.saving import LOCK, PART
from tests import kiriman
from tests.page_office import TODAY
from tests.page_states import SOUND, folder_of

MOMENTS = 3
"""Of each act, spread over the time that it takes."""
MARCH = "2019-03"


# --- what is done -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Act:
    """What is asked of a page, in which folder, and what stands there once it is done. ``first``: what is done before,
    which also says the fields that only the page knows.
    """

    folder: str
    address: str
    fields: Mapping[str, Any]
    made: Callable[[Path], list[str]]
    first: Callable[[Running], Mapping[str, str]] = lambda running: {}


def forms(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / FORMS / MARCH).glob("*.xlsx"))


def filled(folder: Path) -> list[str]:
    """Forms that hold what was sent."""
    sent = {kiriman.content(what) for what in SOUND}
    return [path.name for path in sorted((folder / FORMS / MARCH).glob("*.xlsx")) if path.read_bytes() in sent]


def recaps(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / RESULTS / MARCH).glob("*contoh.xlsx"))


def named(folder: Path) -> list[str]:
    """What the office is called in its settings."""
    return [tomllib.loads((folder / "iki.toml").read_text("utf-8"))["unit"]["nama"]]


def stand(running: Running) -> Mapping[str, str]:
    """Which iki.toml the fields of a tab are from, as the tab itself says it."""
    return {"stand": running.say("/pengaturan/kantor").partition('name="stand" value="')[2].partition('"')[0]}


def two_steps(running: Running) -> Mapping[str, str]:
    """The first two steps of an office that begins: they write nothing."""
    running.say("/mulai/kantor", BEGINS)
    running.say("/mulai/keputusan", {"pilihan": "ini"})
    return {}


CALLED = {"unit.kode": "contoh", "unit.nama": "Kelurahan Contoh Dua", "unit.kabupaten": "Kota Contoh"}
BEGINS = {**CALLED, "unit.tempat": "Contoh", "unit.mulai": MARCH}

ACTS = {
    "formulir": Act("kosong", f"/b/{MARCH}/formulir", {}, forms),
    "terima": Act("dibuat", "/terima", {"bulan": MARCH, "berkas": SOUND}, filled),
    "proses": Act("lengkap", f"/b/{MARCH}/proses", {}, recaps),
    "pengaturan": Act("kosong", "/pengaturan/kantor", {**CALLED, "unit.tempat": "Contoh"}, named, stand),
    "mulai": Act("baru", "/mulai/pejabat", {"pejabat.sekretaris.nama": "Satu Contoh"}, named, two_steps),
}


def body(fields: Mapping[str, Any]) -> bytes:
    """What a browser sends of a form with files."""
    parts = io.BytesIO()
    for name, value in fields.items():
        for one in (value,) if isinstance(value, str) else value:
            is_file = not isinstance(value, str)
            named = f'; filename="{one}.xlsx"' if is_file else ""
            content = kiriman.content(one) if is_file else one.encode()
            parts.write(f'--x\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'.encode())
            parts.write(content + b"\r\n")
    return parts.getvalue() + b"--x--\r\n"


# --- a server ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Running:
    """A server, and somebody who came in by its link."""

    pid: int
    base: str
    cookie: str

    def ask(self, act: Act) -> socket.socket:
        """Do what comes first, press the button, and wait for nothing."""
        content = body({**act.fields, **act.first(self)})
        lines = (
            f"POST {act.address} HTTP/1.1",
            f"Host: {urlsplit(self.base).netloc}",
            f"Origin: {self.base}",
            f"Cookie: {self.cookie}",
            "Content-Type: multipart/form-data; boundary=x",
            f"Content-Length: {len(content)}",
            "",
            "",
        )
        line = socket.create_connection(("127.0.0.1", urlsplit(self.base).port or 0), timeout=30)
        line.sendall("\r\n".join(lines).encode() + content)
        return line

    def say(self, address: str, fields: Mapping[str, str] | None = None) -> str:
        """The text of a page, or of what its form is answered with."""
        headers = {"Origin": self.base, "Cookie": self.cookie}
        sent = urlencode(fields).encode() if fields else None
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), Staying())
        with opener.open(urllib.request.Request(f"{self.base}{address}", sent, headers), timeout=30) as answer:
            return str(answer.read().decode())

    def kill(self) -> None:
        """What pulling the plug is."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def start(folder: Path, profile: Path) -> Running:
    """A server in a child, entered by the link that it would open in a browser."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        be_served(folder, profile, tell)
    os.close(tell)
    with os.fdopen(told) as pipe:
        link = pipe.readline().strip()
    cookies = CookieJar()
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(cookies), Staying()
    )
    opener.open(link, timeout=30).close()
    (cookie,) = cookies
    return Running(child, link.partition("/masuk")[0], f"{cookie.name}={cookie.value}")


class Staying(urllib.request.HTTPRedirectHandler):
    """Takes the cookie, and goes nowhere."""

    def http_error_303(self, request: Any, file: Any, code: int, told: str, headers: Any) -> Any:
        return file


def be_served(folder: Path, profile: Path, tell: int) -> NoReturn:
    """What the child does."""
    os.chdir(folder)
    Jobs.__init__.__defaults__ = (60.0,)  # an answer comes once the work is done, however busy the computer is
    place = Place(Path(), lambda: TODAY, lambda: dt.datetime.combine(TODAY, dt.time(9)))
    serving.serve(place, lambda link: os.write(tell, f"{link}\n".encode()), profile)
    os._exit(0)


# --- a kill -----------------------------------------------------------------------------------------------------------


class Case:
    """One act in a folder of its own."""

    def __init__(self, root: Path, act: Act) -> None:
        self.act, self.folder, self.profile = act, root / "kantor", root / "profil"

    def again(self) -> None:
        """The folder as it was before, with what a killed server left in the profile."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(folder_of(self.act.folder), self.folder)

    def whole(self) -> tuple[float, list[str]]:
        """How long an act takes that nobody kills, and what it makes."""
        self.again()
        running = start(self.folder, self.profile)
        with running.ask(self.act) as line:
            begun = time.monotonic()
            line.recv(200)
            took = time.monotonic() - begun
        running.kill()
        return took, self.act.made(self.folder)

    def finish(self, running: Running) -> int:
        """Do it to its end; the status of the answer."""
        with running.ask(self.act) as line:
            status = int(line.recv(200).split()[1])
        running.kill()
        return status

    def killed(self, after: float) -> dict[str, Any]:
        """A server that dies so many seconds after the button was pressed, what it left, and the next start."""
        self.again()
        running = start(self.folder, self.profile)
        with running.ask(self.act):
            time.sleep(after)
            running.kill()
        spoilt = [*damaged(self.folder)]
        first = self.runtime()
        following = start(self.folder, self.profile)
        replaced = self.runtime() != first
        status = self.finish(following)
        return {
            "spoilt": spoilt,
            "replaced": replaced,
            "status": status,
            "made": self.act.made(self.folder),
            "later": [*damaged(self.folder)],
            "parts": [path.name for path in self.folder.rglob(f"*{PART}")],
        }

    def runtime(self) -> bytes:
        """What stands in the profile of who serves this folder."""
        return serving.runtime_file(self.folder, self.profile).read_bytes()


def damaged(folder: Path) -> Iterator[str]:
    """Files that stand in their place and are not whole."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.endswith(PART) and path.name != LOCK and not is_whole(path):
            yield path.relative_to(folder).as_posix()


def is_whole(path: Path) -> bool:
    """Whether a file can be read to its end as what its name says."""
    try:
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as archive:
                return archive.testzip() is None
        if path.suffix == ".toml":
            return bool(tomllib.loads(path.read_text("utf-8")))
        if path.suffix == ".sqlite":
            with closing(sqlite3.connect(path)) as database:
                return database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except (zipfile.BadZipFile, ValueError, sqlite3.DatabaseError):
        return False
    return True


def main(root: Path) -> None:
    """Print of each act what it makes, and what came of it after every kill."""
    load_heavy()
    chance, told = random.Random(20190401), []
    for name, act in ACTS.items():
        case = Case(root / name, act)
        case.profile.mkdir(parents=True)
        duration, made = case.whole()
        kills = [case.killed(chance.uniform(0, duration)) for _ in range(MOMENTS)]
        told.append({"act": name, "made": made, "kills": kills})
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
