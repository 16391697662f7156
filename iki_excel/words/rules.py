"""A rule: one kind of thing that may be found wrong. It is a value, defined in the module that finds it.

It is raised and told as that object; nothing looks it up by its kode. :mod:`iki_excel.runs.explaining` lists them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from string import Formatter
from typing import Any

GALAT, PERINGATAN = "galat", "peringatan"
"""Tingkat: what must be mended before the numbers are complete, and what is to be looked at."""


@dataclass(frozen=True)
class Rule:
    """One kind of temuan.

    ``arti`` explains it to a reader. ``pesan`` says where and what, with the label and the value, ``saran`` what to do;
    both are filled in from what is known where it is found. ``ringkas`` says what, without label and value, beside the
    cell itself. ``contoh`` is a cell or a file at fault.

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
    saran_salinan: str | None = None
    beres_di_salinan: bool = False
    tentang_keterangan: bool = False

    @cached_property
    def names(self) -> frozenset[str]:
        """What its sentences are filled in with."""
        texts = (self.pesan, self.saran, self.ringkas, self.saran_salinan or "")
        return frozenset(name for text in texts for _, name, _, _ in Formatter().parse(text) if name)

    def sentence(self, known: Mapping[str, Any]) -> str:
        """What is said to whoever filled the form in: where, what, what to do."""
        return f"{self.pesan} {self.saran}".format_map(known)

    def short_sentence(self, known: Mapping[str, Any]) -> str:
        """What is wrong, said beside the cell itself: without label and value, and without what to do."""
        said = self.ringkas.format_map(known)
        return f"{said[0].upper()}{said[1:]}."

    def advice(self, known: Mapping[str, Any]) -> str:
        """What to do, apart from what is wrong."""
        return self.saran.format_map(known)

    def sentence_on_copy(self, known: Mapping[str, Any]) -> str:
        """The same as it is said on a form that was written anew."""
        saran = self.saran if self.saran_salinan is None else self.saran_salinan
        return f"{self.pesan} {saran}".format_map(known)
