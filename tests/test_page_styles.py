"""The style sheet says something of every class that a page has, and of no other."""

from __future__ import annotations

import re
from importlib.resources import files

from iki_excel.page.bulan import SHAPES
from iki_excel.page.kotak_keluar import DELAYED, STATES

PAGE = files("iki_excel.page")
SHEET = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", (PAGE / "static" / "gaya.css").read_text("utf-8"), flags=re.DOTALL)
SELECTORS = [part.strip() for part in re.findall(r"([^{}]+)\{", SHEET)]
SCRIPT = (PAGE / "static" / "halaman.js").read_text("utf-8")
TEMPLATES = [one.read_text("utf-8") for one in (PAGE / "templates").iterdir()]

KINDS = {*SHAPES.values(), *(one.kind for one in (*STATES.values(), DELAYED))}
"""Shapes of states, which templates are given; those without a colour of their own are grey."""
GREY = {"belum", "kosong", "menunggu"}
SAID_BY_SCRIPT = {"ber-skrip", "menjatuhkan", "putus"}


def styled() -> set[str]:
    return {name for selector in SELECTORS for name in re.findall(r"\.([a-z][\w-]*)", selector)}


def used() -> set[str]:
    """Every word of every class, also those that are chosen between."""
    attributes = [one for text in TEMPLATES for one in re.findall(r'class="((?:\{\{.*?\}\}|\{%.*?%\}|[^"{])*)"', text)]
    chosen = [word for one in attributes for word in re.findall(r"""(?:\{\{ |else )["']([\w -]+)["']""", one)]
    plain = [re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", one) for one in attributes]
    return {word for one in (*chosen, *plain) for word in one.split()}


def test_every_class_that_has_a_style_stands_on_a_page() -> None:
    assert sorted(styled() - used() - KINDS - SAID_BY_SCRIPT) == []


def test_every_class_of_a_page_has_a_style() -> None:
    assert sorted((used() | KINDS) - styled() - GREY) == []


def test_what_the_script_says_of_a_page_has_a_style() -> None:
    assert sorted(one for one in SAID_BY_SCRIPT if one not in SCRIPT or one not in styled()) == []


def test_nothing_is_said_twice() -> None:
    own = re.sub(r"@(media|supports)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", SHEET)
    selectors = [" ".join(one.split()) for one in re.findall(r"([^{}]+)\{", own)]
    assert sorted({one for one in selectors if selectors.count(one) > 1}) == []
