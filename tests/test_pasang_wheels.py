"""The wheels of a release: none is missing, by what they say themselves; and they can be installed."""

from __future__ import annotations

import contextlib
import hashlib
import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from iki_excel import __version__
from iki_excel.runs.installing import SHELL, TO_BE_RUN, install
from tests import wheels
from tests.wheels import COMPUTERS, EXTRAS, ROOT, Computer, archive, repack, resolve

MADE_UP = {
    f"iki_excel-{__version__}-py3-none-any": ("angka>=2", 'jendela; sys_platform == "win32"', 'tulis; extra == "pdf"'),
    "angka-2.1-cp312-cp312-win_amd64": ('lama; python_version < "3.12"', 'lain; sys_platform == "linux"'),
    "angka-1.0-py3-none-any": (),
    "jendela-1.0-py3-none-any": (),
    "tulis-0.9-cp39-abi3-win_amd64": (),
}
OF_3_12 = Computer("3.12")


def wheel(folder: Path, name: str, requires: tuple[str, ...] = ()) -> Path:
    """A wheel with nothing in it but what it requires."""
    folder.mkdir(exist_ok=True)
    kind, version = name.split("-")[:2]
    required = "".join(f"Requires-Dist: {one}\n" for one in requires)
    with zipfile.ZipFile(folder / f"{name}.whl", "w") as written:
        written.writestr(f"{kind}-{version}.dist-info/METADATA", f"Name: {kind}\nVersion: {version}\n{required}\n")
    return folder / f"{name}.whl"


def release(folder: Path, without: str = "", instead: str = "") -> Path:
    """The made-up set; one left out, or there by another name."""
    for name, requires in MADE_UP.items():
        if name.split("-")[0] != without:
            wheel(folder, name, requires)
        elif instead:
            wheel(folder, instead, requires)
    return folder


# --- complete or not --------------------------------------------------------------------------------------------------


def test_a_complete_set_has_the_newest_that_fits_and_nothing_of_other_systems(tmp_path: Path) -> None:
    resolved = resolve(release(tmp_path), OF_3_12)
    used = [name for name in sorted(MADE_UP) if not name.startswith("angka-1")]
    assert ([path.stem for path in resolved.used], resolved.missing) == (used, {})


@pytest.mark.parametrize(
    ("without", "instead", "told"),
    [
        ("jendela", "", "Python 3.12: no wheel of jendela for win_amd64, none"),
        ("tulis", "", "Python 3.12: no wheel of tulis for win_amd64, none"),
        (
            "tulis",
            "tulis-0.9-cp313-cp313-win_amd64",
            "Python 3.12: no wheel of tulis for win_amd64, only tulis-0.9-cp313-cp313-win_amd64.whl",
        ),
        (
            "tulis",
            "tulis-0.9-cp312-cp312-manylinux_2_28_x86_64",
            "Python 3.12: no wheel of tulis for win_amd64, only tulis-0.9-cp312-cp312-manylinux_2_28_x86_64.whl",
        ),
        ("angka", "angka-1.9-py3-none-any", "Python 3.12: no wheel of angka>=2 for win_amd64, only {}.whl"),
    ],
)
def test_a_wheel_that_is_missing_or_of_another_kind_is_named(
    without: str, instead: str, told: str, tmp_path: Path
) -> None:
    resolved = resolve(release(tmp_path, without, instead), OF_3_12)
    assert [*resolved.missing.values()] == [told.format(instead)]


def test_what_an_older_python_needs_more_is_asked_for_it_alone(tmp_path: Path) -> None:
    folder = release(tmp_path)
    wheel(folder, "angka-2.1-cp311-cp311-win_amd64", MADE_UP["angka-2.1-cp312-cp312-win_amd64"])
    assert [*resolve(folder, Computer("3.11")).missing] == ["lama"]


# --- packed -----------------------------------------------------------------------------------------------------------


def test_packed_tighter_a_wheel_holds_the_same_and_two_archives_are_the_same(tmp_path: Path) -> None:
    before = wheel(tmp_path / "a", "angka-1.0-py3-none-any", ("tulis",) * 500)
    after, folder = tmp_path / "b.whl", tmp_path / "IKI"
    repack(before, after)
    assert after.stat().st_size < before.stat().st_size
    with zipfile.ZipFile(before) as one, zipfile.ZipFile(after) as other:
        assert {name: one.read(name) for name in one.namelist()} == {
            name: other.read(name) for name in other.namelist()
        }
    install(folder, wheels=tmp_path / "a")
    archive(folder, tmp_path / "1.zip", TO_BE_RUN)
    os.utime(folder / SHELL, (1, 1))
    archive(folder, tmp_path / "2.zip", TO_BE_RUN)
    marks = {hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in ("1.zip", "2.zip")}
    assert len(marks) == 1
    with zipfile.ZipFile(tmp_path / "1.zip") as made:
        assert made.namelist() == sorted(f"IKI/{path.relative_to(folder).as_posix()}" for path in _files(folder))
        assert {one.date_time for one in made.infolist()} == {(2020, 1, 1, 0, 0, 0)}


def _contents(packed: zipfile.ZipFile) -> dict[str, bytes]:
    return {name: packed.read(name) for name in packed.namelist()}


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


# --- for real ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program's own wheel, as it is handed out, in a folder of its own."""
    folder = tmp_path_factory.mktemp("dist")
    source = tmp_path_factory.mktemp("sumber")
    known = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, known.split("\0")):
        if name.startswith("iki_excel/") or "/" not in name:
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(source)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("what builds a wheel cannot be downloaded here")
    return folder


@pytest.mark.panjang
def test_the_wheels_for_windows_are_complete(own: Path, tmp_path: Path) -> None:
    for computer in COMPUTERS[-1:]:  # what is handed out is resolved for each by what makes it
        resolved = wheels.fetch(own, computer)
        if not resolved.used[1:]:
            pytest.skip("wheels for Windows cannot be downloaded here")
        assert resolved.missing == {}
        names = {path.name.split("-")[0] for path in resolved.used}
        assert {"pywin32_ctypes", "tzdata", "typst", "pandas"} <= names
        assert not {"secretstorage", "jeepney", "cryptography"} & names
        assert _longest_path(resolved.used) < 260


def _longest_path(used: tuple[Path, ...]) -> int:
    """Of what is installed for somebody whose name has twenty letters; Windows takes 259."""
    site = rf"C:\Users\{'x' * 20}\AppData\Local\iki-excel\{__version__}\Lib\site-packages" + "\\"
    longest = 0
    for path in used:
        with zipfile.ZipFile(path) as packed:
            longest = max(longest, *map(len, packed.namelist()))
    return len(site) + longest


@pytest.fixture(scope="module")
def folder(own: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder to double click, with wheels for this very computer, packed as those of a release."""
    fetched, packed = tmp_path_factory.mktemp("unduh"), tmp_path_factory.mktemp("roda")
    made = tmp_path_factory.mktemp("A & B (1)") / "IKI kantor"
    [program] = own.glob("iki_excel-*.whl")
    command = [sys.executable, "-m", "pip", "download", "-q", "-c", str(ROOT / "constraints.txt"), "-d", str(fetched)]
    if subprocess.run([*command, f"{program}[{EXTRAS}]"], capture_output=True, check=False).returncode:
        pytest.skip("wheels for this computer cannot be downloaded here")
    for path in fetched.glob("*.whl"):
        if path.stat().st_size < 1_000_000:  # packing the large ones takes longer than it shows
            repack(path, packed / path.name)
        else:
            (packed / path.name).write_bytes(path.read_bytes())
    install(made, wheels=packed)
    return made


@contextlib.contextmanager
def clicked(folder: Path, home: Path) -> Iterator[str]:
    """Open the starter as a desktop does, without a terminal; the link that the browser was told to open."""
    told, program = home / "dibuka.txt", home / "peramban"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >>"{told}"\n')
    program.chmod(0o755)
    told.unlink(missing_ok=True)
    environment = {
        "PATH": f"{Path(sys.executable).resolve().parent}:/usr/bin:/bin",
        "HOME": str(home),
        "BROWSER": f"{program} %s",
        "PIP_NO_INDEX": "1",
    }
    command, nowhere = ["sh", str(folder / SHELL)], subprocess.DEVNULL
    with subprocess.Popen(
        command, env=environment, cwd="/", stdout=nowhere, stderr=nowhere, start_new_session=True
    ) as process:
        try:
            while process.poll() is None and not told.exists():
                time.sleep(0.05)
            yield told.read_text().strip() if told.exists() else ""
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # the shell and the page that it started


@pytest.mark.panjang
@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX")
def test_a_double_click_installs_without_internet_and_the_page_answers(folder: Path, tmp_path: Path) -> None:
    mark = tmp_path / ".local/share/iki-excel" / __version__ / "siap.txt"
    with clicked(folder, tmp_path) as link:
        answered(link)
        made = mark.stat().st_mtime_ns
        with clicked(folder, tmp_path) as again:
            assert again.startswith(link.partition("/masuk")[0])
    assert mark.stat().st_mtime_ns == made
    assert [path.name for path in (folder / "Data IKI").iterdir()] == []


def answered(link: str) -> None:
    """The first page, and the end of it by Selesai."""
    jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    browser = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)
    assert re.search(r"<h1>.+</h1>", browser.open(link).read().decode())
