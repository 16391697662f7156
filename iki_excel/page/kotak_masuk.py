"""The page Kotak masuk: versions to choose from, files that nobody can take, and what came before."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from iki_excel.page import frames
from iki_excel.page.answers import Answer, NotThere, Page
from iki_excel.page.asking import Asked, Route, month_of
from iki_excel.page.jobs import Done, News
from iki_excel.words import bahasa, moments, plain
from iki_excel.words.folders import INBOX, KEPT_FORMS
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from iki_excel.decree import Catalog
    from iki_excel.runs.monthly.inbox import Before, Inbox, Stranger, Two

HERE = "/kotak-masuk"
MOST_ROWS = 20
"""So many cells in which two versions differ are shown at once; the others lie behind a click."""

CHANGED = "Berkasnya berubah sejak halaman ini dibuka, jadi belum ada yang dipilih. Lihat lagi yang sekarang."
GONE = "Berkas itu sudah tidak ada di kotak masuk, atau isinya berubah. Lihat lagi yang sekarang."
CHOSEN = "{form}: versi pilihan Anda dipakai. Yang lain tersimpan di folder {riwayat}, tidak dihapus."
CHOSEN_BEFORE = "{form}: pilihan ini sudah berlaku."
RECAPS_THERE = "Rekap {bulan} sudah dibuat. Bila pilihan Anda mengubah isinya, buat rekapnya lagi."
RECAPS_DUE = "Rekap {bulan} dibuat dengan versi sebelumnya. Bila isinya berubah, buat rekapnya lagi."
IN_MONTH = "Formulirnya ada di {bulan}."
MOST_MONTHS = 4
PUT_ASIDE = "Disisihkan ke folder {riwayat}, tidak dihapus."
ALL_ASIDE = "{jumlah} berkas disisihkan ke folder {riwayat}, tidak dihapus."


@frozen
class Column:
    """One of two versions as its column is headed, and the button that lets it count."""

    title: str
    kapan: str
    berkas: str
    button: str
    pilih: str
    is_last: bool


@frozen
class Cell:
    """A cell in which they differ."""

    sel: str
    label: str
    dulu: str
    baru: str


@frozen
class Shown:
    """Two versions as they are shown. ``is_first``: whether its later version has the one orange button."""

    two: Two
    form: str
    columns: tuple[Column, Column]
    cells: tuple[Cell, ...]
    further: tuple[Cell, ...]
    is_first: bool
    warning: str

    @property
    def count(self) -> int:
        """In how many cells they differ."""
        return len(self.cells) + len(self.further)


@frozen
class Told:
    """A file with what is to be said of it."""

    nama: str
    kalimat: str
    sha256: str = ""
    kapan: str = ""


def shown(asked: Asked) -> Answer:
    """All that came and needs a person, and the last of what came before."""
    from iki_excel.runs.monthly.inbox import inbox_of

    place, month = asked.place, Periode.of_day(asked.place.today()).previous
    office = asked.office()
    inbox, catalog = inbox_of(place.folder, office, asked.memory.kept), office.catalog
    strangers = [(one, _stranger(one, catalog)) for one in inbox.asing]
    asides = [told.sha256 for _, told in strangers if told.sha256]
    data = {
        "month": month,
        "count": inbox.undecided,
        "versions": [_version(one, catalog, is_first=not at) for at, one in enumerate(inbox.versi)],
        "waiting": _waiting(inbox, catalog),
        "strangers": [told for one, told in strangers if one.sebab and one.fate != "bukan"],
        "others": [told for one, told in strangers if not one.sebab or one.fate == "bukan"],
        "asides": asides if len(asides) > 1 else [],
        "before": [_before(one, catalog) for one in inbox.sebelum],
        "news": asked.jobs.news(asked.query.get("kabar", "")),
    }
    return Page("kotak_masuk.html", "Kotak masuk", data, f"iki terima {INBOX}", frames.KOTAK_MASUK, month)


# --- what its buttons do ----------------------------------------------------------------------------------------------


def choose(asked: Asked) -> Answer:
    """Let one of two versions count."""
    from iki_excel.runs.deciding import BERUBAH, SELESAI, SUDAH, Choice
    from iki_excel.runs.deciding import choose as let_count
    from iki_excel.runs.monthly.inbox import rekap_from

    month, kode, pilih = month_of(asked.field("periode")), asked.field("jabatan"), asked.field("pilih")
    place, office = asked.place, asked.office()
    if kode not in office.catalog or pilih not in ("lama", "baru"):
        raise NotThere
    form = _form_words((month, kode), office.catalog)
    choice = Choice((month, kode), asked.field("lama"), asked.field("baru"), pilih)

    def work(progress: Progress) -> Done:
        became = let_count(choice, place.folder, office)
        said = {BERUBAH: CHANGED, SUDAH: CHOSEN_BEFORE}.get(became, CHOSEN)
        told, leads_to = said.format(form=form, riwayat=KEPT_FORMS), _leads_to(asked, month)
        recaps = rekap_from(month, place.folder, office) if became == SELESAI else ()
        return Done(leads_to, (told, *_further(month, recaps, is_there=leads_to != HERE)))

    return asked.jobs.run(f"Memakai satu versi {form}", HERE, work, choice.chosen)


def put_aside(asked: Asked) -> Answer:
    """Move files that nobody can take to those that are kept: one, or all that the page showed."""
    folder, marks = asked.place.folder, Counter(asked.form.get("sha256", ()))

    def work(progress: Progress) -> Done:
        from iki_excel.runs import deciding

        moved: dict[str, int] = {}
        for sha256, times in marks.items():  # the same content may lie there twice, and an archive be named twice
            became = (deciding.put_aside(sha256, folder) for _ in range(times))
            moved[sha256] = sum(one == deciding.SELESAI for one in became)
            progress(len(moved), len(marks), "berkas")
        return Done(HERE, tuple(_aside_news(moved)))

    return asked.jobs.run("Menyisihkan berkas", HERE, work, " ".join(marks.elements()))


def _aside_news(moved: Mapping[str, int]) -> Iterator[str]:
    count = sum(moved.values())
    if count:
        yield (PUT_ASIDE if count == 1 else ALL_ASIDE).format(jumlah=count, riwayat=KEPT_FORMS)
    if not moved or not all(moved.values()):
        yield GONE


def take(asked: Asked) -> Answer:
    """Take what only waits for that."""
    place, office = asked.place, asked.office()

    def work(progress: Progress) -> Done:
        from iki_excel.page.receipts import received_news
        from iki_excel.runs.uploads import take_waiting

        received = take_waiting(place.folder, office, progress)
        return Done(HERE, tuple(received_news(received, office.catalog, place.today())))

    return asked.jobs.run("Menerima berkas yang menunggu", HERE, work)


def _further(month: Periode, recaps: Sequence[Periode], *, is_there: bool) -> Iterator[str | News]:
    """Which recaps are older now, and the way to the month of a form, or where one ``is_there`` to the next of them."""
    told = RECAPS_DUE.format(bulan=_months(recaps)) if recaps else IN_MONTH.format(bulan=month.words)
    goal = next((one for one in recaps if one != month), None) if is_there else month
    if goal is not None:
        yield News(told, f"Buka {goal.words}", f"/b/{goal}")
    elif recaps:
        yield told


def _months(months: Iterable[Periode]) -> str:
    return bahasa.some((one.words for one in months), MOST_MONTHS)


def _leads_to(asked: Asked, month: Periode) -> str:
    """The month of the form, once nothing here waits for anybody."""
    from iki_excel.runs.monthly.inbox import undecided

    left = undecided(asked.place.folder, asked.office(), asked.memory.kept)
    return HERE if left else f"/b/{month}"


# --- what is shown ----------------------------------------------------------------------------------------------------


def _version(two: Two, catalog: Catalog, *, is_first: bool) -> Shown:
    cells = [_cell(row) for row in two.beda.itertuples()]
    return Shown(
        two,
        _form_words(two.form, catalog),
        _columns(two),
        tuple(cells[:MOST_ROWS]),
        tuple(cells[MOST_ROWS:]),
        is_first,
        _warning(two),
    )


def _columns(two: Two) -> tuple[Column, Column]:
    """One that came against the one in its month, or two that both stand in it."""
    titles = ("Sudah masuk", "Baru") if two.is_new else ("Versi A", "Versi B")
    buttons = ("Tetap yang sudah masuk", "Pakai yang baru") if two.is_new else ("Pakai versi A", "Pakai versi B")
    lama, baru = (
        Column(title, moments.words(one.disimpan), plain.clean(one.file), button, pilih, two.terakhir == pilih)
        for title, one, button, pilih in zip(titles, (two.lama, two.baru), buttons, ("lama", "baru"), strict=True)
    )
    return lama, baru


def _cell(row: object) -> Cell:
    sel = row.sel  # type: ignore[attr-defined]
    where = sel.a1 if sel.sheet == "Isian" else sel.address
    return Cell(where, row.label, row.dulu, row.baru)  # type: ignore[attr-defined]


def _warning(two: Two) -> str:
    """That recaps stand on the version that may give way."""
    if not two.rekap:
        return ""
    return RECAPS_THERE.format(bulan=_months(two.rekap))


def _waiting(inbox: Inbox, catalog: Catalog) -> list[Told]:
    return [Told(plain.clean(_name(one.file)), _form_words(one.came.form, catalog)) for one in inbox.menunggu]


def _stranger(one: Stranger, catalog: Catalog) -> Told:
    kalimat = one.sebab or f"{_form_words(one.form, catalog)}: masih kosong, jadi belum diambil."
    kalimat = f"Bukan formulir ({one.sebab})." if one.fate == "bukan" else kalimat
    return Told(plain.clean(one.nama), plain.clean(kalimat), one.sha256)


def _before(one: Before, catalog: Catalog) -> Told:
    periode, kode = one.form
    named = _form_words(one.form, catalog) if periode and kode in catalog else plain.clean(one.nama)
    return Told(named, one.keadaan, kapan=moments.words(one.kapan))


def _form_words(form: tuple[str, str], catalog: Catalog) -> str:
    periode, kode = form
    return f"{catalog[kode].sheet}, {Periode(periode).words}"


def _name(file: str) -> str:
    return file.rpartition("/")[2]


ROUTES = (
    Route("GET", HERE, shown),
    Route("POST", f"{HERE}/pilih", choose),
    Route("POST", f"{HERE}/sisihkan", put_aside),
    Route("POST", f"{HERE}/terima", take),
)
