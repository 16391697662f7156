"""What somebody decides of what came in: which of two versions counts, and what is put aside. Nothing is deleted.

A decision is made of what was looked at, known by its SHA-256: of anything else nothing is decided.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from iki_excel.forms import reading
from iki_excel.runs import receiving
from iki_excel.runs.fetching import known
from iki_excel.runs.office import Office
from iki_excel.runs.receiving.fates import BELUM, DIPILIH, DISIMPAN, GAGAL, PILIH_BARU, Form, Receipt, Standing
from iki_excel.runs.receiving.placing import Places, keep_one
from iki_excel.runs.receiving.recognising import filled_of, in_archive, is_alike, sha256_of
from iki_excel.runs.receiving.standing import standing_in
from iki_excel.runs.uploads import free_name, plain_name
from iki_excel.words.errors import IkiError, OutputError
from iki_excel.words.folders import FORMS, INBOX, KEPT_FORMS
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.workbooks import saving
from iki_excel.workbooks.hashing import hash_file
from iki_excel.workbooks.opening import Reader

SELESAI, SUDAH, BERUBAH = "selesai", "sudah", "berubah"
"""It is as it was decided now; it was before; it is not, as the files are no longer those that were looked at."""

PUT_ASIDE = "disisihkan"
"""Below the folder of what others took the place of: what was put aside."""


@frozen
class Choice:
    """Which of two versions of a form somebody chose. ``lama`` and ``baru``: their SHA-256; ``pilih``: PILIH_LAMA or
    PILIH_BARU.
    """

    form: Form
    lama: str
    baru: str
    pilih: str

    @property
    def chosen(self) -> str:
        """The SHA-256 of the one that is to count."""
        return self.baru if self.pilih == PILIH_BARU else self.lama

    @property
    def other(self) -> str:
        """That of the other one."""
        return self.lama if self.pilih == PILIH_BARU else self.baru


def choose(choice: Choice, folder: Path, office: Office, reader: Reader | None = None) -> str:
    """Let one of two versions count (SELESAI, SUDAH or BERUBAH): one that came against the one in its month, or two
    that stand in it. What gives way lies in the folder of the others then.

    OutputError where one of them cannot be moved; IkiError where it stands in an archive.
    """
    with reading.reader_for(reader) as opened:
        decided = _of_arrivals(choice, folder, office, opened)
        return decided or _of_standing(choice, folder, office, opened)


# --- one that came ----------------------------------------------------------------------------------------------------


def _of_arrivals(choice: Choice, folder: Path, office: Office, reader: Reader) -> str:
    """ "" where neither of them came just now, and waits in the folder for that."""
    foreseen = receiving.foresee([folder / INBOX], *office, folder / FORMS, folder / KEPT_FORMS, reader=reader)
    paths = [_path_of(one) for one in foreseen if one.came.form == choice.form]
    if not any(_is_asked(one, choice) for one in foreseen):
        return ""
    arrivals = known.arrivals(dict.fromkeys(paths), folder)
    taken = receiving.take(
        arrivals, *office, folder / FORMS, folder / KEPT_FORMS,
        choose=lambda two: choice.pilih if _is_asked(two, choice) else BELUM, reader=reader,
    )  # fmt: skip
    return _became([one for one in taken.receipts if sha256_of(one.came.record) == choice.baru])


def _is_asked(two: Receipt, choice: Choice) -> bool:
    """Whether these are the two versions that were looked at."""
    lama = sha256_of(two.lama.record) if two.lama else ""
    return two.beda is not None and (lama, sha256_of(two.came.record)) == (choice.lama, choice.baru)


def _path_of(one: Receipt) -> Path:
    """The file itself, or the archive that it came in."""
    row = one.came.record.row
    return Path(row["arsip"] or row["file"])


def _became(receipts: Sequence[Receipt]) -> str:
    failed = next((one.sebab for one in receipts if one.fate == GAGAL), "")
    if failed:
        raise OutputError(failed)
    return SELESAI if any(one.fate in (DIPILIH, DISIMPAN) for one in receipts) else BERUBAH


# --- two that stand there ---------------------------------------------------------------------------------------------


def _of_standing(choice: Choice, folder: Path, office: Office, reader: Reader) -> str:
    month, _ = choice.form
    places = Places(office.settings.unit.kode, folder / FORMS, folder / KEPT_FORMS)
    there = standing_in(places.folder, {Periode(month)}, office, reader).get(choice.form, [])
    by_sha = {sha256_of(one.record): one for one in filled_of(there)}
    chosen, other = by_sha.get(choice.chosen), by_sha.get(choice.other)
    if chosen is None or other is None:
        return SUDAH if chosen else BERUBAH
    gone = [one for one in filled_of(there) if is_alike(one.record, other.record)]
    _refuse_in_archive(gone)
    blank = next((one for one in there if one.is_blank and one.path == places.of(choice.form)), None)
    keep_one(chosen, gone, blank, places)
    return SELESAI


def _refuse_in_archive(gone: Sequence[Standing]) -> None:
    archive = next((one.path.parent for one in gone if one.is_in_archive), None)
    if archive is not None:
        raise IkiError(in_archive(archive))


# --- what is put aside ------------------------------------------------------------------------------------------------


def put_aside(sha256: str, folder: Path) -> str:
    """Move what nobody can take out of the folder for what comes in (SELESAI), whole; BERUBAH where it is not there.

    OutputError where it cannot be moved.
    """
    inbox, aside = folder / INBOX, folder / KEPT_FORMS / PUT_ASIDE
    path = next(
        (one for one in receiving.heap([inbox], folder / FORMS, folder / KEPT_FORMS) if _sha256(one) == sha256), None
    )
    if path is None or not sha256:
        return BERUBAH
    with saving.turn(inbox, aside):
        content = saving.read(path)
        if content is None:
            return BERUBAH
        target, there = free_name(aside / plain_name(path.name), content)
        if there is None:
            saving.save(target, content, saving.NOTHING, dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC))
        saving.remove(path, sha256)
    return SELESAI


def _sha256(path: Path) -> str:
    """ "" for what cannot be read."""
    try:
        return hash_file(path).sha256
    except OSError:
        return ""
