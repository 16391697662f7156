"""The pages Hasil and Kenapa: their whole texts, and what their buttons do."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from iki_excel.decree.settings import load_settings
from iki_excel.forms.layout import form_path
from iki_excel.page.kenapa import rounded_said
from iki_excel.runs import office
from iki_excel.runs.mailing.proposing import kantor_of
from iki_excel.runs.mailing.results import letters_of_result
from iki_excel.runs.outbox import hand_over
from iki_excel.words.errors import IkiError
from iki_excel.words.folders import FORMS, RESULTS
from iki_excel.words.moments import WIB
from iki_excel.words.periods import Periode
from tests import kecil
from tests.forms import complete
from tests.page_office import BASE, OURS, Seen, office_in, server_of, visitor
from tests.test_page_bulan import HEAD, foot, press, seen
from tests.times import at

MARCH = Periode("2019-03")
WORKBOOK = "IKI_2019-03_contoh.xlsx"
ROW = ["Indikator", "S.d. Maret", "Target", "Capaian", "Predikat"]
CELLS = ["Bulan", "Angka", "Diketik", "Sel", "Berkas", "Sidik"]
STATE = "LENGKAP: formulir bulan ini sah. Angka di bawah sudah final."


@dataclass
class Kantor:
    """Kelurahan Contoh, which began in March, and a browser on its page. ``opened``: what was shown on its screen."""

    folder: Path
    opened: list[Path] = field(default_factory=list)
    screen_is_off: bool = False

    def __post_init__(self) -> None:
        server = server_of(self.folder, shows=self.show)
        server.jobs.patience = 60
        self.client: Any = visitor(server)
        self.memory = server.memory

    def show(self, path: Path) -> None:
        if self.screen_is_off:
            raise IkiError("Tidak dapat dibuka.")
        self.opened.append(path)

    def came(self, kode: str, table: str = "") -> Path:
        path = form_path(self.folder / FORMS, kecil.UNIT, kode, MARCH)
        complete(path.parent, kode, MARCH, table, name=path.stem)
        return at(path, "2019-04-02 08:00")

    def page(self, address: str = "hasil", status: int = 200) -> Seen:
        return seen(self.client, f"/b/2019-03/{address}", status)

    def post(self, **form: str) -> str:
        answer = self.client.post("/b/2019-03/buka", base_url=BASE, headers=OURS, data=form)
        return str(answer.headers.get("Location", answer.status_code))

    def again(self, folder: Path) -> Kantor:
        """The same in a folder of its own."""
        return Kantor(shutil.copytree(self.folder, folder / "kantor"))


def begun(folder: Path) -> Kantor:
    office_in(folder)
    with (folder / "iki.toml").open("a", encoding="utf-8") as settings:
        settings.write('\nmulai = "2019-03"\n')
    return Kantor(folder)


@pytest.fixture(scope="module")
def kantor(tmp_path_factory: pytest.TempPathFactory) -> Kantor:
    """The office after “Buat rekap”; its tests change nothing in it."""
    made = begun(tmp_path_factory.mktemp("hasil"))
    for kode in kecil.catalog().kode:
        made.came(kode)
    made.news = press(made.client, "/b/2019-03/proses")  # type: ignore[attr-defined]
    return made


@pytest.fixture(scope="module")
def later(kantor: Kantor, tmp_path_factory: pytest.TempPathFactory) -> Kantor:
    """The same office, two forms of which came anew since."""
    same = kantor.again(tmp_path_factory.mktemp("kemudian"))
    same.came("umum", "surat | 40")
    same.came("ketertiban", 'gangguan | "3 kali"\nberas | TB | gudang diperbaiki\n')
    return same


def below(page: Seen) -> list[str]:
    """What stands below the navigation."""
    assert page.lines[: len(HEAD)] == HEAD
    assert page.faults == []
    return page.lines[len(HEAD) :]


# --- Hasil ------------------------------------------------------------------------------------------------------------


def rapor(nama: str, mean: str, about: str, *rows: list[str]) -> list[str]:
    told = [line for row in rows for line in row]
    head = [nama, "Nama pejabat belum diisi", mean, f"{STATE} {about}"]
    return [*head, *ROW, *told, f"Unduh rapor {nama} (PDF)"]


FIGURES = [
    "Angka pokok",
    "Rata-rata capaian", "26,25", "4 dari 9 indikator, target 100",
    "Indikator terhitung", "4", "dari 9",
    "Formulir sah", "3", "dari 3",
    "Dua yang perlu perhatian",
    "UM-4 Laporan tepat waktu dan baik", "0,00", "PL-2 Buku pelayanan tepat waktu", "0,00",
    "1 dari 4 indikator sudah mencapai target. Semua formulir Maret 2019 sudah masuk; tidak ada yang terlambat.",
]  # fmt: skip
RAPOR = [
    "Rapor tiap jabatan",
    *rapor(
        "Umum", "35,00", "Rata-rata capaian 3 dari 4 indikator: Sangat Kurang.",
        ["UM-1", "Surat dan arsip", "2", "dokumen", "–", "–", "tanpa target"],
        ["UM-2", "Kehadiran tepat waktu", "5,00", "%", "100", "5,00", "Sangat Kurang"],
        ["UM-3", "Sarana dalam keadaan baik", "100,00", "%", "100", "100,00", "Sangat Baik"],
        ["UM-4", "Laporan tepat waktu dan baik", "0,00", "%", "100", "0,00", "Sangat Kurang"],
    ),
    *rapor(
        "Pelayanan", "0,00", "Rata-rata capaian 1 dari 2 indikator: Sangat Kurang.",
        ["PL-1", "Kepuasan warga", "100,00", "nilai", "–", "–", "tanpa target"],
        ["PL-2", "Buku pelayanan tepat waktu", "0", "buku", "1", "0,00", "Sangat Kurang"],
    ),
    *rapor(
        "Ketertiban", "–", "Belum ada rata-rata: belum ada indikator yang lengkap dan mempunyai target.",
        ["KT-1", "Gangguan ketertiban", "1", "kejadian", "–", "–", "tanpa target"],
        ["KT-2", "Penurunan pelanggaran", "0,00", "%", "–", "–", "tanpa target"],
        ["KT-3", "Cadangan beras", "1", "ton", "–", "–", "tanpa target"],
    ),
]  # fmt: skip
FILES = [
    "Berkas rekap ini",
    "Rekap (Excel)", WORKBOOK,
    "Ringkasan (PDF)", "IKI_2019-03_contoh_ringkasan.pdf",
    "Rapor Umum (PDF)", "IKI_2019-03_contoh_rapor_umum.pdf",
    "Rapor Pelayanan (PDF)", "IKI_2019-03_contoh_rapor_pelayanan.pdf",
    "Rapor Ketertiban (PDF)", "IKI_2019-03_contoh_rapor_ketertiban.pdf",
]  # fmt: skip
LENGKAP = [
    "LENGKAP", "3 dari 3 formulir Maret 2019 sah. Angka di bawah sudah final.",
    "5 dari 9 indikator belum punya target 2019, jadi belum dinilai.", "Isi target", "Langkah berikut",
]  # fmt: skip
OPEN = ["Buka di Excel", "Simpan salinan", "Buka foldernya", "Buat rekap lagi"]
OLD = "3 dari 3 formulir Maret 2019 sah. Angka di bawah masih dari sebelum {} berubah."


def test_a_recap_that_was_just_made_leads_here(kantor: Kantor) -> None:
    assert below(seen(kantor.client, kantor.news)) == [  # type: ignore[attr-defined]
        "Hasil Maret 2019",
        "Rekap ke-1, dibuat 3 April 2019 09.00",
        "Yang baru saja dikerjakan",
        "Rekap Maret 2019 sudah dibuat.",
        *LENGKAP,
        "Periksa sebentar, lalu kirim.",
        "Pilih penerima",
        "Kirim hasil ke 4 orang…",
        *OPEN,
        *FIGURES,
        *RAPOR,
        *FILES,
        *foot("iki buka --periode 2019-03", kantor.folder),
    ]


def test_what_it_shows_is_what_was_written_and_not_computed_again(later: Kantor) -> None:
    page = below(later.page())
    assert page[:10] == [
        "Hasil Maret 2019",
        "Rekap ke-1, dibuat 3 April 2019 09.00",
        "LENGKAP",
        OLD.format("formulir"),
        *LENGKAP[2:],
        "Formulir berubah sejak rekap ini dibuat. Buat lagi, supaya isinya ikut.",
        "Buat rekap lagi",
        "Buka di Excel",
    ]
    assert page[page.index("UM-1") :][:4] == ["UM-1", "Surat dan arsip", "2", "dokumen"]
    assert below(later.page("kenapa/UM-1"))[:4] == [
        "Hasil Maret 2019",
        "Kenapa UM-1 bernilai 41 dokumen?",
        "Jumlah surat dan arsip yang ditangani · Kepala Subbagian Umum",
        "Formulir berubah sejak rekap Maret 2019 dibuat: yang dijelaskan di sini sudah angka yang baru.",
    ]


def test_a_recap_that_somebody_changed_tells_nothing_but_that(kantor: Kantor, tmp_path: Path) -> None:
    same = kantor.again(tmp_path)
    with (same.folder / RESULTS / MARCH / WORKBOOK).open("ab") as workbook:
        workbook.write(b" ")
    assert below(same.page()) == [
        "Hasil Maret 2019",
        "Langkah berikut",
        "Berkas rekap ini tidak lagi seperti waktu dibuat: mungkin disimpan ulang dari Excel, dipindahkan, atau dari "
        "versi lama program ini. Buat lagi, supaya angkanya pasti. Berkas yang sekarang tetap disimpan.",
        "Buat rekap lagi",
        "Buka foldernya",
        *foot("iki buka --periode 2019-03", same.folder),
    ]
    assert (same.post(berkas=WORKBOOK), same.opened) == ("409", [])


def test_indikator_without_a_target_are_told_until_each_has_one(kantor: Kantor, tmp_path: Path) -> None:
    assert (
        '<a href="/pengaturan/target?tahun=2019#target.UM-1.setahun">Isi target</a>'
        in kantor.client.get("/b/2019-03/hasil", base_url=BASE).text
    )
    same = kantor.again(tmp_path)
    with (same.folder / "iki.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[target]\nUM-1 = 1200\nPL-1 = 80\nKT-1 = 3\nKT-2 = 3\n")
    assert "1 dari 9 indikator belum punya target 2019, jadi belum dinilai." in same.page().lines
    with (same.folder / "iki.toml").open("a", encoding="utf-8") as settings:
        settings.write("KT-3 = 82.5\n")
    assert "Isi target" not in same.page().lines


def test_a_recap_that_was_sent_says_to_whom_and_when(kantor: Kantor, tmp_path: Path) -> None:
    same = sent(kantor.again(tmp_path))
    page = below(same.page())
    how = "Anda catat sudah disampaikan 3 April 2019 pukul 09.15 WIB."
    assert page[2 : page.index("Angka pokok")] == [
        *LENGKAP,
        "Maret 2019 sudah selesai. April 2019 masih berjalan sampai 30 April 2019. Formulirnya sudah boleh dibagikan, "
        "dan diisi sesudah itu.",
        "Buka bulan berikut",
        *OPEN,
        "Rekap ini sudah disampaikan kepada 4 orang",
        f"Pimpinan Kelurahan Contoh: {how}",
        f"Kepala Subbagian Umum: {how}",
        f"Kepala Seksi Pelayanan: {how}",
        f"Kepala Seksi Ketertiban: {how}",
    ]


def sent(same: Kantor, only: Sequence[str] = ()) -> Kantor:
    """Everybody was told of its recap, or ``only`` some were."""
    batch = same.memory.kept.batch(same.folder, office.load(None, same.folder), MARCH)
    letters, _ = letters_of_result(batch, kantor_of(batch), same.folder, only, by_itself=False)
    hand_over(letters, same.folder, batch.settings, dt.datetime(2019, 4, 3, 9, 15, tzinfo=WIB))
    return same


def acts_after(same: Kantor, change: str) -> list[str]:
    """What Hasil and Bulan say is next after a change of iki.toml, and what the strip says of the month."""
    settings = same.folder / "iki.toml"
    before = settings.read_text("utf-8")
    settings.write_text(f"{before}\n{change}\n", "utf-8")
    hasil, bulan = below(same.page()), below(seen(same.client, "/b/2019-03"))
    settings.write_text(before, "utf-8")
    at_ = [page.index("Langkah berikut") for page in (hasil, bulan)]
    return [bulan[bulan.index("Mar") + 1], hasil[at_[0] + 1], hasil[at_[0] + 2], *bulan[at_[1] + 1 :][:2]]


CHANGED_SETTINGS = [
    "rekap lama",
    "Pengaturan berubah sejak rekap ini dibuat. Buat lagi, supaya isinya ikut.",
    "Buat rekap lagi",
    "Pengaturan berubah sejak rekap Maret 2019 dibuat. Semua formulirnya sudah sah.",
    "Buat rekap lagi",
]
NEW_NAME = '[pejabat.umum]\nnama = "Pengganti Contoh"\n'


@pytest.mark.parametrize(
    "change",
    ["[target]\nUM-1 = 1500", "[batas_kirim]\nhari = 1", '[[pengecualian]]\njabatan = "umum"\nperiode = "2019-03"\n'
     'alasan = "Cuti"\noleh = "Pimpinan"', "[aturan]\nbatas_capaian = 110"],
)  # fmt: skip
def test_a_recap_is_old_once_the_settings_that_it_was_made_by_are_others(
    change: str, kantor: Kantor, tmp_path: Path
) -> None:
    same = sent(kantor.again(tmp_path))
    assert acts_after(same, change) == CHANGED_SETTINGS


def test_of_a_target_of_another_year_or_an_address_it_knows_nothing(kantor: Kantor, tmp_path: Path) -> None:
    same = kantor.again(tmp_path)
    for change in ("[target]\nUM-1 = { 2020 = 1500 }", '[pejabat.umum]\nwhatsapp = "081234567891"'):
        assert acts_after(same, change)[:3] == ["rekap ada", "Periksa sebentar, lalu kirim.", "Pilih penerima"]


def test_a_new_name_makes_a_recap_old_until_everybody_was_told_of_it(kantor: Kantor, tmp_path: Path) -> None:
    same = kantor.again(tmp_path)
    assert acts_after(same, NEW_NAME)[1:] == CHANGED_SETTINGS[1:]
    assert acts_after(sent(same, ["pelayanan"]), NEW_NAME)[1:] == CHANGED_SETTINGS[1:]
    assert acts_after(sent(same), NEW_NAME)[2] == "Buka bulan berikut"


def test_a_recap_made_again_by_other_settings_is_to_be_sent_again(kantor: Kantor, tmp_path: Path) -> None:
    same = sent(kantor.again(tmp_path))
    with (same.folder / "iki.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[target]\nUM-1 = 1500\n")
    page = below(seen(same.client, press(same.client, "/b/2019-03/proses")))
    assert page[page.index("Langkah berikut") + 1 :][:3] == [
        "Periksa sebentar, lalu kirim.", "Pilih penerima", "Kirim hasil ke 2 orang…",
    ]  # fmt: skip


def test_the_strip_says_which_later_recaps_stand_on_a_form_that_changed(kantor: Kantor, tmp_path: Path) -> None:
    same = kantor.again(tmp_path)
    press(same.client, "/b/2019-04/proses")
    same.came("umum", "surat | 40")
    for month in ("2019-03", "2019-04"):
        lines = below(seen(same.client, f"/b/{month}"))
        assert [lines[lines.index(name) + 1] for name in ("Mar", "Apr", "Mei")] == ["rekap lama", "rekap lama", "belum"]


def test_a_name_on_a_form_that_is_not_the_present_one_is_told_before_it_is_sent(tmp_path: Path) -> None:
    same, settings = begun(tmp_path), tmp_path / "iki.toml"
    with settings.open("a", encoding="utf-8") as file:
        file.write('\n[pejabat.ketertiban]\nnama = "Lama Contoh, S.Sos."\nnip = "198001012005011001"\n')
    known = load_settings(settings, kecil.catalog())
    for kode in kecil.catalog().kode:
        path = form_path(same.folder / FORMS, kecil.UNIT, kode, MARCH)
        complete(path.parent, kode, MARCH, name=path.stem, settings=known)
    settings.write_text(settings.read_text("utf-8").replace("Lama Contoh", "Pengganti Contoh"), "utf-8")
    press(same.client, "/b/2019-03/proses")
    page = below(same.page("kirim/hasil"))
    assert page[page.index("Perhatikan") + 1] == (
        "Ketertiban: formulir Maret 2019 atas nama Lama Contoh, S.Sos., padahal Pengganti Contoh, S.Sos. "
        "pejabatnya di pengaturan. Periksa dulu siapa yang berhak atas rapor bulan itu."
    )


NEW_HOLDER = (
    "Umum: formulir Maret 2019 sudah masuk dan hasilnya belum dikirim, jadi rapornya memakai nama yang baru. Bila itu "
    "masih milik pejabat yang lama, isi lagi nama yang lama, selesaikan dan kirim dulu hasilnya, lalu ganti namanya."
)


def renamed(same: Kantor, nama: str) -> list[str]:
    """What Pengaturan says after a name was saved."""
    html = same.client.get("/pengaturan/pejabat", base_url=BASE).text
    stand = html.partition('name="stand" value="')[2].partition('"')[0]
    data = {"stand": stand, "pejabat.umum.nama": nama}
    answer = same.client.post("/pengaturan/pejabat", base_url=BASE, headers=OURS, data=data)
    page = below(seen(same.client, answer.headers["Location"]))
    return page[page.index("Surel") + 1 : page.index("Pejabat", 4)]


def test_a_new_name_for_a_month_that_is_not_finished_is_warned_of(kantor: Kantor, tmp_path: Path) -> None:
    same = kantor.again(tmp_path)
    assert renamed(same, "Lama Contoh") == ["Pengaturan disimpan."]  # nobody was named before
    assert renamed(same, "Pengganti Contoh") == ["Pengaturan disimpan.", "Perhatikan", NEW_HOLDER]
    assert renamed(sent(same), "Ketiga Contoh") == ["Pengaturan disimpan."]
    odd = same.client.get("/pengaturan/pejabat?ganti=umum,x%20lain,2019-03%20umum", base_url=BASE)
    assert (odd.status_code, "Perhatikan" in odd.text) == (200, False)


def test_before_there_is_a_recap_it_says_what_is_waited_for(tmp_path: Path) -> None:
    half = begun(tmp_path)
    half.came("umum")
    press(half.client, "/b/2019-03/formulir")
    assert below(half.page()) == [
        "Hasil Maret 2019",
        "1 dari 3 formulir sah · batas kirim 5 April 2019 (2 hari lagi)",
        "Langkah berikut",
        "Rekap Maret 2019 belum dibuat.",
        "Kembali ke Maret 2019",
        "Yang masih ditunggu",
        "Pelayanan",
        ": belum masuk. Batas kirim 5 April 2019 (2 hari lagi).",
        "Ketertiban",
        ": belum masuk. Batas kirim 5 April 2019 (2 hari lagi).",
        *foot("iki proses --periode 2019-03", half.folder),
    ]
    assert below(half.page("kenapa/PL-1"))[1:6] == [
        "Kenapa PL-1 belum bernilai?",
        "Nilai kepuasan warga · Kepala Seksi Pelayanan",
        "Rekap Maret 2019 belum dibuat: yang dijelaskan di sini hitungan sampai saat ini.",
        "1. Angkanya",
        "Belum ada angka s.d. Maret 2019, target belum ditetapkan. Status: belum masuk.",
    ]


@pytest.mark.parametrize("page", ["", "/hasil", "/kenapa/UM-1"])
def test_a_month_before_the_office_began_is_no_mistake_of_anybody(kantor: Kantor, page: str) -> None:
    told = seen(kantor.client, f"/b/2019-02{page}", 409)
    assert below(told)[:6] == [
        "Februari 2019 tidak dipakai",
        "Langkah berikut",
        "Kelurahan Contoh memakai IKI mulai Maret 2019, jadi Februari 2019 tidak ditanyakan.",
        "Buka Maret 2019",
        "Kalau bulan mulainya keliru, ubah di Pengaturan.",
        "Buka Pengaturan",
    ]


# --- its files --------------------------------------------------------------------------------------------------------


def test_a_copy_is_the_very_file_and_only_ever_one_of_ours(kantor: Kantor) -> None:
    answer = kantor.client.get(f"/b/2019-03/hasil/{WORKBOOK}", base_url=BASE)
    assert answer.data == (kantor.folder / RESULTS / MARCH / WORKBOOK).read_bytes()
    assert answer.headers["Content-Disposition"] == f"attachment; filename={WORKBOOK}"
    for name in ("iki.toml", "..%2f..%2fiki.toml", "catatan"):
        assert kantor.client.get(f"/b/2019-03/hasil/{name}", base_url=BASE).status_code == 404


def test_a_file_or_its_folder_is_opened_on_this_computer(kantor: Kantor) -> None:
    results = kantor.folder / RESULTS / MARCH
    told = [below(seen(kantor.client, kantor.post(berkas=name)))[3] for name in (WORKBOOK, "")]
    assert told == [f"{WORKBOOK} dibuka.", "Folder output/2019-03 dibuka."]
    assert kantor.opened == [results / WORKBOOK, results]


def test_nothing_is_opened_that_we_did_not_make(kantor: Kantor) -> None:
    before = [*kantor.opened]
    told = [kantor.post(berkas=name) for name in ("../../iki.toml", "/etc/passwd", f"catatan/{WORKBOOK}")]
    assert (told, kantor.opened) == (["404"] * 3, before)


def test_where_nothing_can_open_it_that_is_said_and_a_copy_is_at_hand(kantor: Kantor) -> None:
    kantor.screen_is_off = True
    page = below(seen(kantor.client, kantor.post(berkas=WORKBOOK)))
    kantor.screen_is_off = False
    assert page[2:4] == ["Yang baru saja dikerjakan", "Tidak dapat dibuka."]
    assert "Simpan salinan" in page


# --- Kenapa -----------------------------------------------------------------------------------------------------------


def sidik(kantor: Kantor, kode: str) -> str:
    rows = below(kantor.page(f"kenapa/{kode}"))
    return rows[rows.index("Sidik") + 6]


def test_a_number_is_told_down_to_its_cells(kantor: Kantor) -> None:
    form, mark = "IKI_2019-03_contoh_umum.xlsx", sidik(kantor, "UM-2")
    assert len(mark) == 12 and int(mark, 16)
    assert below(kantor.page("kenapa/UM-2")) == [
        "Hasil Maret 2019",
        "Kenapa UM-2 bernilai 5 %?",
        "Persentase kehadiran pegawai tepat waktu · Kepala Subbagian Umum",
        "1. Angkanya",
        "5 %",
        "s.d. Maret 2019, target 100 (bawaan), jadi capaian",
        "5",
        ", Sangat Kurang. Status: lengkap.",
        "Maret 2019 saja: 5 %.",
        "2. Cara menghitung",
        "Jumlah kehadiran tepat waktu ÷ (Jumlah pegawai × hari kerja) × 100",
        "= 1 ÷ 20 × 100 =",
        "5 %",
        *("Jumlah kehadiran tepat waktu", "1 orang-hari"),
        *("Jumlah pegawai", "1 orang"),
        *("Jumlah hari kerja", "20 hari"),
        *("Jumlah pegawai × hari kerja", "(= Jumlah pegawai × Jumlah hari kerja)", "20"),
        *("Target", "100 (bawaan)"),
        *("Capaian", "5 ÷ 100 × 100 = 5"),
        "3. Sel dan berkas asalnya",
        *("Jumlah kehadiran tepat waktu", *CELLS, "Maret 2019", "1", "1", "Isian F13", form, mark),
        *("Jumlah pegawai", *CELLS, "Maret 2019", "1", "1", "Isian F14", form, mark),
        *("Jumlah hari kerja", *CELLS, "Maret 2019", "20", "20", "Isian F15", form, mark),
        *("←", "UM-1", "UM-3", "→"),
        *foot("iki kenapa UM-2 --periode 2019-03", kantor.folder),
    ]


def test_of_documents_it_says_which_nobody_told_of_yet(kantor: Kantor) -> None:
    page = below(kantor.page("kenapa/UM-4"))
    assert page[page.index("2. Cara menghitung") : page.index("←")] == [
        "2. Cara menghitung",
        "dokumen yang memenuhi syarat (Laporan kelurahan) ÷ dokumen yang jatuh tempo (Laporan kelurahan) × 100",
        "= 0 ÷ 1 × 100 =",
        "0 %",
        *("Laporan Profil – tanggal selesai", "(batas waktu 28 Februari 2019)", "belum selesai, tidak ditagih"),
        *("Laporan Kinerja – tanggal selesai", "(batas waktu 31 Maret 2019)", "belum selesai, lewat batas waktu"),
        *("Rencana Kerja – tanggal selesai", "(batas waktu 31 Desember 2019)", "belum selesai"),
        *("Target", "100 (bawaan)"),
        *("Capaian", "0 ÷ 100 × 100 = 0"),
        "3. Sel dan berkas asalnya",
        "Belum dilaporkan selesai: Laporan Profil, Laporan Kinerja, dan Rencana Kerja.",
    ]


def test_what_is_wrong_or_does_not_apply_is_told_in_its_own_words(later: Kantor) -> None:
    wrong, not_applicable = (below(later.page(f"kenapa/{kode}")) for kode in ("KT-1", "KT-3"))
    assert wrong[4:9] == [
        "1. Angkanya",
        "Belum ada angka s.d. Maret 2019, target belum ditetapkan. Status: salah isi (ada isian yang perlu "
        "diperbaiki).",
        "Yang perlu diperbaiki",
        "IKI_2019-03_contoh_ketertiban.xlsx, Isian!F8: “Jumlah gangguan ketertiban bulan ini” berisi “3 kali”. Apakah "
        "maksudnya angkanya saja? Ketik tanpa satuan; satuannya sudah kejadian.",
        "2. Cara menghitung",
    ]
    assert not_applicable[5] == "Belum ada angka s.d. Maret 2019, target belum ditetapkan. Status: tidak berlaku."
    assert "tidak berlaku" in not_applicable[not_applicable.index("Sidik") :]


def test_an_indikator_that_is_not_there_is_not_found(kantor: Kantor) -> None:
    assert kantor.page("kenapa/XX-1", 404).lines[len(HEAD)] == "Halaman tidak ada"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("pembulatan desimal (NRR (SKM) × 25; 2)", "NRR (SKM) × 25, dibulatkan 2 desimal"),
        ("1 + pembulatan desimal (a ÷ b; 0) × 2", "1 + (a ÷ b, dibulatkan 0 desimal) × 2"),
        ("rata-rata dari (pembulatan desimal (pembulatan desimal (a; 3); 2); b)",
         "rata-rata dari ((a, dibulatkan 3 desimal, dibulatkan 2 desimal); b)"),
        ("a ÷ b", "a ÷ b"),
        ("pembulatan desimal (a", "pembulatan desimal (a"),
    ],
)  # fmt: skip
def test_rounding_is_told_as_people_say_it(words: str, said: str) -> None:
    assert rounded_said(words) == said
