"""One cell with a word from a list: ada or tidak ada, or one of some words with their values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from iki_excel.decree.fields import ISI, YES_OR_NO, Slot, WordField
from iki_excel.decree.fields.number import LARGEST
from iki_excel.decree.fields.reading import DASHES, NOT_APPLICABLE, Reading, unreadable
from iki_excel.decree.kinds.kind import AKUMULASI, Isian, Kind, Misfit
from iki_excel.decree.toml import Table
from iki_excel.language.cells import Cell, excel
from iki_excel.language.places import Place
from iki_excel.words import bahasa
from iki_excel.words.plain import as_seen, is_like_formula

MOST_CHOICES = 12
LONGEST_CHOICE = 30
"""Letters of one word."""
LONGEST_FOR_EXCEL = 255
"""Letters of a list of choices, and of a formula that asks for each."""

LONGEST_SATUAN = 12
"""Letters of all words together that stand beside the cell."""


Values = tuple[tuple[str, float], ...]
"""The words in their order, and what each counts as."""


def _expand_choice(table: Table) -> Isian:
    return _isian(table, CHOICE.nama, _choices)


def _choices(table: Table) -> Values:
    values = tuple(_choice(item) for item in table.tables("pilihan"))
    if not 2 <= len(values) <= MOST_CHOICES:
        raise table.refuse(
            f"pilihan berisi {len(values)} kata, padahal 2 sampai {MOST_CHOICES}. "
            + table.manner.write(
                'Tulis pilihan = [{ kata = "WTP", nilai = 4 }, { kata = "WDP", nilai = 3 }].',
                "Tulis katanya di lembar Butir, satu baris satu kata dengan nilainya.",
            )
        )
    return values


def _choice(item: Table) -> tuple[str, float]:
    pair = item.text("kata"), item.take("nilai", float)
    item.done()
    return pair


def _expand_yes_no(table: Table) -> Isian:
    return _isian(table, YES_NO.nama, _yes_and_no)


def _yes_and_no(table: Table) -> Values:
    words = table.texts("kata", [word for word, _ in YES_OR_NO])
    if len(words) != 2:
        raise table.refuse(
            f"{table.manner.key('kata')} harus dua kata, dahulu untuk ya lalu untuk tidak, misalnya "
            + table.manner.write('kata = ["Ada", "Tidak ada"].', "Ada, Tidak ada."),
            "kata",
        )
    yes, no = words
    return ((yes, 1.0), (no, 0.0))


def _isian(table: Table, jenis: str, values_in: Callable[[Table], Values]) -> Isian:
    kode, label = table.kode(), table.text("label")
    field = WordField(values_in(table))
    if not table.is_faulty:
        _refuse_wrong_words(field, table)
    slot = Slot(
        kode=kode,
        isian=kode,
        label=label,
        satuan=_satuan(field),
        field=field,
        akumulasi=table.choice("akumulasi", AKUMULASI, "terakhir"),
        petunjuk=table.text("petunjuk", ""),
        wajib=table.take("wajib", bool, True),
        bulat=all(value.is_integer() for _, value in field.values),
        minimum=None,
    )
    return Isian(kode, jenis, label, (slot,), slot.petunjuk, table.take("pendukung", bool, False))


def _satuan(field: WordField) -> str:
    listed = " / ".join(field.words)
    return listed if len(listed) <= LONGEST_SATUAN else CHOICE.nama


# --- which words can be told apart in a cell ------------------------------------------------------------------------


def _refuse_wrong_words(field: WordField, table: Table) -> None:
    for word, value in field.values:
        reason = _wrong_word(word) or _wrong_value(word, value)
        if reason:
            raise table.refuse(reason)
    _refuse_repeated(field, table)
    longest = max(len(",".join(field.choices)), len(excel(field.number_of(A_CELL), A_CELL.place.sheet)) + 1)
    if longest > LONGEST_FOR_EXCEL:
        raise table.refuse(
            f"kata-kata pilihan terlalu panjang untuk Excel: {longest} huruf di rumus atau daftarnya, paling banyak "
            f"{LONGEST_FOR_EXCEL}. Singkatkan katanya, atau kurangi."
        )


A_CELL = Cell(Place("Isian", 9998, 5))
"""As far down as any form goes."""


def _wrong_word(word: str) -> str | None:
    folded = word.casefold()
    if not word or as_seen(word) != word or not word.isprintable() or unreadable(word):
        return f"kata “{bahasa.brief(word)}” memuat spasi rangkap atau huruf yang tidak terlihat. Ketik ulang."
    if len(word) > LONGEST_CHOICE:
        return f"kata “{bahasa.brief(word)}” lebih panjang dari {LONGEST_CHOICE} huruf. Singkatkan."
    if set(word) & set('",;') or is_like_formula(word) or word.startswith("'"):
        return f"kata “{word}” memuat koma, titik koma atau tanda kutip, atau diawali =, +, - atau @. Tulis kata saja."
    if folded in NOT_APPLICABLE or folded in DASHES:
        return f"kata “{word}” sudah berarti lain di formulir (tidak berlaku, atau tidak jelas). Pakai kata lain."
    return None


def _wrong_value(word: str, value: float) -> str | None:
    if not 0 <= value <= LARGEST:
        return f"nilai “{word}” {bahasa.number(value)}, padahal harus 0 sampai {bahasa.number(LARGEST)}."
    number = _as_number(word)
    if number is not None and (not number.is_integer() or number != value or word != f"{number:.15g}"):
        return (
            f"kata “{word}” sebuah bilangan, jadi nilainya harus bilangan bulat itu juga, ditulis tanpa nol di depan. "
            f"Pakai kata lain, misalnya “Level {word}”."
        )
    return None


def _as_number(word: str) -> float | None:
    """The number that a spreadsheet would make of a word, or that a reader would see in it."""
    try:
        return float(word.replace(",", ".").replace("_", "?"))
    except ValueError:
        return None


def _refuse_repeated(field: WordField, table: Table) -> None:
    for place, (word, value) in enumerate(field.values):
        before = field.values[:place]
        if word.casefold() in {one.casefold() for one, _ in before}:
            raise table.refuse(
                f"kata “{word}” ada dua kali; huruf besar dan kecil tidak dibedakan. Ganti salah satunya."
            )
        same = [one for one, number in before if number == value]
        if same:
            raise table.refuse(
                f"“{same[0]}” dan “{word}” bernilai sama, {bahasa.number(value, 10)}, sehingga tidak dapat ditampilkan "
                "kembali sebagai katanya. Beri nilai yang lain, atau gabungkan."
            )


# --- an example -----------------------------------------------------------------------------------------------------


def _misfits(isian: Isian, value: Any) -> Iterator[Misfit]:
    if _read(isian, value).keadaan != ISI:
        field = _field(isian)
        yield Misfit(f"nilainya harus {field.briefly}. {bahasa.nearest(str(value), field.words)}")


def _example(isian: Isian, value: Any) -> Mapping[str, float]:
    return {isian.kode: _read(isian, value).angka}


def _read(isian: Isian, value: Any) -> Reading:
    return _field(isian).read(value, isian.slots[0].satuan)


def _field(isian: Isian) -> WordField:
    [slot] = isian.slots
    assert isinstance(slot.field, WordField), isian.kode
    return slot.field


YES_NO = Kind("ya_tidak", _expand_yes_no, _example, misfits=_misfits)
CHOICE = Kind("pilihan", _expand_choice, _example, misfits=_misfits)
