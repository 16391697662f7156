"""Whether a file in a message is a form, or a zip that holds one: by a glance into it, before it is taken at all."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from iki_excel.delivery.attached import Attached
from iki_excel.forms.layout import FORM_NAME, KODE_FORMULIR, Identity, parse_kode_formulir
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import archives
from iki_excel.workbooks.content import CLOSED_ARCHIVE, OLD_EXCEL, WITH_PASSWORD, refuse_by_content
from iki_excel.workbooks.gate import BROKEN, LARGEST_FILE, TOO_LARGE, Unreadable, too_large
from iki_excel.workbooks.zipped import (
    BINARY_EXCEL,
    BOMB,
    FOREIGN_COMPRESSION,
    OPEN_DOCUMENT,
    OTHER_NAME,
    TWICE_INSIDE,
    WITH_MACROS,
    open_zip,
)

CODES = re.compile(KODE_FORMULIR.pattern.encode(), re.IGNORECASE)
TEXTS = re.compile(r"xl/(?:sharedstrings\.xml|worksheets/[^/]*\.xml)")
MOST_CODES = 50
"""Codes that are looked at of one file: a form has three."""


MAY_BE_FORMS = (
    WITH_PASSWORD, OLD_EXCEL, CLOSED_ARCHIVE, BINARY_EXCEL, OPEN_DOCUMENT, WITH_MACROS, BROKEN, TOO_LARGE, BOMB,
    TWICE_INSIDE, OTHER_NAME, FOREIGN_COMPRESSION,
)  # fmt: skip
"""Why a file is refused that may yet be one."""


@frozen
class Glance:
    """``is_ours``: it is to be taken. ``forms``: what its Kode formulir say; ``marks``: the SHA-256 of each file that
    it is or holds; ``why``: what keeps anybody from looking into what may be a form, "" where nothing does.
    """

    is_ours: bool
    forms: tuple[Identity, ...] = ()
    marks: tuple[str, ...] = ()
    why: str = ""


def glance(file: Attached) -> Glance:
    """What a file in a message is. One that cannot be looked into is ours where its name says that it is a form."""
    if len(file.content) > LARGEST_FILE:
        return _closed(file.name, too_large(len(file.content), LARGEST_FILE), file.content)
    if archives.is_archive(file.content):
        return _into_archive(file)
    return _into_workbook(file.name, file.content)


def _into_archive(file: Attached) -> Glance:
    try:
        inside = archives.files_in(file.content)
    except Unreadable as reason:
        return _closed(file.name, reason, file.content)
    seen = [_into_member(name, one) for name, one in inside.items()]
    marks = [_mark(file.content), *(mark for one in seen if one.is_ours for mark in one.marks)]
    forms = tuple(form for one in seen for form in one.forms)
    return Glance(any(one.is_ours for one in seen), forms, tuple(marks), next((one.why for one in seen if one.why), ""))


def _into_member(name: str, inside: archives.Inside) -> Glance:
    try:
        return _into_workbook(name.rpartition("/")[2], inside.read())
    except Unreadable as reason:
        return _closed(name, reason)


def _into_workbook(name: str, content: bytes) -> Glance:
    try:
        refuse_by_content(content)
        forms = tuple(dict.fromkeys(_codes(content)))
    except Unreadable as reason:
        return _closed(name, reason, content)
    return Glance(bool(forms) or _is_called_a_form(name), forms, (_mark(content),))


def _closed(name: str, reason: Unreadable, content: bytes = b"") -> Glance:
    """What was not looked into; nothing is said of a letter or a picture, which cannot be forms."""
    why = reason.rule.ringkas.format(**{"sebab": "", **reason.known}) if reason.rule in MAY_BE_FORMS else ""
    return Glance(_is_called_a_form(name), (), (_mark(content),) if content else (), why)


def _is_called_a_form(name: str) -> bool:
    return bool(FORM_NAME.search(name))


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _codes(content: bytes) -> Iterator[Identity]:
    """The forms that a workbook says it is."""
    archive = open_zip(content)
    for name, entry in archive.entries.items():
        if TEXTS.fullmatch(name):
            for found, _ in zip(CODES.finditer(archive.part(entry.name)), range(MOST_CODES), strict=False):
                identity, _ = parse_kode_formulir(found[0].decode("ascii"))
                if identity is not None:
                    yield identity
