"""``iki buktikan``: whether a result is as it was written, which cells changed, and what forms it was made from."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from iki_excel.decree import sheet_names
from iki_excel.forms.reading import find_files
from iki_excel.forms.reading.archive import arrived, content_at, members
from iki_excel.forms.reading.folder import is_lock
from iki_excel.forms.reading.workbook import SetAside, content_of
from iki_excel.report.manifest import Form, Identity
from iki_excel.report.sidik import Inside, read_sidik
from iki_excel.runs.keeping import Kept, kept_in
from iki_excel.words.errors import IkiError
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import gate
from iki_excel.workbooks.comparing import Difference, compare, most_alike
from iki_excel.workbooks.contents import Sheets
from iki_excel.workbooks.gate import NOT_FOUND, UNREACHABLE, Unreadable
from iki_excel.workbooks.opening import START_CONTENTS, Reader

SAME, MOVED, CHANGED, GONE = "sama", "pindah", "berubah", "tidak_ada"
"""What may have become of a form: it is where it was; the same is elsewhere; another has its name; it is not there."""

SHA256 = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)
PDF = b"%PDF"


@frozen
class FormNow:
    """A form that the result was made from, what became of it, and where it is now."""

    berkas: str
    sha256: str
    keadaan: str
    kini: str


@frozen
class Proven:
    """What a result is compared with, and what came of it.

    ``kept``: what the folder of results keeps of it; None where there is nothing of it, and only the workbook's own
    sheet of marks could be asked. ``is_same_file``: not one byte differs from what was written. ``difference``: None
    where cells need not or cannot be compared. ``inside``: whether the sheet of marks agrees with itself; None where
    nobody looked, or it is no workbook. ``others``: when results of the same periode were written that are kept.
    """

    file: str
    sha256: str
    identity: Identity
    kept: Kept | None
    is_same_file: bool
    difference: Difference | None
    inside: bool | None
    forms: Sequence[FormNow]
    others: Sequence[str] = ()

    @property
    def is_as_written(self) -> bool:
        """Whether nothing was changed, as far as what it is compared with can tell."""
        if self.is_same_file:
            return True
        agrees = self.difference is not None and self.difference.is_none
        return agrees and (self.kept is not None or bool(self.inside))


def prove(file: Path, results: Path, forms: Iterable[Path]) -> Proven:
    """Compare a workbook or a PDF with what the folder of ``results`` keeps of it, else with its own sheet of marks.

    A SHA-256 may be named in the place of a file. ``forms``: where forms are looked for that were moved. IkiError where
    the file cannot be read, or is no result.
    """
    if SHA256.fullmatch(file.name) and not os.path.lexists(file):
        return _of_hash(file.name.lower(), results, forms)
    content = _content(file)
    sha256 = hashlib.sha256(content).hexdigest()
    kept = _with_file(sha256, results)
    if kept is not None:
        return _same_file(file.as_posix(), sha256, kept, forms)
    if content.startswith(PDF):
        return _other_pdf(file, sha256, results, forms)
    return _of_workbook(file, sha256, _opened(file, content), results, forms)


def _of_hash(sha256: str, results: Path, forms: Iterable[Path]) -> Proven:
    kept = _with_file(sha256, results)
    if kept is None:
        raise IkiError(
            f"Tidak ada berkas dengan SHA-256 itu yang tercatat di {results.as_posix()}. Periksa ketikannya, atau "
            "sebutkan berkasnya."
        )
    return _same_file(str(kept.name_of(sha256)), sha256, kept, forms)


def _with_file(sha256: str, results: Path) -> Kept | None:
    return next((kept for kept in kept_in(results, sha256) if kept.name_of(sha256)), None)


def _same_file(file: str, sha256: str, kept: Kept, forms: Iterable[Path]) -> Proven:
    looked = _look_at(kept.manifest.forms, forms, knows_places=True)
    return Proven(file, sha256, kept.manifest.identity, kept, True, None, None, looked)


def _other_pdf(file: Path, sha256: str, results: Path, forms: Iterable[Path]) -> Proven:
    """A PDF of which another one of the same name was written, the last of them where there were several."""
    named = [kept for kept in kept_in(results) if file.name in kept.berkas]
    if not named:
        raise IkiError(
            f"{file}: PDF ini tidak tercatat di {results.as_posix()}, jadi tidak dapat dibuktikan. Jalankan di folder "
            "kantor yang membuatnya, atau sebutkan folder hasilnya dengan --hasil."
        )
    kept = max(named, key=lambda one: one.manifest.identity.dibuat)
    looked = _look_at(kept.manifest.forms, forms, knows_places=True)
    return Proven(file.as_posix(), sha256, kept.manifest.identity, kept, False, None, None, looked)


# --- a workbook -------------------------------------------------------------------------------------------------------


def _of_workbook(file: Path, sha256: str, now: Sheets, results: Path, forms: Iterable[Path]) -> Proven:
    inside = read_sidik(now.get(sheet_names.SIDIK, {}))
    kept = _kept_of(inside, now, results)
    if kept is None and inside is None:
        raise IkiError(_no_result(file, now, results))
    identity = kept.manifest.identity if kept else inside.manifest.identity  # type: ignore[union-attr]
    known = kept.manifest.forms if kept else inside.manifest.forms  # type: ignore[union-attr]
    others = [] if kept else _others(identity, results)
    looked = _look_at(known, forms, knows_places=kept is not None)
    is_sound = inside is not None and inside.is_sound
    difference = _difference(kept, inside, now)
    return Proven(file.as_posix(), sha256, identity, kept, False, difference, is_sound, looked, others)


def _no_result(file: Path, now: Sheets, results: Path) -> str:
    if sheet_names.SIDIK in now:
        return (
            f"{file}: lembar {sheet_names.SIDIK} di dalamnya diubah sehingga tidak terbaca lagi, dan di "
            f"{results.as_posix()} tidak ada catatannya, jadi tidak dapat dibuktikan. Minta dikirim ulang."
        )
    return (
        f"{file}: bukan rekap yang dapat dibuktikan, karena tidak ada lembar {sheet_names.SIDIK} di dalamnya dan tidak "
        f"ada yang seperti itu di {results.as_posix()}. Sebutkan buku kerja yang ditulis “iki proses”."
    )


def _kept_of(inside: Inside | None, now: Sheets, results: Path) -> Kept | None:
    """What is kept of the very run, by the mark over all.

    Where that was changed, of a run of the same minute; where the sheet of marks no longer agrees with itself, of what
    is most like it.
    """
    if inside is None:
        return _most_alike(kept_in(results), now)
    manifest = inside.manifest
    same = [one for one in kept_in(results, manifest.sidik) if one.manifest.sidik == manifest.sidik]
    if same:
        return same[0]
    of_run = [one for one in kept_in(results, manifest.identity.dibuat) if one.manifest.identity == manifest.identity]
    return _most_alike(of_run or ([] if inside.is_sound else kept_in(results)), now)


def _most_alike(found: Sequence[Kept], now: Sheets) -> Kept | None:
    place = most_alike([one.manifest.sheets for one in found], now)
    return None if place is None else found[place]


def _others(identity: Identity, results: Path) -> list[str]:
    kept = (one.manifest.identity for one in kept_in(results, identity.periode))
    return sorted({one.dibuat for one in kept if (one.unit, one.periode) == (identity.unit, identity.periode)})


def _difference(kept: Kept | None, inside: Inside | None, now: Sheets) -> Difference:
    if kept is not None:
        return compare(kept.sheets, now)
    assert inside is not None
    return compare(inside.manifest.sheets, {name: cells for name, cells in now.items() if name != sheet_names.SIDIK})


def _content(file: Path) -> bytes:
    """The bytes of a file, whatever it is; IkiError where it cannot be read."""
    try:
        return gate.read_bytes(file)
    except Unreadable as reason:
        raise IkiError(reason.rule.sentence({"file": file.as_posix(), **reason.known})) from None
    except OSError:
        raise IkiError(UNREACHABLE.sentence({"file": file.as_posix()})) from None


def _opened(file: Path, content: bytes) -> Any:
    try:
        with Reader(START_CONTENTS) as reader:
            return reader.read(content)
    except Unreadable as reason:
        raise IkiError(reason.rule.sentence({"file": file.as_posix(), **reason.known})) from None


# --- the forms --------------------------------------------------------------------------------------------------------


def _look_at(forms: Sequence[Form], folders: Iterable[Path], *, knows_places: bool) -> list[FormNow]:
    """What became of each form.

    Where it stood is looked at only if the office itself says so (``knows_places``): what a mailed file says may lead
    anywhere.
    """
    there = list(_files_in(folders))
    by_hash = {sha256: place for place, sha256 in reversed(there)}
    by_name = {Path(place).name: place for place, _ in reversed(there)}
    return [_form_now(form, by_hash, by_name, knows_places=knows_places) for form in forms]


def _form_now(form: Form, by_hash: dict[str, str], by_name: dict[str, str], *, knows_places: bool) -> FormNow:
    path, found = Path(form.berkas), by_hash.get(form.sha256, "")
    stood = _hash_at(path) if knows_places else None
    if stood == form.sha256:
        return FormNow(form.berkas, form.sha256, SAME, form.berkas)
    if found:
        is_there = f"/{form.berkas}".endswith(f"/{found}") or f"/{found}".endswith(f"/{form.berkas}")
        return FormNow(form.berkas, form.sha256, SAME if is_there else MOVED, found)
    place = form.berkas if stood is not None else by_name.get(path.name, "")
    return FormNow(form.berkas, form.sha256, CHANGED if place else GONE, place)


def _hash_at(path: Path) -> str | None:
    """The SHA-256 of a form where it stood; "" of what can be no form, and None where nothing stands."""
    try:
        return hashlib.sha256(content_at(path)).hexdigest()
    except SetAside as reason:
        return None if reason.rule == NOT_FOUND else ""
    except OSError:
        return None


def _files_in(folders: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Every file in folders and in archives there, with its SHA-256."""
    for path in find_files(folder for folder in folders if os.path.isdir(folder)):
        if is_lock(path.name):
            continue
        try:
            content = content_of(path)
            yield path.as_posix(), hashlib.sha256(content).hexdigest()
            for name, member in (members(path, content, arrived(path)) or {}).items():
                yield (path / name).as_posix(), hashlib.sha256(member.read()).hexdigest()
        except (SetAside, OSError):
            continue
