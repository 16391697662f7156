"""A rule: one kind of thing that may be found wrong. It is a value, defined in the module that finds it.

It is raised and told as that object; nothing looks it up by its kode. :mod:`iki_excel.runs.explaining` lists them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

GALAT, PERINGATAN = "galat", "peringatan"
"""Tingkat: what must be mended before the numbers are complete, and what is to be looked at."""


@dataclass(frozen=True)
class Rule:
    """One kind of temuan.

    ``arti`` explains it to a reader. ``pesan`` says where and what, with the label and the value, ``saran`` what to do;
    both are filled in from what is known where it is found. ``ringkas`` says what, without label and value, beside the
    cell itself. ``saran_salinan`` is what to do on a form that was written anew with what could be carried (the same
    where it is None). ``contoh`` is a cell at fault.
    """

    kode: str
    tingkat: str
    arti: str
    pesan: str
    saran: str = ""
    ringkas: str = ""
    saran_salinan: str | None = None
    contoh: str = ""

    def sentence(self, known: Mapping[str, Any]) -> str:
        """What is said to whoever filled the form in: where, what, what to do."""
        return f"{self.pesan} {self.saran}".strip().format_map(known)
