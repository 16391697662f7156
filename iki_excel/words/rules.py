"""A rule: one kind of thing that may be found wrong. It is a value, defined in the module that finds it.

It is raised and told as that object; nothing looks it up by its kode. :mod:`iki_excel.runs.explaining` lists them all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY
from functools import cached_property
from string import Formatter
from typing import Any

from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen

GALAT, PERINGATAN = "galat", "peringatan"
"""Tingkat: what must be mended before the numbers are complete, and what is to be looked at."""

HOW_MANY = "banyak_sel"
"""The gap in ``bersama`` for the number of cells."""
MOST_NAMED = 3
"""So many of several cells are named in their sentence."""


@frozen
class Rule:
    """One kind of temuan.

    ``arti`` explains it to a reader. ``pesan`` says where and what, with the label and the value, ``saran`` what to do;
    both are filled in from what is known where it is found. ``ringkas`` says what, without label and value, beside the
    cell itself. ``contoh`` is a cell or a file at fault.

    ``bersama`` says what is wrong with several cells at once, ``butir`` how each of them is named behind it and
    ``saran_bersama`` what to do then. Where they are None they are made of the sentences for one.

    ``saran_pengolah``: what whoever runs the program does about it, with its commands: never a part of what people are
    told who fill forms; "" where that is nothing else.

    ``saran_salinan``: what to do on a form that was written anew with what could be carried (the same where it is
    None). ``beres_di_salinan``: such a form has settled it, whatever its tingkat. ``tentang_keterangan``: it is about
    the keterangan beside its cell.
    """

    kode: str
    tingkat: str
    _: KW_ONLY
    arti: str
    pesan: str
    saran: str
    ringkas: str
    contoh: str
    bersama: str | None = None
    butir: str | None = None
    saran_bersama: str | None = None
    saran_salinan: str | None = None
    saran_pengolah: str = ""
    beres_di_salinan: bool = False
    tentang_keterangan: bool = False

    @cached_property
    def names(self) -> frozenset[str]:
        """What its sentences are filled in with."""
        texts = (self.pesan, self.saran, self.ringkas, self.saran_salinan or "", *self._of_several)
        return frozenset(name for text in texts for _, name, _, _ in Formatter().parse(text) if name) - {HOW_MANY}

    def sentence(self, known: Mapping[str, Any]) -> str:
        """What is said to whoever filled the form in: where, what, what to do."""
        return f"{self.pesan} {self.saran}".format_map(known)

    def short_sentence(self, known: Mapping[str, Any]) -> str:
        """What is wrong, said beside the cell itself: without label and value, and without what to do."""
        said = self.in_short(known)
        return f"{said[0].upper()}{said[1:]}."

    def in_short(self, known: Mapping[str, Any]) -> str:
        """The same within a line that says more."""
        return self.ringkas.format_map(known)

    def advice(self, known: Mapping[str, Any]) -> str:
        """What to do, apart from what is wrong."""
        return self.saran.format_map(known)

    def sentence_on_copy(self, known: Mapping[str, Any]) -> str:
        """The same as it is said on a form that was written anew."""
        saran = self.saran if self.saran_salinan is None else self.saran_salinan
        return f"{self.pesan} {saran}".format_map(known)

    # --- several at once ---------------------------------------------------------------------------------------------

    @cached_property
    def _of_several(self) -> tuple[str, str, str]:
        """What is said of several cells: what is wrong, each of them, and what to do."""
        what = "isian" if LABEL in self.pesan else "sel"
        bersama = f"{{{HOW_MANY}}} {what} {self.ringkas}" if self.bersama is None else self.bersama
        butir = _named(self.pesan) if self.butir is None else self.butir
        return bersama, butir, self.saran if self.saran_bersama is None else self.saran_bersama

    @property
    def is_about_a_cell(self) -> bool:
        """Whether several on one sheet can be told at once; what is about a whole sheet or file is alone."""
        return self.bersama is not None or LABEL in self.pesan

    def likeness(self, known: Mapping[str, Any]) -> tuple[str, str]:
        """What two temuan of this rule have in common where one sentence tells both."""
        bersama, _, saran = self._of_several
        filled = {**known, HOW_MANY: ""}
        return bersama.format_map(filled), saran.format_map(filled)

    def sentence_of_several(self, known: Sequence[Mapping[str, Any]]) -> str:
        """The sentence for several alike (by :meth:`likeness`): how many, what, which of them, what to do."""
        bersama, butir, saran = self._of_several
        each = dict.fromkeys(butir.format_map(one) for one in known)
        named = f": {bahasa.some(each, MOST_NAMED)}" if butir else ""
        filled = {**known[0], HOW_MANY: len(known)}
        return f"{bersama.format_map(filled)}{named}. {saran.format_map(filled)}"


LABEL = "{label}"
VALUES = ("“{diketik}”", "{diketik}", "{angka_kata}")
"""How a sentence says what stands in a cell."""


def _named(pesan: str) -> str:
    """How a sentence names its cell: the label, and what stands there in brackets."""
    value = next((f" ({value})" for value in VALUES if value in pesan), "")
    return f"“{LABEL}”{value}" if LABEL in pesan else ""
