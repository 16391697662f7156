"""Which decree a form was made from, and how it was worded: by these it is read, and never by others.

A form says itself what it asks: its Kode formulir and its hidden record carry the fingerprint. One of the first version
says nothing, and is read by the decree of its month. An older form may ask twice what the decree now says is one fact
(:mod:`iki_excel.decree.facts`): it is read as it asks, both cells (:mod:`iki_excel.forms.reading.twice`).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from iki_excel.decree import Catalog, Jabatan, Keputusan
from iki_excel.decree.facts import asking_apart
from iki_excel.decree.fingerprint import fingerprint, short
from iki_excel.decree.versions import versions_of
from iki_excel.forms import layout
from iki_excel.forms.layout import Identity, Layout, as_worded, wording_of
from iki_excel.forms.reading.workbook import SetAside, Workbook
from iki_excel.words.periods import Periode
from iki_excel.words.plain import as_seen
from iki_excel.words.rules import GALAT, Rule
from iki_excel.words.sameness import kept_for

OTHER_DECREE = Rule(
    "keputusan_lain",
    GALAT,
    arti="Formulir yang dibuat dari keputusan lain daripada yang dipakai; tidak dibaca.",
    pesan="{file} dibuat dari keputusan lain ({asal_kata}), sedangkan yang dipakai {dipakai_kata}.",
    saran="Minta formulir yang baru kepada kantor, lalu pindahkan isinya ke situ.",
    ringkas="dibuat dari keputusan lain ({asal_kata}), sedangkan yang dipakai {dipakai_kata}",
    contoh="Formulir dari katalog sendiri, sedangkan “iki proses” dijalankan tanpa katalog itu",
    saran_pengolah="Pakai katalog yang sama (katalog = … di iki.toml, atau --katalog), atau buat formulir baru.",
)
OLD_DECREE = Rule(
    "keputusan_lama",
    GALAT,
    arti="Formulir dari sebelum keputusannya berubah; ada isian yang belum ditanyakan.",
    pesan="{file} dibuat sebelum keputusan untuk {bulan} berubah, jadi belum menanyakan {label}.",
    saran="Minta formulir yang baru kepada kantor, lalu pindahkan isinya ke situ.",
    ringkas="belum menanyakan semua isian bulan itu",
    contoh="Formulir Juli 2019 yang dibuat sebelum keputusan bulan Juli menambah sebuah isian",
    saran_pengolah="“iki migrasi” memindahkan isinya ke formulir yang baru.",
    saran_salinan="Formulir ini sudah yang baru.",
    beres_di_salinan=True,
)
NOT_VALID = Rule(
    "jabatan_tak_berlaku",
    GALAT,
    arti="Jabatan yang pada bulan itu tidak punya indikator yang berlaku atau ditanyakan.",
    pesan="{file} untuk {nama}, {bulan}, padahal pada bulan itu tidak ada indikatornya yang {apa}.",
    saran="Periksa bulannya; bila memang benar, formulir ini tidak perlu dikirim.",
    ringkas="pada bulan itu tidak ada indikatornya yang {apa}",
    contoh="Formulir Maret 2019 sebuah seksi yang semua indikatornya berlaku mulai April 2019",
)


def jabatan_of(identity: Identity, catalog: Catalog) -> Jabatan:
    """The jabatan of a form as it is in the month of the form; SetAside where it is asked for nothing then."""
    valid = catalog.at(identity.periode)
    if identity.jabatan not in valid:
        jabatan, bulan = catalog[identity.jabatan], Periode(identity.periode).words
        apa = "ditanyakan" if jabatan.is_valid_in(identity.periode) else "berlaku"
        raise SetAside(NOT_VALID, layout.ISIAN, nama=jabatan.nama, bulan=bulan, apa=apa)
    return valid[identity.jabatan]


LETTERS_OF_A_MAP = 50_000
"""How many letters the words of a form may have whose map is kept for the forms that follow."""


def map_of(workbook: Workbook, identity: Identity, catalog: Catalog) -> Layout:
    """The map of a form as it was written: of the version it was made from, in its words and their order."""
    version = _version(workbook, identity, catalog)
    words = workbook.wording or _words_found(workbook, version, _versions(identity, catalog))
    title = title_written(workbook, catalog.keputusan, identity.versi)
    make = _kept_map if sum(map(len, words.values())) <= LETTERS_OF_A_MAP else _map
    return make(version, tuple(words.items()), title, identity.versi)


def _map(version: Jabatan, words: tuple[tuple[str, str], ...], title: str, versi: int) -> Layout:
    return Layout(as_worded(version, dict(words)), title, layout.arrangement_of(versi))


_kept_map = kept_for(64)(_map)


def title_written(workbook: Workbook, keputusan: Keputusan, versi: int) -> str:
    """What the form calls itself: by its record, or as one of the titles that stand on it, before its month."""
    usual, title = layout.usual_title(versi), layout.title_of(keputusan, versi)
    if workbook.wording:
        return workbook.wording.get(layout.TITLE, usual)
    is_usual = title != usual and any(f"{text} ".startswith(f"{usual} ") for text in _texts(workbook))
    return usual if is_usual else title


def _version(workbook: Workbook, identity: Identity, catalog: Catalog) -> Jabatan:
    valid = jabatan_of(identity, catalog)
    if not identity.sidik:
        return _asking_apart(valid)
    versions = (valid, *_versions(identity, catalog))
    for version in itertools.chain(versions, map(_asking_apart, versions)):
        if _is_made_from(workbook, identity, version):
            return version
    raise other_decree(workbook, identity, catalog)


def _versions(identity: Identity, catalog: Catalog) -> Sequence[Jabatan]:
    return _versions_in(catalog[identity.jabatan], Periode(identity.periode).year)


_asking_apart = kept_for(256)(asking_apart)
_versions_in = kept_for(256)(versions_of)
"""The same objects for every form, so that what is made of them is made once."""


def _is_made_from(workbook: Workbook, identity: Identity, version: Jabatan) -> bool:
    """By the whole fingerprint where the hidden record survived."""
    known, full = fingerprint(version), workbook.fingerprint
    return known == full if full else short(known) == identity.sidik


def other_decree(workbook: Workbook, identity: Identity, catalog: Catalog) -> SetAside:
    """Why a form of a decree that this catalogue knows nothing of is not used."""
    valid = catalog.at(identity.periode)
    if identity.jabatan in valid:
        used = _named(catalog.keputusan.nomor, short(fingerprint(valid[identity.jabatan])))
    else:
        used = f"tidak memuat jabatan “{identity.jabatan}”"
    return SetAside(OTHER_DECREE, layout.ISIAN, asal_kata=_named(workbook.nomor, identity.sidik), dipakai_kata=used)


def _named(nomor: str, sidik: str) -> str:
    return f"nomor {nomor}, sidik {sidik}" if nomor else f"sidik {sidik}"


# --- the words of a form that has no record of them ------------------------------------------------------------------


def _words_found(workbook: Workbook, version: Jabatan, versions: Iterable[Jabatan]) -> dict[str, str]:
    """Of each text the wording that stands on a sheet, if any version of the catalogue ever had it so; else its own."""
    words = wording_of(version)
    others = [(key, text) for other in versions for key, text in wording_of(other).items()]
    if all(words.get(key, text) == text for key, text in others):
        return words
    seen = set(_texts(workbook))
    found = {key: text for key, text in others if key in words and as_seen(text) in seen}
    return {key: text if as_seen(text) in seen else found.get(key, text) for key, text in words.items()}


def _texts(workbook: Workbook) -> Iterator[str]:
    """Every text on its sheets; where a row of Isian points to a survey, also how it calls it."""
    for rows in workbook.sheets.values():
        for value in (value for row in rows for value in row if isinstance(value, str)):
            yield as_seen(value)
            yield as_seen(value.partition(layout.POINTS_TO)[0])
