"""Every file in a folder is accounted for: read by its content, told, or named as no form; each of them once."""

from __future__ import annotations

import datetime as dt
import io
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from iki_excel import report
from iki_excel.cli import saying
from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.judging.batch import Checked
from iki_excel.runs.checking import check_files
from iki_excel.runs.mending import write_marked
from iki_excel.runs.migrating import migrate
from iki_excel.runs.month import process, process_to
from iki_excel.words.errors import FormError
from iki_excel.workbooks import archives, gate, zipped
from tests.forms import complete, edited, told
from tests.result_tables import columns
from tests.workbooks import opened

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
CONTENTS = {
    "foto": b"\xff\xd8\xff\xe0 JFIF" + bytes(600),
    "foto iPhone": b"\0\0\0\x18ftypheic" + bytes(600),
    "pdf": b"%PDF-1.7 ...",
    "video": b"\0\0\0\x18ftypmp42" + bytes(600),
    "suara": b"OggS" + bytes(600),
    "teks": b"Mohon diperiksa, terima kasih.\n",
    "word": b"PK",  # written below
    "word lama": OLE + "WordDocument".encode("utf-16-le"),
    "excel lama": OLE + "Workbook".encode("utf-16-le"),
    "bersandi": OLE + "EncryptedPackage".encode("utf-16-le"),
    "halaman web": b"<!doctype html><p>Unduh",
    "csv": b"unit;jabatan\ncontoh;umum\n",
    "gsheet": b'{"doc_id": "x", "email": "x"}',
    "url sheets": b"[InternetShortcut]\r\nURL=https://docs.google.com/spreadsheets/d/x\r\n",
    "url": b"[InternetShortcut]\r\nURL=https://example.go.id/\r\n",
    "lnk": b"L\0\0\0\x01\x14\x02\0" + bytes(200),
    "rar": b"Rar!\x1a\x07\x01\0" + bytes(200),
    "apa pun": bytes(range(1, 32)) * 9,
    "kosong": b"",
    "resource fork": b"\0\x05\x16\x07\0\x02\0\0Mac OS X        ",
}


def zip_of(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


CONTENTS["word"] = zip_of({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})


@pytest.fixture(scope="module")
def form_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """The bytes of a filled form by its jabatan and month, as in "umum 2019-01"."""
    folder = tmp_path_factory.mktemp("formulir")

    def made(words: str) -> bytes:
        jabatan, month = words.split()
        path = folder / f"{jabatan}_{month}.xlsx"
        return (path if path.exists() else complete(folder, jabatan, month)).read_bytes()

    return made


@pytest.fixture
def content_of(form_of: Callable[[str], bytes]) -> Callable[[str], bytes]:
    """The bytes that a word of a table stands for; ``zip(a.xlsx: umum 2019-01, b.jpg: foto)`` is an archive."""

    def made(words: str) -> bytes:
        if words.startswith("zip("):
            inside = (line.split(":") for line in words[4:-1].split(","))
            return zip_of({name.strip(): made(of.strip()) for name, of in inside})
        return CONTENTS[words] if words in CONTENTS else form_of(words)

    return made


pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")  # sparklines, data bars

Laid = Callable[[str], dict[str, str]]


@pytest.fixture
def laid(tmp_path: Path, content_of: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch) -> Laid:
    """Lay the files of a table into the present folder: what is expected of each."""
    monkeypatch.chdir(tmp_path)

    def lay(table: str) -> dict[str, str]:
        expected = {}
        for line in table.strip().splitlines():
            name, words, fate = (part.strip() for part in line.split("|"))
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content_of(words))
            expected[name] = fate
        return expected

    return lay


def fates(checked: Checked) -> dict[str, str]:
    """By file what became of it: dipakai, what it plainly is, or why it was set aside."""
    return {f.file: f.jenis or f.alasan or f.nasib for f in checked.files.itertuples()}


@pytest.fixture
def check(catalog: Catalog, settings: Settings) -> Callable[..., Checked]:
    def checked(*places: str, periode: str | None = None) -> Checked:
        return check_files([Path(place) for place in places or (".",)], catalog, settings, periode)

    return checked


Check = Callable[..., Checked]

# --- a folder of forty files ------------------------------------------------------------------------------------------

FORTY = """
    2019-01/IKI_2019-01_contoh_umum.xlsx          | umum 2019-01        | dipakai
    2019-01/IKI_2019-01_contoh_pelayanan.xlsx (1) | pelayanan 2019-01   | dipakai
    2019-01/IKI_2019-01_contoh_ketertiban         | ketertiban 2019-01  | dipakai
    2019-02/DOC-20190402-WA0012.sheet             | umum 2019-02        | dipakai
    2019-02/IKI_2019-02_contoh_pelayanan.zip      | pelayanan 2019-02   | dipakai
    2019-02/attachment.bin                        | ketertiban 2019-02  | dipakai
    2019-03/IKI_2019-03_contoh_umum (2).xlsx      | umum 2019-03        | dipakai
    2019-03/Unconfirmed 4711.crdownload           | umum 2019-03        | salinan_sama
    2019-03/surat pengantar.docx                  | pelayanan 2019-03   | dipakai
    2019-03/IKI_2019-03_contoh_ketertiban.pdf     | pdf                 | PDF
    2019-03/IKI ketertiban.gsheet                 | gsheet              | pintasan_daring
    2019-03/Google Sheets.url                     | url sheets          | pintasan_daring
    2019-03/IKI_2019-03_contoh_ketertiban.xls     | excel lama          | xls_lama
    2019-03/laporan                               | excel lama          | xls_lama
    2019-03/IKI_2019-03_contoh_ketertiban         | apa pun             | bukan_xlsx
    2019-03/IKI_2019-03_contoh_ketertiban.xlsx    | kosong              | berkas_kosong
    2019-03/formulir ketertiban.xlsx              | bersandi            | bersandi
    2019-03/IMG-20190402-WA0003.jpg               | foto                | gambar
    2019-03/IMG_0012.HEIC                         | foto iPhone         | gambar
    2019-03/tangkapan layar.xlsx                  | foto                | berkas_gambar
    2019-03/undangan.docx                         | word                | dokumen Word
    2019-03/undangan.doc                          | word lama           | dokumen Word
    2019-03/formulir.xlsx                         | word                | berkas_word
    2019-03/VID-20190402.mp4                      | video               | berkas lain
    2019-03/PTT-20190402.opus                     | suara               | berkas lain
    2019-03/catatan.txt                           | teks                | teks
    2019-03/ekspor.csv                            | csv                 | berkas_csv
    2019-03/unduhan.htm                           | halaman web         | halaman web
    2019-03/Portal.url                            | url                 | pintasan
    2019-03/umum.xlsx.lnk                         | lnk                 | pintasan
    2019-03/kiriman.rar                           | rar                 | arsip_tertutup
    2019-03/.nomedia                              | kosong              | kosong
    2019-03/._IKI_2019-03_contoh_umum.xlsx        | resource fork       |
    2019-03/.DS_Store                             | apa pun             |
    2019-03/Thumbs.db                             | apa pun             |
    2019-03/desktop.ini                           | teks                |
    2019-03/~$undangan.docx                       | teks                |
    __MACOSX/2019-03/umum.xlsx                    | resource fork       |
    .venv/lib/contoh.xlsx                         | apa pun             |
    iki.toml                                      | teks                |
"""


def test_a_folder_of_forty_files_of_every_kind_and_name(laid: Laid, check: Check) -> None:
    expected = laid(FORTY)
    assert len(expected) == 40
    checked = check()
    assert fates(checked) == {name: fate for name, fate in expected.items() if fate}
    assert checked.files["file"].is_unique


def test_what_is_told_of_them_is_what_somebody_can_act_on(laid: Laid, check: Check) -> None:
    laid(FORTY)
    temuan = check().temuan
    assert temuan.loc[temuan["sel"] == "", ["tingkat", "pesan"]].to_numpy().tolist() == [
        ["peringatan", "Google Sheets.url hanya pintasan ke lembar kerja daring, bukan formulirnya. Buka di sana, "
                       "unduh sebagai Microsoft Excel (.xlsx), lalu pakai berkas itu."],
        ["peringatan", "IKI ketertiban.gsheet hanya pintasan ke lembar kerja daring, bukan formulirnya. Buka di sana, "
                       "unduh sebagai Microsoft Excel (.xlsx), lalu pakai berkas itu."],
        ["galat", "IKI_2019-03_contoh_ketertiban bukan buku kerja .xlsx. Buka di Excel, pilih Simpan Sebagai, jenis "
                  "“Excel Workbook (.xlsx)”."],
        ["galat", "IKI_2019-03_contoh_ketertiban.xls adalah Excel lama (.xls). Buka di Excel, pilih Simpan Sebagai, "
                  "jenis “Excel Workbook (.xlsx)”."],
        ["galat", "IKI_2019-03_contoh_ketertiban.xlsx kosong sama sekali, mungkin salinannya terputus. Minta "
                  "dikirim ulang."],
        ["galat", "ekspor.csv adalah CSV (teks), bukan buku kerja. Isi formulir .xlsx-nya, lalu kirim formulir itu."],
        ["galat", "formulir ketertiban.xlsx diberi kata sandi. Buka di Excel, hapus kata sandinya, lalu simpan sebagai "
                  ".xlsx."],
        ["galat", "formulir.xlsx adalah dokumen Word, bukan buku kerja. Isi formulir .xlsx-nya, lalu kirim formulir "
                  "itu."],
        ["peringatan", "kiriman.rar adalah arsip yang dibuat dengan RAR, jadi isinya tidak dibaca. Bila ada formulir "
                       "di dalamnya, keluarkan dahulu dari arsip itu."],
        ["galat", "laporan adalah Excel lama (.xls). Buka di Excel, pilih Simpan Sebagai, jenis “Excel Workbook "
                  "(.xlsx)”."],
        ["galat", "tangkapan layar.xlsx adalah gambar dan tidak dapat dibaca angkanya. Kirim formulir .xlsx-nya, bukan "
                  "fotonya."],
        ["peringatan", "umum.xlsx.lnk hanya pintasan, bukan formulirnya. Salin berkas aslinya ke sini."],
    ]  # fmt: skip


def test_the_console_names_what_is_no_form(laid: Laid, check: Check) -> None:
    laid(FORTY)
    counted, named = saying.summary_lines(check())
    assert counted == "32 berkas: 8 dipakai, 24 disisihkan. 8 kesalahan, 6 peringatan."
    assert named == (
        "11 berkas disisihkan karena bukan formulir: .nomedia (kosong), IKI_2019-03_contoh_ketertiban.pdf (PDF), "
        "IMG-20190402-WA0003.jpg (gambar), IMG_0012.HEIC (gambar), PTT-20190402.opus (berkas lain), Portal.url "
        "(pintasan), VID-20190402.mp4 (berkas lain), catatan.txt (teks), undangan.doc (dokumen Word), undangan.docx "
        "(dokumen Word), dan 1 lagi."
    )


def test_the_workbook_names_every_file_and_adds_them_up(laid: Laid, catalog: Catalog, settings: Settings) -> None:
    expected = {name for name, fate in laid(FORTY).items() if fate}
    batch = process([Path()], catalog, settings, "2019-03")
    shown = opened(report.build(batch, dt.datetime(2019, 4, 2)), cached=True)
    listed = columns(shown, "tblBerkas", "Berkas", "Nasib", "Alasan")
    assert {file for file, *_ in listed} == expected
    assert len(listed) == len(expected)
    assert ("2019-03/catatan.txt", "disisihkan", "Bukan formulir: teks.") in listed
    assert columns(shown, "tblPencocokan", "Yang dicocokkan", "Banyak", "Cocok?")[:3] == [
        ("Berkas masuk", 32, "Cocok"),
        ("dipakai", 8, None),
        ("disisihkan", 24, None),
    ]


# --- what is looked at, and what is passed over -----------------------------------------------------------------------


def test_what_this_program_keeps_beside_forms_is_passed_over(laid: Laid, check: Check) -> None:
    laid("""
        iki.toml                | teks           |
        katalog/umum.toml       | teks           |
        .iki-excel.lock         | kosong         |
        hasil.csv               | csv            |
        hasil.keputusan.json    | teks           |
        .rekap.xlsx.1f.iki-tmp  | apa pun        |
        lain.csv                | csv            |
    """)
    assert fates(check()) == {"lain.csv": "berkas_csv"}


def test_the_workbook_of_a_month_is_no_form_and_no_mistake(laid: Laid, catalog: Catalog, settings: Settings) -> None:
    laid("masuk/umum.xlsx | umum 2019-01 |")
    path = process_to(Path("output"), [Path("masuk")], catalog, settings, "2019-01", dt.datetime(2019, 2, 1)).path
    around = check_files([Path()], catalog, settings)
    assert fates(around) == {"masuk/umum.xlsx": "dipakai", path.as_posix(): "rekap"}
    assert told(around.temuan) == []
    assert told(check_files([path], catalog, settings).temuan) == [
        ("IKI_2019-01_contoh.xlsx", "rekap_iki",
         "IKI_2019-01_contoh.xlsx adalah rekap hasil, bukan formulir. Pakai formulirnya."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "words", "kode"),
    [
        ("foto.jpg", "foto", "berkas_gambar"),
        ("scan.pdf", "pdf", "berkas_pdf"),
        ("catatan.txt", "teks", "berkas_csv"),
        ("video.mp4", "video", "bukan_xlsx"),
        ("Portal.url", "url", "pintasan"),
        ("IKI.gsheet", "gsheet", "pintasan_daring"),
        ("foto.zip", "zip(a.jpg: foto)", "zip_lain"),
        ("._umum.xlsx", "resource fork", "bukan_xlsx"),
        ("Thumbs.db", "apa pun", "bukan_xlsx"),
    ],
)
def test_what_somebody_names_is_always_told(laid: Laid, check: Check, name: str, words: str, kode: str) -> None:
    laid(f"{name} | {words} |")
    checked = check(name)
    assert [(where, why) for where, why, _ in told(checked.temuan)] == [(name, kode)]
    assert fates(checked) == {name: kode}


def test_a_form_that_is_open_elsewhere_is_told_and_its_lock_is_no_file(laid: Laid, check: Check) -> None:
    laid("umum.xlsx | umum 2019-01 |\n~$umum.xlsx | teks |\n.~lock.umum.xlsx# | teks |")
    checked = check()
    assert fates(checked) == {"umum.xlsx": "dipakai"}
    assert [(where, why) for where, why, _ in told(checked.temuan)] == [
        (".~lock.umum.xlsx#", "sedang_dibuka"), ("~$umum.xlsx", "sedang_dibuka"),
    ]  # fmt: skip


def test_links_are_not_followed_and_matter_only_where_they_are_called_like_a_form(laid: Laid, check: Check) -> None:
    laid("asli/umum.xlsx | umum 2019-01 |\nmasuk/catatan.txt | teks |")
    for name, to in (("umum.xlsx", "asli/umum.xlsx"), ("foto", "asli"), ("hilang", "tiada")):
        os.symlink(Path(to).absolute(), Path("masuk", name))
    checked = check("masuk")
    assert fates(checked) == {
        "masuk/umum.xlsx": "tautan", "masuk/catatan.txt": "teks",
        "masuk/foto": "tautan", "masuk/hilang": "tautan putus",
    }  # fmt: skip
    assert [why for _, why, _ in told(checked.temuan)] == ["tautan"]


def test_no_more_of_a_file_is_read_than_its_first_bytes_ask_for(
    laid: Laid, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid("video.mp4 | video |\nbesar.zip | word |\nbesar.docx | word |\nIKI.xlsx | word |")
    for path in Path().iterdir():
        os.truncate(path, 4 * 2**30)
    monkeypatch.setattr(gate, "LARGEST_FILE", 2**20)
    checked = check()
    assert fates(checked) == {
        "IKI.xlsx": "berkas_terlalu_besar", "besar.zip": "arsip_tertutup",
        "besar.docx": "terlalu besar untuk formulir", "video.mp4": "berkas lain",
    }  # fmt: skip


def test_what_is_no_form_in_the_folder_of_a_later_month_is_no_part_of_a_run(laid: Laid, check: Check) -> None:
    laid("""
        2019-01/umum.xlsx                 | umum 2019-01 |
        2019-01/scan.pdf                  | pdf          |
        2019-02/scan.pdf                  | pdf          |
        IKI_2019-03_contoh_umum.pdf       | pdf          |
        surat.pdf                         | pdf          |
    """)
    assert set(fates(check(periode="2019-01"))) == {"2019-01/umum.xlsx", "2019-01/scan.pdf", "surat.pdf"}


# --- forms that came in a zip -----------------------------------------------------------------------------------------


def test_the_forms_in_a_zip_are_read_and_everything_else_in_it_is_accounted_for(laid: Laid, check: Check) -> None:
    laid("""
        kiriman.zip | zip(Maret/umum.xlsx: umum 2019-03, b: ketertiban 2019-03, foto.jpg: foto, __MACOSX/._b: teks) |
        lain.zip    | zip(foto.jpg: foto, surat.pdf: pdf) |
    """)
    checked = check()
    assert fates(checked) == {
        "kiriman.zip/Maret/umum.xlsx": "dipakai",
        "kiriman.zip/b": "dipakai",
        "kiriman.zip/foto.jpg": "gambar",
        "lain.zip": "zip tanpa formulir",
    }
    assert set(checked.answers["file"]) == {"kiriman.zip/Maret/umum.xlsx", "kiriman.zip/b"}
    assert list(saying.summary_lines(checked))[1:] == [
        "kiriman.zip dibuka: 3 berkas di dalamnya.",
        "2 berkas disisihkan karena bukan formulir: foto.jpg (gambar), lain.zip (zip tanpa formulir).",
    ]


def closed(sebab: str) -> str:
    return (
        f"kiriman.zip adalah arsip yang {sebab}, jadi isinya tidak dibaca. Bila ada formulir di dalamnya, keluarkan "
        "dahulu dari arsip itu."
    )


def with_password(content: bytes) -> bytes:
    spoilt = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = spoilt.index(signature) + offset
        spoilt[at] |= 1
    return bytes(spoilt)


CLOSED = {
    "a password": (lambda one: with_password(zip_of({"umum.xlsx": one})), "diberi kata sandi"),
    "another compression": (lambda one: zip_of({"umum.xlsx": one}, zipfile.ZIP_LZMA),
                            "dimampatkan dengan cara yang tidak dikenal"),
    "too many files": (lambda one: zip_of({f"{n}.xlsx": b"" for n in range(zipped.MOST_ENTRIES + 1)}),
                       "terlalu besar atau berisi terlalu banyak berkas"),
    "too large": (lambda one: zip_of({f"{n}.xlsx": os.urandom(2**20) for n in range(17)}, zipfile.ZIP_STORED),
                  "terlalu besar atau berisi terlalu banyak berkas"),
    "the same name twice": (lambda one: zip_of({"umum.xlsx": one, "./Umum.xlsx": one}),
                            "berisi dua berkas bernama sama"),
}  # fmt: skip


@pytest.mark.parametrize(("made", "sebab"), CLOSED.values(), ids=list(CLOSED))
def test_a_zip_that_stays_closed(
    laid: Laid, check: Check, form_of: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch,
    made: Callable[[bytes], bytes], sebab: str,
) -> None:  # fmt: skip
    laid("kiriman.zip | kosong |")
    Path("kiriman.zip").write_bytes(made(form_of("umum 2019-01")))
    monkeypatch.setattr(archives, "LARGEST_INFLATED", 16 * 2**20)
    checked = check()
    assert told(checked.temuan) == [("kiriman.zip", "arsip_tertutup", closed(sebab))]
    assert fates(checked) == {"kiriman.zip": "arsip_tertutup"}


@pytest.mark.parametrize("spoilt", [lambda one: one[:-100], lambda one: one.replace(b"Maret", b"Marez", 1)])
def test_a_zip_that_was_damaged_on_its_way_has_to_be_sent_again(
    laid: Laid, check: Check, spoilt: Callable[[bytes], bytes]
) -> None:
    laid("kiriman.zip | zip(Maret/umum.xlsx: umum 2019-03) |")
    Path("kiriman.zip").write_bytes(spoilt(Path("kiriman.zip").read_bytes()))
    assert told(check().temuan) == [
        ("kiriman.zip", "berkas_rusak",
         "kiriman.zip rusak atau terpotong sehingga tidak dapat dibaca. Minta dikirim ulang."),
    ]  # fmt: skip


def test_a_file_that_was_damaged_in_a_zip_leaves_the_others_as_they_are(
    laid: Laid, check: Check, form_of: Callable[[str], bytes]
) -> None:
    laid("kiriman.zip | kosong |")
    one, other = form_of("umum 2019-01"), form_of("ketertiban 2019-01")
    whole = zip_of({"umum.xlsx": one, "ketertiban.xlsx": other}, zipfile.ZIP_STORED)
    Path("kiriman.zip").write_bytes(whole.replace(one[500:520], bytes(20), 1))  # the other has the same bytes behind it
    checked = check()
    assert fates(checked) == {"kiriman.zip/umum.xlsx": "berkas_rusak", "kiriman.zip/ketertiban.xlsx": "dipakai"}
    assert [(where, kode) for where, kode, _ in told(checked.temuan)] == [("umum.xlsx", "berkas_rusak")]


def test_a_picture_in_a_zip_may_be_as_white_as_it_likes(
    laid: Laid, check: Check, form_of: Callable[[str], bytes]
) -> None:
    laid("kiriman.zip | kosong |")
    white = b"BM" + bytes(8) + b"\xff" * 3_000_000
    Path("kiriman.zip").write_bytes(zip_of({"umum.xlsx": form_of("umum 2019-01"), "pindai.bmp": white}))
    checked = check()
    assert fates(checked) == {"kiriman.zip/umum.xlsx": "dipakai", "kiriman.zip/pindai.bmp": "tidak dibuka"}
    assert told(checked.temuan) == []


def test_a_zip_in_a_zip_is_not_opened(laid: Laid, check: Check, form_of: Callable[[str], bytes]) -> None:
    laid("kiriman.zip | kosong |")
    one = form_of("umum 2019-01")
    Path("kiriman.zip").write_bytes(zip_of({"umum.xlsx": one, "lagi.zip": zip_of({"b.xlsx": one})}))
    checked = check()
    assert fates(checked) == {"kiriman.zip/lagi.zip": "arsip_tertutup", "kiriman.zip/umum.xlsx": "dipakai"}
    assert told(checked.temuan) == [
        ("lagi.zip", "arsip_tertutup", closed("berada di dalam arsip lain").replace("kiriman.zip", "lagi.zip"))
    ]


def test_a_name_in_a_zip_that_an_old_program_wrote_in_its_own_letters(
    laid: Laid, check: Check, form_of: Callable[[str], bytes]
) -> None:
    laid("kiriman.zip | kosong |")
    content = zip_of({"Formulir M_.xlsx": form_of("umum 2019-01")}).replace(b"M_.xlsx", b"M\x81.xlsx")
    Path("kiriman.zip").write_bytes(content)
    assert fates(check()) == {"kiriman.zip/Formulir Mü.xlsx": "dipakai"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/umum.xlsx", "etc/umum.xlsx"),
        ("/umum.xlsx", "umum.xlsx"),
        ("a\\b\\umum.xlsx", "a/b/umum.xlsx"),
        ("./umum.xlsx", "umum.xlsx"),
        ("..", "tanpa nama"),
        ("umum\n\x1b[31m.xlsx", "umum �[31m.xlsx"),
        ("Formulir Mü.xlsx", "Formulir Mü.xlsx"),
    ],
)
def test_whatever_a_file_in_a_zip_is_called_its_name_leads_nowhere(
    laid: Laid, check: Check, form_of: Callable[[str], bytes], name: str, shown: str
) -> None:
    laid("kiriman.zip | kosong |")
    Path("kiriman.zip").write_bytes(zip_of({name: form_of("umum 2019-01")}))
    assert fates(check()) == {f"kiriman.zip/{shown}": "dipakai"}
    assert os.listdir() == ["kiriman.zip"]


# --- what goes back ---------------------------------------------------------------------------------------------------


def test_the_marked_copy_of_a_renamed_or_zipped_form_is_called_by_its_code_and_takes_its_place(
    laid: Laid, check: Check, catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    laid("kosong | kosong |")
    one, other = (
        complete(tmp_path / "asli", "ketertiban", month, "gangguan | 3 kali") for month in ("2019-01", "2019-02")
    )
    shutil.move(one, "DOC-20190402-WA0012.sheet")
    Path("kiriman.zip").write_bytes(zip_of({"formulir.xlsx": other.read_bytes()}))
    other.unlink()
    copies = write_marked(check(), catalog, settings, Path("perbaikan")).copies
    assert [copy.path.as_posix() for copy in copies] == [
        "perbaikan/IKI_2019-01_contoh_ketertiban_perbaikan.xlsx",
        "perbaikan/IKI_2019-02_contoh_ketertiban_perbaikan.xlsx",
    ]
    for copy in copies:
        edited(copy.path, lambda workbook: setattr(workbook["Isian"]["F8"], "value", 3))
    mended = check()
    assert told(mended.temuan) == []
    assert fates(mended) == {
        "DOC-20190402-WA0012.sheet": "digantikan",
        "kiriman.zip/formulir.xlsx": "digantikan",
        "perbaikan/IKI_2019-01_contoh_ketertiban_perbaikan.xlsx": "dipakai",
        "perbaikan/IKI_2019-02_contoh_ketertiban_perbaikan.xlsx": "dipakai",
        "kosong": "kosong",
    }


def test_a_form_in_a_zip_may_be_asked_for_by_the_name_that_is_told(
    laid: Laid, check: Check, catalog: Catalog, settings: Settings
) -> None:
    laid("kiriman.zip | zip(umum.xlsx: umum 2019-01, b: ketertiban 2019-01) |")
    assert fates(check("kiriman.zip/b")) == {"kiriman.zip/b": "dipakai"}
    assert fates(check("kiriman.zip/b", ".")) == {"kiriman.zip/umum.xlsx": "dipakai", "kiriman.zip/b": "dipakai"}
    assert fates(check("kiriman.zip/c")) == {"kiriman.zip/c": "berkas_tidak_ada"}
    with pytest.raises(FormError) as refused:
        migrate(Path("kiriman.zip"), catalog, settings, Path("migrasi"))
    assert str(refused.value) == "kiriman.zip memuat 2 formulir. Sebutkan satu, misalnya kiriman.zip/umum.xlsx."
    migrated = migrate(Path("kiriman.zip/b"), catalog, settings, Path("migrasi"))
    assert migrated.path.as_posix() == "migrasi/IKI_2019-01_contoh_ketertiban.xlsx"


def test_a_temuan_in_a_zip_is_told_with_the_zip(
    laid: Laid, catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    laid("kosong | kosong |")
    wrong = complete(tmp_path / "asli", "ketertiban", "2019-01", "gangguan | 3 kali")
    Path("surat masuk.zip").write_bytes(zip_of({"formulir.xlsx": wrong.read_bytes()}))
    wrong.unlink()
    batch = process([Path()], catalog, settings, "2019-01")
    sheet = opened(report.build(batch, dt.datetime(2019, 2, 1)))["Temuan"]
    assert [row[6].value for row in sheet.iter_rows() if row[4].value == "Isian!F8"] == [
        "surat masuk.zip/formulir.xlsx"
    ]
