"""``python -m tests.proven`` runs the examples of the built-in decree, and keeps the mark of what they hold for."""

from __future__ import annotations

from pathlib import Path

from iki_excel.decree import BUILT_IN, Catalog, catalog_from, proven
from iki_excel.decree.loading import read_folder


def proved() -> Catalog:
    """The built-in decree, with its examples run; CatalogError where one does not hold."""
    return catalog_from(read_folder(BUILT_IN))


def mark() -> str:
    """The mark of the built-in decree as it stands now."""
    return proven.mark_of(BUILT_IN.glob("*.toml"))


if __name__ == "__main__":
    proved()
    source = Path(proven.__file__)
    source.write_text(source.read_text("utf-8").replace(proven.MARK, mark()), "utf-8")
