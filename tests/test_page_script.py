"""What the script does: nothing typed is lost when the program is gone, and what was copied says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from iki_excel.runs import office as offices
from iki_excel.runs.blanks import write_blanks
from iki_excel.words.folders import FORMS
from tests.browser import Served, Window, chromium, served, window
from tests.page_office import office_in

pytestmark = pytest.mark.panjang

GONE = "Program IKI sudah ditutup. Semua berkas aman. Klik dua kali ikon IKI untuk membukanya lagi."
NIP = "19800101 200501 1 001"


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Served]:
    folder = office_in(tmp_path)
    write_blanks(*offices.load(None, folder), ["2019-03"], folder / FORMS)
    with served(folder) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as opened:
        yield opened


def ends(opened: Window) -> None:
    """As if the program had ended: nobody answers any more."""
    opened.page.route("**/*", lambda route: route.abort())


def begins_again(opened: Window) -> None:
    opened.page.unroute("**/*")


def test_what_was_typed_stays_when_the_program_is_gone_and_is_saved_once_it_is_there_again(
    page: Served, browser: Any
) -> None:
    with window(browser, page) as opened:
        opened.go(f"{page.base}/pengaturan/pejabat")
        field = opened.page.locator("[name='pejabat.umum.nip']")
        field.fill(NIP)
        ends(opened)
        opened.page.get_by_role("button", name="Simpan").click()
        opened.page.get_by_text(GONE).wait_for()
        opened.page.get_by_role("link", name="Kotak masuk").click()
        assert (opened.page.url, field.input_value()) == (f"{page.base}/pengaturan/pejabat", NIP)
        begins_again(opened)
        with opened.page.expect_navigation():
            opened.page.get_by_role("button", name="Simpan").click()
        assert "Pengaturan disimpan." in opened.lines()
        assert GONE not in opened.lines()


def test_a_link_leads_on_again_once_somebody_answers(page: Served, browser: Any) -> None:
    with window(browser, page) as opened:
        opened.go(f"{page.base}/pengaturan/kantor")
        ends(opened)
        opened.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        opened.page.get_by_text(GONE).wait_for()
        begins_again(opened)
        with opened.page.expect_navigation():
            opened.page.get_by_role("link", name="Kotak masuk").click()
        assert opened.page.url == f"{page.base}/kotak-masuk"


def test_the_button_that_was_pressed_is_the_one_that_is_sent_and_once(page: Served, browser: Any) -> None:
    with window(browser, page) as opened:
        sent: list[str] = []
        opened.page.on("request", lambda one: sent.append(one.url) if one.url.endswith("/sampaikan") else None)
        opened.go(f"{page.base}/b/2019-03/kirim/formulir")
        with opened.page.expect_navigation():
            opened.page.get_by_role("button", name="Sudah saya sampaikan", exact=True).first.dblclick()
        assert sent == [f"{page.base}/b/2019-03/kirim/formulir/sampaikan"]


def test_what_was_copied_says_so_also_when_one_comes_back(page: Served, browser: Any) -> None:
    with window(browser, page) as opened:
        for _ in range(2):
            opened.go(f"{page.base}/b/2019-03/formulir/ketertiban")
            button = opened.page.locator("[data-salin]")
            was = button.inner_text()
            button.click()
            opened.page.get_by_text(re.compile(r"^Disalin pukul \d\d\.\d\d\. Salin lagi$")).wait_for()
        assert was.startswith("Disalin pukul")
