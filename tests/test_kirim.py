"""``iki kirim``: which letters are due, and what becomes of them, with a mail server and without one."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import functools
import re
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from iki_excel.cli import asking, clock
from iki_excel.delivery import journal, outbox, sending, trials
from iki_excel.forms.layout import template_name
from iki_excel.runs import office
from tests import kecil, loopback
from tests.console import Iki, Said
from tests.forms import blank, complete
from tests.loopback import PASSWORD, USER, Inbox, mail_server
from tests.posting import IN_NO_TIME

MARCH, FORMS = "2019-03", Path("input_templates")
ADDRESSES = """
[surel.alamat]
umum = "umum@contoh.example"
pelayanan = "pelayanan@contoh.example"
"""
EXCUSED = """
[[pengecualian]]
jabatan = "umum"
periode = "2019-03"
alasan = "Jabatan kosong"
oleh = "Lurah Contoh"
"""
ON_A_PHONE = (
    "– Di ponsel: unduh berkasnya, buka dengan Google Sheets atau Excel, isi sel kuning, lalu simpan tetap sebagai "
    ".xlsx."
)
BY_HAND = "lewat WhatsApp atau tangan"
PASTE = """\
{} pesan siap ditempel di WhatsApp ditulis di pesan/2019-03; lampirkan berkas
yang disebut di atas.
"""
NOTE_IT = """\
Sesudah disampaikan, catat dengan “iki kirim --diserahkan”; yang dicatat tidak
diusulkan lagi.
"""
MONTH = "--periode=2019-03"


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let it be another day, at nine in the morning by the clock of WIB."""

    def be(day: str) -> None:
        date = dt.date.fromisoformat(day)
        monkeypatch.setattr(clock, "today", lambda: date)
        monkeypatch.setattr(clock, "now", lambda: dt.datetime(date.year, date.month, date.day, 2, tzinfo=dt.UTC))

    return be


@pytest.fixture
def kantor(iki: Iki, tmp_path: Path, on: Callable[[str], None]) -> Iki:
    """Kelurahan Contoh on 20 March 2019, with two addresses and the blank forms of March."""
    kecil.move_into(tmp_path)
    with (tmp_path / "iki.toml").open("a", encoding="utf-8") as settings:
        settings.write(ADDRESSES)
    on("2019-03-20")
    write_blanks(MARCH)
    return lambda *arguments: iki(*arguments, *kecil.OPTION)


def place(jabatan: str, month: str) -> Path:
    return FORMS / month / template_name(kecil.UNIT, jabatan, month)


def write_blanks(month: str, *only: str) -> None:
    for jabatan in only or kecil.catalog().kode:
        place(jabatan, month).parent.mkdir(parents=True, exist_ok=True)
        place(jabatan, month).write_bytes(blank(jabatan, month))


@functools.cache
def filled(jabatan: str, month: str, table: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return complete(Path(folder), jabatan, month, table).read_bytes()


def came(jabatan: str, table: str = "", month: str = MARCH) -> None:
    """A form of a month that was filled and lies in its place."""
    place(jabatan, month).parent.mkdir(parents=True, exist_ok=True)
    place(jabatan, month).write_bytes(filled(jabatan, month, table))


def all_came(month: str = MARCH) -> None:
    for jabatan in kecil.catalog().kode:
        came(jabatan, month=month)


def lines(said: Said) -> str:
    assert said.err == ""
    return said.out


def due(said: Said) -> list[str]:
    """Why each letter is due."""
    told = said.out.splitlines()
    return [told[number + 1].strip() for number, line in enumerate(told) if re.match(r" *\d+\. ", line)]


def whom(said: Said) -> list[str]:
    """To whom each letter goes, and how."""
    return [line[5:] for line in said.out.splitlines() if re.match(r" *\d+\. ", line)]


def reminder(month: str, day: str, *, is_over: bool = False) -> str:
    return f"formulir {month} belum masuk, batas {day}{' sudah lewat' if is_over else ''}"


MARCH_FORM = "formulir Maret 2019 untuk diisi, ditunggu sampai 5 April 2019"
ALL_AWAITED = "Formulir Maret 2019 yang belum masuk: Umum, Pelayanan, dan Ketertiban.\n"
NOTHING = "Tidak ada surat yang perlu dikirim untuk Maret 2019.\n"


# --- forms ------------------------------------------------------------------------------------------------------------


def test_blank_forms_go_to_whoever_sent_none(kantor: Iki) -> None:
    came("umum")
    said = kantor("kirim", MONTH)
    assert said.status == 1
    assert lines(said) == (
        """\
2 surat perlu dikirim (Maret 2019):

  1. Kepala Seksi Pelayanan, lewat WhatsApp atau tangan
     formulir Maret 2019 untuk diisi, ditunggu sampai 5 April 2019
     pesannya: pesan/2019-03/pelayanan.txt
     + input_templates/2019-03/IKI_2019-03_contoh_pelayanan.xlsx

  2. Kepala Seksi Ketertiban, lewat WhatsApp atau tangan
     formulir Maret 2019 untuk diisi, ditunggu sampai 5 April 2019
     pesannya: pesan/2019-03/ketertiban.txt
     + input_templates/2019-03/IKI_2019-03_contoh_ketertiban.xlsx

Formulir Maret 2019 yang belum masuk: Pelayanan dan Ketertiban.
Perhatikan: 6 formulir kosong Januari 2019 sampai Februari 2019 belum dibuat,
jadi tidak dapat dikirim. Jalankan “iki template --periode 2019-01..2019-02”;
bila kantor ini baru dinilai sesudahnya, tulis mulai di [unit].
"""
        + PASTE.format(2)
        + NOTE_IT
    )


def test_after_the_day_they_are_reminded_with_the_blank_form_and_the_date(
    kantor: Iki, on: Callable[[str], None]
) -> None:
    on("2019-04-06")
    assert due(kantor("kirim", MONTH)) == [reminder("Maret 2019", "5 April 2019", is_over=True)] * 3


def test_on_the_day_itself_the_form_is_still_only_handed_out(kantor: Iki, on: Callable[[str], None]) -> None:
    on("2019-04-05")
    assert due(kantor("kirim", MONTH)) == [MARCH_FORM] * 3


def test_a_reminder_can_be_asked_for_before_the_day(kantor: Iki) -> None:
    assert due(kantor("kirim", MONTH, "--ingatkan", "--jabatan", "umum")) == [reminder("Maret 2019", "5 April 2019")]


def test_nobody_is_reminded_by_the_way_of_a_month_that_is_not_over(kantor: Iki, on: Callable[[str], None]) -> None:
    write_blanks("2019-02")
    on("2019-03-03")
    assert due(kantor("kirim", "--ingatkan")) == [reminder("Februari 2019", "5 Maret 2019")] * 3


@pytest.mark.panjang
def test_who_was_reminded_is_reminded_again_only_where_somebody_says_so(kantor: Iki, on: Callable[[str], None]) -> None:
    on("2019-04-06")
    kantor("kirim", MONTH, "--diserahkan", "--ya")
    on("2019-04-20")
    assert lines(kantor("kirim", MONTH)).startswith(
        f"{NOTHING}3 surat lain sudah disampaikan dan tidak dikirim lagi; lihat “iki kotak-keluar”.\n{ALL_AWAITED}"
    )
    assert len(due(kantor("kirim", MONTH, "--ingatkan"))) == 3
    kantor("kirim", MONTH, "--ingatkan", "--diserahkan", "--ya")
    assert due(kantor("kirim", MONTH, "--ingatkan")) == []


def test_the_form_of_a_month_to_come_goes_out_where_the_month_is_named(kantor: Iki, on: Callable[[str], None]) -> None:
    on("2019-02-25")
    assert due(kantor("kirim", MONTH)) == [MARCH_FORM] * 3
    assert due(kantor("kirim", "--pratinjau")) == []


def test_forms_that_nobody_wrote_yet_are_told(kantor: Iki) -> None:
    said = kantor("kirim", "--periode=2019-02")
    assert (said.status, lines(said)) == (
        0,
        "Tidak ada surat yang perlu dikirim untuk Februari 2019.\n"
        "Formulir Februari 2019 yang belum masuk: Umum, Pelayanan, dan Ketertiban.\n"
        "Perhatikan: 6 formulir kosong Januari 2019 sampai Februari 2019 belum dibuat,\n"
        "jadi tidak dapat dikirim. Jalankan “iki template --periode 2019-01..2019-02”;\n"
        "bila kantor ini baru dinilai sesudahnya, tulis mulai di [unit].\n",
    )


def test_a_jabatan_that_is_excused_is_asked_for_nothing(kantor: Iki) -> None:
    with Path("iki.toml").open("a", encoding="utf-8") as settings:
        settings.write(EXCUSED)
    assert len(due(kantor("kirim", MONTH))) == 2


def test_a_form_of_an_earlier_month_that_is_missing_is_reminded_of_with_the_present_one(
    kantor: Iki, on: Callable[[str], None]
) -> None:
    write_blanks("2019-02", "umum")
    assert sorted(due(kantor("kirim", MONTH, "--jabatan", "umum"))) == [
        reminder("Februari 2019", "5 Maret 2019", is_over=True),
        MARCH_FORM,
    ]


# --- forms that go back -----------------------------------------------------------------------------------------------


def test_a_form_with_a_mistake_goes_back_with_its_marked_copy(kantor: Iki) -> None:
    all_came()
    came("umum", "surat | tiga\n")
    said = kantor("kirim", MONTH, "--perbaikan")
    assert lines(said).startswith(
        """\
1 surat perlu dikirim (Maret 2019):

  1. Kepala Subbagian Umum, lewat WhatsApp atau tangan
     1 sel perlu diperbaiki
     pesannya: pesan/2019-03/umum.txt
     + perbaikan/IKI_2019-03_contoh_umum_perbaikan.xlsx

"""
    )
    assert Path("perbaikan/IKI_2019-03_contoh_umum_perbaikan.xlsx").exists()


def test_it_goes_back_once_for_each_content(kantor: Iki) -> None:
    all_came()
    came("umum", "surat | tiga\n")
    assert kantor("kirim", MONTH, "--perbaikan", "--diserahkan", "--ya").out.endswith(
        "1 pesan dicatat sudah diserahkan sendiri.\n"
    )
    assert lines(kantor("kirim", MONTH, "--perbaikan")) == (
        "Tidak ada surat yang perlu dikirim untuk Maret 2019.\n"
        "1 surat lain sudah disampaikan dan tidak dikirim lagi; lihat “iki kotak-keluar”.\n"
    )
    came("umum", "surat | empat\n")
    assert len(due(kantor("kirim", MONTH, "--perbaikan"))) == 1


def test_a_form_that_only_has_warnings_does_not_go_back_by_itself(kantor: Iki) -> None:
    all_came()
    came("umum", "surat | 90000\n")
    assert due(kantor("kirim", MONTH, "--perbaikan")) == []


def test_two_versions_of_a_form_have_no_copy_and_are_told(kantor: Iki) -> None:
    all_came()
    complete(FORMS / MARCH, "umum", MARCH, "surat | 7\n", name="lain")
    assert lines(kantor("kirim", MONTH, "--perbaikan")) == (
        "Tidak ada surat yang perlu dikirim untuk Maret 2019.\n"
        "Perhatikan: Formulir Umum Maret 2019 tidak dapat dibuatkan salinan bertanda.\n"
        "Lihat sebabnya dengan “iki periksa --periode 2019-03”.\n"
    )


# --- results ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def processed(kantor: Iki) -> Iki:
    """The forms of the year so far have come, and the result was made."""
    for month in ("2019-01", "2019-02", MARCH):
        all_came(month)
    kantor("proses", MONTH, "--waktu=2019-04-02T09:00", "--tanpa-rapor")
    return kantor


def test_the_head_gets_all_of_a_result_and_each_holder_the_own_part(processed: Iki) -> None:
    assert receivers(processed("kirim", MONTH)) == [
        f"Pimpinan Kelurahan Contoh, {BY_HAND}",
        "+ output/2019-03/IKI_2019-03_contoh.xlsx",
        f"Kepala Subbagian Umum, {BY_HAND}",
        f"Kepala Seksi Pelayanan, {BY_HAND}",
        f"Kepala Seksi Ketertiban, {BY_HAND}",
    ]


def receivers(said: Said) -> list[str]:
    """Who gets a letter, and the files of it."""
    told = lines(said).splitlines()
    return [line[5:] for line in told if line[:3].strip().isdecimal() or line.startswith("     +")]


@pytest.mark.panjang
def test_a_head_who_is_measured_gets_the_own_rapor_as_well(kantor: Iki) -> None:
    settings = Path("iki.toml").read_text("utf-8")
    Path("iki.toml").write_text(settings.replace("[unit]\n", '[unit]\npimpinan = "umum"\n'), "utf-8")
    for month in ("2019-01", "2019-02", MARCH):
        all_came(month)
    kantor("proses", MONTH, "--waktu=2019-04-02T09:00")
    assert receivers(kantor("kirim", MONTH)) == [
        f"Kepala Subbagian Umum, {BY_HAND}",
        "+ output/2019-03/IKI_2019-03_contoh.xlsx",
        "+ output/2019-03/IKI_2019-03_contoh_ringkasan.pdf",
        "+ output/2019-03/IKI_2019-03_contoh_rapor_umum.pdf",
        f"Kepala Seksi Pelayanan, {BY_HAND}",
        "+ output/2019-03/IKI_2019-03_contoh_rapor_pelayanan.pdf",
        f"Kepala Seksi Ketertiban, {BY_HAND}",
        "+ output/2019-03/IKI_2019-03_contoh_rapor_ketertiban.pdf",
    ]


@pytest.mark.panjang
def test_a_jabatan_that_is_excused_gets_no_rapor(kantor: Iki) -> None:
    with Path("iki.toml").open("a", encoding="utf-8") as settings:
        settings.write(EXCUSED)
    for jabatan in ("pelayanan", "ketertiban"):
        came(jabatan)
    for month in ("2019-01", "2019-02"):
        all_came(month)
    kantor("proses", MONTH, "--waktu=2019-04-02T09:00", "--tanpa-rapor")
    assert receivers(kantor("kirim", MONTH)) == [
        f"Pimpinan Kelurahan Contoh, {BY_HAND}",
        "+ output/2019-03/IKI_2019-03_contoh.xlsx",
        f"Kepala Seksi Pelayanan, {BY_HAND}",
        f"Kepala Seksi Ketertiban, {BY_HAND}",
    ]


@pytest.mark.panjang
def test_a_corrected_result_says_what_it_replaces(processed: Iki) -> None:
    processed("kirim", MONTH, "--diserahkan", "--ya")
    came("ketertiban", "gangguan | 2\n")
    processed("proses", MONTH, "--waktu=2019-04-09T15:00", "--tanpa-rapor")
    processed("kirim", MONTH, "--jabatan=ketertiban")
    assert Path("pesan/2019-03/ketertiban.txt").read_text("utf-8").splitlines()[:5] == [
        "*Rapor kinerja Ketertiban, Maret 2019*",
        "Kinerja s.d. Maret 2019 · dibuat 9 April 2019 15.00",
        "",
        "Rekap ke-2. Menggantikan rekap sebelumnya; berubah: KT-1 3 → 4.",
        "",
    ]


@pytest.mark.panjang
def test_the_same_result_made_again_is_not_sent_again(processed: Iki) -> None:
    processed("kirim", MONTH, "--diserahkan", "--ya")
    processed("proses", MONTH, "--waktu=2019-04-09T15:00", "--tanpa-rapor")
    assert lines(processed("kirim", MONTH)) == (
        "Tidak ada surat yang perlu dikirim untuk Maret 2019.\n"
        "4 surat lain sudah disampaikan dan tidak dikirim lagi; lihat “iki kotak-keluar”.\n"
    )


@pytest.mark.panjang
def test_a_result_that_changed_goes_to_whom_it_changed_for(processed: Iki) -> None:
    processed("kirim", MONTH, "--diserahkan", "--ya")
    came("ketertiban", "gangguan | 2\n")
    processed("proses", MONTH, "--waktu=2019-04-09T15:00", "--tanpa-rapor")
    assert receivers(processed("kirim", MONTH)) == [
        f"Pimpinan Kelurahan Contoh, {BY_HAND}",
        "+ output/2019-03/IKI_2019-03_contoh.xlsx",
        f"Kepala Seksi Ketertiban, {BY_HAND}",
    ]


def test_a_result_that_its_forms_left_behind_is_not_proposed(processed: Iki) -> None:
    came("umum", "surat | 9\n")
    assert lines(processed("kirim", MONTH)) == (
        "Tidak ada surat yang perlu dikirim untuk Maret 2019.\n"
        "Perhatikan: Formulir berubah sejak rekap Maret 2019 dibuat. Jalankan “iki proses\n"
        "--periode 2019-03”, lalu kirim hasilnya.\n"
    )
    said = processed("kirim", MONTH, "--hasil", "--jabatan", "umum")
    assert len(due(said)) == 1
    assert "Perhatikan: Formulir berubah sejak rekap Maret 2019 dibuat." in said.out


def test_a_result_that_the_settings_left_behind_is_not_proposed(processed: Iki) -> None:
    with Path("iki.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[batas_kirim]\nhari = 6\n")
    assert "Perhatikan: Pengaturan berubah sejak rekap Maret 2019 dibuat." in lines(processed("kirim", MONTH))


def test_a_workbook_that_somebody_changed_is_not_sent(processed: Iki) -> None:
    workbook = Path("output/2019-03/IKI_2019-03_contoh.xlsx")
    workbook.write_bytes(workbook.read_bytes() + b" ")
    assert lines(processed("kirim", MONTH, "--hasil")) == (
        "Tidak ada surat yang perlu dikirim untuk Maret 2019.\n"
        "Perhatikan: Rekap IKI_2019-03_contoh.xlsx berubah sesudah ditulis, atau dari\n"
        "versi lama. Jalankan iki proses lagi.\n"
    )


def test_a_result_that_was_not_made_is_told_where_it_is_asked_for(kantor: Iki) -> None:
    assert lines(kantor("kirim", MONTH, "--hasil")) == (
        f"{NOTHING}{ALL_AWAITED}Perhatikan: Rekap Maret 2019 belum dibuat. Jalankan “iki proses --periode\n2019-03”.\n"
    )


# --- what is written --------------------------------------------------------------------------------------------------


def test_every_letter_is_also_a_text_to_paste(kantor: Iki) -> None:
    kantor("kirim", MONTH, "--jabatan", "umum")
    assert Path("pesan/2019-03/umum.txt").read_text("utf-8") == textwrap.dedent(
        f"""\
        *Formulir IKI Maret 2019*
        Kelurahan Contoh

        Yth. Kepala Subbagian Umum

        Bersama ini formulir IKI Maret 2019 untuk diisi. Mohon dikirim kembali paling lambat 5 April 2019.

        *Cara mengisi dan mengirim*
        {ON_A_PHONE}
        – Kirim kembali: balas pesan ini dengan berkasnya terlampir. Nama berkas boleh apa saja.

        *Terlampir*
        – IKI_2019-03_contoh_umum.xlsx

        Terima kasih. Kelurahan Contoh
        """
    )


def test_drafts_are_mails_that_are_not_sent_yet(kantor: Iki) -> None:
    said = kantor("kirim", MONTH, "--jabatan", "umum", "--pratinjau")
    assert said.status == 0
    assert said.out.endswith(
        "1 surat siap kirim (.eml) ditulis di pesan/2019-03. Buka dengan program surel,\nlihat, lalu kirim.\n"
        + PASTE.format(1)
        + NOTE_IT
    )
    content = Path("pesan/2019-03/umum.eml").read_bytes()
    draft = email.message_from_bytes(content, policy=email.policy.default)
    assert (draft["To"], draft["X-Unsent"], draft["Date"], draft["Message-ID"]) == (
        "umum@contoh.example",
        "1",
        None,
        None,
    )
    assert [part.get_filename() for part in draft.iter_attachments()] == ["IKI_2019-03_contoh_umum.xlsx"]
    assert [part.get_content() for part in draft.iter_attachments()] == [
        (FORMS / MARCH / "IKI_2019-03_contoh_umum.xlsx").read_bytes()
    ]


def test_a_preview_remembers_nothing(kantor: Iki) -> None:
    kantor("kirim", MONTH, "--pratinjau")
    assert not Path("jejak.sqlite").exists()
    assert len(due(kantor("kirim", MONTH))) == 3


def test_what_was_handed_over_by_hand_is_asked_for_no_more(kantor: Iki) -> None:
    said = kantor("kirim", MONTH, "--jabatan", "umum", "--diserahkan", "--ya")
    assert (said.status, said.out.splitlines()[-1]) == (0, "1 pesan dicatat sudah diserahkan sendiri.")
    assert len(due(kantor("kirim", MONTH))) == 2


# --- what is asked for ------------------------------------------------------------------------------------------------


def test_without_a_month_those_are_looked_at_of_which_anything_lies_there(
    kantor: Iki, on: Callable[[str], None]
) -> None:
    all_came()
    write_blanks("2019-04")
    on("2019-04-03")
    assert lines(kantor("kirim", "--pratinjau")).startswith("3 surat perlu dikirim (Maret 2019 dan April 2019):\n")


def test_nobody_knows_a_jabatan(kantor: Iki) -> None:
    said = kantor("kirim", MONTH, "--jabatan", "umm")
    assert (said.status, said.err) == (2, "Jabatan “umm” tidak dikenal. Maksudnya “umum”?\n")


def test_a_preview_and_a_note_exclude_each_other(kantor: Iki) -> None:
    said = kantor("kirim", MONTH, "--pratinjau", "--diserahkan")
    assert (said.status, said.err) == (
        2,
        "Pilih salah satu: --pratinjau atau --diserahkan. Lihat “iki kirim --help”.\n",
    )


# --- by mail ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def mailing(kantor: Iki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Iki, Inbox]]:
    """The office with a server that takes its letters, without a mailbox; nobody read a test letter back yet."""
    server, inbox = loopback.Office(tmp_path), Inbox()
    with mail_server(inbox, server.context()) as port:
        account = ACCOUNT.format(port=port, user=USER, certificate=server.certificate.name)
        settings = Path("iki.toml").read_text("utf-8")
        Path("iki.toml").write_text(settings.replace("[surel.alamat]", f"{account}[surel.alamat]"), "utf-8")
        monkeypatch.setenv("IKI_SANDI_SUREL", PASSWORD)
        monkeypatch.setattr(sending, "USUAL", IN_NO_TIME)
        yield kantor, inbox


ACCOUNT = """
[surel]
server = "localhost"
port = {port}
dari = "{user}"
sertifikat = "{certificate}"

"""


def past_trial() -> None:
    with journal.opened(Path()) as opened:
        trials.read_back(opened, office.load(kecil.KATALOG).settings.surel, clock.now())


def test_in_the_trial_nothing_leaves_but_to_the_office_itself(mailing: tuple[Iki, Inbox]) -> None:
    kantor, inbox = mailing
    said = kantor("kirim", MONTH, "--ya")
    assert (said.status, inbox.letters) == (1, [])
    assert said.out.endswith(
        "0 surat terkirim.\n"
        "2 surat menunggu. Masa uji: hanya alamat kantor sendiri yang disurati. Jalankan\n"
        "“iki surel --uji” sekali, lalu ulangi.\n"
        "Tanpa alamat surel: Kepala Seksi Ketertiban. Tempel pesannya di WhatsApp, lalu\n"
        "catat dengan “iki kirim --diserahkan”; atau tulis alamatnya di [surel.alamat],\n"
        "iki.toml.\n"
    )


def test_each_letter_goes_to_its_recipient_alone_and_once(mailing: tuple[Iki, Inbox]) -> None:
    kantor, inbox = mailing
    past_trial()
    said = kantor("kirim", MONTH, "--ya")
    assert said.out.splitlines()[-4] == "2 surat terkirim."
    assert [one.rcpt_tos for one in inbox.letters] == [["umum@contoh.example"], ["pelayanan@contoh.example"]]
    again = kantor("kirim", MONTH, "--ya")
    assert whom(again) == [f"Kepala Seksi Ketertiban, {BY_HAND}"]
    assert "2 surat lain sudah disampaikan dan tidak dikirim lagi" in again.out
    assert len(inbox.letters) == 2


def test_without_an_answer_nothing_is_sent(mailing: tuple[Iki, Inbox]) -> None:
    kantor, inbox = mailing
    past_trial()
    said = kantor("kirim", MONTH)
    assert (said.status, inbox.letters) == (1, [])
    assert said.out.endswith("Tidak ada yang dikirim. Jawab y, atau tambahkan --ya, untuk mengirim.\n")


def test_a_password_that_is_not_taken_stops_before_any_letter(
    mailing: tuple[Iki, Inbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    kantor, inbox = mailing
    past_trial()
    monkeypatch.setenv("IKI_SANDI_SUREL", "salah")
    said = kantor("kirim", MONTH, "--ya")
    assert (said.status, inbox.letters) == (2, [])
    assert said.err == (
        "Server localhost tidak menerima sandi untuk kantor@contoh.example. Periksa pengguna di [surel], iki.toml, "
        "lalu simpan sandi yang benar. Menyimpannya: “iki surel --atur”.\n"
    )
    monkeypatch.setenv("IKI_SANDI_SUREL", PASSWORD)
    assert "2 surat terkirim." in kantor("kirim", MONTH, "--ya").out


# --- what goes wrong on the way ---------------------------------------------------------------------------------------


@pytest.fixture
def sending_out(mailing: tuple[Iki, Inbox]) -> tuple[Iki, Inbox]:
    """The same after its trial, and with an address for everybody."""
    past_trial()
    change("[surel.alamat]", '[surel.alamat]\nketertiban = "ketertiban@contoh.example"')
    return mailing


def change(old: str, new: str) -> None:
    """Something else in iki.toml."""
    path = Path("iki.toml")
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def states() -> list[tuple[str, str]]:
    with journal.opened(Path()) as opened:
        return [(one.kepada, one.keadaan) for one in outbox.rows(opened)]


def put(kepada: str, keadaan: str) -> None:
    """As a run leaves a letter that is killed."""
    with journal.opened(Path()) as opened:
        opened.execute("UPDATE surat SET keadaan = ? WHERE kepada = ?", (keadaan, kepada))


def got(inbox: Inbox) -> list[str]:
    return [one.rcpt_tos[0].partition("@")[0] for one in inbox.letters]


EVERYBODY = ["umum", "pelayanan", "ketertiban"]


def test_a_letter_that_a_killed_run_was_sending_goes_with_the_next_one(sending_out: tuple[Iki, Inbox]) -> None:
    kantor, inbox = sending_out
    kantor("kirim", MONTH, "--ya")
    put("pelayanan", "mengirim")
    said = kantor("kirim", MONTH, "--ya")
    assert said.status == 0
    assert said.out.startswith(
        "Surat nomor 2 ke Kepala Seksi Pelayanan siap: Sambungan putus sebelum surat ini\n"
        "selesai dikirim, jadi pasti belum sampai. Jalankan “iki kirim” lagi.\n"
        "1 surat perlu dikirim (Maret 2019):\n"
    )
    assert got(inbox) == [*EVERYBODY, "pelayanan"]


def test_one_that_may_have_arrived_is_told_until_somebody_answers(iki: Iki, sending_out: tuple[Iki, Inbox]) -> None:
    kantor, inbox = sending_out
    kantor("kirim", MONTH, "--ya")
    put("pelayanan", "tidak pasti")
    said = kantor("kirim", MONTH, "--ya")
    assert (said.status, said.out) == (
        1,
        f"{NOTHING}"
        "2 surat lain sudah disampaikan dan tidak dikirim lagi; lihat “iki kotak-keluar”.\n"
        "1 surat tidak pasti sampai (Kepala Seksi Pelayanan). Jawab dengan “iki\n"
        "kotak-keluar”.\n"
        f"{ALL_AWAITED}" + UNWRITTEN,
    )
    assert got(inbox) == EVERYBODY
    iki("kotak-keluar", "--kirim-lagi", "2")
    kantor("kirim", MONTH, "--ya")
    assert got(inbox) == [*EVERYBODY, "pelayanan"]


UNWRITTEN = """\
Perhatikan: 6 formulir kosong Januari 2019 sampai Februari 2019 belum dibuat,
jadi tidak dapat dikirim. Jalankan “iki template --periode 2019-01..2019-02”;
bila kantor ini baru dinilai sesudahnya, tulis mulai di [unit].
"""


def test_what_arrived_is_sent_again_where_somebody_asks_for_it(iki: Iki, sending_out: tuple[Iki, Inbox]) -> None:
    kantor, inbox = sending_out
    kantor("kirim", MONTH, "--ya")
    said = iki("kotak-keluar", "--kirim-lagi", "1")
    assert said.out.splitlines()[0] == (
        "Surat nomor 1 ke Kepala Subbagian Umum dikirim lagi pada “iki kirim” berikutnya."
    )
    came("umum")
    assert "Anda minta dikirim lagi: surat nomor 1 ke Kepala Subbagian Umum, “Formulir IKI" in (
        kantor("kirim", MONTH, "--ya").out
    )
    assert got(inbox) == [*EVERYBODY, "umum"]
    assert len({bytes(one.content) for one in inbox.letters}) == 3


def test_a_letter_to_an_address_that_was_mended_is_remarked_on(iki: Iki, sending_out: tuple[Iki, Inbox]) -> None:
    kantor, inbox = sending_out
    kantor("kirim", MONTH, "--ya")
    change("umum@contoh", "umum.baru@contoh")
    assert (
        "Perhatikan: Surat nomor 1 untuk Kepala Subbagian Umum dikirim ke\n"
        "umum@contoh.example; alamatnya kini umum.baru@contoh.example. Mengirimnya lagi:\n"
        "“iki kotak-keluar --kirim-lagi 1”.\n"
    ) in kantor("kirim", MONTH, "--ya").out
    iki("kotak-keluar", "--kirim-lagi", "1")
    kantor("kirim", MONTH, "--ya")
    assert got(inbox) == [*EVERYBODY, "umum.baru"]


def test_by_hand_only_those_are_noted_who_have_no_address(mailing: tuple[Iki, Inbox]) -> None:
    kantor, _ = mailing
    said = kantor("kirim", MONTH, "--diserahkan", "--ya")
    assert said.out.endswith(
        "2 surat beralamat surel tidak ikut dicatat; dikirim dengan “iki kirim”. Bila\n"
        "sudah Anda sampaikan sendiri, sebut jabatannya: “iki kirim --diserahkan\n"
        "--jabatan KODE”.\n"
        "1 pesan dicatat sudah diserahkan sendiri.\n"
    )
    kantor("kirim", MONTH, "--diserahkan", "--ya", "--jabatan", "umum")
    assert states() == [("ketertiban", "diserahkan"), ("umum", "diserahkan")]


def test_an_older_journal_that_was_put_back_sends_nothing_unasked(sending_out: tuple[Iki, Inbox]) -> None:
    kantor, inbox = sending_out
    backup = Path("jejak.sqlite").read_bytes()
    kantor("kirim", MONTH, "--ya")
    Path("jejak.sqlite").write_bytes(backup)
    said = kantor("kirim", MONTH, "--ya")
    assert said.status == 1
    assert got(inbox) == EVERYBODY
    assert states() == [(kode, "tidak pasti") for kode in EVERYBODY]


def test_a_letter_that_waits_is_from_the_address_that_the_office_has_now(sending_out: tuple[Iki, Inbox]) -> None:
    kantor, inbox = sending_out
    inbox.data_answer = "451 4.3.0 Coba lagi nanti"
    kantor("kirim", MONTH, "--ya", "--jabatan", "umum")
    inbox.data_answer = ""
    change(f'dari = "{USER}"', f'pengguna = "{USER}"\ndari = "surat@contoh.example"')
    past_trial()
    kantor("kirim", MONTH, "--ya", "--jabatan", "umum")
    [letter] = inbox.letters
    assert email.message_from_bytes(bytes(letter.content))["From"].endswith("<surat@contoh.example>")
    assert states() == [("umum", "diganti"), ("umum", "terkirim")]


def test_a_form_that_came_makes_its_letter_needless(iki: Iki, sending_out: tuple[Iki, Inbox]) -> None:
    kantor, inbox = sending_out
    inbox.data_answer = "554 5.7.1 Ditolak"
    kantor("kirim", MONTH, "--ya", "--jabatan", "umum")
    inbox.data_answer = ""
    came("umum")
    kantor("kirim", MONTH, "--ya")
    assert states() == [("umum", "diganti"), ("pelayanan", "terkirim"), ("ketertiban", "terkirim")]
    assert iki("kotak-keluar").status == 0


def test_two_at_one_address_are_remarked_on(sending_out: tuple[Iki, Inbox]) -> None:
    kantor, _ = sending_out
    change("pelayanan@contoh", "umum@contoh")
    assert (
        "Perhatikan: Kepala Subbagian Umum dan Kepala Seksi Pelayanan beralamat sama,\n"
        "umum@contoh.example. Periksa [surel.alamat] di iki.toml.\n"
    ) in kantor("kirim", MONTH).out


def test_what_is_mended_while_the_question_stands_counts(
    sending_out: tuple[Iki, Inbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    kantor, inbox = sending_out

    def mend_and_say_yes(_question: str) -> bool:
        change("umum@contoh", "umum.baru@contoh")
        return True

    monkeypatch.setattr(asking, "confirmed", mend_and_say_yes)
    assert kantor("kirim", MONTH).status == 1
    assert got(inbox) == ["pelayanan", "ketertiban"]
    kantor("kirim", MONTH, "--ya")
    assert got(inbox) == ["pelayanan", "ketertiban", "umum.baru"]


def test_a_run_that_somebody_stops_says_how_far_it_came(
    sending_out: tuple[Iki, Inbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    kantor, _ = sending_out
    offer, offered = sending._offer, list[Any]()

    def stop_at_the_second(going: Any, session: Any, one: Any, content: bytes) -> Any:
        offered.append(one)
        if len(offered) == 2:
            raise KeyboardInterrupt
        return offer(going, session, one, content)

    monkeypatch.setattr(sending, "_offer", stop_at_the_second)
    said = kantor("kirim", MONTH, "--ya")
    assert (said.status, said.err) == (2, "\nDihentikan.\n")
    assert said.out.endswith(
        "1 surat terkirim sebelum berhenti; lihat “iki kotak-keluar”, lalu jalankan “iki\nkirim” lagi.\n"
    )
    monkeypatch.setattr(sending, "_offer", offer)
    assert [keadaan for _, keadaan in states()] == ["terkirim", "siap", "siap"]


@pytest.mark.panjang
def test_a_letter_that_was_asked_for_by_name_waits_until_it_went(
    sending_out: tuple[Iki, Inbox], on: Callable[[str], None]
) -> None:
    kantor, inbox = sending_out
    on("2019-04-06")
    kantor("kirim", MONTH, "--ya")
    on("2019-04-15")
    inbox.data_answer = "450 4.7.1 Tunggu sebentar"
    kantor("kirim", MONTH, "--ingatkan", "--jabatan", "umum", "--ya")
    inbox.data_answer = ""
    assert "Anda minta dikirim lagi: surat nomor 4 ke Kepala Subbagian Umum" in kantor("kirim", MONTH, "--ya").out
    assert got(inbox) == [*EVERYBODY, "umum"]


@pytest.mark.panjang
def test_what_was_asked_for_once_more_goes_only_with_what_is_asked_for_now(
    iki: Iki, sending_out: tuple[Iki, Inbox]
) -> None:
    kantor, inbox = sending_out
    kantor("kirim", MONTH, "--ya")
    came("pelayanan")
    iki("kotak-keluar", "--kirim-lagi", "2")
    kantor("kirim", MONTH, "--jabatan", "umum", "--ya")
    kantor("kirim", MONTH, "--perbaikan", "--ya")
    assert got(inbox) == EVERYBODY
    kantor("kirim", MONTH, "--ya")
    assert got(inbox) == [*EVERYBODY, "pelayanan"]


def test_a_preview_closes_no_letter(sending_out: tuple[Iki, Inbox]) -> None:
    kantor, inbox = sending_out
    inbox.data_answer = "554 5.7.1 Ditolak"
    kantor("kirim", MONTH, "--ya")
    came("umum")
    kantor("kirim", MONTH, "--pratinjau")
    assert [keadaan for _, keadaan in states()] == ["ditolak"] * 3


def test_what_a_person_wrote_in_the_folder_of_texts_stays(kantor: Iki) -> None:
    kantor("kirim", MONTH)
    mine = Path("pesan/2019-03/catatan saya.txt")
    mine.write_text("Telepon Pak Lurah", "utf-8")
    came("umum")
    kantor("kirim", MONTH)
    assert sorted(path.name for path in Path("pesan/2019-03").iterdir()) == [
        "catatan saya.txt",
        "ketertiban.txt",
        "pelayanan.txt",
    ]


@pytest.mark.panjang
def test_when_it_was_found_out_that_a_letter_went_makes_it_no_later_one(
    iki: Iki, processed: Iki, mailing: tuple[Iki, Inbox], on: Callable[[str], None]
) -> None:
    kantor, inbox = mailing
    past_trial()
    kantor("kirim", MONTH, "--hasil", "--ya", "--jabatan", "umum")
    put("umum", "tidak pasti")
    came("umum", "surat | 9\n")
    on("2019-03-21")
    kantor("proses", MONTH, "--waktu=2019-04-09T15:00", "--tanpa-rapor")
    kantor("kirim", MONTH, "--hasil", "--ya", "--jabatan", "umum")
    assert got(inbox) == ["umum", "umum"]
    on("2019-03-22")
    iki("kotak-keluar", "--sampai", "1")
    kantor("kirim", MONTH, "--hasil", "--ya", "--jabatan", "umum")
    assert got(inbox) == ["umum", "umum"]


# --- results by mail --------------------------------------------------------------------------------------------------


@pytest.mark.panjang
def test_a_copy_goes_to_each_address_once_whoever_else_is_listed(processed: Iki, mailing: tuple[Iki, Inbox]) -> None:
    kantor, inbox = mailing
    past_trial()
    change("\n[surel.alamat]", 'tembusan = ["a@contoh.example", "b@contoh.example"]\n\n[surel.alamat]')
    kantor("kirim", MONTH, "--hasil", "--ya")
    change('"a@contoh.example", "b@contoh.example"', '"c@contoh.example", "b@contoh.example"')
    kantor("kirim", MONTH, "--hasil", "--ya")
    assert got(inbox) == ["a", "b", "umum", "pelayanan", "c"]


@pytest.mark.panjang
def test_a_provisional_result_is_only_sent_where_somebody_says_so(kantor: Iki) -> None:
    came("umum")
    kantor("proses", MONTH, "--waktu=2019-04-02T09:00", "--tanpa-rapor")
    said = kantor("kirim", MONTH)
    assert len(due(said)) == 2
    assert (
        "Perhatikan: Rekap Maret 2019 masih SEMENTARA, jadi tidak diusulkan. Mengirimnya\n"
        "juga: “iki kirim --periode 2019-03 --hasil”.\n"
    ) in said.out
    assert due(kantor("kirim", MONTH, "--hasil"))[0].startswith("hasil SEMENTARA")
