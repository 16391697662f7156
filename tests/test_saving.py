"""One door for every file: whole or not there, one run at a time, and one sentence where it cannot be."""

from __future__ import annotations

import datetime as dt
import errno
import fcntl
import io
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

import iki_excel
from iki_excel import cli
from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms.reading.folder import SIDIK
from iki_excel.runs.blanks import write_blanks
from iki_excel.runs.month import process_to
from iki_excel.words.errors import OutputError
from iki_excel.workbooks import saving
from iki_excel.workbooks.book import Book
from tests import kecil
from tests.forms import complete
from tests.killing import AT_STEPS, NOW

NOON = dt.datetime(2019, 4, 2, 12)
OLD_IS_WHOLE = "Berkas yang lama, bila ada, tetap utuh."
IN_USE = "tidak boleh ditulis. Tutup berkas itu bila sedang dibuka di Excel, atau pilih folder lain"
NO_RIGHT = "tidak boleh ditulis karena Anda tidak berhak menulis di folder itu. Pilih folder lain"
READ_ONLY = "ada di cakram yang hanya dapat dibaca. Pilih folder lain"
NETWORK = "ada di jaringan yang terputus. Periksa sambungannya, atau pilih folder di komputer ini"
BAD_NAME = "namanya tidak dapat dipakai di sini. Ganti nama berkas atau foldernya"
QUOTA = "tidak dapat ditulis karena jatah ruang Anda habis. Kosongkan ruang atau pilih tempat lain"
TOO_LONG = "namanya terlalu panjang. Pendekkan nama berkas atau foldernya"

# --- a file ----------------------------------------------------------------------------------------------------------


def test_saving_makes_the_folders_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "hasil.csv"
    saving.save(path, b"lama")
    saving.save(path, b"baru")
    assert path.read_bytes() == b"baru"
    assert os.listdir(path.parent) == ["hasil.csv"]


FULL = "tidak dapat ditulis karena cakram penuh. Kosongkan ruang atau pilih tempat lain"
FAILURES = [
    (28, FULL),
    (30, "ada di cakram yang hanya dapat dibaca. Pilih folder lain"),
    (5, "tidak dapat ditulis (galat sistem 5). Periksa ruang dan hak tulisnya"),
]


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize(("number", "why"), FAILURES)
def test_the_old_file_stays_whole_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, why: str
) -> None:
    path = tmp_path / "hasil.csv"
    saving.save(path, b"lama")

    def fail(*_: object) -> None:
        raise OSError(number, "told in another language")

    owner: Any = os if step == "fsync" else Path
    monkeypatch.setattr(owner, step, fail)
    with pytest.raises(OutputError) as refusal:
        saving.save(path, b"baru")
    assert str(refusal.value) == f"{path}: {why}. Berkas yang lama, bila ada, tetap utuh."
    assert (path.read_bytes(), os.listdir(tmp_path)) == (b"lama", ["hasil.csv"])


def test_a_file_in_use_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_use(*_: object) -> None:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(Path, "replace", in_use)
    with pytest.raises(OutputError) as refusal:
        saving.save(tmp_path / "rekap.xlsx", b"baru")
    assert str(refusal.value) == (
        f"{tmp_path / 'rekap.xlsx'}: tidak boleh ditulis. Tutup berkas itu bila sedang dibuka di Excel, atau pilih "
        "folder lain. Berkas yang lama, bila ada, tetap utuh."
    )
    assert os.listdir(tmp_path) == []


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "rekap.xlsx").mkdir()
    with pytest.raises(OutputError) as refusal:
        saving.save(tmp_path / "rekap.xlsx", b"baru")
    assert str(refusal.value) == (
        f"{tmp_path / 'rekap.xlsx'}: adalah folder. Pindahkan folder itu atau pilih tempat lain. "
        "Berkas yang lama, bila ada, tetap utuh."
    )
    assert os.listdir(tmp_path) == ["rekap.xlsx"]


def test_a_saved_file_can_be_read_by_others(tmp_path: Path) -> None:
    saving.save(tmp_path / "rekap.csv", b"x")
    assert (tmp_path / "rekap.csv").stat().st_mode & 0o444


def failing_with(number: int, winerror: int | None) -> Any:
    """A system call that fails as it does on Windows (or, without its number, elsewhere)."""

    def fail(*_: object) -> None:
        reason = OSError(number, "told in another language")
        if winerror:
            reason.winerror = winerror  # type: ignore[attr-defined]
        raise reason

    return fail


WHYS = [
    ("fsync", errno.EACCES, None, NO_RIGHT),
    ("fsync", errno.EPERM, None, NO_RIGHT),
    ("fsync", errno.EDQUOT, None, QUOTA),
    ("fsync", errno.EFBIG, None, "terlalu besar untuk cakram itu. Pilih tempat lain"),
    ("fsync", errno.ESTALE, None, NETWORK),
    ("fsync", errno.EHOSTDOWN, None, NETWORK),
    ("fsync", errno.EINVAL, 64, NETWORK),
    ("fsync", errno.ENOENT, 53, NETWORK),
    ("fsync", errno.ENOSPC, 112, FULL),
    ("fsync", errno.EACCES, 19, READ_ONLY),
    ("fsync", errno.EACCES, 5, NO_RIGHT),
    ("replace", errno.EACCES, None, IN_USE),
    ("replace", errno.EPERM, None, IN_USE),
    ("replace", errno.EBUSY, None, IN_USE),
    ("replace", errno.EACCES, 5, IN_USE),
    ("replace", errno.EACCES, 32, IN_USE),
    ("replace", errno.EACCES, 33, IN_USE),
    ("replace", errno.ENOENT, 206, TOO_LONG),
    ("replace", errno.EINVAL, 123, BAD_NAME),
    ("replace", errno.EILSEQ, None, BAD_NAME),
    ("replace", errno.ENOENT, None, "tidak dapat ditulis karena foldernya hilang. Jalankan perintah ini sekali lagi"),
    ("replace", 9999, None, "tidak dapat ditulis (galat sistem 9999). Periksa ruang dan hak tulisnya"),
]  # fmt: skip


@pytest.mark.parametrize(("step", "number", "winerror", "why"), WHYS)
def test_every_reason_has_its_sentence_and_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, winerror: int | None, why: str
) -> None:
    path = tmp_path / "rekap.xlsx"
    path.write_bytes(b"lama")
    owner: Any = os if step == "fsync" else Path
    monkeypatch.setattr(owner, step, failing_with(number, winerror))
    with pytest.raises(OutputError) as refusal:
        saving.save(path, b"baru")
    assert str(refusal.value) == f"{path}: {why}. {OLD_IS_WHOLE}"
    assert (path.read_bytes(), os.listdir(tmp_path)) == (b"lama", ["rekap.xlsx"])


def test_a_name_of_the_longest_length_is_saved_and_a_longer_one_told(tmp_path: Path) -> None:
    longest = tmp_path / f"{'x' * 251}.csv"
    saving.save(longest, b"x")
    assert longest.read_bytes() == b"x"
    longer = tmp_path / f"{'x' * 252}.csv"
    with pytest.raises(OutputError) as refusal:
        saving.save(longer, b"x")
    assert str(refusal.value) == f"{longer}: {TOO_LONG}. {OLD_IS_WHOLE}"
    with pytest.raises(OutputError) as refusal, saving.turn(longer):
        pass
    assert str(refusal.value) == f"{longer}: {TOO_LONG}. {OLD_IS_WHOLE}"
    assert os.listdir(tmp_path) == [longest.name]


def test_a_pipe_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "hasil.csv"
    os.mkfifo(pipe)
    with pytest.raises(OutputError) as refusal:
        saving.save(pipe, b"x")
    assert str(refusal.value) == f"{pipe}: bukan berkas biasa. Pilih nama lain."
    assert (pipe.is_fifo(), os.listdir(tmp_path)) == (True, ["hasil.csv"])


NAMES = [
    ("a?.csv", "a?.csv", "memuat tanda ?"),
    ("a:b.csv", "a:b.csv", "memuat tanda :"),
    ("a\\b.csv", "a\\b.csv", "memuat tanda \\"),
    ("a<b/c.csv", "a<b", "memuat tanda <"),
    ("a\tb.csv", "a\tb.csv", "memuat karakter kendali"),
    ("a\0b.csv", "a\0b.csv", "memuat karakter kendali"),
    ("hasil.", "hasil.", "diakhiri titik atau spasi"),
    ("bulan ini /hasil.csv", "bulan ini ", "diakhiri titik atau spasi"),
    ("CON", "CON", "CON adalah nama milik Windows sendiri"),
    ("nul.csv", "nul.csv", "NUL adalah nama milik Windows sendiri"),
    ("aux /x.csv", "aux ", "diakhiri titik atau spasi"),
    ("com1.tar.csv", "com1.tar.csv", "COM1 adalah nama milik Windows sendiri"),
    ("LPT9.csv", "LPT9.csv", "LPT9 adalah nama milik Windows sendiri"),
]


@pytest.mark.parametrize(("name", "part", "why"), NAMES)
def test_a_name_that_windows_refuses_is_refused_everywhere(tmp_path: Path, name: str, part: str, why: str) -> None:
    path = tmp_path / name
    sentence = f"{path}: nama “{part}” tidak dapat dipakai di Windows karena {why}. Ganti nama itu."
    with pytest.raises(OutputError) as refusal:
        saving.save(path, b"x")
    assert str(refusal.value) == sentence
    with pytest.raises(OutputError) as refusal, saving.turn(path):
        pass
    assert str(refusal.value) == sentence
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    "name", ["console.csv", "com10.csv", "nulis.csv", ".tersembunyi.csv", "a..b.csv", "Café – µ.csv"]
)
def test_a_name_that_only_looks_like_one_is_taken(tmp_path: Path, name: str) -> None:
    saving.save(tmp_path / name, b"x")
    assert os.listdir(tmp_path) == [name]


def test_a_folder_that_is_there_keeps_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a:b" / "c").mkdir(parents=True)
    saving.save(tmp_path / "a:b" / "hasil.csv", b"x")
    monkeypatch.chdir(tmp_path / "a:b" / "c")
    with saving.turn(Path("..")):
        saving.save(Path("..") / "lagi.csv", b"x")
    assert sorted(os.listdir(tmp_path / "a:b")) == ["c", "hasil.csv", "lagi.csv"]


def with_broken_xml(content: bytes) -> bytes:
    """The same zip, whole, but one part of XML in it ends too early."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(made, "w") as broken:
        for name in whole.namelist():
            part = whole.read(name)
            broken.writestr(name, part[:-9] if name == "docProps/core.xml" else part)
    return made.getvalue()


def test_a_broken_workbook_is_never_saved(tmp_path: Path) -> None:
    path = tmp_path / "rekap.xlsx"
    whole = Book("Uji", "Kecamatan Contoh", NOON)
    whole.sheet("Lembar", (10,))
    content = whole.to_bytes()
    saving.save_workbook(path, content)
    for broken in (content[:-40], content[:200] + b"\x00" * 40 + content[240:], b"", with_broken_xml(content)):
        with pytest.raises(OutputError) as refusal:
            saving.save_workbook(path, broken)
        assert str(refusal.value) == f"{path}: buku kerja yang dibuat rusak. Jalankan perintah ini sekali lagi."
    assert path.read_bytes() == content


NOBODYS = ("simpanan.py", "tasks.py")
"""What is written there is nobody's file: what was read before, and what a cluster was sent, while it reads it."""


def test_nothing_else_in_the_program_writes_a_file() -> None:
    writing = re.compile(
        r"write_(?:bytes|text)\(|(?<!def )(?<![.\w])open\(|\.save\(\w|\bto_(?:csv|excel|json)\(\S*path|"
        r"\.replace\(path\)|mkdir\("
    )
    package = Path(iki_excel.__file__).parent
    found = [
        f"{path.relative_to(package).as_posix()}: {line.strip()}"
        for path in sorted(package.rglob("*.py"))
        if path.name not in ("saving.py", *NOBODYS)
        for line in path.read_text("utf-8").splitlines()
        if writing.search(line) and "saving.save(" not in line
    ]
    assert found == []


# --- a turn ----------------------------------------------------------------------------------------------------------


def test_a_turn_removes_what_a_killed_run_left_and_nothing_else(tmp_path: Path) -> None:
    kept = ["IKI.xlsx", ".surat.tmp", "x.iki-tmp", "2019-03/.IKI.xlsx", "a/b/c/d/.IKI.xlsx.1234abcd.iki-tmp"]
    parts = [
        "2019-03/.IKI.xlsx.00000000.iki-tmp",
        "2019-03/catatan/.IKI.json.00000000.iki-tmp",
        "2019-03/Kabupaten_Contoh/catatan/.IKI.json.00000000.iki-tmp",
    ]
    left = [".IKI.xlsx.1234abcd.iki-tmp", *parts, saving.LOCK]
    for name in kept + left:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    with saving.turn(tmp_path):
        pass
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()) == sorted(kept)


def test_a_turn_leaves_no_lock(tmp_path: Path) -> None:
    with saving.turn(tmp_path / "a" / "b", tmp_path, tmp_path / "a" / ".." / "a"):
        locks = [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob(saving.LOCK))]
        assert locks == [saving.LOCK, f"a/{saving.LOCK}", f"a/b/{saving.LOCK}"]
    assert [path.name for path in sorted(tmp_path.rglob("*"))] == ["a", "b"]


def test_a_run_that_fails_leaves_no_empty_folder_that_it_made(tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    for folder in (tmp_path / "a" / "b", tmp_path / "kosong"):
        with pytest.raises(OutputError), saving.turn(folder):
            saving.save(folder / "hasil?.csv", b"x")
    with pytest.raises(OutputError), saving.turn(tmp_path / "isi"):
        saving.save(tmp_path / "isi" / "hasil.csv", b"x")
        saving.save(tmp_path / "isi" / "hasil?.csv", b"x")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["hasil.csv", "isi", "kosong"]


HOLDER = (
    "import sys; from pathlib import Path; from iki_excel.workbooks import saving\n"
    "with saving.turn(Path(sys.argv[1])):\n"
    "    print('held', flush=True); sys.stdin.read()\n"
)


@pytest.fixture
def another_run(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process in its turn in the folder ``output``."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "output")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


OPTIONS = [*kecil.OPTION, "--periode=2019-01", "--waktu=2019-02-04T09:00", "--tanpa-rapor"]


@pytest.fixture(scope="module")
def forms(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """January's forms, filled."""
    folder = tmp_path_factory.mktemp("formulir")
    for kode in catalog.kode:
        complete(folder, kode, "2019-01")
    return folder


def proses(folder: Path, forms: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """``iki proses`` for January into ``output`` of the folder: its status and what it said."""
    kecil.move_into(folder)
    with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as ended:
        patch.chdir(folder)
        patch.setattr(sys, "argv", ["iki", "proses", str(forms), *OPTIONS, f"--ke={folder / 'output'}"])
        cli.main()
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


RESULT = "output/2019-01/IKI_2019-01_contoh.xlsx"
ALL_USED = (
    "3 berkas: 3 dipakai, 0 disisihkan. 0 kesalahan, 0 peringatan.\n"
    "Beres: Januari 2019 lengkap, 3 dari 3 formulir sah.\n"
)


def done(folder: Path) -> tuple[int, str, str]:
    """What a run over January says that is done."""
    return 0, f"{ALL_USED}Rekap ditulis di {(folder / RESULT).as_posix()}.\n", ""


@pytest.fixture(scope="module")
def january(catalog: Catalog, settings: Settings, forms: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The right bytes of January's result."""
    folder = tmp_path_factory.mktemp("januari")
    return process_to(folder / "output", [forms], catalog, settings, "2019-01", NOW).path.read_bytes()


def test_a_run_beside_another_says_so_and_changes_nothing(
    tmp_path: Path,
    another_run: object,
    forms: Path,
    catalog: Catalog,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(saving, "PATIENCE", 0.2)
    (tmp_path / RESULT).parent.mkdir()
    (tmp_path / RESULT).write_bytes(b"lama")
    sentence = (
        f"{tmp_path / 'output'}: sedang dipakai perintah iki lain. Tunggu sampai perintah itu selesai, lalu ulangi "
        f"perintah ini. {OLD_IS_WHOLE}"
    )
    assert proses(tmp_path, forms, capsys) == (2, "", f"{sentence}\n")
    with pytest.raises(OutputError, match=f"^{re.escape(sentence)}$"):
        write_blanks(catalog, settings, ["2019-01"], tmp_path / "output")
    assert (tmp_path / RESULT).read_bytes() == b"lama"
    assert os.listdir((tmp_path / RESULT).parent) == [Path(RESULT).name]


def test_a_run_waits_for_its_turn(
    tmp_path: Path, another_run: subprocess.Popen[str], forms: Path, january: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    assert another_run.stdin
    threading.Timer(0.3, another_run.stdin.close).start()
    assert proses(tmp_path, forms, capsys) == done(tmp_path)
    assert (tmp_path / RESULT).read_bytes() == january


def test_a_killed_run_gives_its_turn_back(
    tmp_path: Path, another_run: subprocess.Popen[str], forms: Path, january: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    another_run.kill()
    assert proses(tmp_path, forms, capsys) == done(tmp_path)
    assert (tmp_path / RESULT).read_bytes() == january
    assert os.listdir(tmp_path / "output") == ["2019-01"]


@pytest.mark.parametrize("number", sorted(saving.CANNOT_LOCK))
def test_a_disk_without_locks_is_written_without_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(fcntl, "flock", failing_with(number, None))
    with saving.turn(tmp_path):
        saving.save(tmp_path / "hasil.csv", b"x")
    assert (tmp_path / "hasil.csv").read_bytes() == b"x"


def iki(folder: Path, *arguments: str, before: Sequence[str] = ()) -> subprocess.Popen[str]:
    """A command as a process of its own."""
    command = [*before, sys.executable, "-m", "iki_excel.cli", *arguments]
    root = str(Path(iki_excel.__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": root, "PYTHONUTF8": "1"}
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """The status of a command, and what it said."""
    out, err = process.communicate()
    return process.returncode, out, err


@pytest.mark.panjang
def test_two_batches_at_once_into_one_folder_are_both_done(forms: Path, tmp_path: Path) -> None:
    kecil.move_into(tmp_path)
    shutil.copytree(forms, tmp_path / "input_templates")
    command = ("proses", *OPTIONS)
    alone = ended(iki(tmp_path, *command))
    right = (tmp_path / RESULT).read_bytes()
    shutil.rmtree(tmp_path / "output")
    both = [iki(tmp_path, *command) for _ in range(2)]
    again = (0, f"{ALL_USED}Rekap di {RESULT} tetap sama, jadi tidak ditulis lagi.\n", "")
    assert sorted(ended(process) for process in both) == sorted([alone, again])
    assert alone == (0, f"{ALL_USED}Rekap ditulis di {RESULT}.\n", "")
    assert (tmp_path / RESULT).read_bytes() == right
    files = ["2019-01", *(f"IKI_2019-01_contoh.{end}" for end in ("riwayat.json", "surat.json", "xlsx")), "catatan"]
    there = (path.name for path in (tmp_path / "output").rglob("*"))
    assert sorted(name for name in there if not name.endswith(SIDIK)) == files


# --- the plug is pulled ----------------------------------------------------------------------------------------------


@pytest.mark.panjang
def test_a_batch_killed_at_any_of_thirty_moments_leaves_the_old_or_the_new_result(forms: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.killing", str(forms), str(tmp_path / "output")]
    root = Path(iki_excel.__file__).parents[1]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, cwd=root).stdout)
    assert len(told) == 30
    assert {one["left"] for one in told} == {"old", "new"}
    at_steps = [(one["left"], one["parts"]) for one in told[: len(AT_STEPS)]]
    first, second, third = [*[("old", 1)] * 4, ("old", 0)], [("old", 1), ("new", 0)], [("new", 1), ("new", 0)]
    assert at_steps == [*first, *second, *third]
    after = [one["next"] for one in told if "next" in one]
    files = [f"IKI_2019-01_contoh.{end}" for end in ("ke-1.xlsx", "xlsx", "riwayat.json", "surat.json")]
    assert after == [{"is_right": True, "files": files, "kept": 2}] * (len(AT_STEPS) + 1)


# --- disks -----------------------------------------------------------------------------------------------------------


PROSES = f"iki proses {{forms}} {' '.join(OPTIONS)} --ke=disk/output"


def on_a_disk_of_its_own(folder: Path, forms: Path, script: str) -> list[str]:
    """The lines a script of the shell says, in a namespace where it may mount; ``iki`` is the command."""
    kecil.move_into(folder)
    command = f"{sys.executable} -m iki_excel.cli"
    begun = f'iki() {{ {command} "$@" 2>&1; echo "= $?"; }}\nset -u\nmkdir disk\n'
    unshare = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
    if subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode:
        reason = "unshare is not permitted here, so nothing can be mounted"
        (pytest.fail if os.environ.get("IKI_LIBREOFFICE") == "wajib" else pytest.skip)(reason)
    environment = {**os.environ, "PYTHONPATH": str(Path(iki_excel.__file__).parents[1]), "PYTHONUTF8": "1"}
    said = subprocess.run(
        [*unshare, "bash", "-c", begun + script.replace("{forms}", str(forms))],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env=environment,
        check=False,
    )
    assert said.stderr == ""
    return said.stdout.splitlines()


@pytest.mark.panjang
def test_a_full_disk_is_told_and_leaves_the_old_file(tmp_path: Path, forms: Path, january: bytes) -> None:
    (tmp_path / "benar").write_bytes(january)
    said = on_a_disk_of_its_own(
        tmp_path,
        forms,
        f"""
        mount -t tmpfs -o size=256k tmpfs disk
        mkdir -p disk/output/2019-01
        echo lama > disk/{RESULT}
        head -c 1M /dev/zero > disk/penuh 2> /dev/null
        {PROSES}
        cat disk/{RESULT}
        ls -A disk/output disk/output/2019-01
        rm disk/penuh disk/{RESULT}
        {PROSES}
        cmp disk/{RESULT} benar && echo benar
        LC_ALL=C ls -A disk/output disk/output/2019-01 disk/output/2019-01/catatan | sed 's/_........\\.sidik/.sidik/'
        """,
    )
    left = ["disk/output:", "2019-01", "", "disk/output/2019-01:"]
    kept, record, plain = (f"IKI_2019-01_contoh.{end}" for end in ("ke-1.xlsx", "riwayat.json", "xlsx"))
    assert said == [
        f"disk/output/2019-01/{kept}: {FULL}. {OLD_IS_WHOLE}",
        "= 2",
        "lama",
        *left,
        plain,
        *ALL_USED.splitlines(),
        f"Rekap ditulis di disk/{RESULT}.",
        "= 0",
        "benar",
        *left,
        plain,
        "catatan",
        "",
        "disk/output/2019-01/catatan:",
        record,
        "IKI_2019-01_contoh.surat.json",
        "IKI_2019-01_contoh.sidik.json",
    ]


@pytest.mark.panjang
def test_a_full_disk_keeps_no_empty_folder_of_a_month(tmp_path: Path, forms: Path) -> None:
    template = f"iki template --periode=2019-01 {' '.join(kecil.OPTION)}"
    said = on_a_disk_of_its_own(
        tmp_path,
        forms,
        f"""
        mount -t tmpfs -o size=256k tmpfs disk
        mkdir disk/input_templates
        head -c 1M /dev/zero > disk/penuh 2> /dev/null
        {PROSES} | tail -n 1
        {template} --ke=disk/input_templates | tail -n 1
        {template} --ke=disk/baru/lagi | tail -n 1
        find disk -type d
        """,
    )
    assert said == ["= 2", "= 2", "= 2", "disk", "disk/input_templates"]


@pytest.mark.panjang
def test_a_read_only_disk_is_told_and_leaves_the_old_file(tmp_path: Path, forms: Path) -> None:
    said = on_a_disk_of_its_own(
        tmp_path,
        forms,
        f"""
        mount -t tmpfs -o size=256k tmpfs disk
        mkdir -p disk/output/2019-01
        echo lama > disk/{RESULT}
        mount -o remount,ro disk
        {PROSES}
        {PROSES} --ke=disk/lain
        iki template --periode=2019-01 --ke=disk/formulir
        iki contoh --ke=disk/contoh
        {PROSES} --ke=biasa --ekspor=disk/hasil.csv
        cat disk/{RESULT}
        ls -A . disk/output/2019-01
        """,
    )
    folders = ("disk/output", "disk/lain", "disk/formulir", "disk/contoh", "disk")
    assert said == [
        *(line for folder in folders for line in (f"{folder}: {READ_ONLY}. {OLD_IS_WHOLE}", "= 2")),
        "lama",
        *[".:", "disk", "iki.toml", "", "disk/output/2019-01:", "IKI_2019-01_contoh.xlsx"],
    ]


BOUND_BY_RIGHTS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
"""Makes also root bound by the rights of a folder."""


@pytest.fixture
def shut_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that one may enter and not write, with an old result."""
    (tmp_path / RESULT).parent.mkdir(parents=True)
    (tmp_path / RESULT).write_bytes(b"lama")
    for shut in (tmp_path, tmp_path / "output", tmp_path / "output" / "2019-01"):
        shut.chmod(0o555)
    yield tmp_path
    tmp_path.chmod(0o755)
    (tmp_path / "output").chmod(0o755)


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        (["proses", ".", "--periode=2019-01"], "output"),
        (["proses", ".", "--periode=2019-01", "--ke=baru/dalam"], "baru/dalam"),
        (["template", "--periode=2019-01"], "input_templates"),
        (["mulai"], "{folder}"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_folder_where_one_may_not_write_is_told(shut_folder: Path, arguments: list[str], place: str) -> None:
    before = BOUND_BY_RIGHTS if os.geteuid() == 0 else []
    said = ended(iki(shut_folder, *arguments, before=before))
    sentence = f"{place.format(folder=shut_folder)}: {NO_RIGHT}. {OLD_IS_WHOLE}\n"
    assert said == (2, "", sentence)
    assert (shut_folder / RESULT).read_bytes() == b"lama"
    assert [path.name for path in shut_folder.rglob("*")] == ["output", "2019-01", Path(RESULT).name]
