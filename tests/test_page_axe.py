"""Every page in each of its states, in a real browser at four widths: nothing for axe to find, no scrolling sideways,
everything reached by the keyboard, nothing said on the console, no request to anybody else, and the text as it is kept.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest

from iki_excel.page.web import ROUTES
from tests.browser import Window, chromium, findings, not_reached, overflow, unsendable
from tests.page_states import STATES, State, shown
from tests.page_texts import KEPT, RENEW, path_of, text_of

pytestmark = pytest.mark.panjang

WIDTHS = (360, 683, 1366, 1920)
"""A phone, a usual screen at 200 %, the same as it is, and a large one."""
WALKED = (360, 1366)
"""Where everything is walked through by the key Tab: between these the same things stand in the same order."""
READY = [pytest.param(state, id=state.name) for state in STATES]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


def with_address(page: str) -> bool:
    """Whether there is such a page by now."""
    return any(f"/{page}" in route.address for route in ROUTES if route.method == "GET")


def test_no_page_is_awaited_that_is_there() -> None:
    assert [page for page in sorted(AWAITED) if with_address(page)] == []


def test_no_text_is_kept_of_a_state_that_there_is_not() -> None:
    assert {*KEPT.glob("*.txt")} == {path_of(state) for state in STATES}


@pytest.mark.parametrize("state", READY)
def test_a_page_can_be_used_by_everybody(state: State, browser: Any) -> None:
    with shown(state, browser) as opened:
        kept = path_of(state).read_text("utf-8") if path_of(state).exists() else ""
        assert text_of(opened) == kept, f"If this is meant: {RENEW}, and look at the git diff."
        wrong = {width: faults_at(opened, width, state) for width in WIDTHS}
        assert {width: found for width, found in wrong.items() if found} == {}
        opened.page.emulate_media(forced_colors="active")
        assert [*overflow(opened), *not_reached(opened)] == []
        opened.picture(f"{state.name}-kontras")
        assert (opened.said, opened.abroad) == ([], [])


def faults_at(opened: Window, width: int, state: State) -> list[str]:
    """What is wrong with a page at a width."""
    opened.page.set_viewport_size({"width": width, "height": 768})
    opened.picture(f"{state.name}-{width}")
    return [*findings(opened), *overflow(opened), *(not_reached(opened) if width in WALKED else [])]


@pytest.mark.parametrize("state", READY)
def test_a_page_says_and_does_as_much_without_script(state: State, browser: Any) -> None:
    with shown(state, browser, java_script_enabled=False) as opened:
        left_out = {*path_of(state).read_text("utf-8").splitlines()} - {*opened.lines()}
        assert (left_out, unsendable(opened), overflow(opened)) == (set(), [], [])


def test_what_is_wrong_is_found(browser: Any) -> None:
    """A page made worse in every way that is looked for."""
    (state,) = (one for one in STATES if one.name == "selesai-tanya")
    with shown(state, browser) as opened:
        assert faults_at(opened, 1366, state) == []
        opened.page.evaluate(
            """() => {
            const style = new CSSStyleSheet();
            style.replaceSync(".buruk { color: #999 } .lebar-sekali { width: 3000px } a { outline: none !important }");
            document.adoptedStyleSheets = [style];
            document.querySelector("main").insertAdjacentHTML("beforeend", `<p class="buruk">Samar</p>
                <p class="lebar-sekali">Lebar</p><form><input tabindex="-1"></form>`);
            console.warn("ada yang janggal");
            }"""
        )
        found = [one.partition(":")[0] for one in findings(opened)]
        assert sorted({*found}) == ["color-contrast", "label"]
        assert "p.lebar-sekali" in overflow(opened)
        assert {"Kembali bekerja: not seen", "INPUT: not reached"} <= {*not_reached(opened)}
        assert unsendable(opened) == ["a form without a button"]
        with contextlib.suppress(Exception):  # nobody is there
            opened.go("http://127.0.0.1:9/")
        assert (opened.said, opened.abroad) == (["ada yang janggal"], ["http://127.0.0.1:9/"])
