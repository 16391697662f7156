"""How people write a formula, and what of it the language reads: signs of print, decimal commas, letters of a decree.

What can mean one thing only is read as that; of the rest is said what to write instead.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping

from iki_excel.words.errors import FormulaError

SIGNS = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "≤": "<=", "≥": ">=", "≠": "!=",
                       "\u00a0": " "})  # fmt: skip
COLON = re.compile(r"(?<=[\w)])\s*:\s*(?=[\w(])")
THOUSANDS = re.compile(r"(?<![\w.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\w.,])", re.ASCII)
COMMA = re.compile(r"\d,\d", re.ASCII)


def as_typed(text: str) -> str:
    """A formula with the signs of the language; FormulaError for a number with two readings."""
    found = text.strip().removeprefix("=").strip().translate(SIGNS).replace("<>", "!=")
    found = COLON.sub(" / ", found) if not set("{[") & set(found) else found
    thousands = THOUSANDS.search(found)
    if thousands:
        whole = thousands[0].replace(".", "")
        raise FormulaError(
            f"rumus memuat “{thousands[0]}”; tulis tanpa titik ribuan, {whole}, atau dengan koma bila itu pecahan"
        )
    return "".join(_with_points(found))


def _with_points(text: str) -> Iterator[str]:
    """Decimal commas as points, semicolons between arguments as commas."""
    calls: list[bool] = []
    for position, sign in enumerate(text):
        if sign == "(":
            calls.append(bool(re.search(r"\w\s*$", text[:position])))
        elif sign == ")" and calls:
            calls.pop()
        if sign == "," and COMMA.match(text, position - 1):
            if any(calls):
                before, after = re.split(r"\D", text[:position])[-1], re.split(r"\D", text[position + 1 :])[0]
                told = f"{before},{after}"
                raise FormulaError(
                    f"rumus memuat “{told}” di dalam fungsi; tulis {told.replace(',', '.')} bila itu pecahan, atau "
                    f"{told.replace(',', '; ')} bila itu dua bilangan"
                )
            yield "."
        else:
            yield "," if sign == ";" and any(calls) else sign


# --- letters of a decree ---------------------------------------------------------------------------------------------


def with_codes(tree: ast.expr, symbols: Mapping[str, str]) -> ast.expr:
    """A tree with the code in the place of each symbol, as A in A / B × 100."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in symbols:
            node.id = symbols[node.id]
    return tree


# --- what to write instead -------------------------------------------------------------------------------------------


def foreign(text: str) -> str | None:
    """What a formula has of another language, and what to write; None where that is unknown."""
    if match := re.search(r"([\d.,]+)\s*%", text):
        return f"“{match[0]}” memuat tanda persen; tulis bilangannya saja, {match[1]}"
    if re.search(r"\b(?:IF|JIKA|IIF)\s*\(", text, re.IGNORECASE):
        return "“IF” tidak ada di sini; pakai min(a; b) atau max(a; b), dan tulis yang harus benar sebagai syarat"
    if match := re.search(r"\b(SUM|AVERAGE|ROUND)\s*\(", text, re.IGNORECASE):
        own = {"sum": "jumlah", "average": "rata", "round": "bulat"}[match[1].casefold()]
        return f"“{match[1]}” tidak dikenal; pakai {own}(…)"
    return None


def slip(text: str) -> str | None:
    """What may be wrong in a formula that cannot be read, and what to write; None where that is unknown."""
    if told := foreign(text):
        return told
    if re.search(r"[\w)]\s+[xX]\s+[\w(]", text):
        return "“x” dipakai sebagai tanda kali; tulis * atau ×"
    if re.search(r"(?<![<>=!:])=(?!=)", text):
        return "“=” dipakai membandingkan; tulis ==, atau hapus bila itu awal rumus Excel"
    if match := re.search(r"([A-Za-z_]\w*)\s+([A-Za-z_]\w*)", text):
        first, second = match.groups()
        joined = f"{first}_{second}".lower()
        return f"di antara “{first}” dan “{second}” tidak ada tanda hitung; satu kode ditulis tanpa spasi, {joined}"
    return None
