"""The outbox: which letters are due, which lie there, and what a person says of them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from iki_excel.cli.outbox_lines import outbox_lines
from iki_excel.delivery import journal, outbox
from iki_excel.delivery.bodies import as_html, as_text
from iki_excel.delivery.letters import Letter
from iki_excel.delivery.mime import Sender, Telling
from iki_excel.delivery.outbox import STATES, Row
from iki_excel.runs import outbox as runs
from iki_excel.words.folders import OUTBOX
from tests.console import Iki
from tests.loopback import USER
from tests.posting import NOW, PERIODE, UNIT, letter, office, states, surel

SENDER, TELLING = Sender("Kelurahan Contoh", USER), Telling(as_text, as_html)
LATER = NOW + dt.timedelta(days=1)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with journal.opened(tmp_path) as connection:
        yield connection


Freeze = Callable[..., Row]


@pytest.fixture
def frozen(opened: sqlite3.Connection, tmp_path: Path) -> Freeze:
    """Freezes a letter into the outbox."""

    def freeze(one: Letter, waktu: dt.datetime = NOW) -> Row:
        return outbox.freeze(opened, tmp_path / OUTBOX, one, SENDER, TELLING, waktu)

    return freeze


def stand(opened: sqlite3.Connection) -> list[tuple[int, str, str]]:
    """By number how each letter stands, and what was said of it."""
    return [(one.nomor, one.keadaan, one.jawaban) for one in outbox.rows(opened)]


def in_state(opened: sqlite3.Connection, one: Row, keadaan: str) -> Row:
    return outbox.mark(opened, one, keadaan, NOW)


# --- what lies there --------------------------------------------------------------------------------------------------


def test_a_frozen_letter_lies_in_the_outbox_under_a_name_that_people_understand(tmp_path: Path, frozen: Freeze) -> None:
    one = frozen(letter("umum", pokok="x"))
    assert dataclasses.asdict(one) == {
        "nomor": 1,
        "unit": "contoh",
        "periode": "2019-01",
        "jenis": "formulir",
        "kepada": "umum",
        "nama": "Kepala Subbagian Umum",
        "alamat": "umum@contoh.example",
        "perihal": "IKI 2019-01 umum",
        "lampiran": "IKI_2019-01_contoh_umum.xlsx",
        "pokok": "x",
        "sidik": one.sidik,
        "message_id": one.message_id,
        "keadaan": "siap",
        "jawaban": "",
        "diminta": "",
        "pernah": 0,
        "dibuat": "2019-02-04T09:00:00",
        "diubah": "2019-02-04T09:00:00",
    }
    assert [path.name for path in (tmp_path / OUTBOX).iterdir()] == ["0001_2019-01_formulir_umum.eml"]
    assert outbox.is_whole(tmp_path / OUTBOX, one)


def test_the_same_letter_is_frozen_once(opened: sqlite3.Connection, frozen: Freeze) -> None:
    assert frozen(letter("umum"), NOW) == frozen(letter("umum"), LATER)
    assert stand(opened) == [(1, "siap", "")]


def test_a_newer_letter_takes_the_place_of_one_that_never_left(opened: sqlite3.Connection, frozen: Freeze) -> None:
    frozen(letter("umum", text="Lama."))
    frozen(letter("umum", text="Baru."))
    frozen(letter("pelayanan"))
    frozen(letter("umum", text="Lain.", jenis="ingatkan"))
    assert stand(opened) == [
        (1, "diganti", "Diganti surat nomor 2."),
        (2, "siap", ""),
        (3, "siap", ""),
        (4, "siap", ""),
    ]


@pytest.mark.parametrize("keadaan", ["ditolak", "diganti"])
def test_a_letter_that_is_due_again_as_it_was_is_sent_as_it_was(
    opened: sqlite3.Connection, frozen: Freeze, keadaan: str
) -> None:
    first = in_state(opened, frozen(letter("umum")), keadaan)
    again = frozen(letter("umum"), LATER)
    assert stand(opened) == [(1, "siap", "")]
    assert (again.sidik, again.message_id) == (first.sidik, first.message_id)


def test_a_letter_whose_file_is_gone_is_frozen_once_more(
    opened: sqlite3.Connection, frozen: Freeze, tmp_path: Path
) -> None:
    first = frozen(letter("umum"))
    (tmp_path / OUTBOX / first.file_name).unlink()
    again = frozen(letter("umum"), LATER)
    assert stand(opened) == [(1, "siap", "")]
    assert again.message_id == first.message_id
    assert outbox.is_whole(tmp_path / OUTBOX, again)


def test_a_letter_that_a_person_asked_for_again_goes_as_it_is_now(opened: sqlite3.Connection, frozen: Freeze) -> None:
    first = in_state(opened, frozen(letter("umum", text="Lama.")), "tidak pasti")
    asked = outbox.ask_again(opened, first, LATER, "Diminta.")
    assert frozen(letter("umum", text="Lama."), LATER) == asked
    frozen(letter("umum", text="Baru."), LATER)
    assert stand(opened) == [(1, "diganti", "Diganti surat nomor 2."), (2, "siap", "")]


def test_a_letter_that_cannot_be_written_is_frozen_the_next_time(
    opened: sqlite3.Connection, frozen: Freeze, tmp_path: Path
) -> None:
    in_the_way = tmp_path / OUTBOX
    in_the_way.write_text("sebuah berkas, bukan folder")
    with pytest.raises(Exception, match="bukan folder"):
        frozen(letter("umum"))
    assert stand(opened) == [(1, "siap", "")]
    in_the_way.unlink()
    assert outbox.is_whole(in_the_way, frozen(letter("umum")))
    assert stand(opened) == [(1, "siap", "")]


def test_no_number_is_given_twice_where_an_older_journal_was_put_back(
    opened: sqlite3.Connection, frozen: Freeze, tmp_path: Path
) -> None:
    lost = frozen(letter("umum"))
    opened.execute("DELETE FROM surat")
    assert outbox.unknown_in(opened, tmp_path / OUTBOX) == {lost.called}
    assert frozen(letter("pelayanan")).nomor == lost.nomor + 1


def test_what_is_needed_no_more_is_closed(opened: sqlite3.Connection, frozen: Freeze) -> None:
    in_state(opened, frozen(letter("umum")), "ditolak")
    outbox.ask_again(opened, in_state(opened, frozen(letter("pelayanan")), "terkirim"), LATER, "Diminta.")
    frozen(letter("ketertiban"))
    frozen(letter("umum", jenis="hasil"))
    in_state(opened, frozen(letter("tembusan-1", jenis="hasil", attachments=())), "ditolak")
    in_state(opened, frozen(letter("tembusan-2", jenis="hasil", attachments=())), "ditolak")
    still = outbox.Needed(
        periode=frozenset({"2019-01"}),
        due=frozenset({("2019-01", "formulir", "ketertiban")}),
        awaited=frozenset({("2019-01", "ketertiban")}),
        copies=frozenset({"tembusan-2"}),
    )
    assert outbox.close_others(opened, replace(still, periode=frozenset({"2019-02"})), LATER) == []
    closed = outbox.close_others(opened, still, LATER)
    assert [(one.nomor, one.keadaan, one.jawaban) for one in closed] == [
        (1, "diganti", "Tidak diperlukan lagi."),
        (5, "diganti", "Tidak diperlukan lagi."),
    ]


def test_a_letter_about_a_form_that_is_awaited_stays_unless_another_took_its_place(
    opened: sqlite3.Connection, frozen: Freeze
) -> None:
    in_state(opened, frozen(letter("umum")), "ditolak")
    awaited = outbox.Needed(frozenset({"2019-01"}), frozenset(), frozenset({("2019-01", "umum")}), frozenset())
    assert outbox.close_others(opened, awaited, LATER) == []
    reminded = replace(awaited, due=frozenset({("2019-01", "ingatkan", "umum")}))
    assert [one.nomor for one in outbox.close_others(opened, reminded, LATER)] == [1]


@pytest.mark.parametrize(("jenis", "is_due"), [("hasil", True), ("perbaikan", True), ("formulir", False)])
def test_what_changed_back_is_told_again_where_the_last_word_counts(
    opened: sqlite3.Connection, frozen: Freeze, jenis: str, is_due: bool
) -> None:
    first = in_state(opened, frozen(letter("umum", jenis=jenis, pokok="7", text="7")), "terkirim")
    in_state(opened, frozen(letter("umum", jenis=jenis, pokok="10", text="10"), LATER), "terkirim")
    again = letter("umum", jenis=jenis, pokok="7", text="7")
    assert outbox.is_told(opened, "contoh", again.periode, jenis, "umum", "7") is not is_due
    assert outbox.is_told(opened, "contoh", again.periode, jenis, "umum", "10")
    if is_due:
        once_more = frozen(again, LATER)
        assert (once_more.nomor, once_more.keadaan, bool(once_more.diminta)) == (first.nomor, "siap", True)


# --- what is told -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("keadaan", STATES)
def test_who_was_told_or_may_have_been_is_not_due_again(
    opened: sqlite3.Connection, frozen: Freeze, keadaan: str
) -> None:
    one = frozen(letter("umum", pokok="a"))
    if keadaan != "siap":
        in_state(opened, one, keadaan)
    is_told = keadaan in ("mengirim", "terkirim", "tidak pasti", "diserahkan")
    assert outbox.is_told(opened, UNIT, PERIODE, "formulir", "umum", "a") is is_told
    assert not outbox.is_told(opened, UNIT, PERIODE, "formulir", "umum", "b")
    assert not outbox.is_told(opened, UNIT, PERIODE, "formulir", "pelayanan", "a")
    assert not outbox.is_told(opened, UNIT, PERIODE, "hasil", "umum", "a")


def test_a_row_that_another_program_changed_is_not_marked(opened: sqlite3.Connection, frozen: Freeze) -> None:
    one = frozen(letter("umum"))
    in_state(opened, one, "terkirim")
    with pytest.raises(Exception) as told:
        in_state(opened, one, "mengirim")
    assert str(told.value) == "Surat nomor 1 baru saja diurus perintah iki lain. Jalankan perintah ini lagi."
    assert stand(opened) == [(1, "terkirim", "")]


def test_what_was_handed_over_by_hand_is_noted_once(tmp_path: Path) -> None:
    settings = office(surel(1)).settings
    without_mail = letter("umum", alamat="")
    first = runs.hand_over([without_mail, letter("pelayanan")], tmp_path, settings, NOW)
    assert states(first) == [("umum", "diserahkan"), ("pelayanan", "diserahkan")]
    assert runs.hand_over([without_mail], tmp_path, settings, LATER) == []


# --- iki kotak-keluar -------------------------------------------------------------------------------------------------


@pytest.fixture
def filled(opened: sqlite3.Connection, frozen: Freeze) -> None:
    """A letter in each state, the undecided one last."""
    for number, keadaan in enumerate(("terkirim", "ditolak", "siap", "diserahkan", "tidak pasti"), start=1):
        one = frozen(letter("umum", jenis="hasil", periode=f"2019-0{number}"))
        if keadaan != "siap":
            said = "Alamat umum@contoh.example tidak dikenal." if keadaan == "ditolak" else ""
            outbox.mark(opened, one, keadaan, NOW, said)


def test_an_outbox_that_is_not_there_yet_is_empty(iki: Iki, tmp_path: Path) -> None:
    said = iki("kotak-keluar")
    assert said == (0, "Belum ada surat di kotak keluar.\n", "")
    assert [*tmp_path.iterdir()] == []


@pytest.mark.usefixtures("filled")
def test_the_outbox_is_told_in_plain_words_and_what_needs_a_person_first(iki: Iki) -> None:
    said = iki("kotak-keluar")
    assert (said.status, said.err) == (1, "")
    assert (
        said.out
        == """\
No.  Keadaan      Bulan     Surat  Kepada
5    tidak pasti  Mei 2019  hasil  Kepala Subbagian Umum
     umum@contoh.example
     Sambungan putus tepat sesudah isi surat dikirim. Tidak dikirim lagi tanpa
     Anda minta.
     Sudah sampai: iki kotak-keluar --sampai 5
     Belum sampai: iki kotak-keluar --kirim-lagi 5
2    ditolak      Feb 2019  hasil  Kepala Subbagian Umum
     umum@contoh.example
     Alamat umum@contoh.example tidak dikenal.
3    siap         Mar 2019  hasil  Kepala Subbagian Umum
     umum@contoh.example
1    terkirim     Jan 2019  hasil  Kepala Subbagian Umum
     umum@contoh.example
     4 Februari 2019 pukul 16.00 WIB.
4    diserahkan   Apr 2019  hasil  Kepala Subbagian Umum
     umum@contoh.example
     4 Februari 2019 pukul 16.00 WIB.
1 tidak pasti, 1 ditolak, 1 siap dikirim, 1 terkirim, dan 1 diserahkan sendiri.
"""
    )
    assert (
        iki("kotak-keluar", "--periode", "Januari 2019").out
        == """\
No.  Keadaan   Bulan     Surat  Kepada
1    terkirim  Jan 2019  hasil  Kepala Subbagian Umum
     umum@contoh.example
     4 Februari 2019 pukul 16.00 WIB.
1 terkirim.
"""
    )


@pytest.mark.usefixtures("filled")
def test_a_person_says_that_a_letter_arrived(iki: Iki, opened: sqlite3.Connection) -> None:
    said = iki("kotak-keluar", "--sampai", "5")
    assert said.out.splitlines()[0] == "Surat nomor 5 ke Kepala Subbagian Umum dicatat sudah sampai."
    assert outbox.rows(opened)[4].jawaban == "Anda sendiri yang mencatat bahwa surat ini sudah sampai."
    assert outbox.rows(opened)[4].keadaan == "terkirim"


@pytest.mark.usefixtures("filled")
def test_a_person_asks_that_a_letter_be_sent_again(iki: Iki, opened: sqlite3.Connection) -> None:
    before = outbox.rows(opened)[4]
    said = iki("kotak-keluar", "--kirim-lagi", "5")
    after = outbox.rows(opened)[4]
    assert said.out.splitlines()[0] == (
        "Surat nomor 5 ke Kepala Subbagian Umum dikirim lagi pada “iki kirim” berikutnya."
    )
    assert (after.keadaan, after.jawaban) == ("siap", "Anda minta dikirim lagi. Jalankan “iki kirim”.")
    assert (after.message_id, after.sidik) == (before.message_id, before.sidik)


@pytest.mark.usefixtures("filled")
def test_a_letter_that_arrived_may_be_asked_for_again(iki: Iki, opened: sqlite3.Connection) -> None:
    iki("kotak-keluar", "--kirim-lagi", "1", "--kirim-lagi", "2", "--kirim-lagi", "4", "--sampai", "3")
    assert [(one.keadaan, one.jawaban) for one in outbox.rows(opened)[:4]] == [
        ("siap", "Anda minta dikirim lagi. Jalankan “iki kirim”."),
        ("siap", "Anda minta dikirim lagi. Jalankan “iki kirim”."),
        ("diserahkan", "Anda sendiri yang mencatat bahwa isinya sudah disampaikan."),
        ("diganti", "Anda minta dikirim lagi; catatan bahwa sudah diserahkan tidak berlaku."),
    ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["--sampai", "9"], "Surat nomor 9 tidak ada. Nomor setiap surat tertulis di “iki kotak-keluar”."),
        (["--sampai", "1"], "Surat nomor 1 sudah diterima server, jadi tidak ada yang perlu dijawab."),
        (["--kirim-lagi", "3"], "Surat nomor 3 belum dikirim. Jalankan “iki kirim”."),
        (["--sampai", "4"], "Surat nomor 4 sudah Anda catat diserahkan, jadi tidak ada yang perlu dijawab."),
        (
            ["--sampai", "5", "--kirim-lagi", "5"],
            "Surat nomor 5 disebut pada --sampai dan pada --kirim-lagi. Pilih salah satunya.",
        ),
        (
            ["--sampai", "lima"],
            "Nomor “lima” tidak dikenal. Tulis angkanya saja, misalnya 12; lihat “iki kotak-keluar”.",
        ),
    ],
)
@pytest.mark.usefixtures("filled")
def test_an_answer_that_fits_no_letter_changes_nothing(
    iki: Iki, opened: sqlite3.Connection, typed: list[str], sentence: str
) -> None:
    before = outbox.rows(opened)
    said = iki("kotak-keluar", "--sampai", "5", *typed)
    assert said == (2, "", f"{sentence}\n")
    assert outbox.rows(opened) == before


def test_no_line_of_the_outbox_is_wider_than_a_console(opened: sqlite3.Connection, frozen: Freeze) -> None:
    nama = "Kepala Seksi Pemberdayaan Masyarakat dan Desa yang Namanya Amat Panjang"
    one = letter("pelayanan", jenis="perbaikan")
    one = dataclasses.replace(one, kepada=dataclasses.replace(one.kepada, nama=nama))
    rows = [in_state(opened, frozen(one), "tidak pasti")]
    assert max(map(len, outbox_lines(rows))) <= 80
