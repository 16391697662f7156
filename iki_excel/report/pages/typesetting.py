"""The one door to typst: a template and what stands in it -> the bytes of a PDF.

What people typed goes in as data and comes out as text: it is never read as typst. The bytes depend on nothing but the
template, the data and the version of typst: no font of the machine is looked at, and no time is kept.
"""

from __future__ import annotations

import functools
import importlib.util
import json
from pathlib import Path
from typing import Any

from iki_excel.report.pages.letters import FAMILY, FONTS, printable
from iki_excel.words.errors import OutputError

TEMPLATES = Path(__file__).with_name("templates")
NEEDED = ("typst", "segno")
EXTRA = "iki-excel[pdf]"


def is_there() -> bool:
    """Whether everything is installed that pages are made with."""
    return all(importlib.util.find_spec(name) is not None for name in NEEDED)


def typeset(template: str, content: dict[str, Any], qr: str) -> bytes:
    """A page as PDF/UA-1, from the template of this name; ``qr``: the SVG of its code."""
    import typst  # imported here: only who has the extra [pdf] has it

    path = TEMPLATES / f"{template}.typ"
    data = {"isi": json.dumps(printable(content)), "qr": qr, "huruf": FAMILY}
    compiler = typst.Compiler(path, root=TEMPLATES, font_paths=_fonts(), sys_inputs=data)
    try:
        made = compiler.compile(format="pdf", pdf_standards=["ua-1"])
    except typst.TypstError as reason:
        raise OutputError(
            f"Halaman PDF {template} tidak dapat disusun ({reason.message}). Rekapnya sudah ditulis; jalankan dengan "
            "--tanpa-rapor, dan laporkan kepada pembuatnya."
        ) from None
    assert isinstance(made, bytes), "a PDF is one file"
    return made


@functools.cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
