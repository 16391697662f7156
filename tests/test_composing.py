"""What each kind of letter says, whole: to whom, what for, what to do, by when, and with which files."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from iki_excel.delivery.bodies import as_chat, as_html, as_text
from iki_excel.delivery.composing import formulir, hasil, ingatkan, perbaikan
from iki_excel.delivery.composing.subjects import in_ascii
from iki_excel.delivery.letters import Items, Letter, Paragraph, Recipient
from iki_excel.delivery.results import Ditunggu, Result, result_of
from iki_excel.forms.returning import Marked
from iki_excel.forms.returning.entries import COLUMNS, LOOK_AT, MEND, SETTLED
from iki_excel.judging.batch import Batch
from iki_excel.judging.riwayat import Riwayat
from iki_excel.runs.month import process
from iki_excel.workbooks.openxml import first_cell
from tests.forms import complete, form
from tests.grounds import KECIL
from tests.letters import BATAS, BLANK, KANTOR, KETERTIBAN, MINTA, PIMPINAN, UMUM, WITHOUT_MAIL, attachment
from tests.test_pages import NOON, OFFICE
from tests.times import all_at, at

HOW = (
    "Cara mengisi dan mengirim\n"
    "-------------------------\n"
    "– Di ponsel: unduh berkasnya, buka dengan Google Sheets atau Excel, isi\n"
    "  sel kuning, lalu simpan tetap sebagai .xlsx.\n"
    "– Kirim kembali: balas pesan ini dengan berkasnya terlampir, atau kirim\n"
    "  ke iki@contoh.example. Nama berkas boleh apa saja.\n"
)


def told(letter: Letter) -> tuple[str, str, str, str, list[str]]:
    """What it is, its subject, why it is due, what it is about, and its files."""
    return (letter.jenis, letter.subject, letter.sebab, letter.pokok, [one.name for one in letter.attachments])


# --- a form to fill ---------------------------------------------------------------------------------------------------


def test_a_blank_form_comes_with_the_day_it_is_due_and_how_it_is_sent() -> None:
    letter = formulir.letter(KANTOR, MINTA, BLANK)
    assert told(letter) == (
        "formulir",
        "Formulir IKI Maret 2019: Umum, ditunggu sampai 5 April 2019",
        "formulir Maret 2019 untuk diisi, ditunggu sampai 5 April 2019",
        "formulir kosong",
        ["IKI_2019-03_contoh_umum.xlsx"],
    )
    assert as_text(letter.body) == (
        "Formulir IKI Maret 2019\n"
        "=======================\n"
        "Kelurahan Contoh\n"
        "\n"
        "Yth. Budi Contoh, S.E., Plt. Kepala Subbagian Umum\n"
        "\n"
        "Bersama ini formulir IKI Maret 2019 untuk diisi. Mohon dikirim kembali\n"
        "paling lambat 5 April 2019.\n"
        "\n"
        f"{HOW}"
        "\n"
        "Terlampir\n"
        "---------\n"
        "– IKI_2019-03_contoh_umum.xlsx\n"
        "\n"
        "Terima kasih. Kelurahan Contoh\n"
    )


def test_an_office_without_mail_names_no_address() -> None:
    letter = formulir.letter(WITHOUT_MAIL, replace(MINTA, kepada=KETERTIBAN), BLANK)
    assert as_chat(letter.body) == (
        "*Formulir IKI Maret 2019*\n"
        "Kelurahan Contoh\n"
        "\n"
        "Yth. Kepala Seksi Ketertiban\n"
        "\n"
        "Bersama ini formulir IKI Maret 2019 untuk diisi. Mohon dikirim kembali paling lambat 5 April 2019.\n"
        "\n"
        "*Cara mengisi dan mengirim*\n"
        "– Di ponsel: unduh berkasnya, buka dengan Google Sheets atau Excel, isi sel kuning, lalu simpan tetap sebagai "
        ".xlsx.\n"
        "– Kirim kembali: balas pesan ini dengan berkasnya terlampir. Nama berkas boleh apa saja.\n"
        "\n"
        "*Terlampir*\n"
        "– IKI_2019-03_contoh_umum.xlsx\n"
        "\n"
        "Terima kasih. Kelurahan Contoh\n"
    )


# --- a reminder -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "sebab", "pokok", "asked"),
    [
        (BATAS, "", "sebelum batas", "Mohon dikirim sebelum hari itu berakhir."),
        (BATAS + dt.timedelta(1), " sudah lewat", "sesudah batas", "Batasnya sudah lewat. Mohon dikirim secepatnya."),
    ],
)
def test_a_reminder_says_the_day_and_whether_it_is_over(day: dt.date, sebab: str, pokok: str, asked: str) -> None:
    letter = ingatkan.letter(KANTOR, MINTA, BLANK, day)
    assert told(letter) == (
        "ingatkan",
        "Pengingat: formulir IKI Maret 2019 belum masuk (batas 5 April 2019)",
        f"formulir Maret 2019 belum masuk, batas 5 April 2019{sebab}",
        pokok,
        ["IKI_2019-03_contoh_umum.xlsx"],
    )
    assert as_text(letter.body) == (
        "Pengingat: formulir IKI Maret 2019\n"
        "==================================\n"
        "Kelurahan Contoh\n"
        "\n"
        "Yth. Budi Contoh, S.E., Plt. Kepala Subbagian Umum\n"
        "\n"
        "Formulir Maret 2019 belum kami terima\n"
        "Batas kirim: 5 April 2019.\n"
        f"{asked}\n"
        "\n"
        "Formulir kosongnya terlampir sekali lagi. Bila sudah diisi, cukup kirim\n"
        "yang sudah ada. Bila baru saja dikirim, abaikan pengingat ini.\n"
        "\n"
        f"{HOW}"
        "\n"
        "Terlampir\n"
        "---------\n"
        "– IKI_2019-03_contoh_umum.xlsx\n"
        "\n"
        "Terima kasih. Kelurahan Contoh\n"
    )


def test_a_second_reminder_is_due_when_the_day_is_over_and_no_third() -> None:
    days = (BATAS + dt.timedelta(days) for days in (-9, 0, 1, 9))
    letters = [ingatkan.letter(KANTOR, MINTA, BLANK, day) for day in days]
    assert [letters[0] == letters[1], letters[1].pokok == letters[2].pokok, letters[2] == letters[3]] == [
        True, False, True,
    ]  # fmt: skip


# --- a form to mend ---------------------------------------------------------------------------------------------------

COPY = attachment("IKI_2019-03_contoh_umum_perbaikan.xlsx")


def marked(*entries: tuple[str, str, str, str, str], asks_more: bool = False) -> Marked:
    """A marked copy with entries of a group, a cell ("" for none), what it asks, what stood there, and what is said."""
    rows = [
        dict.fromkeys(COLUMNS)
        | {"kelompok": group, "tujuan": first_cell(f"Isian!{at}"), "label": label, "diketik": typed}
        | {"sebab": said, "pesan": said, "dipindahkan": True}
        for group, at, label, typed, said in entries
    ]
    return Marked("umum.xlsx", "umum", "2019-03", pd.DataFrame(rows, columns=COLUMNS), b"", asks_more)


def test_a_form_comes_back_with_the_cells_to_mend_and_what_to_do() -> None:
    entries = marked(
        (MEND, "F8", "Jumlah surat yang ditangani di seluruh kantor bulan ini", "3 kali", "harus bilangan"),
        (MEND, "F9", "Arsip", "", "masih kosong"),
        (MEND, "F10", "Pegawai", "", "masih kosong"),
        (MEND, "", "", "", "Lembar Survei tidak ada. Salin dari formulir yang baru."),
        (LOOK_AT, "F14", "Sarana", "-4", "di bawah nol"),
        (SETTLED, "", "", "", "Sudah beres."),
    )
    letter = perbaikan.letter(KANTOR, MINTA, entries, COPY, "ab12")
    assert told(letter) == (
        "perbaikan",
        "Perlu diperbaiki: formulir IKI Maret 2019, 3 sel dan 1 hal lain",
        "3 sel dan 1 hal lain perlu diperbaiki",
        "ab12",
        ["IKI_2019-03_contoh_umum_perbaikan.xlsx"],
    )
    assert as_text(letter.body) == (
        "Perlu diperbaiki: formulir IKI Maret 2019\n"
        "=========================================\n"
        "Kelurahan Contoh\n"
        "\n"
        "Yth. Budi Contoh, S.E., Plt. Kepala Subbagian Umum\n"
        "\n"
        "Terima kasih, formulir Maret 2019 sudah kami terima. Salinannya\n"
        "terlampir, dengan sel yang diberi warna dan penjelasannya.\n"
        "\n"
        "3 sel dan 1 hal lain perlu diperbaiki\n"
        "-------------------------------------\n"
        "– Isian!F8, Jumlah surat yang ditangani di seluruh kantor bulan ini (“3\n"
        "  kali”): harus bilangan\n"
        "– Isian!F9:F10, yaitu Arsip dan Pegawai: masih kosong\n"
        "– Lembar Survei tidak ada. Salin dari formulir yang baru.\n"
        "\n"
        "1 sel harap diperiksa\n"
        "---------------------\n"
        "– Isian!F14, Sarana (“-4”): di bawah nol\n"
        "\n"
        "Yang perlu dilakukan\n"
        "--------------------\n"
        "1. Buka lembar Perbaikan di IKI_2019-03_contoh_umum_perbaikan.xlsx,\n"
        "   betulkan sel yang merah, lalu simpan.\n"
        "2. Kirim kembali, paling lambat 5 April 2019 atau, bila sudah lewat,\n"
        "   secepatnya: balas pesan ini dengan berkasnya terlampir, atau kirim ke\n"
        "   iki@contoh.example. Nama berkas boleh apa saja.\n"
        "\n"
        "Terima kasih. Kelurahan Contoh\n"
    )


BACK = (
    "paling lambat 5 April 2019 atau, bila sudah lewat, secepatnya: balas pesan ini dengan berkasnya terlampir, atau "
    "kirim ke iki@contoh.example. Nama berkas boleh apa saja."
)


@pytest.mark.parametrize(
    ("copy", "subject", "sebab", "said", "steps"),
    [
        (
            marked((LOOK_AT, "F14", "Sarana", "-4", "di bawah nol")),
            "Harap diperiksa: formulir IKI Maret 2019, 1 sel",
            "1 sel harap diperiksa",
            "Terima kasih, formulir Maret 2019 sudah kami terima. Tidak ada yang harus diperbaiki. Salinannya "
            "terlampir, dengan sel yang diberi warna dan penjelasannya.",
            [
                "1. Buka lembar Perbaikan di IKI_2019-03_contoh_umum_perbaikan.xlsx, lalu periksa.",
                f"2. Kirim kembali bila ada yang diubah, {BACK}",
            ],
        ),
        (
            marked(asks_more=True),
            "Harap diperiksa: formulir IKI Maret 2019",
            "Salinan ini menanyakan isian baru yang belum ada di formulir yang dikirim",
            "Terima kasih, formulir Maret 2019 sudah kami terima. Salinan ini menanyakan isian baru yang belum ada di "
            "formulir yang dikirim. Salinannya terlampir.",
            [
                "1. Buka lembar Perbaikan di IKI_2019-03_contoh_umum_perbaikan.xlsx, lalu isi bila ada.",
                f"2. Kirim kembali, juga bila isian itu tetap kosong, {BACK}",
            ],
        ),
    ],
)
def test_where_nothing_must_be_mended_nobody_is_told_to(
    copy: Marked, subject: str, sebab: str, said: str, steps: list[str]
) -> None:
    letter = perbaikan.letter(KANTOR, MINTA, copy, COPY, "ab12")
    lines = as_chat(letter.body).splitlines()
    assert (letter.subject, letter.sebab, lines[5], lines[-4:-2]) == (subject, sebab, said, steps)


# --- results ----------------------------------------------------------------------------------------------------------

WORKBOOK = "IKI_2019-02_contoh.xlsx"
PAGES = {
    name: name.encode()
    for name in (f"IKI_2019-02_contoh_{page}.pdf" for page in ("ringkasan", "rapor_umum", "rapor_ketertiban"))
}


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """Two months of which Ketertiban has something to mend, and came late."""
    folder = tmp_path_factory.mktemp("formulir")
    for month, letters, disturbances in (("2019-01", 1, "3"), ("2019-02", 9, "3 kasus")):
        complete(folder, "umum", month, f"surat | {letters}\n")
        complete(folder, "pelayanan", month)
        all_at(folder.glob(f"*{month}*"), f"{month}-27 09:00")
        late = form(folder, "ketertiban", month, f"tahun_lalu | 4\ntahun_ini | 3\nberas | 2\ngangguan | {disturbances}")
        at(late, "2019-04-01 09:00")
    return process([folder], KECIL.catalog, OFFICE, "2019-02")


@pytest.fixture(scope="module")
def result(batch: Batch) -> Result:
    return result_of(batch, NOON, (WORKBOOK, b"buku kerja"), PAGES)


FILES = [
    attachment(WORKBOOK, ""),
    attachment("IKI_2019-02_contoh_ringkasan.pdf", ""),
    *(attachment(f"IKI_2019-02_contoh_rapor_{kode}.pdf", kode) for kode in ("umum", "ketertiban")),
]


def to_office(result: Result) -> Letter:
    return hasil.to_office(KANTOR, PIMPINAN, result, FILES)


def to_jabatan(result: Result, kepada: Recipient) -> Letter:
    own = result.of(kepada.kode)
    assert own is not None
    return hasil.to_jabatan(KANTOR, kepada, result, own, FILES)


def test_the_head_gets_the_message_of_the_month_with_workbook_and_ringkasan(result: Result) -> None:
    letter = to_office(result)
    assert told(letter) == (
        "hasil",
        "IKI Contoh Februari 2019: SEMENTARA, 2 dari 3 formulir",
        "hasil SEMENTARA: 2 dari 3 formulir Februari 2019 sah",
        letter.pokok,
        [WORKBOOK, "IKI_2019-02_contoh_ringkasan.pdf"],
    )
    assert as_text(letter.body) == (
        "Kelurahan Contoh: kinerja Februari 2019\n"
        "=======================================\n"
        "Kinerja s.d. Februari 2019 · dibuat 4 Maret 2019 12.00\n"
        "\n"
        "Yth. Siti Contoh, M.Si., Pimpinan Kelurahan Contoh\n"
        "\n"
        "SEMENTARA: 2 dari 3 formulir Februari 2019 sah\n"
        "Belum final. Yang masih ditunggu:\n"
        "– Ketertiban: 1 sel perlu diperbaiki\n"
        "\n"
        "56,22 rata-rata capaian 4 dari 9 indikator, target 100\n"
        "\n"
        "– 2 dari 4 indikator sudah mencapai target.\n"
        "– Sejak Januari: 2 naik, 0 turun, 1 tetap.\n"
        "– Terlambat: Ketertiban.\n"
        "\n"
        "Dua yang perlu perhatian\n"
        "------------------------\n"
        "UM-4 Laporan tepat waktu dan baik: 0,00 (Sangat Kurang)\n"
        "UM-2 Kehadiran tepat waktu: 4,88 (Sangat Kurang), ▲ 0,33 sejak Jan\n"
        "\n"
        "Dua terbaik\n"
        "-----------\n"
        "UM-1 Surat dan arsip: 120,00 (Sangat Baik), ▲ 70,00 sejak Jan\n"
        "UM-3 Sarana dalam keadaan baik: 100,00 (Sangat Baik), = 0 sejak Jan\n"
        "\n"
        "Per jabatan\n"
        "-----------\n"
        "Umum: 56,22 (Kurang · 4 dari 4)\n"
        "Pelayanan: belum ada\n"
        "Ketertiban: perlu diperbaiki\n"
        "\n"
        "Terlampir\n"
        "---------\n"
        "– IKI_2019-02_contoh.xlsx\n"
        "– IKI_2019-02_contoh_ringkasan.pdf\n"
        "\n"
        "Terima kasih. Kelurahan Contoh\n"
    )


def test_who_gets_a_copy_is_addressed_without_a_name(result: Result) -> None:
    copied = hasil.to_office(KANTOR, Recipient("tembusan-1", "Tembusan", alamat="camat@contoh.example"), result, FILES)
    assert copied.body.blocks[0] == Paragraph("Yth. Bapak/Ibu")
    assert copied.body.blocks[1:] == to_office(result).body.blocks[1:]


def test_a_head_who_is_measured_gets_the_own_rapor_too_and_is_asked_to_sign_it(result: Result) -> None:
    letter = hasil.to_office(KANTOR, UMUM, result, FILES, result.of("umum"))
    assert [one.name for one in letter.attachments] == [
        WORKBOOK,
        "IKI_2019-02_contoh_ringkasan.pdf",
        "IKI_2019-02_contoh_rapor_umum.pdf",
    ]
    [to_do] = [one for one in letter.body.blocks if isinstance(one, Items) and one.title == "Yang perlu dilakukan"]
    assert to_do in to_jabatan(result, UMUM).body.blocks
    assert letter.body.blocks[0] == Paragraph("Yth. Budi Contoh, S.E., Plt. Kepala Subbagian Umum")


def test_a_month_that_waits_for_an_earlier_one_does_not_sound_complete(result: Result) -> None:
    waits = replace(result.ringkasan, keadaan="SEMENTARA: 3 dari 3 formulir Februari 2019 sah")
    assert to_office(replace(result, ringkasan=waits)).subject == "IKI Contoh Februari 2019: SEMENTARA"


def test_a_month_that_is_complete_has_its_mean_in_the_subject(result: Result) -> None:
    final = replace(result.ringkasan, is_final=True, keadaan="LENGKAP: 3 dari 3 formulir Februari 2019 sah")
    letters = [to_office(replace(result, ringkasan=replace(final, angka=mean))) for mean in ("92,89", "")]
    assert [letter.subject for letter in letters] == [
        "IKI Contoh Februari 2019: 92,89, lengkap",
        "IKI Contoh Februari 2019: lengkap",
    ]


def test_a_pejabat_gets_the_own_rapor_and_what_to_write(result: Result) -> None:
    letter = to_jabatan(result, UMUM)
    assert told(letter) == (
        "hasil",
        "Rapor IKI Februari 2019: Umum, lengkap",
        "hasil LENGKAP: formulir bulan ini sah",
        letter.pokok,
        ["IKI_2019-02_contoh_rapor_umum.pdf"],
    )
    assert as_text(letter.body) == (
        "Rapor kinerja Umum, Februari 2019\n"
        "=================================\n"
        "Kinerja s.d. Februari 2019 · dibuat 4 Maret 2019 12.00\n"
        "\n"
        "Yth. Budi Contoh, S.E., Plt. Kepala Subbagian Umum\n"
        "\n"
        "LENGKAP: formulir bulan ini sah\n"
        "Angka di bawah sudah final.\n"
        "\n"
        "56,22 rata-rata capaian 4 indikator: Kurang\n"
        "\n"
        "Indikator, dari yang terendah\n"
        "-----------------------------\n"
        "UM-4 Laporan tepat waktu dan baik: 0,00 (Sangat Kurang)\n"
        "UM-2 Kehadiran tepat waktu: 4,88 (Sangat Kurang), ▲ 0,33 sejak Jan\n"
        "UM-3 Sarana dalam keadaan baik: 100,00 (Sangat Baik), = 0 sejak Jan\n"
        "UM-1 Surat dan arsip: 120,00 (Sangat Baik), ▲ 70,00 sejak Jan\n"
        "\n"
        "Yang perlu dilakukan\n"
        "--------------------\n"
        "1. Tulis penyebab dan tindak lanjut UM-2 dan UM-4 (capaiannya di bawah\n"
        "   Baik) di tabel Catatan pada rapor sebelum ditandatangani, atau di\n"
        "   bagian bawah lembar Isian formulir Februari 2019, lalu kirim\n"
        "   formulirnya lagi.\n"
        "2. Periksa rapor terlampir; bila sudah sesuai, tanda tangani dan\n"
        "   teruskan kepada atasan.\n"
        "\n"
        "Terlampir\n"
        "---------\n"
        "– IKI_2019-02_contoh_rapor_umum.pdf\n"
        "\n"
        "Terima kasih. Kelurahan Contoh\n"
    )


def test_a_provisional_rapor_says_what_is_waited_for_and_is_not_to_be_signed(result: Result) -> None:
    letter = to_jabatan(result, KETERTIBAN)
    assert as_chat(letter.body) == (
        "*Rapor kinerja Ketertiban, Februari 2019*\n"
        "Kinerja s.d. Februari 2019 · dibuat 4 Maret 2019 12.00\n"
        "\n"
        "Yth. Kepala Seksi Ketertiban\n"
        "\n"
        "*SEMENTARA: 1 sel formulir bulan ini perlu diperbaiki*\n"
        "\n"
        "Belum ada rata-rata: formulir perlu diperbaiki.\n"
        "\n"
        "*Indikator, dari yang terendah*\n"
        "KT-1 Gangguan ketertiban: perlu diperbaiki\n"
        "KT-2 Penurunan pelanggaran: tanpa target\n"
        "KT-3 Cadangan beras: tanpa target\n"
        "\n"
        "*Yang perlu dilakukan*\n"
        "1. Kirim yang masih ditunggu (Februari 2019: 1 sel perlu diperbaiki) paling lambat 5 Maret 2019; bila tanggal "
        "itu sudah lewat, secepatnya.\n"
        "\n"
        "*Terlampir*\n"
        "– IKI_2019-02_contoh_rapor_ketertiban.pdf\n"
        "\n"
        "Terima kasih. Kelurahan Contoh\n"
    )


def asked_of(result: Result, *awaited: Ditunggu) -> list[str]:
    """What Ketertiban is asked to do where these forms of it are waited for."""
    own = result.of("ketertiban")
    assert own is not None
    letter = hasil.to_jabatan(KANTOR, KETERTIBAN, result, replace(own, ditunggu=awaited), ())
    return [item for block in letter.body.blocks if isinstance(block, Items) for item in block.items]


def test_many_forms_are_counted_where_the_state_names_them(result: Result) -> None:
    several = [f"{month} 2019: formulir belum masuk" for month in ("Januari", "Februari", "Maret", "April")]
    awaited = [Ditunggu(one, dt.date(2019, 5, 5), lewat=True) for one in several]
    assert [asked_of(result, *awaited[:3]), asked_of(result, *awaited)] == [
        [f"Kirim yang masih ditunggu ({'; '.join(several[:3])}) secepatnya."],
        ["Kirim yang masih ditunggu (4 formulir, seperti tertulis di atas) secepatnya."],
    ]


def test_each_form_that_is_waited_for_has_its_own_last_day(result: Result) -> None:
    months = (("April", 5, True), ("Mei", 6, True), ("Juni", 7, False))
    awaited = [
        Ditunggu(f"{month} 2019: 1 sel perlu diperbaiki", dt.date(2019, due, 5), lewat) for month, due, lewat in months
    ]
    assert asked_of(result, *awaited) == [
        "Kirim yang masih ditunggu (April 2019: 1 sel perlu diperbaiki; Mei 2019: 1 sel perlu diperbaiki) secepatnya.",
        "Kirim yang masih ditunggu (Juni 2019: 1 sel perlu diperbaiki) paling lambat 5 Juli 2019; bila tanggal itu "
        "sudah lewat, secepatnya.",
    ]


# --- one rekap after another ------------------------------------------------------------------------------------------

CORRECTED = Riwayat(3, ("UM-1 7 → 10", "KT-1 3 → 4", "UM-3 status sah → belum masuk", "UM-9 tidak ada lagi"))


def test_a_rekap_that_takes_the_place_of_another_says_what_changed(result: Result) -> None:
    corrected = replace(result, riwayat=CORRECTED)
    letters = [to_office(corrected), to_jabatan(corrected, UMUM), to_jabatan(corrected, KETERTIBAN)]
    assert [letter.body.blocks[0] for letter in letters] == [
        Paragraph(f"Rekap ke-3. Menggantikan rekap sebelumnya; berubah: {changed}.")
        for changed in (
            "UM-1 7 → 10, KT-1 3 → 4, UM-3 status sah → belum masuk, UM-9 tidak ada lagi",
            "UM-1 7 → 10, UM-3 status sah → belum masuk",
            "KT-1 3 → 4",
        )
    ]


def test_of_many_changes_the_first_are_told(result: Result) -> None:
    many = replace(result, riwayat=Riwayat(2, tuple(f"UM-{n} 1 → 2" for n in range(9))))
    assert to_office(many).body.blocks[0] == Paragraph(
        "Rekap ke-2. Menggantikan rekap sebelumnya; berubah: UM-0 1 → 2, UM-1 1 → 2, UM-2 1 → 2, UM-3 1 → 2, "
        "UM-4 1 → 2, dan 4 lain."
    )


@pytest.mark.parametrize(
    ("riwayat", "why"),
    [
        (Riwayat(2, ("UM-1 7 → 10",)), "tidak ada angka yang berubah"),
        (Riwayat(2, None), "catatan rekap sebelumnya tidak ada, jadi yang berubah tidak diketahui"),
    ],
)
def test_where_nothing_of_a_jabatan_changed_that_is_said(result: Result, riwayat: Riwayat, why: str) -> None:
    letter = to_jabatan(replace(result, riwayat=riwayat), KETERTIBAN)
    assert letter.body.blocks[0] == Paragraph(f"Rekap ke-2. Menggantikan rekap sebelumnya; {why}.")


def test_neither_its_number_nor_a_day_that_went_by_makes_a_letter_due_again(batch: Batch, result: Result) -> None:
    later = result_of(batch, NOON + dt.timedelta(days=3), (WORKBOOK, b"buku kerja"), PAGES)
    again = replace(later, riwayat=CORRECTED)
    assert [one.lewat for one in again.jabatan[2].ditunggu] == [True]
    own = result.of("ketertiban")
    assert own is not None
    assert [
        to_office(again).pokok,
        to_jabatan(again, KETERTIBAN).pokok,
        hasil.to_office(KANTOR, KETERTIBAN, again, FILES, again.of("ketertiban")).pokok,
    ] == [
        to_office(result).pokok,
        to_jabatan(result, KETERTIBAN).pokok,
        hasil.to_office(KANTOR, KETERTIBAN, result, FILES, own).pokok,
    ]


def test_without_a_rapor_no_letter_speaks_of_one(result: Result) -> None:
    own = result.of("umum")
    assert own is not None
    letter = hasil.to_jabatan(KANTOR, UMUM, result, own, FILES[:2])
    text = as_text(letter.body)
    assert letter.attachments == ()
    assert "erlampir" not in text and "rapor" not in text.replace("Rapor kinerja", "")
    assert text.splitlines()[-7:] == [
        "Yang perlu dilakukan",
        "--------------------",
        "1. Tulis penyebab dan tindak lanjut UM-2 dan UM-4 (capaiannya di bawah",
        "   Baik) di bagian bawah lembar Isian formulir Februari 2019, lalu kirim",
        "   formulirnya lagi.",
        "",
        "Terima kasih. Kelurahan Contoh",
    ]


def test_nobody_gets_a_file_that_tells_of_somebody_else(result: Result) -> None:
    letters = [to_office(result), *(to_jabatan(result, one) for one in (UMUM, KETERTIBAN))]
    assert [{one.jabatan for one in letter.attachments} for letter in letters] == [{""}, {"umum"}, {"ketertiban"}]
    others = {"UM-": [KETERTIBAN], "KT-": [UMUM], "PL-": [UMUM, KETERTIBAN]}
    for kode, kepada in others.items():
        assert not any(kode in as_html(to_jabatan(result, one).body) for one in kepada)


def test_results_are_due_again_only_where_they_say_something_else(batch: Batch, result: Result) -> None:
    later = result_of(batch, NOON + dt.timedelta(hours=3), (WORKBOOK, b"lain"), PAGES)
    renamed = replace(UMUM, pejabat="Budi Contoh, S.E., M.M.")
    assert (to_office(later).pokok, to_jabatan(later, renamed).pokok) == (
        to_office(result).pokok,
        to_jabatan(result, UMUM).pokok,
    )
    assert to_office(later).body != to_office(result).body
    changed = replace(result, ringkasan=replace(result.ringkasan, angka="56,23"))
    assert to_office(changed).pokok != to_office(result).pokok
    assert to_jabatan(result, UMUM).pokok != to_jabatan(result, KETERTIBAN).pokok


def test_who_wrote_why_is_not_asked_again(batch: Batch, result: Result) -> None:
    assert [(one.kode, one.tanpa_catatan, one.ditunggu) for one in result.jabatan] == [
        ("umum", ("UM-2", "UM-4"), ()),
        ("pelayanan", (), ()),
        ("ketertiban", (), (Ditunggu("Februari 2019: 1 sel perlu diperbaiki", dt.date(2019, 3, 5), lewat=False),)),
    ]


# --- headers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "subject"),
    [
        ("Kepala Seksi “Tramtib” – Café…", 'Kepala Seksi "Tramtib" - Cafe...'),
        ("dua\r\nBcc: lain@contoh.example", "dua Bcc: lain@contoh.example"),
        ("nol\x00 dan \x1b[31m", "nol? dan ?[31m"),
        ("漢字", "??"),
        ("x" * 130, "x" * 117 + "..."),
    ],
)
def test_a_subject_is_ascii_on_one_line(typed: str, subject: str) -> None:
    assert in_ascii(typed) == subject


HOSTILE = "<script>\r\nBcc: lain@contoh.example\n=1+1 é"


def test_no_name_that_is_typed_makes_a_header_or_a_tag(result: Result) -> None:
    kantor = replace(KANTOR, nama=HOSTILE, tempat=HOSTILE)
    kepada = Recipient("umum", HOSTILE, HOSTILE, "umum@contoh.example")
    minta, own = replace(MINTA, kepada=kepada, sebutan=HOSTILE), result.jabatan[0]
    letters = [
        formulir.letter(kantor, minta, BLANK),
        ingatkan.letter(kantor, minta, BLANK, BATAS),
        perbaikan.letter(kantor, minta, marked((MEND, "F8", HOSTILE, HOSTILE, HOSTILE)), COPY, "ab12"),
        hasil.to_office(kantor, kepada, result, FILES),
        hasil.to_jabatan(kantor, kepada, result, replace(own, nama=HOSTILE, sebutan=HOSTILE, keadaan=HOSTILE), FILES),
    ]
    assert all(letter.subject.isascii() and letter.subject.isprintable() for letter in letters)
    assert not any("<script" in as_html(letter.body) for letter in letters)
    assert not any(line.startswith(("Bcc", "=1")) for letter in letters for line in as_text(letter.body).splitlines())


def test_all_names_of_files_are_ascii(result: Result) -> None:
    assert [(one.nama, one.jabatan, one.nama.isascii()) for one in result.berkas] == [
        (WORKBOOK, "", True),
        ("IKI_2019-02_contoh_ringkasan.pdf", "", True),
        ("IKI_2019-02_contoh_rapor_umum.pdf", "umum", True),
        ("IKI_2019-02_contoh_rapor_ketertiban.pdf", "ketertiban", True),
    ]
