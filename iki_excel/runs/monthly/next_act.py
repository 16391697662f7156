"""The next sensible act of a month: the first that holds of a fixed order. A pure function of how the month stands."""

from __future__ import annotations

from collections.abc import Callable

from iki_excel.delivery import letters
from iki_excel.runs.monthly.cards import BELUM_DIBUAT, DUA_VERSI, Card
from iki_excel.runs.monthly.state import MonthState
from iki_excel.words import bahasa
from iki_excel.words.folders import INBOX
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode

MULAI, BUAT_FORMULIR, PILIH_VERSI, TERIMA = "mulai", "buat formulir", "pilih versi", "terima"
KIRIM_PERBAIKAN, KIRIM_FORMULIR, INGATKAN = "kirim perbaikan", "kirim formulir", "ingatkan"
BUAT_REKAP, KIRIM_HASIL, BULAN_BERIKUT = "buat rekap", "kirim hasil", "bulan berikut"
BUAT_SEMENTARA, TUNGGU, URUS_DITOLAK = "buat rekap sementara", "tunggu", "urus ditolak"
ACTS = (
    MULAI, BUAT_FORMULIR, PILIH_VERSI, TERIMA, KIRIM_PERBAIKAN, KIRIM_FORMULIR, INGATKAN, BUAT_REKAP, KIRIM_HASIL,
    URUS_DITOLAK, BULAN_BERIKUT, BUAT_SEMENTARA, TUNGGU,
)  # fmt: skip

ON_THIS_COMPUTER = frozenset({MULAI, BUAT_FORMULIR, TERIMA, BUAT_REKAP, BUAT_SEMENTARA, BULAN_BERIKUT})
"""What sends nothing and asks nothing: the button may have the focus."""


@frozen
class Act:
    """What is to be done next. ``label``: on the button; ``perintah``: the equal command line; ``jabatan``: the codes
    that it is about. ``kalimat``: what is to be known beside the button, ``lanjut``: the month that may be opened all
    the same, None where it is not time for that.
    """

    kode: str
    label: str
    perintah: str
    jabatan: tuple[str, ...] = ()
    kalimat: str = ""
    lanjut: Periode | None = None

    @property
    def stays_here(self) -> bool:
        """Whether it stays on this computer."""
        return self.kode in ON_THIS_COMPUTER


def next_act(state: MonthState) -> Act:
    """The first act that holds."""
    return next(act for rule in ORDER if (act := rule(state)) is not None)


# --- one after the other ----------------------------------------------------------------------------------------------


def _start(state: MonthState) -> Act | None:
    return None if state.has_settings else Act(MULAI, "Mulai", "iki mulai")


def _write(state: MonthState) -> Act | None:
    missing = _those(state, lambda card: card.keadaan == BELUM_DIBUAT)
    command = f"iki template --periode {state.month}"
    return Act(BUAT_FORMULIR, f"Buat {len(missing)} formulir", command, missing) if missing else None


def _choose(state: MonthState) -> Act | None:
    two = _those(state, lambda card: card.keadaan == DUA_VERSI)
    command = f"iki terima {INBOX}" if state.versi else f"iki periksa --periode {state.month}"
    several = f" {len(two)} formulir" if len(two) > 1 else ""
    return Act(PILIH_VERSI, f"Pilih versi{several}", command, two) if two else None


def _take(state: MonthState) -> Act | None:
    """What somebody laid there by hand: before anybody is reminded of what came already."""
    kodes = tuple(dict.fromkeys(one.came.form[1] for one in state.menunggu))
    return Act(TERIMA, f"Terima {len(kodes)} formulir yang menunggu", f"iki terima {INBOX}", kodes) if kodes else None


def _mend(state: MonthState) -> Act | None:
    whom = _those(state, lambda card: card.is_to_mend and not card.is_refused(letters.PERBAIKAN))
    command = f"iki kirim --periode {state.month} --perbaikan"
    return Act(KIRIM_PERBAIKAN, f"Kirim perbaikan ke {len(whom)} orang", command, whom) if whom else None


def _hand_out(state: MonthState) -> Act | None:
    """Where one came back the others were given out, too, in whatever way."""
    due = _those(state, lambda card: card.is_to_hand_out and not card.is_refused(letters.FORMULIR))
    whom = () if any(card.file for card in state.asked) else due
    command = f"iki kirim --periode {state.month} --formulir"
    return Act(KIRIM_FORMULIR, f"Kirim {len(whom)} formulir kosong", command, whom) if whom else None


def _remind(state: MonthState) -> Act | None:
    whom = _those(state, lambda card: card.is_to_remind and not card.is_refused(letters.INGATKAN))
    command = f"iki kirim --periode {state.month} --ingatkan"
    return Act(INGATKAN, f"Ingatkan {len(whom)} orang", command, whom) if whom else None


def _process(state: MonthState) -> Act | None:
    """Also of a month whose forms are all excused; where nothing at all is asked there is nothing to reckon."""
    if not (state.cards and state.is_complete and _wants_rekap(state)):
        return None
    again = "" if state.rekap is None else " lagi"
    return Act(BUAT_REKAP, f"Buat rekap{again}", f"iki proses --periode {state.month}")


def _send(state: MonthState) -> Act | None:
    rekap = state.rekap
    if rekap is None or rekap.is_older or rekap.is_sent or (rekap.waits and not rekap.due):
        return None
    return Act(KIRIM_HASIL, "Lihat hasil, lalu kirim", f"iki kirim --periode {state.month} --hasil", rekap.due)


def _see_to_refused(state: MonthState) -> Act | None:
    """Whom no mail reaches as the address stands: sending once more is no way out, but another address is, or a person
    who hands it over. Behind all that can be sent, and before anything that would leave these people without a word.
    """
    cards = _those(state, _was_refused)
    rekap = state.rekap
    results = rekap.refused if rekap is not None and not rekap.is_older else ()
    whom = tuple(dict.fromkeys((*cards, *results)))
    return Act(URUS_DITOLAK, f"Urus {len(whom)} surat yang ditolak", "iki kotak-keluar", whom) if whom else None


def _was_refused(card: Card) -> bool:
    return (
        (card.is_to_mend and card.is_refused(letters.PERBAIKAN))
        or (card.is_to_hand_out and card.is_refused(letters.FORMULIR))
        or (card.is_to_remind and card.is_refused(letters.INGATKAN))
    )


def _go_on(state: MonthState) -> Act | None:
    following = state.month.following
    if not state.is_complete:
        return None
    return Act(BULAN_BERIKUT, "Buka bulan berikut", f"iki template --periode {following}", lanjut=following)


def _process_some(state: MonthState) -> Act | None:
    if state.sisa >= 0 or not state.sah or not _wants_rekap(state):
        return None
    label = f"Buat rekap sementara ({state.sah} dari {len(state.asked)})"
    return Act(BUAT_SEMENTARA, label, f"iki proses --periode {state.month}")


def _wait(state: MonthState) -> Act:
    was_sent = state.rekap is not None and state.rekap.is_sent
    until = f"Menunggu sampai {bahasa.date(state.batas)}." if state.sisa >= 0 else "Menunggu formulir yang terlambat."
    lanjut = state.month.following if was_sent else None
    whom = _those(state, lambda card: card.is_awaited)
    return Act(TUNGGU, "Pilih berkas yang masuk", "iki terima BERKAS…", whom, until, lanjut)


ORDER: tuple[Callable[[MonthState], Act | None], ...] = (
    _start, _write, _choose, _take, _mend, _hand_out, _remind, _process, _send, _see_to_refused,
    _go_on, _process_some, _wait,
)  # fmt: skip


def _those(state: MonthState, is_one: Callable[[Card], bool]) -> tuple[str, ...]:
    return tuple(card.kode for card in state.cards if is_one(card))


def _wants_rekap(state: MonthState) -> bool:
    """Whether there is none, or forms changed since."""
    return state.rekap is None or state.rekap.is_older
