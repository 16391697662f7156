"""The page Kotak keluar: what became of every letter, and what a person says of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from iki_excel.delivery import journal, outbox, sending
from iki_excel.delivery.answers import CONTENT, RECIPIENT, SENDER, Answer, refusal
from iki_excel.page import kotak_keluar
from iki_excel.runs import outbox as runs
from iki_excel.runs.outbox import ASKED_AGAIN, TELLING, UNKNOWN, look
from iki_excel.words.folders import OUTBOX
from iki_excel.words.staff import for_staff
from tests.page_mail import Desk, desk, faultless, part
from tests.page_office import office_in
from tests.posting import letter

WAKTU = dt.datetime(2019, 4, 4, 2, 15, tzinfo=dt.UTC)
WHEN = "4 April 2019 pukul 09.15 WIB"
FOOT = "Perintah yang sama:"
REFUSED = refusal(Answer(RECIPIENT, 550, b"5.1.1 No such user"), "pelayanan@contoh.example", "kantor@contoh.example")
LATER = refusal(Answer(RECIPIENT, 451, b"4.7.1 Greylisted"), "umum@contoh.example", "kantor@contoh.example")


@pytest.fixture
def kantor(tmp_path: Path) -> Desk:
    return desk(office_in(tmp_path / "kantor"))


def lies(kantor: Desk, kode: str, keadaan: str, jawaban: str = "", periode: str = "2019-03", pokok: str = "") -> int:
    """A letter in a state; its number."""
    settings = kantor.server.memory.kept.office(kantor.folder).settings
    made = letter(kode, periode=periode, pokok=pokok, attachments=())
    with journal.opened(kantor.folder) as opened:
        row = outbox.freeze(opened, kantor.folder / OUTBOX, made, runs.sender_of(settings), TELLING, WAKTU)
        return outbox.mark(opened, row, keadaan, WAKTU, jawaban).nomor


def states(kantor: Desk) -> dict[int, str]:
    return {one.nomor: one.keadaan for one in look(kantor.folder)}


def test_there_is_nothing_yet(kantor: Desk) -> None:
    assert part(kantor.get("/kotak-keluar").lines, "Selesai", FOOT)[1:] == [
        "Kotak keluar",
        "Belum ada surat. Yang dikirim, dan yang Anda catat sudah disampaikan, tercatat di sini.",
        "Kembali ke bulan ini",
    ]


def test_what_needs_a_person_comes_first_each_state_in_words(kantor: Desk) -> None:
    lies(kantor, "umum", outbox.TERKIRIM)
    lies(kantor, "umum", outbox.DISERAHKAN, periode="2019-02")
    lies(kantor, "umum", outbox.SIAP, LATER, periode="2019-01")
    lies(kantor, "pelayanan", outbox.DITOLAK, REFUSED)
    lies(kantor, "ketertiban", outbox.TIDAK_PASTI, UNKNOWN)
    lies(kantor, "ketertiban", outbox.MENGIRIM, periode="2019-02")
    about = WHEN
    assert part(kantor.get("/kotak-keluar").lines, "Selesai", FOOT)[1:] == [
        "Kotak keluar", "5 surat · 1 pesan disampaikan sendiri ·", "3 perlu keputusan Anda",
        "Maret 2019 (3)", "Februari 2019 (2)", "Januari 2019 (1)", "Semua (6)",
        "Perlu keputusan Anda (3)",
        "Kepala Seksi Ketertiban", "ketertiban@contoh.example", "Tidak pasti", "IKI 2019-03 ketertiban", about,
        "Surat ini ada di kotak_keluar, tetapi tidak tercatat. Mungkin sudah terkirim.",
        "Sudah sampai", "Belum, kirim lagi",
        "Kepala Seksi Pelayanan", "pelayanan@contoh.example", "Ditolak", "IKI 2019-03 pelayanan", about,
        "Alamat pelayanan@contoh.example tidak dikenal. Betulkan alamatnya lalu kirim lagi, atau sampaikan sendiri.",
        "Betulkan alamat", "Kirim lagi", "Sudah saya sampaikan",
        "Kepala Seksi Ketertiban", "ketertiban@contoh.example", "Mengirim", "IKI 2019-02 ketertiban", about,
        "Sedang dikirim, atau terhenti sebelum isinya sampai. Bila terhenti, periksa lagi lalu kirim.",
        "Periksa lagi",
        "Menunggu dikirim (1)",
        "Kepala Subbagian Umum", "umum@contoh.example", "Ditunda", "IKI 2019-01 umum", about,
        "Server belum mau menerima surat ini.",
        "Kirim sekarang", "Sudah saya sampaikan",
        "Sudah dikirim (1)",
        "Kepala Subbagian Umum", "umum@contoh.example", "Terkirim", "IKI 2019-03 umum", about,
        "Diterima server surat.", "Ternyata belum sampai?", "Kirim lagi",
        "Disampaikan sendiri (1)",
        "Kepala Subbagian Umum", "umum@contoh.example", "Diserahkan sendiri", "IKI 2019-02 umum", about,
        "Anda catat sudah disampaikan sendiri.", "Ternyata belum sampai?", "Belum, usulkan lagi",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("keadaan", "putusan", "becomes", "leads"),
    [
        (outbox.TIDAK_PASTI, "sampai", outbox.TERKIRIM, "/kotak-keluar#surat-1"),
        (outbox.TIDAK_PASTI, "lagi", outbox.SIAP, "/b/2019-03/kirim/formulir"),
        (outbox.DITOLAK, "sampai", outbox.DISERAHKAN, "/kotak-keluar#surat-1"),
        (outbox.DITOLAK, "lagi", outbox.SIAP, "/b/2019-03/kirim/formulir"),
        (outbox.TERKIRIM, "lagi", outbox.SIAP, "/b/2019-03/kirim/formulir"),
        (outbox.DISERAHKAN, "lagi", outbox.DIGANTI, "/kotak-keluar#surat-1"),
        (outbox.MENGIRIM, "periksa", outbox.SIAP, "/kotak-keluar?kabar="),
    ],
)
def test_what_a_person_says_is_noted_and_leads_on(
    kantor: Desk, keadaan: str, putusan: str, becomes: str, leads: str
) -> None:
    nomor = lies(kantor, "umum", keadaan)
    answer = kantor.post("/kotak-keluar/putuskan", nomor=nomor, keadaan=keadaan, putusan=putusan)
    assert (states(kantor), answer.headers["Location"].startswith(leads)) == ({nomor: becomes}, True)


@pytest.mark.parametrize("said", [{"nomor": 1}, {"nomor": 9}, {"nomor": 1, "keadaan": "terkirim", "putusan": "sampai"}])
def test_an_answer_to_what_changed_since_is_not_noted(kantor: Desk, said: dict[str, object]) -> None:
    lies(kantor, "umum", outbox.TERKIRIM)
    form = {"keadaan": "tidak pasti", "putusan": "sampai"} | said
    page = faultless(kantor.post("/kotak-keluar/putuskan", 409, **form).text)
    assert "Surat ini berubah sejak halaman tadi dibuka, jadi jawaban Anda belum dicatat." in " ".join(page.lines)
    assert states(kantor) == {1: outbox.TERKIRIM}


def test_many_letters_are_shown_a_month_at_a_time_and_what_needs_a_person_always(
    kantor: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kotak_keluar, "MANY", 5)
    lies(kantor, "pelayanan", outbox.TIDAK_PASTI, periode="2019-01")
    for number in range(3):
        lies(kantor, "umum", outbox.TERKIRIM, periode="2019-02", pokok=str(number))
    for number in range(2):
        lies(kantor, "umum", outbox.TERKIRIM, pokok=str(number))
    page = kantor.get("/kotak-keluar").lines
    assert [line for line in page if line.endswith(")")] == [
        "Maret 2019 (2)", "Februari 2019 (3)", "Januari 2019 (1)", "Semua (6)",
        "Perlu keputusan Anda (1)", "Sudah dikirim (2)",
    ]  # fmt: skip
    assert "iki kotak-keluar --periode 2019-03" in page
    assert "Sudah dikirim (3)" in kantor.get("/kotak-keluar?bulan=2019-02").lines
    assert "Sudah dikirim (5)" in kantor.get("/kotak-keluar?bulan=semua").lines


# --- sentences for staff ----------------------------------------------------------------------------------------------

CODES = [b"5.2.2 Full", b"5.2.3 Too big", b"5.1.1 Unknown", b"5.7.1 No", b"No", b'5.7.1 See "x". Call "y".']


def test_no_word_of_a_command_a_file_or_a_server_reaches_staff() -> None:
    said = [
        refusal(Answer(step, code, words), "umum@contoh.example", "kantor@contoh.example")
        for step in (SENDER, RECIPIENT, CONTENT)
        for code in (421, 451, 550, 552)
        for words in CODES
    ]
    said += [sending.BROKE_BEFORE, sending.GONE, UNKNOWN, ASKED_AGAIN]
    said += [runs.BY_PERSON, runs.BY_HAND, runs.NOT_HANDED_OVER]
    for sentence in said:
        told = for_staff(sentence)
        assert told, sentence
        assert not any(word in told for word in ("iki ", "iki.toml", "5.1.1", "550", "Kata server")), told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (REFUSED, "Alamat pelayanan@contoh.example tidak dikenal."),
        (
            "umum@contoh.example kini bukan alamat Umum di iki.toml, jadi tidak dikirim. Jalankan “iki kirim” lagi.",
            "umum@contoh.example kini bukan alamat Umum, jadi tidak dikirim.",
        ),
        ("Rekap Maret 2019 belum dibuat. Jalankan “iki proses --periode 2019-03”.", "Rekap Maret 2019 belum dibuat."),
        (
            "Umum dan Pelayanan beralamat sama, umum@contoh.example. Periksa [surel.alamat] di iki.toml.",
            "Umum dan Pelayanan beralamat sama, umum@contoh.example.",
        ),
        ("Surat ke Drs. Satu Contoh, M.Si. terlalu besar.", "Surat ke Drs. Satu Contoh, M.Si. terlalu besar."),
    ],
)
def test_what_is_left_of_a_sentence(sentence: str, told: str) -> None:
    assert for_staff(sentence) == told
