"""The page Kotak keluar: what became of every letter, and what a person says of those that nobody else can tell of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from iki_excel.page import frames
from iki_excel.page.answers import Answer, Page, See
from iki_excel.page.asking import Asked, Route
from iki_excel.page.jobs import Done, News
from iki_excel.page.letter_cards import KINDS, address_field, why_refused
from iki_excel.words import moments, plain
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress
from iki_excel.words.staff import for_staff

if TYPE_CHECKING:
    from iki_excel.delivery.outbox import Row

ADDRESS = "/kotak-keluar"
ARRIVED, AGAIN, LOOK = "sampai", "lagi", "periksa"
"""What a person says of a letter: it arrived; send it again; look what became of it."""

MANY = 24
"""More letters than this are shown a month at a time, unless somebody wants to see all."""
ALL = "semua"

CHANGED = "Surat ini berubah sejak halaman tadi dibuka, jadi jawaban Anda belum dicatat. Lihat keadaannya sekarang."
HALF_WAY = "Sedang dikirim, atau terhenti sebelum isinya sampai. Bila terhenti, periksa lagi lalu kirim."
UNSURE = "Sambungan putus tepat sesudah isi surat dikirim. Tidak dikirim lagi tanpa Anda minta."
TAKEN, READY = "Diterima server surat.", "Belum dikirim."
NOTED = "Anda catat sudah disampaikan sendiri."
OVER = "Tidak berlaku lagi."


@frozen
class State:
    """A state as it is shown: its word, its shape, and what is said where nothing more was noted."""

    word: str
    kind: str
    kalimat: str


STATES = {
    "tidak pasti": State("Tidak pasti", "lihat", UNSURE),
    "ditolak": State("Ditolak", "salah", ""),
    "siap": State("Siap", "menunggu", READY),
    "mengirim": State("Mengirim", "menunggu", HALF_WAY),
    "terkirim": State("Terkirim", "sah", TAKEN),
    "diserahkan": State("Diserahkan sendiri", "sah", NOTED),
    "diganti": State("Tidak berlaku lagi", "kosong", OVER),
}
DELAYED = State("Ditunda", "terlambat", READY)

PARTS = (
    ("Perlu keputusan Anda", ("tidak pasti", "ditolak", "mengirim")),
    ("Menunggu dikirim", ("siap",)),
    ("Sudah dikirim", ("terkirim",)),
    ("Disampaikan sendiri", ("diserahkan",)),
    ("Tidak berlaku lagi", ("diganti",)),
)
"""In this order; the last is folded away."""

ANSWERS = {
    "tidak pasti": (("Sudah sampai", ARRIVED), ("Belum, kirim lagi", AGAIN)),
    "ditolak": (("Kirim lagi", AGAIN), ("Sudah saya sampaikan", ARRIVED)),
    "siap": (("Sudah saya sampaikan", ARRIVED),),
    "mengirim": (("Periksa lagi", LOOK),),
    "terkirim": (("Kirim lagi", AGAIN),),
    "diserahkan": (("Belum, usulkan lagi", AGAIN),),
}
"""By a state what a person may say of the letter."""

FOLDED = ("terkirim", "diserahkan")
"""States in which nothing is to be said, usually: the answers are behind a question."""


@frozen
class Card:
    """A letter as it is shown; ``answers``: words and value of its buttons, ``links``: words and address."""

    nomor: int
    keadaan: str
    word: str
    kind: str
    nama: str
    alamat: str
    perihal: str
    kapan: str
    files: str
    kalimat: str
    answers: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]
    is_folded: bool


@frozen
class Part:
    """The letters of some states."""

    id: str
    title: str
    cards: tuple[Card, ...]
    is_folded: bool


@frozen
class Filter:
    """A month to look at, or all."""

    label: str
    address: str
    is_here: bool


def shown(asked: Asked) -> Answer:
    """All letters, those first that need a person."""
    return _page(asked)


def decide(asked: Asked) -> Answer:
    """Note what a person says of a letter, where it still stands as it was shown."""
    from iki_excel.runs import outbox

    said, folder = asked.field("putusan"), asked.place.folder
    row = next((one for one in outbox.look(folder) if str(one.nomor) == asked.field("nomor")), None)
    if row is None or row.keadaan != asked.field("keadaan") or said not in [value for _, value in _answers(row)]:
        return _page(asked, CHANGED, 409)
    if said == LOOK:
        return _look_again(asked)
    arrived, again = ([row.nomor] if said == one else [] for one in (ARRIVED, AGAIN))
    outbox.answer(folder, arrived, again, asked.place.printed().astimezone())
    return See(_where_sent(row) if said == AGAIN and row.keadaan != "diserahkan" else f"{ADDRESS}#surat-{row.nomor}")


def _look_again(asked: Asked) -> Answer:
    """What a break left half sent is certainly not sent; the mailbox of the office may tell of the rest."""
    place, waktu = asked.place, asked.place.printed().astimezone()
    office = asked.office()

    def work(progress: Progress) -> Done:
        from iki_excel.runs.mailing import settle

        settled, remarks = settle(place.folder, office, waktu)
        news = [f"Surat ke {plain.clean(one.nama)}: {STATES[one.keadaan].word.lower()}." for one in settled]
        told = [one for one in map(for_staff, remarks) if one]
        return Done(ADDRESS, (*news, *told) or ("Belum ada kabar baru.",))

    return asked.jobs.run("Memeriksa surat", ADDRESS, work)


# --- what is shown ----------------------------------------------------------------------------------------------------


def _page(asked: Asked, wrong: str = "", status: int = 200) -> Page:
    from iki_excel.runs import outbox

    rows = outbox.look(asked.place.folder)
    month = _chosen(asked.query.get("bulan", ""), rows)
    seen = [one for one in rows if month in (ALL, one.periode) or one.keadaan in PARTS[0][1]]
    news: tuple[str | News, ...] = asked.jobs.news(asked.query.get("kabar", ""))
    undecided = len(outbox.for_a_person(asked.place.folder))
    data = {
        "count": _counted(rows),
        "undecided": undecided,
        "filters": _filters(rows, month) if len({one.periode for one in rows}) > 1 else [],
        "parts": [*_parts(seen)],
        "wrong": wrong,
        "news": news,
    }
    command = "iki kotak-keluar" if month == ALL else f"iki kotak-keluar --periode {month}"
    return Page("kotak_keluar.html", "Kotak keluar", data, command, frames.KOTAK_KELUAR, status=status)


def _counted(rows: Sequence[Row]) -> str:
    """How many letters, and how many texts that a person handed over; "" where there is neither."""
    noted = sum(one.keadaan == "diserahkan" for one in rows)
    letters = len(rows) - noted
    said = (f"{letters} surat" if letters else "", f"{noted} pesan disampaikan sendiri" if noted else "")
    return " · ".join(filter(None, said))


def _chosen(said: str, rows: Sequence[Row]) -> str:
    """The month to look at: what was asked for; of many letters the last month that has any."""
    months = sorted({one.periode for one in rows})
    if said in (*months, ALL):
        return said
    return months[-1] if len(rows) > MANY else ALL


def _filters(rows: Sequence[Row], chosen: str) -> list[Filter]:
    counts = Counter(one.periode for one in rows)
    months = [(Periode(one).words, one, counts[one]) for one in sorted(counts, reverse=True)]
    return [
        Filter(f"{words} ({number})", f"{ADDRESS}?bulan={value}", value == chosen)
        for words, value, number in (*months, ("Semua", ALL, len(rows)))
    ]


def _parts(rows: Sequence[Row]) -> Iterator[Part]:
    for number, (title, states) in enumerate(PARTS, start=1):
        own = [one for one in rows if one.keadaan in states]
        last_first = own if number <= 2 else sorted(own, key=lambda one: one.diubah, reverse=True)
        if own:
            cards = tuple(map(_card, last_first))
            yield Part(f"bagian-{number}", f"{title} ({len(cards)})", cards, number == len(PARTS))


def _card(row: Row) -> Card:
    state = DELAYED if row.keadaan == "siap" and row.jawaban and not row.diminta else STATES[row.keadaan]
    return Card(
        row.nomor,
        row.keadaan,
        state.word,
        state.kind,
        plain.clean(row.nama),
        row.alamat,
        row.perihal,
        moments.words(row.diubah),
        ", ".join(row.files),
        _sentence(row, state),
        _answers(row),
        tuple(_links(row)),
        row.keadaan in FOLDED,
    )


def _sentence(row: Row, state: State) -> str:
    if row.keadaan == "ditolak":
        return f"{why_refused(row)} Betulkan alamatnya lalu kirim lagi, atau sampaikan sendiri."
    return for_staff(row.jawaban) or state.kalimat


def _answers(row: Row) -> tuple[tuple[str, str], ...]:
    return ANSWERS.get(row.keadaan, ())


def _links(row: Row) -> Iterator[tuple[str, str]]:
    if row.keadaan == "ditolak":
        yield "Betulkan alamat", address_field(row.kepada)
    if row.keadaan == "siap" and _where_sent(row) != ADDRESS:
        yield "Kirim sekarang", _where_sent(row)


def _where_sent(row: Row) -> str:
    """The page from which letters like it are sent; of a longer span there is none."""
    paths = {one.jenis: one.path for one in KINDS}
    return f"/b/{row.periode}/kirim/{paths[row.jenis]}" if len(Periode(row.periode).months) == 1 else ADDRESS


ROUTES = (Route("GET", ADDRESS, shown), Route("POST", f"{ADDRESS}/putuskan", decide))
