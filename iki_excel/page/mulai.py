"""The first steps of an office: its name, its decree and its people. Nothing is written before the last of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from iki_excel.page import controls
from iki_excel.page.answers import Answer, NotThere, Page, See
from iki_excel.page.asking import FIRST_STEPS, Asked, Route
from iki_excel.page.controls import Told, told_of
from iki_excel.page.jobs import Done
from iki_excel.page.membuka import month_of_work
from iki_excel.page.memory import FirstSteps
from iki_excel.words.errors import IkiError
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iki_excel.decree import Catalog
    from iki_excel.page.controls import Group
    from iki_excel.runs.first_steps import Draft

KANTOR, KEPUTUSAN, PEJABAT = "kantor", "keputusan", "pejabat"
STEPS = {KANTOR: "Kantor", KEPUTUSAN: "Keputusan", PEJABAT: "Pejabat"}

TYPED = (KANTOR, PEJABAT)
"""Where one types: from there a step is opened by a button, which keeps what was typed so far."""

OF_OFFICE = ("unit.nama", "unit.kabupaten", "unit.tempat", "unit.mulai", "unit.kode")
OF_OFFICIALS = (".nama", ".nip", ".whatsapp")
MOST_FAULTS = 40
"""So many mistakes of a catalogue are told at once; whoever mends so many sees the rest then."""

BEGUN = "Kantor ini baru saja diatur di tempat lain. Tidak ada yang ditimpa, dan isian di sini tidak dipakai."
READ_ONLY = "Folder ini tidak dapat ditulisi. Pindahkan IKI ke folder lain, misalnya di Dokumen, lalu buka lagi."
NO_FILE = "Belum ada berkas yang dipilih. Pilih buku kerja Katalog, atau pakai keputusan bawaan."
ONE_FILE = "Pilih satu berkas saja: buku kerja Katalog."
MEND_IT = "Betulkan di Excel, simpan, lalu pilih lagi. Di bawah ini keputusan bawaan."
NOT_KEPT = "Belum disimpan: {isian} Isi lagi di Pengaturan."
SKIP = "lewati"
OF_COMMANDS = re.compile(r" [^.“”]*“iki [^”]*”[^.]*\.")
"""A sentence that tells of a command."""


@frozen
class Step:
    """One of the three as it stands on top of each. ``address``: "" for one that cannot be opened yet."""

    number: int
    name: str
    label: str
    address: str
    is_here: bool


@frozen
class Asks:
    """A jabatan of a decree, and what it is measured by: code, indikator, satuan."""

    nama: str
    indikator: tuple[tuple[str, str, str], ...]


def first(asked: Asked) -> Answer:
    """The first step."""
    return _begun(asked) or See(f"{FIRST_STEPS}/{KANTOR}")


def shown(asked: Asked, step: str) -> Answer:
    """A step with what was typed before; no step is skipped."""
    if step not in STEPS:
        raise NotThere
    begun = _begun(asked)
    if begun:
        return begun
    steps = asked.memory.first_steps
    if step != KANTOR and not steps.kantor:
        return See(f"{FIRST_STEPS}/{KANTOR}")
    if step == KEPUTUSAN:
        return _decree(asked)
    draft = _draft(asked, steps)
    return _office(asked, draft.kantor if steps.kantor else {}) if step == KANTOR else _people(asked, {})


def _begun(asked: Asked) -> Answer | None:
    """Where there is an iki.toml by now the first steps are over; whoever was in them is told."""
    if not asked.place.has_settings():
        return None
    if not asked.memory.first_steps.kantor:
        return See("/")
    return _over()


def _over() -> Page:
    data = {"kalimat": (BEGUN,), "kembali": "/"}
    return Page("galat.html", "Sudah diatur", data, status=409)


# --- what is typed, step by step --------------------------------------------------------------------------------------


def typed(asked: Asked, step: str) -> Answer:
    """One step on, where nothing is wrong with it."""
    answers = {KANTOR: _type_office, KEPUTUSAN: _choose, PEJABAT: _type_people}
    if step not in answers:
        raise NotThere
    return _begun(asked) or answers[step](asked)


def _type_office(asked: Asked) -> Answer:
    from iki_excel.runs.first_steps import with_own_place

    before = asked.memory.first_steps
    steps = replace(before, kantor=with_own_place({key: asked.field(key) for key in OF_OFFICE}, before.katalog))
    if before.kantor and asked.field("arah") in STEPS:
        asked.memory.first_steps = steps
        return See(f"{FIRST_STEPS}/{asked.field('arah')}")
    faults = _draft(asked, replace(steps, pejabat={})).kantor
    if faults:
        return _office(asked, faults, steps.kantor, 422)
    asked.memory.first_steps = steps
    return See(f"{FIRST_STEPS}/{KEPUTUSAN}")


def _choose(asked: Asked) -> Answer:
    """A catalogue that was dropped is looked at; the one that is shown is taken."""
    steps = asked.memory.first_steps
    if not steps.kantor:
        return See(f"{FIRST_STEPS}/{KANTOR}")
    if asked.field("pilihan") == "bawaan":
        asked.memory.first_steps = replace(steps, katalog=None)
        return See(f"{FIRST_STEPS}/{KEPUTUSAN}")
    if asked.field("pilihan") == "ini":
        fits = not _draft(asked, replace(steps, pejabat={})).kantor
        return See(f"{FIRST_STEPS}/{PEJABAT if fits else KANTOR}")
    if len(asked.files) != 1:
        return _decree(asked, Told(ONE_FILE if asked.files else NO_FILE), 422)
    return _look_at(asked)


def _look_at(asked: Asked) -> Answer:
    name, content = asked.files[0]
    here = f"{FIRST_STEPS}/{KEPUTUSAN}"

    def work(_: Progress) -> Done:
        from iki_excel.runs.catalogues import look_at

        asked.memory.first_steps = replace(asked.memory.first_steps, katalog=look_at(name, content))
        return Done(here)

    return asked.jobs.run("Membaca katalog", here, work, asked.of_files)


def _type_people(asked: Asked) -> Answer:
    """The last step: it writes, unless somebody goes back."""
    steps = asked.memory.first_steps
    if not steps.kantor:
        return See(f"{FIRST_STEPS}/{KANTOR}")
    steps = replace(steps, pejabat={key: asked.field(key) for key in _fields_of_people(asked)})
    asked.memory.first_steps = steps
    if asked.field("arah") in STEPS:
        return See(f"{FIRST_STEPS}/{asked.field('arah')}")
    draft = _draft(asked, steps)
    if draft.kantor:
        return See(f"{FIRST_STEPS}/{KANTOR}")
    if asked.field("arah") == SKIP and draft.pejabat:
        return _write(asked, *_without_what_is_wrong(asked, steps))
    return _people(asked, draft.pejabat, 422) if draft.pejabat else _write(asked, draft)


def _without_what_is_wrong(asked: Asked, steps: FirstSteps) -> tuple[Draft, tuple[str, ...]]:
    """Whoever comes back to people later keeps all that is right, and is told what is not."""
    told = dict[str, str]()
    while faults := _draft(asked, steps).pejabat:
        told |= faults
        left = {} if not faults.keys() <= steps.pejabat.keys() else steps.pejabat
        steps = replace(steps, pejabat={key: typed for key, typed in left.items() if key not in faults})
    groups = controls.with_faults(_groups_of_people(asked), told)
    return _draft(asked, steps), tuple(NOT_KEPT.format(isian=one.told) for one in controls.wrong(groups))


def _write(asked: Asked, draft: Draft, more: tuple[str, ...] = ()) -> Answer:
    place, katalog = asked.place, asked.memory.first_steps.katalog

    def work(_: Progress) -> Done:
        from iki_excel.runs.first_steps import begin

        begin(draft, katalog, place.folder)
        asked.memory.first_steps = FirstSteps()
        nama = asked.office().settings.unit.nama
        return Done(f"/b/{month_of_work(asked)}", (f"{nama} siap dipakai. Ubah kapan saja di Pengaturan.", *more))

    try:
        return asked.jobs.run("Menyiapkan kantor", f"{FIRST_STEPS}/{PEJABAT}", work, draft.text)
    except IkiError as reason:
        if place.has_settings():
            return _over()
        return _people(asked, {"": str(reason)}, 409)


# --- the pages --------------------------------------------------------------------------------------------------------


def _office(
    asked: Asked, faults: Mapping[str, str], values: Mapping[str, str] | None = None, status: int = 200
) -> Page:
    """The office: what the decree says of its own is filled in, and last month."""
    from iki_excel.page.settings_controls import office_group, unit_of
    from iki_excel.runs.first_steps import can_write, catalog_of

    steps, month = asked.memory.first_steps, Periode.of_day(asked.place.today())
    catalog = catalog_of(steps.katalog)
    there = values or steps.kantor or _of_decree(catalog, month)
    group = office_group(there, {}, unit_of(there, catalog), catalog, month)
    some = tuple(_without_no_month(one) for key in OF_OFFICE for one in group.controls if one.key == key)
    groups = controls.with_faults((replace(group, controls=some),), faults)
    told = told_of(groups, faults) if faults else None
    if not told and not can_write(asked.place.folder):
        told = Told("Folder ini belum dapat dipakai", (), (READ_ONLY,))
    return _page(asked, KANTOR, {"groups": groups, "told": told, "folder": asked.place.name}, status)


def _of_decree(catalog: Catalog, month: Periode) -> dict[str, str]:
    unit = catalog.keputusan.unit
    said = {key: str(getattr(unit, key.removeprefix("unit."), "")) for key in OF_OFFICE}
    return {**said, "unit.mulai": str(month.previous)}


def _without_no_month(one: controls.Control) -> controls.Control:
    """An office that begins says when."""
    return replace(one, choices=tuple(choice for choice in one.choices if choice[0]))


def _decree(asked: Asked, told: Told | None = None, status: int = 200) -> Page:
    """The decree to look at: the built-in one, or the one that was dropped; and what is wrong with that."""
    from iki_excel.runs.first_steps import catalog_of

    dropped = asked.memory.first_steps.katalog
    catalog = catalog_of(dropped)
    faults = tuple(OF_COMMANDS.sub("", str(one)) for one in dropped.faults) if dropped else ()
    if faults and not told:
        assert dropped is not None
        told = Told(f"{dropped.name} belum dapat dipakai: {len(faults)} kesalahan", (), faults[:MOST_FAULTS], MEND_IT)
    data = {
        "told": told,
        "katalog": dropped.name if dropped and dropped.catalog else "",
        "tentang": catalog.keputusan.tentang or "Keputusan bawaan",
        "nomor": catalog.keputusan.nomor,
        "jabatan": [*_asked_of(catalog)],
    }
    return _page(asked, KEPUTUSAN, data, status)


def _asked_of(catalog: Catalog) -> Iterator[Asks]:
    for jabatan in catalog.jabatan:
        yield Asks(jabatan.nama, tuple((one.kode, one.indikator, one.satuan) for one in jabatan.indikator))


def _people(asked: Asked, faults: Mapping[str, str], status: int = 200) -> Page:
    groups = controls.with_faults(_groups_of_people(asked), faults)
    return _page(asked, PEJABAT, {"groups": groups, "told": told_of(groups, faults) if faults else None}, status)


def _groups_of_people(asked: Asked) -> tuple[Group, ...]:
    """Of each only who it is and where one writes to; the rest stands in Pengaturan."""
    from iki_excel.page.settings_controls import officials, unit_of
    from iki_excel.runs.first_steps import catalog_of, own_words

    steps = asked.memory.first_steps
    catalog = catalog_of(steps.katalog)
    unit = unit_of(own_words(steps.kantor, catalog), catalog)
    return tuple(
        replace(group, controls=tuple(one for one in group.controls if _is_asked(one.key)), further=())
        for group in officials(steps.pejabat, unit, catalog)
    )


def _is_asked(key: str) -> bool:
    return key.endswith(OF_OFFICIALS) or key.startswith("surel.")


def _fields_of_people(asked: Asked) -> list[str]:
    return [one.key for group in _groups_of_people(asked) for one in group.controls]


def _draft(asked: Asked, steps: FirstSteps) -> Draft:
    from iki_excel.runs.first_steps import drafted

    month = Periode.of_day(asked.place.today())
    return drafted(steps.kantor, steps.pejabat, steps.katalog, month, asked.place.folder)


def _page(asked: Asked, step: str, data: Mapping[str, Any], status: int) -> Page:
    reached = bool(asked.memory.first_steps.kantor)
    steps = tuple(
        Step(number, name, label, f"{FIRST_STEPS}/{name}" if reached or name == KANTOR else "", name == step)
        for number, (name, label) in enumerate(STEPS.items(), start=1)
    )
    title = f"{STEPS[step]}, langkah {[*STEPS].index(step) + 1} dari {len(STEPS)}"
    return Page(
        f"mulai_{step}.html", title, {**data, "steps": steps, "keeps_typed": step in TYPED}, "iki mulai", status=status
    )


ROUTES = (
    Route("GET", FIRST_STEPS, first, before_settings=True),
    Route("GET", f"{FIRST_STEPS}/<step>", shown, before_settings=True),
    Route("POST", f"{FIRST_STEPS}/<step>", typed, before_settings=True),
)
