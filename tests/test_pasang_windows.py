"""``Mulai IKI.bat`` line by line: what happens on computers as offices have them, and what their people then read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

from iki_excel.runs.installing import BATCH, READ_FIRST, starter
from tests.batch_file import NOT_FOUND, Cmd, Disk
from tests.wheels import ROOT

VERSION = "9.8.7"
TEXT = starter(BATCH, VERSION).decode("ascii")
HERE = "C:\\Users\\Sri\\Documents\\IKI\\"
LOCAL, PROFILE = "C:\\Users\\Sri\\AppData\\Local", "C:\\Users\\Sri"
FIRST, SECOND = f"{LOCAL}\\iki-excel", f"{PROFILE}\\iki-excel"
STUB = f"{LOCAL}\\Microsoft\\WindowsApps\\python.exe"

PREPARING = "Menyiapkan IKI. Hanya sekali ini, kira-kira satu menit. Jangan tutup jendela ini."
PAUSE = "(pause)"


@dataclass(frozen=True)
class Python:
    """A Python of a computer. ``of_store``: what it writes below AppData only it sees."""

    version: tuple[int, int] = (3, 12)
    platform: str = "win-amd64"
    of_store: bool = False


@dataclass
class Windows:
    """A computer with what is called by these names; ``started``: what was started at the end, and in which folder."""

    pythons: dict[str, Python] = field(default_factory=dict)
    here: str = HERE
    disk: Disk = field(default_factory=Disk)
    can_install: bool = True
    started: list[tuple[str, str, str]] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.disk.names.add(f"{self.here}wheels\\iki_excel-{VERSION}-py3-none-any.whl".lower())
        self.disk.names.add(PROFILE.lower())

    def click(self, text: str = TEXT) -> list[str]:
        """Double click, and read the window."""
        self.started.clear()
        self.done.clear()
        variables = {"LOCALAPPDATA": LOCAL, "USERPROFILE": PROFILE, "PYTHONPATH": "C:\\lain"}
        cmd = Cmd(text, self.here, self.disk, self._run, variables)
        status = cmd.start()
        assert status == (0 if self.started else 1)
        assert variables["PYTHONPATH"] == ""
        return cmd.said

    def _run(self, words: Sequence[str]) -> int:
        if words[0] == "start":
            assert (words[1], words[2]) == ("", "/D")
            self.started.append((words[3], words[4], " ".join(words[5:])))
            return 0
        if words[0].endswith("\\python.exe"):
            return self._run_own(words[0].removesuffix("\\Scripts\\python.exe"), words[1:])
        name = " ".join(words[:2]) if words[0] == "py" else words[0]
        if name not in self.pythons:
            return 103 if words[0] == "py" and any(one.startswith("py ") for one in self.pythons) else NOT_FOUND
        return self._run_python(self.pythons[name], words[2 if words[0] == "py" else 1 :])

    def _run_python(self, python: Python, words: Sequence[str]) -> int:
        if words[0] == "-c":
            return _checked(python, words[1]) if len(words) == 2 else 0
        assert [*words[:-1]] == ["-m", "venv", "--clear"]
        self.done.append(f"venv {words[-1]}")
        self.disk.remove(words[-1])
        if not (python.of_store and words[-1].startswith(LOCAL)):
            self.disk.add(f"{words[-1]}\\Scripts\\python.exe")
            self.disk.add(f"{words[-1]}\\Scripts\\pythonw.exe")
        return 0

    def _run_own(self, place: str, words: Sequence[str]) -> int:
        assert words[0] == "-I"
        if not self.disk.has(f"{place}\\Scripts\\python.exe"):
            return NOT_FOUND
        if words[1] == "-c":
            return 0 if self.disk.has(f"{place}\\Lib") else 1
        self.done.append(" ".join(words[1:]))
        if self.can_install:
            self.disk.add(f"{place}\\Lib")
        return 0 if self.can_install else 1


def _checked(python: Python, code: str) -> int:
    """What the one line that asks a Python comes to in this one."""
    imports, _, rest = code.partition(";")
    assert imports == "import sys,sysconfig,lzma"

    def leave(is_wrong: bool) -> None:
        raise SystemExit(int(is_wrong))

    known = {
        "sys": SimpleNamespace(version_info=(*python.version, 4), exit=leave),
        "sysconfig": SimpleNamespace(get_platform=lambda: python.platform),
    }
    with pytest.raises(SystemExit) as left:
        exec(rest, known)
    return int(str(left.value))


def started_from(place: str, here: str = HERE) -> list[tuple[str, str, str]]:
    return [(f"{here}Data IKI", f"{place}\\{VERSION}\\Scripts\\pythonw.exe", "-I -m iki_excel")]


# --- what works -------------------------------------------------------------------------------------------------------


def test_the_first_start_makes_an_environment_and_the_second_only_opens() -> None:
    computer = Windows({"py -3.12": Python()})
    assert computer.click() == [PREPARING]
    assert computer.done == [
        f"venv {FIRST}\\{VERSION}",
        "-m pip --isolated --disable-pip-version-check install --no-index --no-compile --no-warn-script-location "
        f"--find-links {HERE}wheels iki-excel[halaman,pdf,surel]=={VERSION}",
    ]
    assert computer.started == started_from(FIRST)
    assert computer.disk.has(f"{HERE}Data IKI")
    assert (computer.click(), computer.done, computer.started) == ([], [], started_from(FIRST))


@pytest.mark.parametrize("name", ["py -3.13", "py -3.12", "py -3.11", "python", "python3"])
def test_any_name_of_a_python_will_do(name: str) -> None:
    computer = Windows({name: Python((3, 11)), "py -3.10": Python((3, 10))})
    assert (computer.click(), computer.started) == ([PREPARING], started_from(FIRST))


def test_the_python_of_the_store_makes_its_environment_where_others_see_it() -> None:
    computer = Windows({"python": Python((3, 13), of_store=True)})
    assert (computer.click(), computer.started) == ([PREPARING], started_from(SECOND))
    assert (computer.click(), computer.done, computer.started) == ([], [], started_from(SECOND))


@pytest.mark.parametrize("gone", ["siap.txt", "Lib", "Scripts\\python.exe"])
def test_what_is_half_made_is_made_anew(gone: str) -> None:
    computer = Windows({"python": Python()})
    computer.click()
    computer.disk.remove(f"{FIRST}\\{VERSION}\\{gone}")
    assert (computer.click(), computer.started) == ([PREPARING], started_from(FIRST))
    assert len(computer.done) == 2


def test_a_newer_version_is_installed_beside_the_older() -> None:
    computer = Windows({"python": Python()})
    computer.click(starter(BATCH, "9.0.0").decode().replace("9.0.0-py3", f"{VERSION}-py3"))
    computer.disk.add(f"{HERE}wheels\\iki_excel-9.0.0-py3-none-any.whl")
    computer.click(starter(BATCH, "9.0.0").decode())
    assert computer.disk.has(f"{FIRST}\\9.0.0\\siap.txt")
    assert (computer.click(), computer.started) == ([PREPARING], started_from(FIRST))


@pytest.mark.parametrize(
    "here",
    [
        "C:\\Users\\Sri\\OneDrive - Kecamatan Contoh\\IKI (1)\\",
        "D:\\A & B\\Rapor ^ 50% !\\",
        "\\\\server\\bersama\\IKI\\",
    ],
)
def test_the_folder_may_be_called_anything(here: str) -> None:
    computer = Windows({"python": Python()}, here)
    assert (computer.click(), computer.started) == ([PREPARING], started_from(FIRST, here))
    assert f"--find-links {here}wheels " in computer.done[1]


# --- what does not ----------------------------------------------------------------------------------------------------

GET_PYTHON = "Buka Microsoft Store, cari Python 3.13, tekan Dapatkan, lalu klik dua kali Mulai IKI lagi."


def test_without_any_python() -> None:
    assert Windows().click() == [f"IKI memerlukan Python, dan komputer ini belum memilikinya. {GET_PYTHON}", PAUSE]


def test_with_nothing_but_the_link_to_the_store() -> None:
    computer = Windows(disk=Disk({STUB.lower()}))
    told = f"Python di komputer ini baru berupa tautan ke Microsoft Store. {GET_PYTHON}"
    assert computer.click() == [told, PAUSE]


@pytest.mark.parametrize(
    "python", [Python((3, 10)), Python((3, 14)), Python((2, 7)), Python(platform="win32"), Python(platform="win-arm64")]
)
def test_with_a_python_for_which_there_are_no_wheels(python: Python) -> None:
    computer = Windows({"python": python}, disk=Disk({STUB.lower()}))
    told = "Python di komputer ini bukan versi 3.11, 3.12, atau 3.13 yang 64-bit. Yang ada boleh tetap."
    assert computer.click() == [f"{told} {GET_PYTHON}", PAUSE]


def test_clicked_within_the_zip() -> None:
    computer = Windows({"python": Python()})
    computer.disk.remove(f"{HERE}wheels")
    assert computer.click() == [
        "Berkas ini masih di dalam zip, atau folder wheels di sampingnya hilang. Klik kanan zip-nya, pilih "
        "Ekstrak Semua, lalu klik dua kali Mulai IKI di folder hasilnya.",
        PAUSE,
    ]


def test_clicked_twice_while_it_is_made() -> None:
    computer = Windows({"python": Python()}, disk=Disk(locked=(f"{FIRST}\\sedang_disiapkan.txt",)))
    busy = "IKI sedang disiapkan di jendela lain. Tunggu sampai halamannya terbuka."
    assert (computer.click(), computer.done) == ([PREPARING, busy, PAUSE], [])


def test_an_installation_that_fails_is_told_and_tried_again() -> None:
    computer = Windows({"python": Python()}, can_install=False)
    assert computer.click() == [
        PREPARING,
        "IKI tidak dapat dipasang. Periksa apakah cakram C masih punya ruang 1 GB dan zip-nya diekstrak utuh, "
        "lalu klik dua kali Mulai IKI lagi.",
        "Catatannya, untuk yang membantu Anda: catatan_pasang.txt di folder iki-excel di profil Anda.",
        PAUSE,
    ]
    computer.can_install = True
    assert (computer.click(), computer.started) == ([PREPARING], started_from(FIRST))


def test_where_no_place_can_be_made() -> None:
    computer = Windows({"python": Python()}, disk=Disk(closed=(LOCAL, PROFILE)), here="D:\\IKI\\")
    assert computer.click() == [
        PREPARING,
        "Tempat untuk IKI tidak dapat dibuat di komputer ini. Periksa apakah cakram C masih punya ruang 1 GB, "
        "lalu klik dua kali Mulai IKI lagi.",
        PAUSE,
    ]


def test_in_a_folder_that_may_not_be_written() -> None:
    computer = Windows({"python": Python()}, disk=Disk(closed=(HERE,)))
    told = "Folder ini tidak boleh ditulisi. Salin seluruh foldernya ke Dokumen, lalu klik dua kali Mulai IKI di sana."
    assert computer.click() == [PREPARING, told, PAUSE]


# --- the file itself --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [BATCH, READ_FIRST])
def test_windows_reads_every_line_whatever_its_code_page(name: str) -> None:
    content = starter(name)
    assert content.isascii() and content.endswith(b"\r\n")
    assert content.count(b"\r\n") == content.count(b"\n") == content.count(b"\r")
    assert b"@VERSION@" not in content and b"@DATA@" not in content


def test_every_path_stands_in_quotes() -> None:
    unquoted = [
        name
        for line in TEXT.splitlines()
        if not line.startswith("rem")
        for name in re.findall(r"%\w+%|%~\w+", re.sub(r'"[^"]*"', "", line))
    ]
    assert {*unquoted} == {"%PYTHON%", "%RESULT%", "%VERSION%"}


def test_a_small_cmd_refuses_a_path_without_quotes() -> None:
    bare = TEXT.replace('/D "%DATA%"', "/D %DATA%")
    computer = Windows({"python": Python()}, "D:\\A & B\\")
    with pytest.raises(AssertionError, match="outside of quotes: start"):
        computer.click(bare)


def test_every_label_is_there_and_used() -> None:
    labels = set(re.findall(r"^:(\w+)", TEXT, re.MULTILINE))
    results = set(re.findall(r'set "RESULT=(\w+)"', TEXT))
    used = set(re.findall(r"(?:goto|call :)\s*(\w+)", TEXT))
    assert labels == used | results


def test_what_the_guide_quotes_of_the_window_is_said_there() -> None:
    guide = (ROOT / "docs" / "panduan.md").read_text("utf-8")
    quoted = re.findall(r"^\| “(?:… )?([^…”]+?)(?: …)?”", guide.partition("## Bulan pertama")[0], re.MULTILINE)
    assert [one for one in quoted if one not in TEXT] == ["Windows melindungi PC Anda"]  # this one Windows says
