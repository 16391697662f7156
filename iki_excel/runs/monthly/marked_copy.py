"""What goes back of one form: its marked copy and the text to send with it, made and not written."""

from __future__ import annotations

from iki_excel.delivery.chats import chat_text
from iki_excel.forms.layout import template_name
from iki_excel.forms.returning import Marked, forms_to_mark, mark
from iki_excel.judging.batch import Batch
from iki_excel.runs.mending import copy_name
from iki_excel.runs.monthly.cards import file_of
from iki_excel.words.frozen import frozen


@frozen
class MarkedCopy:
    """A marked copy as it is offered: what it is called, its bytes, the text to paste, and what it marks."""

    name: str
    content: bytes
    text: str
    marked: Marked


def marked_copy(batch: Batch, kode: str) -> MarkedCopy | None:
    """That of the form of a jabatan for the month of a batch; None where nothing was found in it, or nothing read.

    The bytes are those of ``iki periksa --tandai``; that it was handed out is noted elsewhere (runs/outbox.hand_over).
    """
    file, catalog = file_of(batch, kode, batch.periode).get("file"), batch.catalog
    cells = next((own for one, own in forms_to_mark(batch.checked) if one == file), None)
    if file is None or cells is None:
        return None
    marked = mark(file, cells, batch.checked, catalog, batch.settings)
    name = copy_name(template_name(batch.settings.unit.kode, kode, batch.periode))
    return MarkedCopy(name, marked.content, chat_text(marked, name, catalog), marked)
