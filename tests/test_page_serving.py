"""The page as it is started: found by a second start, replaced when it is gone, ended by Selesai."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from iki_excel.page.life import AFTER_GOODBYE, AFTER_NOTHING, Life
from iki_excel.page.serving import runtime_file
from tests.page_office import office_in

ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="file modes of POSIX")


@contextmanager
def started(folder: Path, profile: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The page of a folder, and the link that a browser was told to open."""
    code = (
        "import datetime as dt, sys; from pathlib import Path; from iki_excel.page.asking import Place\n"
        "from iki_excel.page.serving import serve\n"
        "place = Place(Path(), lambda: dt.date(2019, 4, 3), lambda: dt.datetime(2019, 4, 3))\n"
        "serve(place, lambda link: print(link, flush=True), Path(sys.argv[1]))\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", code, str(profile)]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def browser() -> urllib.request.OpenerDirector:
    cookies = urllib.request.HTTPCookieProcessor(CookieJar())
    return urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)


def test_a_second_start_opens_the_running_one_and_selesai_ends_it(tmp_path: Path) -> None:
    folder, profile = office_in(tmp_path / "kantor"), tmp_path / "profil"
    with started(folder, profile) as (process, link):
        address = link.partition("/masuk")[0]
        first, second = browser(), browser()
        assert "<h1>Membuka IKI…</h1>" in first.open(link).read().decode()
        assert "<h1>Maret 2019</h1>" in first.open(f"{address}/b/2019-03").read().decode()
        with started(folder, profile) as (other, further):
            assert other.wait(10) == 0
        assert further.startswith(f"{address}/masuk?k=") and further != link
        assert "<h1>Maret 2019</h1>" in second.open(further).read().decode()
        closing = urllib.request.Request(f"{address}/tutup", b"", {"Origin": address})
        assert "<h1>IKI sudah ditutup.</h1>" in first.open(closing).read().decode()
        assert process.wait(10) == 0
    assert not runtime_file(folder, profile).exists()
    assert sorted(path.name for path in folder.iterdir()) == ["iki.toml", "katalog"]


@pytest.mark.parametrize("stale", ["{}", "rusak", '{"port": 1, "pid": 1, "kunci": "lama"}'])
def test_what_a_killed_one_left_behind_is_replaced(stale: str, tmp_path: Path) -> None:
    folder, profile = office_in(tmp_path / "kantor"), tmp_path / "profil"
    path = runtime_file(folder, profile)
    path.parent.mkdir(parents=True)
    path.write_text(stale)
    with started(folder, profile) as (process, link):
        told = json.loads(path.read_text())
        assert (told["pid"], link.split("/masuk")[0]) == (process.pid, f"http://127.0.0.1:{told['port']}")


def test_a_profile_that_takes_no_file_keeps_nobody_from_working(tmp_path: Path) -> None:
    folder, profile = office_in(tmp_path / "kantor"), tmp_path / "profil"
    profile.write_bytes(b"a file in the way of the folder")
    with started(folder, profile) as (process, link):
        address, first = link.partition("/masuk")[0], browser()
        assert "<h1>Membuka IKI…</h1>" in first.open(link).read().decode()
        closing = urllib.request.Request(f"{address}/tutup", b"", {"Origin": address})
        assert "<h1>IKI sudah ditutup.</h1>" in first.open(closing).read().decode()
        assert process.wait(10) == 0


@ON_POSIX
def test_only_this_user_may_read_where_it_runs(tmp_path: Path) -> None:
    folder, profile = office_in(tmp_path / "kantor"), tmp_path / "profil"
    with started(folder, profile):
        path = runtime_file(folder, profile)
        assert [oct(one.stat().st_mode & 0o777) for one in (path, path.parent)] == ["0o600", "0o700"]


def test_it_ends_after_a_good_bye_that_nobody_takes_back() -> None:
    life = Life(0.0)
    life.left(5.0, "tab")
    assert not life.is_over(4.9 + AFTER_GOODBYE)
    assert life.is_over(5.0 + AFTER_GOODBYE)
    life.asked(6.0)
    assert not life.is_over(5.0 + AFTER_GOODBYE)


def test_it_does_not_end_while_a_tab_is_open_that_says_nothing() -> None:
    life = Life(0.0)
    life.alive("satu")
    life.alive("dua")
    life.left(5.0, "satu")
    assert not life.is_over(5.0 + 2 * AFTER_GOODBYE)
    life.left(6.0, "dua")
    life.alive("dua")  # said before, and come late
    assert life.is_over(6.0 + AFTER_GOODBYE)


def test_a_sign_of_life_is_no_work_and_after_a_day_it_ends() -> None:
    life = Life(0.0)
    life.alive("tab")
    assert life.is_over(AFTER_NOTHING)
    life.asked(10.0)
    assert not life.is_over(AFTER_NOTHING)


def test_what_takes_long_to_load_is_loaded_behind_the_first_page() -> None:
    told = "import sys, iki_excel.page.serving; print([one for one in ('numpy', 'pandas') if one in sys.modules])"
    assert subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout == "[]\n"
