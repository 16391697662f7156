"""A PDF as plain facts: its text in the order in which it is read, and what it says of itself. The door to pypdf."""

from __future__ import annotations

import io
from typing import Any

from pypdf import PdfReader

MILLIMETRES = 25.4 / 72


def lines(content: bytes) -> list[str]:
    """The text of all pages, line by line."""
    return [line.strip() for page in _reader(content).pages for line in page.extract_text().splitlines()]


def text(content: bytes) -> str:
    """The text of all pages, as it would be copied on one line."""
    return " ".join(lines(content))


def size(content: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in millimetres."""
    boxes = [page.mediabox for page in _reader(content).pages]
    return [(round(box.width * MILLIMETRES), round(box.height * MILLIMETRES)) for box in boxes]


def about(content: bytes) -> dict[str, Any]:
    """Title, language, whether it is tagged, and which part of PDF/UA it says that it follows."""
    reader = _reader(content)
    root = reader.trailer["/Root"]
    xmp = root["/Metadata"].get_data().decode()
    return {
        "title": reader.metadata.title if reader.metadata else None,
        "lang": root["/Lang"],
        "tagged": bool(root["/MarkInfo"]["/Marked"]),
        "ua": xmp.partition("<pdfuaid:part>")[2].partition("<")[0],
        "dates": "Date" in xmp or "/CreationDate" in (reader.metadata or {}),
    }


def tags(content: bytes) -> list[str]:
    """The tags of its structure, each once, in the order in which they come."""
    found: dict[str, None] = {}
    _walk(_reader(content).trailer["/Root"]["/StructTreeRoot"], found)
    return [*found]


def alternatives(content: bytes) -> list[str]:
    """What is read aloud instead of its figures."""
    found: list[str] = []
    _walk(_reader(content).trailer["/Root"]["/StructTreeRoot"], {}, found)
    return found


def fonts(content: bytes) -> set[str]:
    """The fonts it holds, without the mark of a part of one."""
    reader = _reader(content)
    used = (font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values())
    return {str(font["/BaseFont"]).partition("+")[2] for font in used}


def _walk(node: Any, found: dict[str, None], said: list[str] | None = None) -> None:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            _walk(one, found, said)
    elif isinstance(node, dict):
        if "/S" in node:
            found.setdefault(str(node["/S"]).removeprefix("/"))
        if "/Alt" in node and said is not None:
            said.append(str(node["/Alt"]))
        _walk(node.get("/K", []), found, said)


def _reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))
