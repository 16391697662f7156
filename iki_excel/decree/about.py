"""What is said of an indikator beside its own words, wherever it is shown: how much it weighs, who answers for its
data, and what it serves.
"""

from __future__ import annotations

from iki_excel.decree import weights
from iki_excel.decree.model import Indikator
from iki_excel.decree.toml import Table


def read_mendukung(table: Table) -> tuple[str, ...]:
    """The key ``mendukung`` of an indikator: a text or a list of them."""
    if isinstance(table.data.get("mendukung"), str):
        return (table.text("mendukung"),)
    return table.texts("mendukung", [])


def about(indikator: Indikator) -> list[tuple[str, tuple[str, ...]]]:
    """A label and its texts each; nothing of what the decree does not say."""
    bobot = () if indikator.bobot is None else (f"{weights.words(indikator.bobot)} dari {weights.WHOLE}",)
    responsible = (indikator.penanggung_jawab,) if indikator.penanggung_jawab else ()
    said = [("Bobot", bobot), ("Penanggung jawab data", responsible), ("Mendukung", indikator.mendukung)]
    return [(label, texts) for label, texts in said if texts]


def line(indikator: Indikator) -> str:
    """All of it on one line; "" where there is nothing."""
    return "  ·  ".join(f"{label}: {'; '.join(texts)}" for label, texts in about(indikator))


def with_line(indikator: Indikator) -> str:
    """The indikator as the decree words it, and all of it on a line below."""
    return "\n".join(filter(None, (indikator.indikator, line(indikator))))
