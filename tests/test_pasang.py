"""``iki mulai --pasang``: the folder to double click; and what is said where no console shows it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from iki_excel import __version__
from iki_excel.runs.installing import DESKTOP, SHELL, install, starter
from tests.console import Iki
from tests.page_office import Seen

STARTERS = ("BACA DULU.txt", "Mulai IKI.bat", "Mulai IKI.command", "Mulai IKI.desktop", "Mulai IKI.sh")


def names_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


# --- the folder -------------------------------------------------------------------------------------------------------


def test_a_folder_to_double_click_is_written(iki: Iki, tmp_path: Path) -> None:
    assert iki("mulai", "--pasang", "IKI Kecamatan") == (
        0,
        "IKI Kecamatan siap: klik dua kali “Mulai IKI” di dalamnya. Berkas kantor akan ada di Data IKI di situ.\n"
        "Programnya belum ada di situ: letakkan folder wheels dari paket rilis di sampingnya.\n",
        "",
    )
    assert names_in(tmp_path / "IKI Kecamatan") == [*STARTERS]


def test_a_catalogue_is_chosen_on_the_page(iki: Iki, tmp_path: Path) -> None:
    said = iki("mulai", "--pasang", "IKI", "--katalog", "katalog.xlsx")
    told = (
        "Pilihan “--katalog” tidak dipakai bersama “--pasang”. Katalognya dipilih di halaman yang kemudian terbuka.\n"
    )
    assert (said, names_in(tmp_path)) == ((2, "", told), [])


def test_wheels_come_along_and_what_the_office_has_is_left_alone(tmp_path: Path) -> None:
    folder, wheels = tmp_path / "IKI", tmp_path / "wheels"
    (folder / "Data IKI").mkdir(parents=True)
    (folder / "Data IKI" / "iki.toml").write_text("[unit]\n")
    (folder / "Mulai IKI.bat").write_text("yang lama")
    wheels.mkdir()
    (wheels / "contoh-1-py3-none-any.whl").write_bytes(b"roda")
    assert install(folder, wheels=wheels).wheels == 1
    assert names_in(folder) == ["BACA DULU.txt", "Data IKI/iki.toml", *STARTERS[1:], "wheels/contoh-1-py3-none-any.whl"]
    assert (folder / "Data IKI" / "iki.toml").read_text() == "[unit]\n"
    assert (folder / "Mulai IKI.bat").read_bytes() == starter("Mulai IKI.bat")


@pytest.mark.skipif(os.name == "nt", reason="file modes of POSIX")
def test_what_is_to_be_run_may_be_run(tmp_path: Path) -> None:
    install(tmp_path, wheels=tmp_path / "wheels")
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.iterdir() if path.name in STARTERS}
    assert {name for name, mode in modes.items() if mode == "0o755"} == {*STARTERS[2:]}


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX")
def test_the_icon_of_linux_starts_the_shell_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "A & B (1) $HOME"
    folder.mkdir()
    (folder / SHELL).write_text('printf "%s" "$0"')
    [line] = re.findall(r"^Exec=(.*)$", starter(DESKTOP).decode(), re.MULTILINE)
    words = shlex.split(line.replace("\\\\", "\\").replace("\\$", "$"))  # a text of such a file, then a command
    assert words[-1] == "%k"
    said = subprocess.run([*words[:-1], str(folder / DESKTOP)], capture_output=True, text=True, check=True).stdout
    assert said == f"{folder}/{SHELL}"


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX")
@pytest.mark.parametrize(
    ("wheel", "told"),
    [
        ("lain-1", "Folder wheels tidak ada di samping berkas ini. Ekstrak dahulu seluruh zip-nya"),
        (f"iki_excel-{__version__}", "IKI memerlukan Python 3.11 atau yang lebih baru, beserta venv. Pasang dahulu"),
    ],
)
def test_the_shell_says_what_is_missing(wheel: str, told: str, tmp_path: Path) -> None:
    folder, wheels, commands = tmp_path / "IKI (1)", tmp_path / "wheels", tmp_path / "perintah"
    wheels.mkdir()
    commands.mkdir()
    (wheels / f"{wheel}-py3-none-any.whl").write_bytes(b"roda")
    for name in ("dirname", "mkdir"):
        (commands / name).symlink_to(f"/usr/bin/{name}")
    install(folder, wheels=wheels)
    environment = {"PATH": str(commands), "HOME": str(tmp_path)}
    done = subprocess.run(["/bin/sh", folder / SHELL], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{told}, lalu buka Mulai IKI lagi.\n")


# --- a start that nobody sees -----------------------------------------------------------------------------------------

OF_A_START = (
    "import sys; sys.stdout = sys.stderr = None; sys.argv = ['iki']; {}; from iki_excel.cli import main; main()"
)


def opened_without_console(folder: Path, before: str = "pass") -> tuple[int, str]:
    """Start as pythonw does, without any console; its exit status, and what a browser was told to open."""
    told = folder.parent / "dibuka.txt"
    program = folder.parent / "peramban"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >>"{told}"\n')
    program.chmod(0o755)
    environment = os.environ | {
        "BROWSER": f"{program} %s",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "XDG_RUNTIME_DIR": str(folder.parent / "profil"),
    }
    command = [sys.executable, "-c", OF_A_START.format(before)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == (b"", b"")
    return done.returncode, told.read_text().strip() if told.exists() else ""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Data IKI"
    made.mkdir()
    return made


@pytest.mark.skipif(os.name == "nt", reason="a browser that is a shell script")
def test_what_stops_a_start_is_shown_in_the_browser(folder: Path) -> None:
    status, opened = opened_without_console(folder, "import importlib.util as u; u.find_spec = lambda name: None")
    page = folder / "IKI tidak dapat dibuka.html"
    assert (status, opened) == (2, page.as_uri())
    assert Seen(page.read_text("utf-8")).lines[:-1] == [
        "IKI tidak dapat dibuka",
        'Halaman IKI belum terpasang. Pasang dengan: pip install "iki-excel[halaman]"',
        "Klik dua kali Mulai IKI untuk mencoba lagi.",
    ]


@pytest.mark.skipif(os.name == "nt", reason="a browser that is a shell script")
def test_a_program_that_breaks_keeps_the_details_beside(folder: Path) -> None:
    broken = "import iki_excel.page.serving as one; one.serve = None"
    status, opened = opened_without_console(folder, broken)
    page = folder / "IKI tidak dapat dibuka.html"
    assert (status, opened) == (2, page.as_uri())
    assert Seen(page.read_text("utf-8")).lines[1] == (
        "Ada yang tidak beres di program ini. Berkas Anda tidak berubah. "
        "Rinciannya, untuk yang membantu Anda, ada di rincian_kesalahan.txt di samping berkas ini."
    )
    details = (folder / "rincian_kesalahan.txt").read_text("utf-8")
    assert details.endswith("TypeError: 'NoneType' object is not callable\n")


@pytest.mark.skipif(os.name == "nt", reason="a browser that is a shell script")
def test_without_a_console_the_page_opens_and_an_earlier_refusal_goes_away(folder: Path) -> None:
    (folder / "IKI tidak dapat dibuka.html").write_text("yang kemarin")
    leaving = "import iki_excel.page.serving as one; one._until_over = lambda *_: None"
    status, opened = opened_without_console(folder, leaving)
    assert (status, bool(re.fullmatch(r"http://127\.0\.0\.1:\d+/masuk\?k=[\w-]+", opened))) == (0, True)
    assert names_in(folder) == []


@pytest.mark.skipif(os.name == "nt", reason="a browser that is a shell script")
def test_where_no_browser_opens_a_file_beside_says_so(folder: Path) -> None:
    status, opened = opened_without_console(folder, "import webbrowser; webbrowser.open = lambda link: False")
    assert (status, opened, names_in(folder)) == (2, "", ["IKI tidak dapat dibuka.html"])
    assert Seen((folder / "IKI tidak dapat dibuka.html").read_text("utf-8")).lines[1] == (
        "Peramban tidak dapat dibuka. Pilih dahulu peramban bawaan di pengaturan komputer, misalnya Edge atau Chrome."
    )
