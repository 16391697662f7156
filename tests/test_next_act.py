"""The next act of a month: of every state the one that is proposed, and that following it always ends."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from iki_excel.decree.unit import Pengecualian
from iki_excel.delivery import journal, outbox
from iki_excel.delivery.letters import FORMULIR, HASIL, INGATKAN, PERBAIKAN, Letter
from iki_excel.delivery.outbox import DISERAHKAN, DITOLAK, TIDAK_PASTI
from iki_excel.judging.files import FILE_COLUMNS
from iki_excel.runs.blanks import write_blanks
from iki_excel.runs.mailing import Asked, propose
from iki_excel.runs.month import process_to
from iki_excel.runs.monthly import next_act as acts
from iki_excel.runs.monthly.cards import (
    BELUM_DIBUAT,
    BELUM_MASUK,
    DIKECUALIKAN,
    DUA_VERSI,
    PERLU_PERBAIKAN,
    SAH,
    TERLAMBAT,
    TIDAK_TERBACA,
    Card,
)
from iki_excel.runs.monthly.kept import Kept
from iki_excel.runs.monthly.next_act import Act, next_act
from iki_excel.runs.monthly.rekap import Rekap
from iki_excel.runs.monthly.state import MonthState, state_of
from iki_excel.runs.monthly.told import Told
from iki_excel.runs.office import Office
from iki_excel.runs.outbox import TELLING, answer, hand_over, look, sender_of
from iki_excel.runs.receiving import Arrival, heap, take
from iki_excel.runs.receiving.fates import MASUK, PILIH_BARU, PILIH_LAMA, Came, Receipt, Record
from iki_excel.words.folders import FORMS, INBOX, KEPT_FORMS, OUTBOX, RESULTS
from iki_excel.words.moments import WIB
from iki_excel.words.periods import Periode
from tests import kecil
from tests.grounds import KECIL
from tests.kiriman import content

MARCH, BATAS = Periode("2019-03"), dt.date(2019, 4, 5)
IN_TIME, ON_THE_DAY, LATE = dt.date(2019, 4, 3), BATAS, dt.date(2019, 4, 9)
WORDS = {
    "belum dibuat": BELUM_DIBUAT, "belum masuk": BELUM_MASUK, "terlambat": TERLAMBAT, "salah": PERLU_PERBAIKAN,
    "dua versi": DUA_VERSI, "tidak terbaca": TIDAK_TERBACA, "sah": SAH, "dikecualikan": DIKECUALIKAN,
}  # fmt: skip
TOLD = {
    "diberi": (FORMULIR, DISERAHKAN, "2019-03-20T02:00:00"),
    "diberi terlambat": (FORMULIR, DISERAHKAN, "2019-04-08T02:00:00"),
    "diingatkan": (INGATKAN, DISERAHKAN, "2019-04-08T02:00:00"),
    "diberi tahu": (PERBAIKAN, DISERAHKAN, "2019-04-04T02:00:00"),
    "tidak pasti": (PERBAIKAN, TIDAK_PASTI, "2019-04-04T02:00:00"),
    "ditolak": (PERBAIKAN, DITOLAK, "2019-04-04T02:00:00"),
    "formulir ditolak": (FORMULIR, DITOLAK, "2019-04-02T02:00:00"),
    "pengingat ditolak": (INGATKAN, DITOLAK, "2019-04-08T02:00:00"),
}
NO_REKAP = None
FINAL, OLD = Rekap(Path("rekap.xlsx"), "", True, False, waits=("umum",)), Rekap(Path("rekap.xlsx"), "", True, True)
REFUSED = dataclasses.replace(FINAL, refused=("umum",))
ONE_REFUSED = dataclasses.replace(FINAL, waits=("umum", "pelayanan"), refused=("umum",))
SENT = dataclasses.replace(FINAL, told=("surat",), waits=())  # type: ignore[arg-type]


def card(number: int, said: str) -> Card:
    """ "salah, diberi tahu" as a card."""
    state, *told = said.split(", ")
    came = WORDS[state] in (SAH, PERLU_PERBAIKAN, DUA_VERSI, TIDAK_TERBACA)
    return Card(
        f"j{number}", f"Jabatan {number}", "", WORDS[state], "", BATAS, file="a.xlsx" if came else "",
        is_markable="tanpa salinan" not in told and came,
        told=tuple(Told(*TOLD[one], number, TOLD[one][1] == DITOLAK) for one in told if one in TOLD),
    )  # fmt: skip


def month(cards: str, today: dt.date, rekap: Rekap | None, **said: object) -> MonthState:
    told = tuple(card(number, one) for number, one in enumerate(cards.split(" | "))) if cards else ()
    return MonthState(MARCH, today, BATAS, told, rekap, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cards", "today", "rekap", "label", "command"),
    [
        ("belum dibuat | belum dibuat", IN_TIME, NO_REKAP, "Buat 2 formulir", "iki template --periode 2019-03"),
        ("belum dibuat | dua versi | salah", LATE, NO_REKAP, "Buat 1 formulir", "iki template --periode 2019-03"),
        ("dua versi | salah", IN_TIME, NO_REKAP, "Pilih versi", "iki periksa --periode 2019-03"),
        ("dua versi | dua versi", IN_TIME, SENT, "Pilih versi 2 formulir", "iki periksa --periode 2019-03"),
        ("salah | salah | sah", IN_TIME, NO_REKAP, "Kirim perbaikan ke 2 orang",
         "iki kirim --periode 2019-03 --perbaikan"),
        ("salah, ditolak | salah | sah", IN_TIME, NO_REKAP, "Kirim perbaikan ke 1 orang",
         "iki kirim --periode 2019-03 --perbaikan"),
        ("salah, ditolak | sah", LATE, NO_REKAP, "Urus 1 surat yang ditolak", "iki kotak-keluar"),
        ("belum masuk, formulir ditolak | belum masuk", IN_TIME, NO_REKAP, "Kirim 1 formulir kosong",
         "iki kirim --periode 2019-03 --formulir"),
        ("belum masuk, formulir ditolak | belum masuk, diberi", IN_TIME, NO_REKAP, "Urus 1 surat yang ditolak",
         "iki kotak-keluar"),
        ("salah, ditolak | terlambat, diberi, pengingat ditolak | sah", LATE, NO_REKAP, "Urus 2 surat yang ditolak",
         "iki kotak-keluar"),
        ("sah | sah", IN_TIME, REFUSED, "Urus 1 surat yang ditolak", "iki kotak-keluar"),
        ("sah | sah", IN_TIME, ONE_REFUSED, "Lihat hasil, lalu kirim", "iki kirim --periode 2019-03 --hasil"),
        ("tidak terbaca | terlambat", LATE, NO_REKAP, "Kirim perbaikan ke 1 orang",
         "iki kirim --periode 2019-03 --perbaikan"),
        ("belum masuk | belum masuk, diberi", IN_TIME, NO_REKAP, "Kirim 1 formulir kosong",
         "iki kirim --periode 2019-03 --formulir"),
        ("terlambat | terlambat", LATE, NO_REKAP, "Kirim 2 formulir kosong", "iki kirim --periode 2019-03 --formulir"),
        ("terlambat, diberi terlambat", LATE, NO_REKAP, "Pilih berkas yang masuk", "iki terima BERKAS…"),
        ("terlambat, diberi | sah", LATE, NO_REKAP, "Ingatkan 1 orang", "iki kirim --periode 2019-03 --ingatkan"),
        ("terlambat | salah, tidak pasti", LATE, NO_REKAP, "Ingatkan 1 orang",
         "iki kirim --periode 2019-03 --ingatkan"),
        ("sah | sah | dikecualikan", IN_TIME, NO_REKAP, "Buat rekap", "iki proses --periode 2019-03"),
        ("sah | sah", IN_TIME, OLD, "Buat rekap lagi", "iki proses --periode 2019-03"),
        ("sah | sah", IN_TIME, FINAL, "Lihat hasil, lalu kirim", "iki kirim --periode 2019-03 --hasil"),
        ("sah | salah, diberi tahu", LATE, FINAL, "Lihat hasil, lalu kirim", "iki kirim --periode 2019-03 --hasil"),
        ("sah | sah", IN_TIME, SENT, "Buka bulan berikut", "iki template --periode 2019-04"),
        ("dikecualikan", IN_TIME, NO_REKAP, "Buat rekap", "iki proses --periode 2019-03"),
        ("", IN_TIME, NO_REKAP, "Buka bulan berikut", "iki template --periode 2019-04"),
        ("sah | sah | salah, diberi tahu | terlambat, diingatkan", LATE, NO_REKAP,
         "Buat rekap sementara (2 dari 4)", "iki proses --periode 2019-03"),
        ("sah | terlambat, diingatkan", LATE, OLD, "Buat rekap sementara (1 dari 2)", "iki proses --periode 2019-03"),
        ("sah | tidak terbaca, tanpa salinan", LATE, NO_REKAP, "Buat rekap sementara (1 dari 2)",
         "iki proses --periode 2019-03"),
        ("sah | belum masuk, diberi", ON_THE_DAY, NO_REKAP, "Pilih berkas yang masuk", "iki terima BERKAS…"),
        ("sah | terlambat, diingatkan", LATE, SENT, "Pilih berkas yang masuk", "iki terima BERKAS…"),
        ("salah, diberi tahu | terlambat, diingatkan", LATE, NO_REKAP, "Pilih berkas yang masuk", "iki terima BERKAS…"),
    ],
)  # fmt: skip
def test_the_next_act_is_the_first_that_holds(
    cards: str, today: dt.date, rekap: Rekap | None, label: str, command: str
) -> None:
    act = next_act(month(cards, today, rekap))
    assert (act.label, act.perintah) == (label, command)


def test_without_settings_the_first_act_is_to_begin() -> None:
    nothing = month("belum dibuat", IN_TIME, NO_REKAP, has_settings=False)
    assert next_act(nothing) == Act(acts.MULAI, "Mulai", "iki mulai")


@pytest.mark.parametrize("cards", ["terlambat", "salah", "sah | sah", "belum masuk | salah"])
def test_what_somebody_laid_there_is_taken_before_anybody_is_written_to(cards: str) -> None:
    act = next_act(month(cards, LATE, NO_REKAP, menunggu=(laid_there("j0"),)))
    assert act == Act(acts.TERIMA, "Terima 1 formulir yang menunggu", "iki terima kotak_masuk", ("j0",))


def test_of_what_lies_there_two_versions_come_first() -> None:
    waits = {"menunggu": (laid_there("j1"),), "versi": (laid_there("j0"),)}
    act = next_act(month("dua versi | terlambat", LATE, NO_REKAP, **waits))
    assert act == Act(acts.PILIH_VERSI, "Pilih versi", "iki terima kotak_masuk", ("j0",))


def laid_there(kode: str) -> Receipt:
    return Receipt(Came(Record(dict.fromkeys(FILE_COLUMNS, "") | {"periode": "2019-03", "jabatan": kode})), MASUK)


def test_after_a_provisional_rekap_went_out_the_next_month_may_be_opened_all_the_same() -> None:
    act = next_act(month("sah | terlambat, diingatkan", LATE, SENT))
    assert (act.kalimat, act.lanjut) == ("Menunggu formulir yang terlambat.", "2019-04")


def test_waiting_says_until_when() -> None:
    act = next_act(month("belum masuk, diberi", IN_TIME, NO_REKAP))
    assert (act.kalimat, act.lanjut) == ("Menunggu sampai 5 April 2019.", None)


def test_only_what_stays_on_this_computer_may_have_the_focus() -> None:
    sends = {acts.KIRIM_PERBAIKAN, acts.KIRIM_FORMULIR, acts.INGATKAN, acts.KIRIM_HASIL}
    asks = {acts.PILIH_VERSI, acts.URUS_DITOLAK, acts.TUNGGU}
    assert {*acts.ACTS} - acts.ON_THIS_COMPUTER == sends | asks


# --- following it -----------------------------------------------------------------------------------------------------

JANUARY = Periode("2019-01")
LETTERS = {
    acts.KIRIM_FORMULIR: FORMULIR, acts.KIRIM_PERBAIKAN: PERBAIKAN, acts.INGATKAN: INGATKAN, acts.KIRIM_HASIL: HASIL,
}  # fmt: skip
SEEDS = (0, 2, 4)
"""Months in which together every act is proposed, with an excused jabatan in the last."""

MOST_ACTS = 40
PATIENCE = 5
"""After so many times of waiting everybody sends what is right."""


class Month:
    """January of an office whose people send sound forms, wrong ones, second versions and mended copies, at random; and
    whose mail server refuses some of its letters.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        kecil.move_into(folder)
        self.folder, self.chance, self.kept = folder, random.Random(seed), Kept()
        self.today, self.waited, self.done, self.number = dt.date(2019, 1, 28), 0, list[str](), 1
        excused = Pengecualian("ketertiban", JANUARY, "Jabatan kosong", "Lurah Contoh")
        excuses = (excused,) if self.chance.random() < 0.3 else ()
        self.office = Office(KECIL.catalog, dataclasses.replace(KECIL.settings, pengecualian=excuses))
        self.written_to({kode: f"{kode}@contoh.example" for kode in (*KECIL.catalog.kode, "pimpinan")})
        self.sent: dict[str, str] = {}

    def play(self) -> None:
        """Follow the next act until the month is over, or for too long."""
        while len(self.done) < MOST_ACTS:
            state = state_of(self.folder, self.office, JANUARY, self.today, kept=self.kept)
            act = next_act(state)
            self.done.append(act.kode)
            if act.kode == acts.BULAN_BERIKUT:
                return
            self.do(act)

    @property
    def now(self) -> dt.datetime:
        return dt.datetime.combine(self.today, dt.time(9), WIB) + dt.timedelta(minutes=len(self.done))

    def do(self, act: Act) -> None:
        catalog, settings = self.office
        if act.kode == acts.BUAT_FORMULIR:
            write_blanks(catalog, settings, [JANUARY], self.folder / FORMS)
        elif act.kode in LETTERS:
            self.tell(LETTERS[act.kode], act)
        elif act.kode in (acts.TERIMA, acts.PILIH_VERSI):
            forms, gone = self.folder / FORMS, self.folder / KEPT_FORMS
            take(
                [*map(Arrival, heap([self.folder / INBOX], forms, gone))], catalog, settings, forms, gone,
                choose=lambda _: self.chance.choice((PILIH_LAMA, PILIH_BARU)),
            )  # fmt: skip
        elif act.kode == acts.URUS_DITOLAK:
            self.see_to_refused(act)
        elif act.kode in (acts.BUAT_REKAP, acts.BUAT_SEMENTARA):
            process_to(
                self.folder / RESULTS, [self.folder / FORMS], catalog, settings, JANUARY, self.now.replace(tzinfo=None)
            )
        else:
            self.wait(act)

    def tell(self, jenis: str, act: Act) -> None:
        """Every letter that is due is handed over by a person, or refused by a server: they are for those whom the act
        names, and for others only where they were refused already.
        """
        asked = Asked((JANUARY,), (jenis,), named=(JANUARY,), by_itself=False)
        proposal = propose(asked, self.office, self.folder, self.today)
        refused = {one.kepada for one in look(self.folder) if (one.jenis, one.keadaan) == (jenis, DITOLAK)}
        assert {*act.jabatan} <= {one.kepada.kode for one in proposal.letters} <= {*act.jabatan, *refused}, act
        due = [one for one in proposal.letters if one.kepada.kode in act.jabatan]
        told = [one for one in due if self.chance.random() < 0.85]
        hand_over(told, self.folder, self.office.settings, self.now)
        self.refuse([one for one in due if one not in told])

    def refuse(self, letters: Sequence[Letter]) -> None:
        sender, where = sender_of(self.office.settings), self.folder / OUTBOX
        with journal.opened(self.folder) as opened:
            for one in letters:
                row = outbox.freeze(opened, where, one, sender, TELLING, self.now)
                outbox.mark(opened, row, DITOLAK, self.now, "Server menolaknya.")

    def see_to_refused(self, act: Act) -> None:
        """Either somebody tells them by hand, or they get another address."""
        rows = [one for one in look(self.folder) if one.keadaan == DITOLAK and one.kepada in act.jabatan]
        if self.chance.random() < 0.5:
            answer(self.folder, [one.nomor for one in rows], [], self.now)
        else:
            others = {one.kepada: f"baru.{one.alamat}" for one in rows}
            self.written_to({**self.office.settings.surel.alamat, **others})

    def written_to(self, alamat: Mapping[str, str]) -> None:
        settings = self.office.settings
        surel = dataclasses.replace(settings.surel, alamat=alamat)
        self.office = Office(self.office.catalog, dataclasses.replace(settings, surel=surel))

    def wait(self, act: Act) -> None:
        """Days go by, and some of those send something from whom something is expected."""
        self.waited += 1
        self.today += dt.timedelta(days=self.chance.randint(1, 4))
        state = state_of(self.folder, self.office, JANUARY, self.today, kept=self.kept)
        for one in state.asked:
            is_certain, is_open = self.waited >= PATIENCE, one.keadaan != SAH
            if is_open and (is_certain or self.chance.random() < 0.6):
                self.send(one.kode, self.words(one.kode, is_certain=is_certain))
            elif not is_certain and self.chance.random() < 0.15:
                self.send(one.kode, f"{one.kode} 2019-01 {self.chance.randint(2, 9)}")

    def words(self, kode: str, *, is_certain: bool) -> str:
        """What somebody sends, in the words of tests/kiriman."""
        before = self.sent.get(kode, "")
        if '"' in before and (is_certain or self.chance.random() < 0.7):
            return f"perbaikan 7 dari {before}"
        is_wrong = not is_certain and self.chance.random() < 0.4
        return f'{kode} 2019-01 "tujuh"' if is_wrong else f"{kode} 2019-01 {self.chance.randint(2, 9)}"

    def send(self, kode: str, words: str) -> None:
        self.sent[kode], self.number = words.removeprefix("perbaikan 7 dari ").strip(), self.number + 1
        (self.folder / INBOX).mkdir(exist_ok=True)
        (self.folder / INBOX / f"{self.number} {kode}.xlsx").write_bytes(content(words))


@pytest.mark.panjang
def test_following_the_next_act_always_ends_the_month(tmp_path: Path) -> None:
    seen = Counter[str]()
    for seed in SEEDS:
        folder = tmp_path / str(seed)
        folder.mkdir()
        played = Month(folder, seed)
        played.play()
        assert played.done[-1] == acts.BULAN_BERIKUT, (seed, played.done)
        seen.update(played.done)
    assert {*seen} == {*acts.ACTS} - {acts.MULAI}
