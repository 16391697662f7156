"""A real Chromium in front of a real page: served by the program's own server, entered by its link, looked at as people
and their programs look at it.

``IKI_GAMBAR=FOLDER`` keeps a picture of every page that is looked at. Playwright is given Debian's Chromium and never
fetches one of its own.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from iki_excel.page.asking import Place, Route
from iki_excel.page.guards import GUARDS, Guard
from iki_excel.page.serving import free_port, waiting_at
from iki_excel.page.sessions import Sessions
from iki_excel.page.web import ROUTES, Server
from tests.page_office import TODAY, application

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WAIT = 15_000
"""Milliseconds that something on a page is waited for."""
WIDTH, HEIGHT = 1366, 768
"""Of a usual screen."""


# --- the page, served -------------------------------------------------------------------------------------------------


@dataclass
class Served:
    """The page of a folder. ``today`` may be set forward; what it is shows on the next page."""

    server: Server
    base: str
    today: dt.date

    def link(self) -> str:
        """A link that works once."""
        return self.server.sessions.link(time.monotonic())


@contextmanager
def served(
    folder: Path,
    today: dt.date = TODAY,
    *,
    routes: Sequence[Route] = ROUTES,
    checked_by: tuple[Guard, ...] = GUARDS,
    spoilt: Callable[[Any], Any] = lambda app: app,
    **bounds: int,
) -> Iterator[Served]:
    """The page of a folder behind the program's own server, also with a guard less (``checked_by``, ``spoilt``)."""
    listening = free_port()
    port = listening.getsockname()[1]
    sessions = Sessions(port)
    place = Place(folder, lambda: told.today, lambda: dt.datetime.combine(told.today, dt.time(9)))
    told = Served(Server(place, sessions, secret="kunci"), f"http://127.0.0.1:{port}", today)
    running = waiting_at(listening, spoilt(application(told.server, routes, checked_by)), **bounds)
    ended = threading.Event()
    thread = threading.Thread(target=_run, args=(running, ended), name="halaman")
    thread.start()
    try:
        yield told
    finally:
        told.server.jobs.finish()
        ended.set()
        thread.join()
        running.task_dispatcher.shutdown()
        for channel in [*running.active_channels.values()]:
            channel.handle_close()  # with the file of an answer that nobody waited for
        running.asyncore.close_all(running._map)


def _run(running: Any, ended: threading.Event) -> None:
    """Serve until that is over: waitress itself only ends with its process."""
    while not ended.is_set():
        running.asyncore.loop(timeout=0.1, map=running._map, count=1)


def without_headers(*names: str, **instead: str) -> Callable[[Any], Any]:
    """An application whose answers lack these headers, or have another in the place of one."""

    def spoilt(app: Any) -> Any:
        def answering(environ: Mapping[str, Any], start: Any) -> Any:
            def begin(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
                kept = [(name, instead.get(name.replace("-", "_"), value)) for name, value in headers]
                return start(status, [one for one in kept if one[0] not in names], *more)

            return app(environ, begin)

        return answering

    return spoilt


# --- the browser ------------------------------------------------------------------------------------------------------


def need_browser() -> str:
    """Where Chromium is; skip without it, or fail where it must be there."""
    found = shutil.which("chromium")
    if found is None and os.environ.get("IKI_PERAMBAN") == "wajib":
        pytest.fail("Chromium is required here (Debian package chromium)")
    if found is None:
        pytest.skip("without Chromium (Debian package chromium)")
    return found


@contextmanager
def chromium(*arguments: str) -> Iterator[Any]:
    """One Chromium; a window of it has nothing of another one."""
    path = need_browser()
    from playwright.sync_api import sync_playwright  # takes longer than all other imports of the tests

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", *arguments])
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Window:
    """A window with one page in it, and what went wrong behind it. Both lists stay empty where nothing did."""

    page: Any
    served: Served
    said: list[str] = field(default_factory=list)
    abroad: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        """What stands before every address."""
        return self.served.base

    def go(self, address: str) -> None:
        """Go to an address and wait until nothing loads any more."""
        self.page.goto(address, wait_until="load")

    def let_in(self) -> None:
        """Be somebody who came by a link, without looking at a first page."""
        _load()
        sessions = self.served.server.sessions
        key = parse_qs(urlsplit(self.served.link()).query)["k"][0]
        cookie = sessions.enter(key, time.monotonic())
        self.page.context.add_cookies([{"name": sessions.cookie_name, "value": cookie, "url": self.base}])

    def lines(self) -> list[str]:
        """What is read on the page."""
        text: str = self.page.evaluate("document.body.innerText")
        return [line for line in (" ".join(one.split()) for one in text.splitlines()) if line]

    def unfold(self) -> None:
        """Open everything that is folded, as a click on each would."""
        self.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")

    def of_script(self) -> list[str]:
        """What only stands there for whoever has a script: buttons that copy, and one that counts."""
        found: list[str] = self.page.evaluate(
            """() => [...document.querySelectorAll('[data-salin]')].map(one => one.textContent.trim()).concat(
                [...document.querySelectorAll('[data-lanjut]')].map(one => one.dataset.lanjut.replace('#',
                document.querySelectorAll('[name=surat]:checked').length)))"""
        )
        return found

    def picture(self, name: str) -> None:
        """Keep a picture where somebody wants to look."""
        if folder := os.environ.get("IKI_GAMBAR"):
            self.page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@contextmanager
def window(browser: Any, page: Served, *, width: int = WIDTH, entered: bool = True, **options: Any) -> Iterator[Window]:
    """A new window, which came in by a link unless it did not."""
    context = _context(browser, width, **options)
    opened = Window(context.new_page(), page)
    _listen(opened)
    try:
        if entered:
            enter(opened, page)
        yield opened
    finally:
        context.close()


def _context(browser: Any, width: int, **options: Any) -> Any:
    context = browser.new_context(viewport={"width": width, "height": HEIGHT}, locale="id-ID", **options)
    context.set_default_timeout(WAIT)
    return context


@dataclass(frozen=True)
class Windows:
    """Windows of one browser that are used again: to open one, and to load the first page in it, takes longer than all
    that is looked at there. Who gets one finds nothing of who had it before.
    """

    browser: Any
    kept: dict[frozenset[tuple[str, Any]], Any] = field(default_factory=dict)

    @contextmanager
    def at(self, page: Served, **options: Any) -> Iterator[Window]:
        """The window with these options, which nobody came into by a link."""
        which = frozenset(options.items())
        if which not in self.kept:
            self.kept[which] = _context(self.browser, WIDTH, **options).new_page()
        opened = Window(self.kept[which], page)
        heard = _listen(opened)
        try:
            yield opened
        finally:
            for event, listener in heard.items():
                opened.page.remove_listener(event, listener)
            _forget(opened.page)


def _forget(page: Any) -> None:
    """As a window is that was just opened; an error page of the browser keeps nothing."""
    page.evaluate("() => { try { sessionStorage.clear(); localStorage.clear() } catch { } }")
    page.goto("about:blank")
    page.context.clear_cookies()
    page.emulate_media(forced_colors="null")
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})


def enter(opened: Window, page: Served) -> None:
    """Come in as a double click does, with everything loaded."""
    _load()
    opened.go(page.link())


def _load() -> None:
    from iki_excel.page.loading import load_heavy

    load_heavy()


def _listen(opened: Window) -> dict[str, Callable[[Any], None]]:
    """Write down what goes wrong; by event who listens to it."""
    page, host = opened.page, urlsplit(opened.base).netloc
    heard: dict[str, Callable[[Any], None]] = {
        "console": lambda one: opened.said.append(one.text) if not _is_status(one, page) else None,
        "pageerror": lambda one: opened.said.append(str(one)),
        "request": lambda one: opened.abroad.append(one.url) if urlsplit(one.url).netloc != host else None,
    }
    for event, listener in heard.items():
        page.on(event, listener)
    return heard


def _is_status(message: Any, page: Any) -> bool:
    """That a page of an error is one: the browser says so of every status but 200."""
    return message.text.startswith("Failed to load resource") and message.location.get("url", "") == page.url


# --- what is looked at ------------------------------------------------------------------------------------------------


def findings(opened: Window) -> list[str]:
    """What axe finds against WCAG 2.0 to 2.2, A and AA, and its own best practice: a line a place."""
    from axe_playwright_python.sync_playwright import Axe

    if not opened.page.evaluate("'axe' in window"):
        opened.page.evaluate(Axe().axe_script)
    options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}
    found = opened.page.evaluate(f"axe.run({json.dumps(options)})")["violations"]
    return [f"{one['id']}: {node['html'][:200]} ({one['help']})" for one in found for node in one["nodes"]]


def overflow(opened: Window) -> list[str]:
    """What makes the page scroll sideways: nothing, where it does not."""
    found: list[str] = opened.page.evaluate(
        """() => {
        const wide = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= wide) return [];
        return [...document.body.querySelectorAll("*")].filter(one => one.getBoundingClientRect().right > wide + 1)
            .map(one => `${one.tagName.toLowerCase()}.${one.getAttribute("class") ?? ""}`).concat("the page");
        }"""
    )
    return found


MARKED = """() => {
    const named = one => one.name && one.type == "radio";
    const first = one => !named(one) || one.checked || (!document.querySelector(`[name="${one.name}"]:checked`)
        && one == document.querySelector(`[name="${one.name}"]`));
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
    window.fokus = all.filter(one => one.type != "hidden" && !one.disabled && first(one)
        && one.checkVisibility({visibilityProperty: true}));
    return window.fokus.map(one => (one.innerText || one.id || one.name || one.tagName).trim().slice(0, 60));
}"""
FOCUSED = """() => {
    const one = document.activeElement;
    if (!one || one == document.body) return null;
    const ring = style => style.outlineStyle != "none" && parseFloat(style.outlineWidth) >= 2
        && style.outlineColor != "rgba(0, 0, 0, 0)";
    const looks = [getComputedStyle(one), getComputedStyle(one, "::after"), getComputedStyle(one, "::before"),
        ...[...(one.labels ?? [])].map(label => getComputedStyle(label))];
    const label = one.labels?.[0], box = (one.type == "file" && label ? label : one).getBoundingClientRect();
    const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return [window.fokus.indexOf(one), looks.some(ring) && seen];
}"""


WATCHED = f"""() => {{
    const seen = {FOCUSED};
    window.dicapai = [];
    if (window.diamati) return;
    window.diamati = true;
    window.addEventListener("keyup", () => window.dicapai.push(seen()), true);
}}"""
"""Where each Tab leads to is written down by the page itself, as to ask it each time takes longer than to go on."""


def not_reached(opened: Window) -> list[str]:
    """By the key Tab alone: what is not reached, and what is reached without being seen to be."""
    page = opened.page
    page.evaluate("document.activeElement?.blur(); window.scrollTo(0, 0)")
    names: list[str] = page.evaluate(MARKED)
    page.evaluate(WATCHED)
    reached: dict[int, bool] = {}
    for count in (len(names) + 1, len(names) + 4):
        for _ in range(count):
            page.keyboard.press("Tab")
        steps = [at for at in page.evaluate("window.dicapai.splice(0)") if at and at[0] >= 0]
        reached = dict(reversed(steps)) | reached
        if len(reached) == len(names):
            break
    return [f"{name}: {'not seen' if number in reached else 'not reached'}" for number, name in enumerate(names)
            if not reached.get(number)]  # fmt: skip


def unsendable(opened: Window) -> list[str]:
    """Forms that nobody can send who has no script: each needs a button that is seen, once what is folded is opened."""
    opened.unfold()
    found: list[str] = opened.page.evaluate(
        """() => [...document.forms].filter(form => ![...form.elements].some(one => one.type == "submit"
            && one.checkVisibility({visibilityProperty: true}))).map(form => form.getAttribute("action")
            ?? "a form without a button")"""
    )
    return found
