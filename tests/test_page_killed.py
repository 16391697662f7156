"""The page's server killed at any moment, two that work at once, and when it ends by itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from iki_excel.page.life import AFTER_NOTHING, Life
from iki_excel.page.serving import runtime_file
from iki_excel.words.folders import FORMS
from iki_excel.workbooks import saving
from tests.browser import chromium
from tests.page_office import BASE, OURS, office_in, server_of, visitor

pytestmark = pytest.mark.panjang

THREE = [f"IKI_2019-03_contoh_{kode}.xlsx" for kode in ("ketertiban", "pelayanan", "umum")]
NOBODY = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


# --- killed -----------------------------------------------------------------------------------------------------------


def test_after_a_kill_at_any_moment_all_files_are_whole_and_the_next_start_goes_on(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.killing_page", str(tmp_path)]
    told = json.loads(
        subprocess.run(command, capture_output=True, check=True, timeout=300, env=os.environ | NOBODY).stdout
    )
    assert [one["act"] for one in told] == ["formulir", "terima", "proses", "pengaturan", "mulai"]
    for act in told:
        assert len(act["made"]) in (1, 3)
        well = {"spoilt": [], "replaced": True, "status": 303, "made": act["made"], "later": [], "parts": []}
        assert act["kills"] == [well] * len(act["kills"])


def test_a_file_that_is_not_whole_would_be_seen(tmp_path: Path) -> None:
    from tests.killing_page import damaged

    for name in ("a.xlsx", "iki.toml", "jejak.sqlite", "catatan.txt"):
        (tmp_path / name).write_bytes(b"= setengah")
    assert [*damaged(tmp_path)] == ["a.xlsx", "iki.toml", "jejak.sqlite"]


# --- at once ----------------------------------------------------------------------------------------------------------


def test_a_page_waits_while_a_command_has_its_turn(tmp_path: Path) -> None:
    server = server_of(office_in(tmp_path))
    server.jobs.patience = 0.2
    client = visitor(server)
    with saving.turn(tmp_path / FORMS):
        waiting = client.post("/b/2019-03/formulir", base_url=BASE, headers=OURS).headers["Location"]
        assert waiting.startswith("/kerja/")
        assert [*(tmp_path / FORMS).rglob("*.xlsx")] == []
    server.jobs.finish()
    assert client.get(waiting, base_url=BASE).headers["Location"].startswith("/b/2019-03?kabar=")
    assert made(tmp_path) == THREE


def test_a_page_and_a_command_at_once_make_every_form_once(tmp_path: Path) -> None:
    client = visitor(server_of(office_in(tmp_path)))
    command = [sys.executable, "-m", "iki_excel", "template", "--periode", "2019-03"]
    with subprocess.Popen(command, cwd=tmp_path, env=os.environ | NOBODY, stdout=subprocess.DEVNULL) as process:
        assert client.post("/b/2019-03/formulir", base_url=BASE, headers=OURS).status_code == 303
        assert process.wait(60) == 0
    assert made(tmp_path) == THREE


def test_two_tabs_that_press_the_same_button_share_one_job(tmp_path: Path) -> None:
    server = server_of(office_in(tmp_path))
    server.jobs.patience = 0.2
    tabs = [visitor(server) for _ in range(2)]
    with saving.turn(tmp_path / FORMS):  # so that the second one comes while the first one works
        answers = [tab.post("/b/2019-03/formulir", base_url=BASE, headers=OURS).headers["Location"] for tab in tabs]
    server.jobs.finish()
    assert answers[0] == answers[1] and answers[0].startswith("/kerja/")
    assert made(tmp_path) == THREE


def made(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / FORMS).rglob("*.xlsx"))


# --- the end ----------------------------------------------------------------------------------------------------------

SHORTER = """
import datetime as dt, sys; from pathlib import Path
from iki_excel.page import life
life.AFTER_GOODBYE = 1.0
from iki_excel.page.asking import Place
from iki_excel.page.serving import serve
place = Place(Path(), lambda: dt.date(2019, 4, 3), lambda: dt.datetime(2019, 4, 3))
serve(place, lambda link: print(link, flush=True), Path(sys.argv[1]))
"""
"""A page that waits for a second instead of ten minutes after a good-bye."""


@contextmanager
def short_lived(folder: Path, profile: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-c", SHORTER, str(profile)]
    with subprocess.Popen(command, cwd=folder, env=os.environ | NOBODY, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def test_it_ends_after_the_last_tab_was_closed_and_not_while_one_sleeps(tmp_path: Path) -> None:
    folder, profile = office_in(tmp_path / "kantor"), tmp_path / "profil"
    with short_lived(folder, profile) as (process, link), chromium() as browser:
        first, second = (browser.new_context().new_page() for _ in range(2))
        first.goto(link)
        first.wait_for_url("**/b/2019-03")
        second.context.add_cookies(first.context.cookies())
        second.goto(first.url)
        first.close()
        second.wait_for_timeout(2500)  # without a word, more than twice as long as it waits after the last good-bye
        second.get_by_role("button", name="Buat 3 formulir").click()
        second.get_by_text("3 formulir Maret 2019 dibuat.").wait_for()
        second.close()
        assert process.wait(30) == 0
    assert not runtime_file(folder, profile).exists()


def test_half_an_hour_without_a_request_is_no_end() -> None:
    life = Life(0.0)
    life.asked(0.0)
    assert not life.is_over(30 * 60.0)
    assert life.is_over(AFTER_NOTHING)
