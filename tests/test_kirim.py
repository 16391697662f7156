"""``iki kirim``: which letters are due, and what becomes of them, with a mail server and without one."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from iki_excel.cli import clock
from iki_excel.delivery import journal, sending, trials
from iki_excel.forms.layout import template_name
from iki_excel.runs import blanks, office
from tests import kecil, loopback
from tests.console import Iki, Said
from tests.forms import complete
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
PASTED = "3 pesan untuk WhatsApp ditulis di pesan/2019-03; lampirkan berkas yang disebut\ndi dalamnya.\n"
NO_MAIL = (
    "Surel kantor belum diatur ([surel] di iki.toml), jadi tidak ada yang dikirim.\n"
    "Sampaikan pesan di atas sendiri, lalu catat dengan “iki kirim --diserahkan”.\n"
)
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
    blanks.write_blanks(kecil.catalog(), kecil.settings(), [MARCH], FORMS)
    return lambda *arguments: iki(*arguments, *kecil.OPTION)


def came(jabatan: str, table: str = "", month: str = MARCH) -> None:
    """A form of a month that was filled and lies in its place."""
    path = Path(template_name(kecil.UNIT, jabatan, month))
    complete(FORMS / month, jabatan, month, table, name=path.stem)


def all_came(month: str = MARCH) -> None:
    for jabatan in kecil.catalog().kode:
        came(jabatan, month=month)


def lines(said: Said) -> str:
    assert said.err == ""
    return said.out


def subjects(said: Said) -> list[str]:
    return [line.strip(" “”") for line in said.out.splitlines() if line.startswith("     “")]


# --- forms ------------------------------------------------------------------------------------------------------------


def test_blank_forms_go_to_whoever_sent_none(kantor: Iki) -> None:
    came("umum")
    said = kantor("kirim", MONTH)
    assert said.status == 1
    assert (
        lines(said)
        == textwrap.dedent(
            """\
        2 surat untuk Maret 2019:

          1. Kepala Seksi Pelayanan, pelayanan@contoh.example
             formulir Maret 2019 untuk diisi, ditunggu sampai 5 April 2019
             “Formulir IKI Maret 2019: Pelayanan, ditunggu sampai 5 April 2019”
             + IKI_2019-03_contoh_pelayanan.xlsx

          2. Kepala Seksi Ketertiban, tanpa alamat surel; lewat WhatsApp
             formulir Maret 2019 untuk diisi, ditunggu sampai 5 April 2019
             “Formulir IKI Maret 2019: Ketertiban, ditunggu sampai 5 April 2019”
             + IKI_2019-03_contoh_ketertiban.xlsx
        Perhatikan: 6 formulir kosong Januari 2019 sampai Februari 2019 belum dibuat,
        jadi tidak dapat dikirim. Jalankan “iki template --periode 2019-01..2019-02”.
        """
        )
        + PASTED.replace("3", "2", 1)
        + NO_MAIL
    )


def test_after_the_day_they_are_reminded_with_the_blank_form_and_the_date(
    kantor: Iki, on: Callable[[str], None]
) -> None:
    on("2019-04-06")
    assert (
        subjects(kantor("kirim", MONTH))
        == [
            "Pengingat: formulir IKI Maret 2019 belum masuk (batas 5 April 2019)",
        ]
        * 3
    )


def test_on_the_day_itself_the_form_is_still_only_handed_out(kantor: Iki, on: Callable[[str], None]) -> None:
    on("2019-04-05")
    assert subjects(kantor("kirim", MONTH))[0] == "Formulir IKI Maret 2019: Umum, ditunggu sampai 5 April 2019"


def test_a_reminder_can_be_asked_for_before_the_day(kantor: Iki) -> None:
    assert subjects(kantor("kirim", MONTH, "--ingatkan", "--jabatan", "umum")) == [
        "Pengingat: formulir IKI Maret 2019 belum masuk (batas 5 April 2019)",
    ]


def test_forms_that_nobody_wrote_yet_are_told(kantor: Iki) -> None:
    said = kantor("kirim", "--periode=2019-02")
    assert (said.status, lines(said)) == (
        0,
        "Tidak ada surat yang perlu dikirim untuk Februari 2019.\n"
        "Perhatikan: 6 formulir kosong Januari 2019 sampai Februari 2019 belum dibuat,\n"
        "jadi tidak dapat dikirim. Jalankan “iki template --periode 2019-01..2019-02”.\n",
    )


def test_a_jabatan_that_is_excused_is_asked_for_nothing(kantor: Iki) -> None:
    with Path("iki.toml").open("a", encoding="utf-8") as settings:
        settings.write(EXCUSED)
    assert len(subjects(kantor("kirim", MONTH))) == 2


def test_a_form_of_an_earlier_month_that_is_missing_is_reminded_of_with_the_present_one(
    kantor: Iki, on: Callable[[str], None]
) -> None:
    blanks.write_blanks(kecil.catalog(), kecil.settings(), ["2019-02"], FORMS, only=["umum"])
    assert subjects(kantor("kirim", MONTH, "--jabatan", "umum")) == [
        "Pengingat: formulir IKI Februari 2019 belum masuk (batas 5 Maret 2019)",
        "Formulir IKI Maret 2019: Umum, ditunggu sampai 5 April 2019",
    ]


# --- forms that go back -----------------------------------------------------------------------------------------------


def test_a_form_with_a_mistake_goes_back_with_its_marked_copy(kantor: Iki) -> None:
    all_came()
    came("umum", "surat | tiga\n")
    said = kantor("kirim", MONTH, "--perbaikan")
    assert lines(said).startswith(
        textwrap.dedent(
            """\
            1 surat untuk Maret 2019:

              1. Kepala Subbagian Umum, umum@contoh.example
                 1 sel perlu diperbaiki
                 “Perlu diperbaiki: formulir IKI Maret 2019, 1 sel”
                 + IKI_2019-03_contoh_umum_perbaikan.xlsx
            """
        )
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
    assert len(subjects(kantor("kirim", MONTH, "--perbaikan"))) == 1


def test_a_form_that_only_has_warnings_does_not_go_back_by_itself(kantor: Iki) -> None:
    all_came()
    came("umum", "surat | 90000\n")
    assert subjects(kantor("kirim", MONTH, "--perbaikan")) == []


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
        "Pimpinan Kelurahan Contoh, tanpa alamat surel; lewat WhatsApp",
        "+ IKI_2019-03_contoh.xlsx",
        "Kepala Subbagian Umum, umum@contoh.example",
        "Kepala Seksi Pelayanan, pelayanan@contoh.example",
        "Kepala Seksi Ketertiban, tanpa alamat surel; lewat WhatsApp",
    ]


def receivers(said: Said) -> list[str]:
    """Who gets a letter, and the files of it."""
    told = lines(said).splitlines()
    return [line[5:] for line in told if line[:3].strip().isdecimal() or line.startswith("     +")]


def test_a_head_who_is_measured_gets_the_own_rapor_as_well(kantor: Iki) -> None:
    settings = Path("iki.toml").read_text("utf-8")
    Path("iki.toml").write_text(settings.replace("[unit]\n", '[unit]\npimpinan = "umum"\n'), "utf-8")
    for month in ("2019-01", "2019-02", MARCH):
        all_came(month)
    kantor("proses", MONTH, "--waktu=2019-04-02T09:00")
    assert receivers(kantor("kirim", MONTH)) == [
        "Kepala Subbagian Umum, umum@contoh.example",
        "+ IKI_2019-03_contoh.xlsx",
        "+ IKI_2019-03_contoh_ringkasan.pdf",
        "+ IKI_2019-03_contoh_rapor_umum.pdf",
        "Kepala Seksi Pelayanan, pelayanan@contoh.example",
        "+ IKI_2019-03_contoh_rapor_pelayanan.pdf",
        "Kepala Seksi Ketertiban, tanpa alamat surel; lewat WhatsApp",
        "+ IKI_2019-03_contoh_rapor_ketertiban.pdf",
    ]


def test_a_jabatan_that_is_excused_gets_no_rapor(kantor: Iki) -> None:
    with Path("iki.toml").open("a", encoding="utf-8") as settings:
        settings.write(EXCUSED)
    for jabatan in ("pelayanan", "ketertiban"):
        came(jabatan)
    for month in ("2019-01", "2019-02"):
        all_came(month)
    kantor("proses", MONTH, "--waktu=2019-04-02T09:00", "--tanpa-rapor")
    assert receivers(kantor("kirim", MONTH)) == [
        "Pimpinan Kelurahan Contoh, tanpa alamat surel; lewat WhatsApp",
        "+ IKI_2019-03_contoh.xlsx",
        "Kepala Seksi Pelayanan, pelayanan@contoh.example",
        "Kepala Seksi Ketertiban, tanpa alamat surel; lewat WhatsApp",
    ]


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


def test_the_same_result_made_again_is_not_sent_again(processed: Iki) -> None:
    processed("kirim", MONTH, "--diserahkan", "--ya")
    processed("proses", MONTH, "--waktu=2019-04-09T15:00", "--tanpa-rapor")
    assert lines(processed("kirim", MONTH)) == (
        "Tidak ada surat yang perlu dikirim untuk Maret 2019.\n"
        "4 surat lain sudah disampaikan dan tidak dikirim lagi; lihat “iki kotak-keluar”.\n"
    )


def test_a_result_that_changed_goes_to_whom_it_changed_for(processed: Iki) -> None:
    processed("kirim", MONTH, "--diserahkan", "--ya")
    came("ketertiban", "gangguan | 2\n")
    processed("proses", MONTH, "--waktu=2019-04-09T15:00", "--tanpa-rapor")
    assert receivers(processed("kirim", MONTH)) == [
        "Pimpinan Kelurahan Contoh, tanpa alamat surel; lewat WhatsApp",
        "+ IKI_2019-03_contoh.xlsx",
        "Kepala Seksi Ketertiban, tanpa alamat surel; lewat WhatsApp",
    ]


def test_a_result_that_its_forms_left_behind_is_not_proposed(processed: Iki) -> None:
    came("umum", "surat | 9\n")
    assert lines(processed("kirim", MONTH)) == (
        "Tidak ada surat yang perlu dikirim untuk Maret 2019.\n"
        "Perhatikan: Formulir berubah sejak rekap Maret 2019 dibuat. Jalankan “iki proses\n"
        "--periode 2019-03”, lalu kirim hasilnya.\n"
    )
    said = processed("kirim", MONTH, "--hasil", "--jabatan", "umum")
    assert len(subjects(said)) == 1
    assert "Perhatikan: Formulir berubah sejak rekap Maret 2019 dibuat." in said.out


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
        "Tidak ada surat yang perlu dikirim untuk Maret 2019.\n"
        "Perhatikan: Rekap Maret 2019 belum dibuat. Jalankan “iki proses --periode\n"
        "2019-03”.\n"
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
        "1 surat siap kirim (.eml) ditulis di sana juga; buka dengan program surel, lalu\nkirim.\n"
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
    assert len(subjects(kantor("kirim", MONTH))) == 3


def test_what_was_handed_over_by_hand_is_asked_for_no_more(kantor: Iki) -> None:
    said = kantor("kirim", MONTH, "--jabatan", "umum", "--diserahkan", "--ya")
    assert (said.status, said.out.splitlines()[-1]) == (0, "1 pesan dicatat sudah diserahkan sendiri.")
    assert len(subjects(kantor("kirim", MONTH))) == 2


# --- what is asked for ------------------------------------------------------------------------------------------------


def test_without_a_month_those_are_looked_at_of_which_anything_lies_there(
    kantor: Iki, on: Callable[[str], None]
) -> None:
    all_came()
    blanks.write_blanks(kecil.catalog(), kecil.settings(), ["2019-04"], FORMS)
    on("2019-04-03")
    assert lines(kantor("kirim", "--pratinjau")).startswith("3 surat untuk Maret 2019 dan April 2019:\n")


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
    assert again.out.startswith("1 surat untuk Maret 2019:\n\n  1. Kepala Seksi Ketertiban, tanpa alamat surel")
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
