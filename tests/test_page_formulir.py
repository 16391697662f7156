"""The page Formulir: its whole text in each of its states, what its buttons do, and the files that it gives."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from iki_excel.forms.layout import form_path
from iki_excel.runs import office
from iki_excel.runs.blanks import write_blanks
from iki_excel.runs.month import process_to
from iki_excel.runs.outbox import look
from iki_excel.words.folders import FORMS, RESULTS
from iki_excel.words.periods import Periode
from tests import kecil
from tests.forms import complete, edited
from tests.page_office import BASE, OURS, Seen, office_in, server_of, visitor
from tests.test_page_bulan import HEAD, foot, seen
from tests.times import at

FEBRUARY, MARCH = Periode("2019-02"), Periode("2019-03")
APRIL_9 = dt.date(2019, 4, 9)
NAMED = """
[pejabat.umum]
nama = "Budi Contoh, S.E."
whatsapp = "0812-0000-0001"

[[pengecualian]]
jabatan = "ketertiban"
periode = "2019-02"
alasan = "Jabatan kosong"
oleh = "Lurah Contoh"
"""
TO_MEND = """\
*Perlu diperbaiki: formulir IKI Maret 2019*
Kelurahan Contoh

Yth. Budi Contoh, S.E., Kepala Subbagian Umum

Terima kasih, formulir Maret 2019 sudah kami terima. Salinannya terlampir, dengan sel yang diberi warna dan \
penjelasannya.

*1 sel perlu diperbaiki*
– Isian!F8, Jumlah surat yang ditangani bulan ini (“tujuh”): harus bilangan, bukan teks

*2 sel harap diperiksa*
– Isian!F25, Laporan Profil – tanggal selesai: batas waktunya 28 Februari 2019 sudah lewat
– Isian!F27, Laporan Kinerja – tanggal selesai: batas waktunya 31 Maret 2019 sudah lewat

*Yang perlu dilakukan*
1. Buka lembar Perbaikan di IKI_2019-03_contoh_umum_perbaikan.xlsx, betulkan sel yang merah, lalu simpan.
2. Kirim kembali, paling lambat 5 April 2019 atau, bila sudah lewat, secepatnya: balas pesan ini dengan berkasnya \
terlampir. Nama berkas boleh apa saja.

Terima kasih. Kelurahan Contoh
"""
COUNTED = [*HEAD[:5], "1", *HEAD[5:]]
"""The head while two versions wait."""
OVERDUE = "Isi tanggalnya bila sudah selesai; bila belum, biarkan kosong."


def came(folder: Path, kode: str, table: str = "", survey: str = "", month: Periode = MARCH, name: str = "") -> Path:
    path = form_path(folder / FORMS, kecil.UNIT, kode, month)
    return at(complete(path.parent, kode, month, table, survey, name=name or path.stem), "2019-04-02 08:00")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """March: one form to mend, one with a look to take, and one that is awaited; February: a sound one that stands
    beside, another in two versions, and one that is excused."""
    made = office_in(tmp_path_factory.mktemp("formulir"))
    with (made / "iki.toml").open("a", encoding="utf-8") as settings:
        settings.write(NAMED)
    write_blanks(*office.load(None, made), [FEBRUARY, MARCH], made / FORMS)
    came(made, "umum", "surat | 1250\n", month=FEBRUARY)
    came(made, "pelayanan", survey="4 4 4", month=FEBRUARY)
    came(made, "pelayanan", survey="4 4 2", month=FEBRUARY, name="baru")
    came(made, "umum", 'surat | "tujuh"\n')
    came(made, "pelayanan", survey="\n".join(["4 3 4"] * 60))
    return made


@pytest.fixture(scope="module")
def client(folder: Path) -> Any:
    return visitor(server_of(folder, APRIL_9))


def body(page: Seen) -> list[str]:
    """What stands between the head and the foot."""
    assert page.faults == []
    return page.lines[page.lines.index("Selesai") + 1 : page.lines.index("Perintah yang sama:")]


def test_a_form_to_mend_shows_its_faults_in_their_rows_and_what_to_do(client: Any, folder: Path) -> None:
    page = seen(client, "/b/2019-03/formulir/umum")
    assert page.lines == [
        *COUNTED,
        "Maret 2019", "Berikutnya:", "Pelayanan", "→",
        "Umum", "Kepala Subbagian Umum · Budi Contoh, S.E.",
        "Perlu perbaikan", "1 isian salah: F8. 2 perlu dilihat.",
        "Tampilkan:", "Perlu dilihat (3)", "Semua isian (13)",
        "Isian formulir Umum, Maret 2019", "Sel", "Isian", "Tertulis", "Bulan lalu",
        "UM-1 · Surat dan arsip",
        "F8", "Jumlah surat yang ditangani bulan ini",
        "Salah:", "Harus bilangan, bukan teks. Ketik angkanya saja, misalnya 12, atau 0 bila tidak ada.",
        "tujuh", "dokumen", "–",
        "UM-4 · Laporan tepat waktu dan baik",
        "F25", "Laporan Profil – tanggal selesai",
        "Perlu dilihat:", f"Batas waktunya 28 Februari 2019 sudah lewat. {OVERDUE}", "kosong", "–",
        "F27", "Laporan Kinerja – tanggal selesai",
        "Perlu dilihat:", f"Batas waktunya 31 Maret 2019 sudah lewat. {OVERDUE}", "kosong", "–",
        "Minta perbaikan", "Unduh salinan bertanda", "Pesan untuk Budi Contoh, S.E.", " ".join(TO_MEND.split()),
        "Salin pesan", "Buka di WhatsApp",
        "Sudah saya sampaikan", "Tekan sesudah pesan dan berkasnya benar-benar Anda kirim.",
        "Unduh formulir yang masuk",
        *foot("iki periksa --periode 2019-03 --tandai", folder, "9 April 2019"),
    ]  # fmt: skip
    assert page.faults == []


def test_a_sound_form_is_shown_quietly(client: Any) -> None:
    assert body(seen(client, "/b/2019-03/formulir/pelayanan")) == [
        "Maret 2019", "←", "Sebelumnya:", "Umum", "Berikutnya:", "Ketertiban", "→",
        "Pelayanan", "Kepala Seksi Pelayanan · Nama pejabat belum diisi",
        "Sah", "Masuk 2 April 2019, tepat waktu. 1 perlu dilihat.",
        "Tampilkan:", "Perlu dilihat (1)", "Semua isian (4)",
        "Isian formulir Pelayanan, Maret 2019", "Sel", "Isian", "Tertulis", "Bulan lalu",
        "PL-1 · Kepuasan warga",
        "F8", "Jumlah warga yang dilayani bulan ini (populasi survei)", "kosong", "–",
        "KEPUASAN", "C9", "Survei kepuasan warga", "60 responden terisi", "–",
        "PL-2 · Buku pelayanan tepat waktu",
        "F13", "Buku Tamu – tanggal selesai",
        "Perlu dilihat:", f"Batas waktunya 31 Maret 2019 sudah lewat. {OVERDUE}", "kosong", "–",
        "F14", "Buku Profil – tanggal selesai", "kosong", "–",
        "Berkas", "Unduh formulir yang masuk", "Unduh salinan bertanda",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "state", "sentence", "title", "buttons"),
    [
        ("2019-03/formulir/ketertiban", "Terlambat", "Lewat 4 hari dari batas 5 April 2019.", "Ingatkan",
         ["Unduh formulir kosong", "Salin pesan", "Sudah saya sampaikan"]),
        ("2019-04/formulir/umum", "Belum dibuat", "Formulir kosong April 2019 belum dibuat.", "",
         ["Buat formulir April 2019"]),
        ("2019-02/formulir/pelayanan", "Dua versi", "Ada dua versi dengan isi berbeda. Pilih salah satu.", "",
         ["Pilih versi", "Unduh formulir yang masuk"]),
        ("2019-02/formulir/ketertiban", "Dikecualikan", "Tidak ditunggu: Jabatan kosong.", "", []),
    ],
)  # fmt: skip
def test_what_is_to_be_done_follows_from_the_state(
    client: Any, address: str, state: str, sentence: str, title: str, buttons: list[str]
) -> None:
    page = body(seen(client, f"/b/{address}"))
    at = page.index(state)
    assert page[at + 1] == sentence
    known = {"Unduh formulir kosong", "Salin pesan", "Sudah saya sampaikan", "Buat formulir April 2019", "Pilih versi",
             "Unduh formulir yang masuk", "Unduh salinan bertanda", "Buka di WhatsApp"}  # fmt: skip
    assert [line for line in page if line in known] == buttons
    assert [line for line in page if line in ("Ingatkan", "Minta perbaikan", "Bagikan formulir kosong")] == (
        [title] if title else []
    )


def test_before_its_day_is_over_the_blank_form_is_handed_out(folder: Path) -> None:
    page = body(seen(visitor(server_of(folder)), "/b/2019-03/formulir/ketertiban"))
    assert page[page.index("Belum masuk") + 1 :][:3] == [
        "Batas kirim 5 April 2019 (2 hari lagi).", "Isinya tampil di sini sesudah formulirnya masuk.",
        "Bagikan formulir kosong",
    ]  # fmt: skip


def test_the_link_to_a_chat_takes_the_text_along_and_nothing_of_this_page(client: Any) -> None:
    text = client.get("/b/2019-03/formulir/umum", base_url=BASE).text
    assert 'href="https://wa.me/6281200000001?text=%2APerlu%20diperbaiki' in text
    assert 'target="_blank" rel="noopener noreferrer"' in text


def test_a_form_of_which_a_sheet_is_gone_says_so_above_what_could_be_read(tmp_path: Path) -> None:
    edited(came(office_in(tmp_path), "pelayanan"), lambda book: book.remove(book["KEPUASAN"]))
    page = body(seen(visitor(server_of(tmp_path, APRIL_9)), "/b/2019-03/formulir/pelayanan"))
    at = page.index("Tidak terbaca")
    assert page[at + 1 : at + 4] == [
        "Tidak dapat dibaca: lembarnya tidak ditemukan (KEPUASAN).",
        "Salah: Lembar KEPUASAN tidak ditemukan di IKI_2019-03_contoh_pelayanan.xlsx. Salin isinya ke formulir yang "
        "baru.",
        "Isian formulir Pelayanan, Maret 2019",
    ]
    assert "Minta perbaikan" in page


def test_of_a_form_whose_code_was_changed_the_right_one_is_asked_for_and_nothing_is_noted(tmp_path: Path) -> None:
    code = "IKI.0-000000.contoh.umum.2019-03.isian.00"
    edited(came(office_in(tmp_path), "umum"), lambda book: book["Isian"].__setitem__("I5", code))
    page = body(seen(visitor(server_of(tmp_path, APRIL_9)), "/b/2019-03/formulir/umum"))
    why = f"Kode formulir “{code}” berubah: angka periksanya tidak cocok. Salin isinya ke formulir yang baru."
    assert page[page.index("Tidak terbaca") :] == [
        "Tidak terbaca", "Tidak dapat dibaca: angka periksa Kode formulirnya tidak cocok (Isian).", f"Salah: {why}",
        "Minta formulir yang benar", "Pesan untuk Kepala Subbagian Umum",
        f"Yth. Kepala Subbagian Umum, formulir IKI Maret 2019 belum dapat dibaca. {why} Kelurahan Contoh",
        "Salin pesan", "Unduh formulir yang masuk",
    ]  # fmt: skip


@pytest.mark.parametrize("address", ["2019-03/formulir/lurah", "2019-13/formulir/umum", "2019-03/berkas/kunci/umum"])
def test_what_is_not_there_is_said_kindly(client: Any, address: str) -> None:
    assert seen(client, f"/b/{address}", 404).lines[len(HEAD)] == "Halaman tidak ada"


# --- told -------------------------------------------------------------------------------------------------------------


def told(client: Any, **form: str) -> str:
    answer = client.post("/b/2019-03/catat", base_url=BASE, headers=OURS, data=form)
    assert answer.status_code == 303
    return str(answer.headers["Location"])


def test_what_a_person_says_was_told_is_noted_once_and_only_as_it_was_shown(tmp_path: Path) -> None:
    from hashlib import sha256

    path = came(office_in(tmp_path), "umum", 'surat | "tujuh"\n')
    client, shown = visitor(server_of(tmp_path, APRIL_9)), {"jabatan": "umum", "jenis": "perbaikan"}
    mark = sha256(path.read_bytes()).hexdigest()
    assert told(client, **shown, pokok="0" * 64) == "/b/2019-03/formulir/umum?dicatat=berubah"
    assert look(tmp_path) == []
    page = body(seen(client, "/b/2019-03/formulir/umum?dicatat=berubah"))
    assert "Belum dicatat: formulir ini berubah sejak halamannya dibuka. Periksa lagi pesannya di bawah ini." in page
    for _ in range(2):
        assert told(client, **shown, pokok=mark) == "/b/2019-03/formulir/umum?dicatat=ya"
    assert [(row.jenis, row.keadaan, row.pokok) for row in look(tmp_path)] == [("perbaikan", "diserahkan", mark)]
    page = body(seen(client, "/b/2019-03/formulir/umum?dicatat=ya"))
    assert "Dicatat: sudah Anda sampaikan." in page and "Sudah saya sampaikan" not in page
    assert [line.partition(" 9 ")[0] for line in page if line.startswith("Perbaikan:")] == [
        "Perbaikan: Anda catat sudah disampaikan"
    ]


# --- files ------------------------------------------------------------------------------------------------------------


def test_files_are_given_under_their_right_names_and_looking_writes_nothing(client: Any, folder: Path) -> None:
    def given(address: str) -> tuple[str, bytes]:
        answer = client.get(f"/b/2019-03/berkas/{address}", base_url=BASE)
        assert answer.status_code == 200
        return answer.headers["Content-Disposition"].partition("filename=")[2], answer.data

    before = sorted(folder.rglob("*"))
    form = form_path(folder / FORMS, kecil.UNIT, "umum", MARCH)
    blank = form_path(folder / FORMS, kecil.UNIT, "ketertiban", MARCH)
    assert given("formulir/umum") == (form.name, form.read_bytes())
    assert given("formulir/ketertiban") == (blank.name, blank.read_bytes())
    assert given("perbaikan/umum")[0] == f"{form.stem}_perbaikan.xlsx"
    assert seen(client, "/b/2019-03/berkas/rekap/kantor", 404).faults == []
    assert sorted(folder.rglob("*")) == before


def test_a_rekap_is_given_as_long_as_it_is_as_it_was_made(tmp_path: Path) -> None:
    came(office_in(tmp_path), "umum")
    loaded = office.load(None, tmp_path)
    process_to(tmp_path / RESULTS, [tmp_path / FORMS], *loaded, MARCH, dt.datetime(2019, 4, 9, 9))
    client = visitor(server_of(tmp_path, APRIL_9))
    (path,) = (tmp_path / RESULTS).rglob("*.xlsx")
    assert client.get("/b/2019-03/berkas/rekap/kantor", base_url=BASE).data == path.read_bytes()
    path.write_bytes(b"lain")
    assert seen(client, "/b/2019-03/berkas/rekap/kantor", 409).lines[len(HEAD) :][:2] == [
        "Belum dapat dilakukan",
        "Rekap Maret 2019 berubah sesudah dibuat, jadi tidak dibagikan dari sini. Buat rekapnya lagi.",
    ]


ASKS = [
    "Jabatan ini kosong, cuti, atau tidak diminta?",
    "Formulir Maret 2019 lalu tidak ditunggu, dan rekapnya dapat final tanpa jabatan ini. Bulan lain tetap ditunggu.",
    "Alasan", "Misalnya: Jabatan kosong. Dicetak di rekap.",
    "Yang memutuskan", "Nama pejabat yang memutuskan.",
    "Jangan tunggu Maret 2019",
]  # fmt: skip


def test_a_form_that_nobody_needs_is_waited_for_no_longer_and_again(tmp_path: Path) -> None:
    client = visitor(server_of(office_in(tmp_path), APRIL_9))
    before, address = (tmp_path / "iki.toml").read_bytes(), "/b/2019-03/formulir/umum"

    def press(act: str, **typed: str) -> Any:
        return client.post(f"{address}/{act}", base_url=BASE, headers=OURS, data=typed)

    assert body(seen(client, address))[-7:] == ASKS
    wrong = press("kecualikan", alasan="Cuti melahirkan", oleh=" ")
    assert wrong.status_code == 422 and 'value="Cuti melahirkan"' in wrong.text
    page = body(Seen(wrong.text))
    assert page[page.index("1 isian perlu dibetulkan") + 1] == "Tulis siapa yang memutuskan."
    answer = press("kecualikan", alasan="Cuti melahirkan", oleh="Lurah Contoh")
    page = body(seen(client, answer.headers["Location"]))
    assert page[page.index("Umum") :] == [
        "Umum", "Kepala Subbagian Umum · Nama pejabat belum diisi",
        "Dicatat: formulir ini tidak ditunggu bulan ini.",
        "Dikecualikan", "Tidak ditunggu: Cuti melahirkan.", "Diputuskan oleh Lurah Contoh.",
        "Tunggu lagi formulir ini",
    ]  # fmt: skip
    page = body(seen(client, press("tunggu").headers["Location"]))
    assert "Dicatat: formulir ini ditunggu lagi." in page and page[-7:] == ASKS
    assert (tmp_path / "iki.toml").read_bytes() == before
    assert client.post("/b/2019-03/formulir/lain/kecualikan", base_url=BASE, headers=OURS).status_code == 404
