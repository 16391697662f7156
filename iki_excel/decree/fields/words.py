"""One of some words, each of which counts as a number: WTP as 4, Ada as 1."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from iki_excel.decree.fields.field import TB, Days, Field, Slot, is_tb
from iki_excel.decree.fields.reading import ISI, Reading, refused, shown
from iki_excel.language.cells import BLANK, Cell, Condition, Expression, If, IsNumber, Or, Trim
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.words.rules import GALAT, Rule

NOT_A_CHOICE = Rule(
    "bukan_pilihan",
    GALAT,
    arti="Kata yang tidak ada di daftar pilihan selnya.",
    pesan="“{label}” berisi “{diketik}”, padahal harus {pilihan}.",
    saran="{maksud}Pilih dari daftar di selnya.",
    ringkas="harus {pilihan}",
    contoh="Isian!F9 untuk opini atas laporan keuangan berisi “wajar”",
    bersama="{banyak_sel} isian bukan kata dari daftar pilihannya",
    butir="“{label}” (“{diketik}”{mungkin})",
    saran_bersama="Pilih dari daftar di selnya.",
)

LONGEST_LIST = 60
"""Letters of all words together that are told one by one in a sentence about a cell."""

NOTED_DAY = "tanggal"
"""How the note begins on a word that Excel made a date of."""

ROOM = "_0"
"""What leaves the room of a digit behind a number, in a number format."""

LIKE_A_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})", re.ASCII)


@frozen
class WordField(Field):
    """A word from a list, in whatever capitals. ``values``: the words in their order, and what each counts as.

    No two words count as the same, so that a number is shown as its word again.
    """

    values: tuple[tuple[str, float], ...]
    nama = "pilihan"
    other_kind = only_a_sign = NOT_A_CHOICE
    form_format = fraction_format = "@"
    """In a cell of texts Excel makes no date of 1/4, and no number of 007."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words alone."""
        return tuple(word for word, _ in self.values)

    @property
    def choices(self) -> tuple[str, ...]:
        """The words, and TB."""
        return (*self.words, TB)

    @property
    def meaning(self) -> Any:
        """The words and what they count as."""
        return [self.nama, *([word, value] for word, value in self.values)]

    # --- reading -----------------------------------------------------------------------------------------------------

    def read_text(self, text: str, satuan: str) -> Reading:
        """One of the words, in whatever capitals."""
        folded = {word.casefold(): value for word, value in self.values}
        value = folded.get(text.casefold())
        return refused(self.other_kind) if value is None else Reading(ISI, value)

    def read_number(self, value: float) -> Reading:
        """A word may be a number, as the level 3; what a word counts as is not the word."""
        return self.read_text(f"{value:.15g}", "")

    def read_moment(self, value: dt.date | dt.time | dt.timedelta) -> Reading:
        """Excel made a date of a word such as 1/4, day and month in either order."""
        if not isinstance(value, dt.date):
            return refused(self.other_kind)
        order = (value.day, value.month)
        meant = [word for word in self.words if _as_day(word) in (order, order[::-1])]
        if len(meant) != 1:
            return refused(self.other_kind)
        note = f"{NOTED_DAY} {shown(value)} dibaca “{meant[0]}”"
        return Reading(ISI, self.read_text(meant[0], "").angka, catatan=note)

    # --- on the form -------------------------------------------------------------------------------------------------

    def allows(self, cell: Cell, slot: Slot, days: Days | None) -> Condition:
        """One of the words, or TB."""
        return self.allows_text(cell)

    def allows_text(self, cell: Cell) -> Condition:
        """One of the words, or TB."""
        return Or(*self._is_each(cell), is_tb(cell))

    def accepts(self, cell: Cell, counted: Cell, slot: Slot, days: Days | None) -> Condition:
        """It counts as something, or is TB: to look for every word again would take too long a formula."""
        return Or(is_tb(cell), IsNumber(counted))

    def _is_each(self, cell: Cell) -> list[Condition]:
        return [Trim(cell).equals(word) for word in self.words]

    def number_of(self, cell: Cell) -> Expression:
        """What the word counts as; nothing for anything else, a blank cell too."""
        number: Expression = BLANK
        for word, value in reversed(self.values):
            number = If(Trim(cell).equals(word), value, number)
        return number

    def word_of(self, cell: Cell) -> Expression:
        """The word that counts as this number; nothing where none does."""
        word: Expression = BLANK
        for one, value in reversed(self.values):
            word = If(cell.equals(value), one, word)
        return word

    # --- in words ----------------------------------------------------------------------------------------------------

    def allowed_words(self, slot: Slot, days: Days | None) -> str:
        """The words, with what they count as where that is not plain."""
        told = self.words if self._is_plain else tuple(map(_with_value, self.values))
        return f"Pilih {_either(told)}; {TB} bila tidak berlaku."

    @property
    def _is_plain(self) -> bool:
        """Whether everybody knows what its words count as."""
        return {value for _, value in self.values} == {0.0, 1.0} or all(word == _number(v) for word, v in self.values)

    @property
    def legend(self) -> str:
        """What each word counts as: "WTP = 4, WDP = 3"; nothing where the words say so themselves."""
        told = (f"{word} = {_number(value)}" for word, value in self.values)
        return "" if all(word == _number(value) for word, value in self.values) else ", ".join(told)

    @property
    def briefly(self) -> str:
        """What a cell may hold, for a sentence: the words where they are short, else how many there are."""
        listed = _either(self.words)
        return listed if len(listed) <= LONGEST_LIST else f"satu dari {len(self.words)} kata di daftarnya"

    def meant_by(self, typed: str) -> str | None:
        """The word that is near, or that counts as the number that was typed; None where none is."""
        by_number = {shown(value): word for word, value in self.values}
        return by_number.get(typed.strip()) or bahasa.near(typed, self.words)

    # --- shown back --------------------------------------------------------------------------------------------------

    def typed(self, number: float) -> Any:
        """The word."""
        return next((word for word, value in self.values if value == number), super().typed(number))

    def said(self, number: float) -> str:
        """The word; a number that none counts as, as a number."""
        found = self.typed(number)
        return found if isinstance(found, str) else super().said(number)

    def with_value(self, number: float) -> str:
        """The word and what it counts as: "WTP (4)"."""
        word = self.typed(number)
        return _with_value((word, number)) if isinstance(word, str) and word != _number(number) else _number(number)

    def format_of(self, number: Any, *, before: str = "", behind: str = "", rest: str = "General") -> str:
        """The number format of a cell that holds this number: it shows the word as long as that is what stands there.

        ``before``, ``behind``: what stands around the word. ``rest``: the format of any other number.
        """
        word = self.typed(number) if isinstance(number, int | float) and number == number else None
        room = ROOM if rest.endswith(ROOM) else ""
        return f'[={number:.15g}]"{before}{word}{behind}"{room};{rest}' if isinstance(word, str) else rest


def words_of(field: Field) -> WordField | None:
    """The field itself where its values are words in their own right, not those of a document."""
    return field if isinstance(field, WordField) and not field.is_of_document else None


def _as_day(word: str) -> tuple[int, int] | None:
    match = LIKE_A_DAY.fullmatch(word)
    return (int(match[1]), int(match[2])) if match else None


def _number(value: float) -> str:
    return bahasa.number(value, 10)


def _with_value(pair: tuple[str, float]) -> str:
    word, value = pair
    return f"{word} ({_number(value)})"


def _either(words: tuple[str, ...]) -> str:
    """ "a, b, atau c"; "a atau b"."""
    *first, last = words
    return f"{', '.join(first)}{',' if len(first) > 1 else ''} atau {last}"
