"""Every page in each of its states, in a real browser at four widths: nothing for axe to find, no scrolling sideways,
everything reached by the keyboard, nothing said on the console, no request to anybody else, and the text as it is kept.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from tests.browser import Window, Windows, chromium, findings, not_reached, overflow, unsendable
from tests.page_states import STATES, Offices, State, shown
from tests.page_texts import KEPT, RENEW, path_of, text_of

pytestmark = pytest.mark.panjang

WIDTHS = (360, 683, 1366, 1920)
"""A phone, a usual screen at 200 %, the same as it is, and a large one."""
LOOKED_AT, WALKED = (360, 1366), (360,)
"""Where axe looks, and where everything is walked through by the key Tab: between these the same things stand in the
same order, in the same colours. At 1366 it is walked through in forced colours, and looked at in the first states of
each page: its further ones have nothing there that these or a phone do not show.
"""
MOST_OF_A_PAGE = 2
FIRST = {
    state.name
    for page in {state.page for state in STATES}
    for state in [one for one in STATES if one.page == page][:MOST_OF_A_PAGE]
}
OF_THE_DECREE = ("mulai",)
"""Pages that show the built-in decree, as no office is there yet."""
EACH = [
    pytest.param(state, id=state.name, marks=[pytest.mark.decree] if state.page in OF_THE_DECREE else [])
    for state in STATES
]


@pytest.fixture(scope="module")
def windows() -> Iterator[Windows]:
    with chromium() as started:
        yield Windows(started)


@pytest.fixture(scope="module")
def offices() -> Iterator[Offices]:
    with contextlib.ExitStack() as stack:
        yield Offices(stack)


def test_no_text_is_kept_of_a_state_that_there_is_not() -> None:
    assert {*KEPT.glob("*.txt")} == {path_of(state) for state in STATES}


@pytest.mark.parametrize("state", EACH)
def test_a_page_can_be_used_by_everybody(state: State, windows: Windows, offices: Offices) -> None:
    with shown(state, windows, offices) as opened:
        kept = path_of(state).read_text("utf-8") if path_of(state).exists() else ""
        assert text_of(opened) == kept, f"If this is meant: {RENEW}, and look at the git diff."
        opened.unfold()
        wrong = {width: faults_at(opened, width, state) for width in WIDTHS}
        assert {width: found for width, found in wrong.items() if found} == {}
        opened.page.set_viewport_size({"width": 1366, "height": 768})
        opened.page.emulate_media(forced_colors="active")
        assert [*overflow(opened), *not_reached(opened)] == []
        opened.picture(f"{state.name}-kontras")
        assert (opened.said, opened.abroad) == ([], [])


def faults_at(opened: Window, width: int, state: State) -> list[str]:
    """What is wrong with a page at a width."""
    opened.page.set_viewport_size({"width": width, "height": 768})
    opened.picture(f"{state.name}-{width}")
    looked_at = LOOKED_AT if state.name in FIRST else LOOKED_AT[:1]
    looks = ((overflow, WIDTHS), (findings, looked_at), (not_reached, WALKED))
    return [found for look, widths in looks if width in widths for found in look(opened)]


@pytest.mark.parametrize("state", [one for one in EACH if one.id in FIRST])
def test_a_page_says_and_does_as_much_without_script(state: State, windows: Windows, offices: Offices) -> None:
    with shown(state, windows, offices, java_script_enabled=False) as opened:
        left_out = {*path_of(state).read_text("utf-8").splitlines()} - {*opened.lines(), *opened.of_script()}
        assert (left_out, unsendable(opened), overflow(opened)) == (set(), [], [])


def test_what_is_wrong_is_found(windows: Windows) -> None:
    """A page made worse in every way that is looked for."""
    (state,) = (one for one in STATES if one.name == "selesai-tanya")
    with shown(state, windows) as opened:
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
        opened.page.wait_for_url("chrome-error:**")
        assert (opened.said, opened.abroad) == (["ada yang janggal"], ["http://127.0.0.1:9/"])
