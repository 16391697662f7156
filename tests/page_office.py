"""Kelurahan Contoh behind the page: its folder, and somebody who came in by a link."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, ClassVar

from jinja2.bccache import Bucket, BytecodeCache

from iki_excel.page.asking import Place, Route
from iki_excel.page.guards import GUARDS, Guard
from iki_excel.page.sessions import Sessions
from iki_excel.page.web import ROUTES, Server, create
from iki_excel.runs.showing import show
from tests import kecil

PORT = 50_000
BASE = f"http://127.0.0.1:{PORT}"
OURS = {"Origin": BASE}
"""What a browser sends along with a form of ours."""

TODAY = dt.date(2019, 4, 3)


def office_in(folder: Path) -> Path:
    """The folder of Kelurahan Contoh, with its own catalogue."""
    folder.mkdir(exist_ok=True)
    shutil.copytree(kecil.KATALOG, folder / "katalog")
    text = kecil.PENGATURAN.read_text("utf-8")
    (folder / "iki.toml").write_text(f'katalog = "katalog"\n{text}', "utf-8")
    return folder


def server_of(folder: Path, today: dt.date = TODAY, shows: Callable[[Path], None] = show) -> Server:
    """The page of a folder on a day. ``shows``: opens a file of ours."""
    place = Place(folder, lambda: today, lambda: dt.datetime.combine(today, dt.time(9)), shows)
    return Server(place, Sessions(PORT), secret="kunci")


class Compiled(BytecodeCache):
    """Templates are compiled once for all the servers of a run."""

    code: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[bucket.key] = bucket.bytecode_to_string()


def application(server: Server, routes: Sequence[Route], checked_by: tuple[Guard, ...]) -> Any:
    """What answers for a server."""
    app = create(server, routes=routes, checked_by=checked_by)
    app.jinja_env.bytecode_cache = Compiled()
    return app


def visitor(
    server: Server,
    *,
    routes: Sequence[Route] = ROUTES,
    checked_by: tuple[Guard, ...] = GUARDS,
    has_entered: bool = True,
) -> Any:
    """A browser; one that came in by a link, unless it did not."""
    client = application(server, routes, checked_by).test_client()
    if has_entered:
        link = server.sessions.link(time.monotonic())
        assert client.get(link.removeprefix(BASE), base_url=BASE).status_code == 303
    return client


class Seen(HTMLParser):
    """What of a page is seen or heard, and what is wrong with its HTML."""

    VOID = frozenset({"meta", "link", "input", "circle", "path", "rect", "br"})
    SILENT = frozenset({"style", "script", "title", "svg"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.fields: list[str] = []
        self.inline: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.ids += [told["id"]] if "id" in told else []
        self.inline += [name for name in told if name == "style" or name.startswith("on")]
        if tag[0] == "h" and tag[1:].isdecimal():
            self.headings.append(int(tag[1:]))
        if tag == "label":
            self.labelled.add(told.get("for", ""))
        if tag in ("input", "select", "textarea") and told.get("type") != "hidden":
            self.fields.append(told.get("id", ""))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self._open.pop() == tag, f"</{tag}>"

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if text and not self.SILENT & {*self._open}:
            self.lines.append(text)

    @property
    def faults(self) -> list[str]:
        """What an accessibility check would find: headings, labels, ids, what the CSP forbids."""
        jumps = [f"h{b} after h{a}" for a, b in zip(self.headings, self.headings[1:], strict=False) if b > a + 1]
        unlabelled = [f"no label: {one}" for one in self.fields if one not in self.labelled]
        twice = [f"id twice: {one}" for one in self.ids if self.ids.count(one) > 1]
        top = [] if self.headings.count(1) == 1 else ["not one h1"]
        return [*jumps, *unlabelled, *twice, *top, *self.inline]
