"""Texts that are printed on one line: what is too long or of more lines is told, and what nobody meant to print."""

from __future__ import annotations

from iki_excel.decree.toml import Table
from iki_excel.words import bahasa, plain

LONGEST_NAME = 100
"""Letters: names are printed in footers and in rows of a table."""


def tell_of_long(table: Table, key: str, text: str, longest: int = LONGEST_NAME) -> None:
    """What is printed on one line must be one."""
    if len(text) > longest or set(text) & set("\t\n\r") or plain.clean(text) != text:
        table.tell(
            f"{key} “{bahasa.brief(plain.clean(text))}” harus satu baris teks biasa, paling banyak {longest} huruf.",
            key,
        )


def tell_of_example(table: Table, key: str, text: str, example: str, what: str) -> None:
    """What ``iki mulai`` wrote to be replaced was not."""
    if text and text.casefold() == example.casefold():
        told = f"{key} “{text}” masih contoh dari “iki mulai”. Ketik {what}, atau hapus baris itu."
        table.tell(told, key)
