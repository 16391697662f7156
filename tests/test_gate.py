"""What stands between the disk and the reader: a file is judged by its content, and told what it is."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms import gathering, reading
from iki_excel.judging.files import SET_ASIDE, USED
from iki_excel.workbooks import gate
from iki_excel.workbooks import zipped as zips
from tests.forms import complete, told
from tests.office import Office
from tests.packages import WORKBOOK, package

Read = Callable[[Path], list[tuple[str, str, str]]]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
FILL_THE_FORM = "bukan buku kerja. Isi formulir .xlsx-nya, lalu kirim formulir itu."
SAVE_AS = "Buka di Excel, pilih Simpan Sebagai, jenis “Excel Workbook (.xlsx)”."
OTHER_DOCUMENT = (
    "adalah dokumen teks, gambar atau presentasi, bukan buku kerja. Isi formulir .xlsx-nya, lalu kirim formulir itu."
)
BOMB = "mengembang jauh melebihi ukurannya, tidak seperti buku kerja biasa. Jangan dibuka; minta dikirim ulang."
SAVE_AGAIN = "Buka di Excel, simpan lagi, lalu kirim ulang."


@pytest.fixture
def read(catalog: Catalog, settings: Settings) -> Read:
    """The temuan of one file that is set aside."""

    def reading_one(path: Path) -> list[tuple[str, str, str]]:
        result = gathering.read_files([path], catalog, settings)
        assert list(result.files["nasib"]) == [SET_ASIDE]
        assert len(result.answers) == 0
        return told(result.temuan)

    return reading_one


def zipped(*names: str, method: int = zipfile.ZIP_DEFLATED, text: str = "<x/>") -> bytes:
    """A zip with parts of these names."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name in names:
            archive.writestr(name, text)
    return written.getvalue()


def with_flag(content: bytes, flag: int) -> bytes:
    """The first entry of a zip with a general purpose flag set, in both of its headers."""
    spoilt = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = spoilt.index(signature) + offset
        spoilt[at : at + 2] = struct.pack("<H", flag)
    return bytes(spoilt)


KINDS = {
    "nothing": (b"", "berkas_kosong", "kosong sama sekali, mungkin salinannya terputus. Minta dikirim ulang."),
    "spaces": (b"   ", "bukan_xlsx", f"bukan buku kerja .xlsx. {SAVE_AS}"),
    "noise": (bytes(range(1, 32)) * 9, "bukan_xlsx", f"bukan buku kerja .xlsx. {SAVE_AS}"),
    "old excel": (OLE + "Workbook".encode("utf-16-le"), "xls_lama", f"adalah Excel lama (.xls). {SAVE_AS}"),
    "older excel": (OLE + "Book".encode("utf-16-le"), "xls_lama", f"adalah Excel lama (.xls). {SAVE_AS}"),
    "password": (
        OLE + "EncryptedPackage".encode("utf-16-le"), "bersandi",
        "diberi kata sandi. Buka di Excel, hapus kata sandinya, lalu simpan sebagai .xlsx.",
    ),
    "old word": (OLE + "WordDocument".encode("utf-16-le"), "berkas_word", f"adalah dokumen Word, {FILL_THE_FORM}"),
    "word": (zipped("word/document.xml"), "berkas_word", f"adalah dokumen Word, {FILL_THE_FORM}"),
    "pdf": (b"%PDF-1.7 ...", "berkas_pdf",
            "adalah PDF dan tidak dapat dibaca angkanya. Kirim formulir .xlsx-nya, bukan cetakannya."),
    "html": (b"<html><table></table></html>", "berkas_html", f"adalah halaman web (HTML), {FILL_THE_FORM}"),
    "html of old excel": ("<html xmlns:x=1>".encode("utf-16"), "berkas_html",
                          f"adalah halaman web (HTML), {FILL_THE_FORM}"),
    "xml": (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "berkas_xml", f"adalah XML, bukan buku kerja. {SAVE_AS}"),
    "csv": (b"unit;jabatan\ncontoh;umum\n", "berkas_csv", f"adalah CSV (teks), {FILL_THE_FORM}"),
    "tabs": (b"unit\tjabatan\n", "berkas_csv", f"adalah CSV (teks), {FILL_THE_FORM}"),
    "xlsb": (zipped("xl/workbook.bin"), "berkas_xlsb", f"adalah Excel biner (.xlsb). {SAVE_AS}"),
    "ods": (zipped("mimetype", "content.xml"), "berkas_ods",
            "adalah OpenDocument (.ods). Buka di LibreOffice, pilih Simpan Sebagai, jenis “Excel 2007-365 (.xlsx)”."),
    "presentation": (zipped("ppt/presentation.xml"), "berkas_dokumen", OTHER_DOCUMENT),
    "old presentation": (OLE + "PowerPoint Document".encode("utf-16-le"), "berkas_dokumen", OTHER_DOCUMENT),
    "open document text": (
        zipped("mimetype", "content.xml", method=zipfile.ZIP_STORED, text="application/vnd.oasis.opendocument.text"),
        "berkas_dokumen", OTHER_DOCUMENT,
    ),
    "other zip": (zipped("foto.jpg"), "zip_lain",
                  "adalah arsip zip, bukan buku kerja. Keluarkan formulir .xlsx dari dalamnya, lalu simpan di sini."),
    "macros": (zipped("xl/workbook.xml", "xl/vbaProject.bin"), "bermakro",
               "memuat makro. Formulir tidak memerlukannya: simpan sebagai “Excel Workbook (.xlsx)” tanpa makro."),
    "macro sheet": (zipped("xl/workbook.xml", "xl/macrosheets/sheet1.xml"), "bermakro",
                    "memuat makro. Formulir tidak memerlukannya: simpan sebagai “Excel Workbook (.xlsx)” tanpa makro."),
    "cut off": (zipped("xl/workbook.xml")[:-30], "berkas_rusak",
                "rusak atau terpotong sehingga tidak dapat dibaca. Minta dikirim ulang."),
    "encrypted entry": (with_flag(zipped("xl/workbook.xml"), 1), "bersandi",
                        "diberi kata sandi. Buka di Excel, hapus kata sandinya, lalu simpan sebagai .xlsx."),
    "other compression": (zipped("xl/workbook.xml", method=zipfile.ZIP_LZMA), "kompresi_asing",
                          f"dimampatkan dengan cara yang tidak dipakai Excel. {SAVE_AGAIN}"),
    "same name in other case": (zipped("xl/workbook.xml", "XL/Workbook.xml"), "isi_ganda",
                                f"memuat dua bagian bernama sama, jadi isinya tidak pasti. {SAVE_AGAIN}"),
    "zip bomb": (package(**{WORKBOOK: "0" * 9_000_000}), "bom_zip", BOMB),
    "many entries": (zipped(*(f"{n}.xml" for n in range(zips.MOST_ENTRIES + 1))), "bom_zip", BOMB),
    "doctype": (package(**{WORKBOOK: "<!DOCTYPE x><x/>"}), "xml_terlarang",
                f"memuat bagian yang tidak pernah ditulis Excel. {SAVE_AGAIN}"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "kode", "sentence"), KINDS.values(), ids=list(KINDS))
def test_a_file_is_judged_by_its_content(read: Read, tmp_path: Path, content: bytes, kode: str, sentence: str) -> None:
    path = tmp_path / "umum.xlsx"
    path.write_bytes(content)
    assert read(path) == [("umum.xlsx", kode, f"umum.xlsx {sentence}")]


XLSX = "Calc MS Excel 2007 XML"
SAVED_AS = {
    "old excel": ("MS Excel 97", "", "old excel"),
    "old excel with a password": ("MS Excel 97", "rahasia", "old excel"),
    "excel with a password": (XLSX, "rahasia", "password"),
    "open document": ("calc8", "", "ods"),
    "open document in one piece": ("OpenDocument Spreadsheet Flat XML", "", "xml"),
    "csv": ("Text - txt - csv (StarCalc)", "", "csv"),
    "web page": ("HTML (StarCalc)", "", "html"),
    "pdf": ("calc_pdf_Export", "", "pdf"),
}


@pytest.mark.libreoffice
@pytest.mark.parametrize(("kind", "password", "like"), SAVED_AS.values(), ids=list(SAVED_AS))
def test_what_libreoffice_saves_as_something_else_is_told_for_what_it_is(
    read: Read, office: Office, tmp_path: Path, kind: str, password: str, like: str
) -> None:
    source = complete(tmp_path / "asli", "umum", "2019-01")
    _, kode, sentence = KINDS[like]
    assert read(office.export(source, tmp_path / "umum.xlsx", kind, password)) == [
        ("umum.xlsx", kode, f"umum.xlsx {sentence}")
    ]


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["Calc MS Excel 2007 XML Template", "Calc MS Excel 2007 VBA XML"])
def test_a_template_and_a_workbook_that_could_have_macros_but_has_none_are_read(
    catalog: Catalog, settings: Settings, office: Office, tmp_path: Path, kind: str
) -> None:
    saved = office.export(complete(tmp_path / "asli", "umum", "2019-01"), tmp_path / "umum.xlsx", kind)
    result = gathering.read_files([saved], catalog, settings)
    assert (list(result.files["nasib"]), told(result.temuan)) == ([USED], [])


def test_a_link_is_not_followed(read: Read, tmp_path: Path) -> None:
    link = tmp_path / "umum.xlsx"
    link.symlink_to(complete(tmp_path / "asli", "umum", "2019-01"))
    assert read(link) == [
        ("umum.xlsx", "tautan", "umum.xlsx hanya tautan ke berkas lain. Salin berkas aslinya ke sini.")
    ]


def test_a_link_beside_its_file_does_not_stand_for_it(tmp_path: Path) -> None:
    original = complete(tmp_path, "umum", "2019-01", name="z")
    link = tmp_path / "a.xlsx"
    link.symlink_to(original)
    assert reading.find_files([tmp_path]) == [link, original]


def test_a_broken_link(read: Read, tmp_path: Path) -> None:
    link = tmp_path / "umum.xlsx"
    link.symlink_to(tmp_path / "hilang.xlsx")
    assert read(link) == [
        (
            "umum.xlsx",
            "tautan_putus",
            "umum.xlsx menunjuk berkas yang tidak ada lagi. Minta berkas aslinya.",
        )
    ]


def test_a_folder_among_files(read: Read, tmp_path: Path) -> None:
    assert read(tmp_path) == [
        (
            tmp_path.name,
            "folder_bukan_berkas",
            f"{tmp_path.name} adalah folder, bukan berkas. Sebutkan berkas di dalamnya.",
        )
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_not_waited_for(read: Read, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "umum.xlsx")
    assert read(tmp_path / "umum.xlsx") == [
        ("umum.xlsx", "bukan_berkas_biasa",
         "umum.xlsx bukan berkas biasa. Simpan formulirnya sebagai berkas .xlsx di folder."),
    ]  # fmt: skip


def test_a_device_is_not_read(read: Read) -> None:
    assert read(Path(os.devnull)) == [
        ("null", "bukan_berkas_biasa", "null bukan berkas biasa. Simpan formulirnya sebagai berkas .xlsx di folder."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("error", "kode", "sentence"),
    [
        (PermissionError, "tanpa_izin",
         "tidak boleh dibuka. Tutup bila sedang dibuka di program lain, atau minta izin membacanya."),
        (OSError, "tidak_terbaca",
         "tidak dapat dibaca karena cakram atau jaringan terganggu. Salin ke komputer ini, lalu ulangi."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_opened(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[OSError], kode: str, sentence: str
) -> None:
    path = complete(tmp_path, "umum", "2019-01", name="umum")

    def fails(*_: object) -> int:
        raise error

    monkeypatch.setattr(gate.os, "open", fails)
    assert read(path) == [("umum.xlsx", kode, f"umum.xlsx {sentence}")]


def test_a_file_that_is_still_being_copied_is_given_one_more_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = complete(tmp_path, "umum", "2019-01", name="umum")
    whole = path.read_bytes()
    path.write_bytes(whole[:500])
    monkeypatch.setattr(gate.time, "sleep", lambda _: path.write_bytes(whole))
    assert gate.read_bytes(path) == whole


class Clock:
    """A clock that only pauses move on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, now: float) -> None:
        self.now, self.pauses = now, 0
        monkeypatch.setattr(gate, "COPY_PAUSE", 0.3)
        monkeypatch.setattr(gate.time, "time", lambda: self.now)
        monkeypatch.setattr(gate.time, "sleep", self.sleep)

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.pauses += 1


CHANGED = 1_550_000_000
"""When the files of a batch were changed."""


def cut_short(folder: Path, count: int) -> list[Path]:
    """So many forms whose second half is missing, all changed at the same time."""
    half = complete(folder / "asli", "umum", "2019-01").read_bytes()[:5_000]
    paths = [folder / f"{number}.xlsx" for number in range(count)]
    for path in paths:
        path.write_bytes(half)
        os.utime(path, (CHANGED, CHANGED))
    return paths


def test_forms_that_were_cut_short_long_ago_are_not_waited_for(
    catalog: Catalog, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths, clock = cut_short(tmp_path, 200), Clock(monkeypatch, CHANGED + 60)
    result = gathering.read_files(paths, catalog, settings)
    assert set(result.files["alasan"]) == {"berkas_rusak"}
    assert clock.pauses == 0


def test_forms_that_were_cut_short_just_now_are_waited_for_together_and_not_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths, clock = cut_short(tmp_path, 200), Clock(monkeypatch, CHANGED + 0.1)
    for path in paths:
        gate.read_bytes(path)
    assert clock.pauses == 10


def test_a_clock_that_is_behind_that_of_the_drive_waits_for_a_file_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,), clock = cut_short(tmp_path, 1), Clock(monkeypatch, CHANGED - 1)
    gate.read_bytes(path)
    assert clock.pauses == 1


def test_a_file_that_goes_on_growing_is_told(read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = complete(tmp_path, "umum", "2019-01", name="umum")
    monkeypatch.setattr(gate, "_read_once", lambda *_: gate._Reading(b"PK", False, 0.0))
    assert read(path) == [
        ("umum.xlsx", "masih_disalin",
         "umum.xlsx masih disalin atau diunduh. Tunggu sampai selesai, lalu ulangi."),
    ]  # fmt: skip


def test_a_part_that_is_larger_than_it_says_is_refused(tmp_path: Path) -> None:
    content = bytearray(zipped("xl/workbook.xml", method=zipfile.ZIP_STORED, text="<workbook/>"))
    at = content.index(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<I", 3)
    with pytest.raises(gate.Unreadable) as refused:
        zips.open_zip(bytes(content))
    assert refused.value.rule.kode == "berkas_rusak"
