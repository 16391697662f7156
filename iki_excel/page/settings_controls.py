"""The fields of Pengaturan, tab by tab: what each is called, in the words of an office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from iki_excel.decree.servers import by_name
from iki_excel.decree.unit import Unit
from iki_excel.page.controls import Choice, Control, Group, with_own
from iki_excel.runs.settings_fields import BATAS, KANTOR, PEJABAT, SUREL, TARGET
from iki_excel.words.periods import ROMAN, Periode

if TYPE_CHECKING:
    from iki_excel.decree import Catalog, Indikator
    from iki_excel.runs.settings_file import Form

TITLES = {KANTOR: "Kantor", PEJABAT: "Pejabat", TARGET: "Target", BATAS: "Batas waktu", SUREL: "Surel"}

SEBUTAN = (("", "pejabat tetap"), ("Plt.", "Plt."), ("Plh.", "Plh."), ("Pj.", "Pj."))
SECURITY = (("", "menurut pintunya"), ("starttls", "STARTTLS"), ("tls", "TLS"))
FROM_THE_START = "tidak dibatasi"
YEARS_BACK = 2

OF_OFFICE = {
    "unit.nama": ("Nama kantor", ""),
    "unit.kabupaten": ("Kabupaten atau kota", ""),
    "unit.tempat": ("Tempat", "Dicetak di depan tanggal tanda tangan."),
    "unit.pimpinan": ("Jabatan pimpinan", ""),
    "unit.mulai": ("Bulan pertama", "Bulan sebelumnya tidak ditunggu."),
    "unit.kode": ("Kode", "Huruf kecil dan angka. Ada pada nama berkas, jadi jangan diganti sesudah dibagikan."),
}
OF_MAIL = {
    "surel.dari": ("Alamat surel kantor", "Surat dikirim dari alamat ini."),
    "surel.tembusan": ("Tembusan", "Yang ikut menerima rekap; beberapa alamat dipisah koma."),
    "surel.server": ("Server", "Untuk alamat Gmail dan Yahoo terisi sendiri."),
    "surel.port": ("Pintu (port)", ""),
    "surel.keamanan": ("Pengamanan", ""),
    "surel.pengguna": ("Nama untuk masuk", "Kosongkan bila sama dengan alamatnya."),
    "surel.imap": ("Server kotak surat (IMAP)", "Untuk mengambil kiriman dari surel."),
    "surel.imap_port": ("Pintu kotak surat", ""),
    "surel.imap_keamanan": ("Pengamanan kotak surat", ""),
    "surel.sertifikat": ("Berkas sertifikat", "Hanya bila server memakai sertifikat buatan kantor sendiri."),
}
SELDOM_OF_MAIL = 2
"""Of the fields of mail all but so many are folded: services that are known by name need none of them."""


def groups_of(tab: str, form: Form, catalog: Catalog, unit: Unit, today_month: Periode) -> tuple[Group, ...]:
    """The fields of a tab with what stands in them. ``unit``: the office as iki.toml has it, as far as it can."""
    match tab:
        case "kantor":
            return (office_group(form.values, form.bawaan, unit, catalog, today_month),)
        case "pejabat":
            return tuple(officials(form.values, unit, catalog))
        case "target":
            return tuple(_targets(form, catalog))
        case "batas":
            return tuple(_deadlines(form, catalog))
    return (_mail(form),)


def unit_of(values: Mapping[str, str], catalog: Catalog) -> Unit:
    """The office as a form has it, so that one that is wrong can be shown and mended."""
    decree = catalog.keputusan.unit
    nama = values.get("unit.nama", "") or decree.nama
    tempat = values.get("unit.tempat", "") or decree.place_in(nama)
    return Unit(nama=nama, tempat=tempat, pimpinan=values.get("unit.pimpinan", ""))


# --- the office, its people -------------------------------------------------------------------------------------------


def office_group(
    values: Mapping[str, str], bawaan: Mapping[str, str], unit: Unit, catalog: Catalog, today_month: Periode
) -> Group:
    """What the office is called, and its first month."""
    pimpinan = unit.title(catalog.pimpinan, catalog) if catalog.pimpinan else ""
    counts = {**bawaan, "unit.pimpinan": pimpinan.replace("{tempat}", unit.tempat)}
    mulai = values.get("unit.mulai", "")
    return Group(
        "Nama dan bulan pertama",
        tuple(
            Control(
                key,
                label,
                values.get(key, ""),
                counts.get(key, ""),
                petunjuk,
                months_from(today_month, mulai) if key == "unit.mulai" else (),
            )
            for key, (label, petunjuk) in OF_OFFICE.items()
        ),
    )


def months_from(today_month: Periode, value: str) -> tuple[Choice, ...]:
    """The months of some years, each in words, and what stands there already."""
    years = range(today_month.year - YEARS_BACK, today_month.year + 1)
    months = [Periode(f"{year}-{number:02}") for year in years for number in range(1, 13)]
    return with_own([("", FROM_THE_START), *((str(month), month.words) for month in months)], value)


def officials(values: Mapping[str, str], unit: Unit, catalog: Catalog) -> Iterator[Group]:
    """A group for each who signs, the head first."""
    head = unit.head(catalog)
    above = [(kode, unit.title(kode, catalog)) for kode in dict.fromkeys((head, *catalog.kode))]
    for kode, title in above:
        yield official_group(values, kode, title, above, is_head=kode == head)


def official_group(
    values: Mapping[str, str], kode: str, title: str, above: Sequence[Choice], *, is_head: bool
) -> Group:
    """Who holds a jabatan, and where one writes to. ``above``: who may countersign, the head first."""

    def control(key: str, label: str, choices: Sequence[Choice] = (), jenis: str = "text") -> Control:
        value = values.get(key, "")
        chosen = with_own(choices, value) if choices else ()
        return Control(key, label, value, choices=chosen, jenis=jenis, whose=title)

    of = f"{PEJABAT}.{kode}"
    atasan = [("", f"{above[0][1]} (bawaan)"), *(one for one in above[1:] if one[0] != kode)]
    return Group(
        title,
        (
            control(f"{of}.nama", "Nama dan gelar"),
            control(f"{of}.nip", "NIP (18 angka)"),
            control(f"{of}.pangkat", "Pangkat"),
            control(f"{of}.sebutan", "Sebagai", SEBUTAN),
            control(f"surel.alamat.{kode}", "Surel", jenis="email"),
            control(f"{of}.whatsapp", "WhatsApp", jenis="tel"),
        ),
        () if is_head and not values.get(f"{of}.atasan") else (control(f"{of}.atasan", "Yang mengetahui", atasan),),
        "Yang mengetahui",
    )


# --- targets, deadlines, mail -----------------------------------------------------------------------------------------


def _targets(form: Form, catalog: Catalog) -> Iterator[Group]:
    for kode, (jabatan, indikator) in catalog.indikator.items():
        yield replace(_target(form, kode, indikator), bagian=jabatan.nama)


def _target(form: Form, kode: str, indikator: Indikator) -> Group:
    of = f"{TARGET}.{kode}"
    whole, lain = f"{of}.setahun", form.lain.get(f"{of}.setahun", "")
    written = f"Sekarang: {lain}. Diganti bila diisi di sini." if lain else ""
    quarters = [f"{of}.tw{number}" for number in range(1, len(ROMAN) + 1)]
    return Group(
        f"{kode} · {indikator.singkat}",
        (Control(whole, "Setahun", form.values[whole], form.bawaan[whole], written, whose=kode),),
        tuple(
            Control(key, f"s.d. TW {roman}", form.values[key], whose=f"{kode}, s.d. TW {roman}")
            for key, roman in zip(quarters, ROMAN, strict=True)
            if key in form.values
        ),
        "Menurut triwulan",
        indikator.satuan,
    )


def _deadlines(form: Form, catalog: Catalog) -> Iterator[Group]:
    key = "batas_kirim.hari"
    told = "Tanggal di bulan berikutnya. Formulir yang sampai sesudahnya terlambat."
    yield Group("Formulir", (Control(key, "Batas kirim formulir, tanggal", form.values[key], form.bawaan[key], told),))
    documents = tuple(
        Control(key, _document(kode, catalog), text, form.bawaan[key], whose=_document(kode, catalog))
        for key, text in form.values.items()
        if (kode := key.removeprefix("batas_waktu.")) != key
    )
    if documents:
        yield Group("Dokumen", documents, petunjuk="Tanggal dan bulan, misalnya 31 Januari; kosong: menurut keputusan.")


def _document(kode: str, catalog: Catalog) -> str:
    """What a document is called on the forms, without what is asked of it; and whose list it is, where lists differ."""
    slot = catalog.dated(kode)[0]
    called = slot.label.rpartition(" – ")[0] or slot.label
    if "." not in kode:
        return called
    whose = next(jabatan for jabatan in catalog.jabatan if slot in jabatan.slots)
    return f"{called} ({whose.sheet})"


def _mail(form: Form) -> Group:
    named = by_name(form.values["surel.server"])
    choices = dict.fromkeys(("surel.keamanan", "surel.imap_keamanan"), SECURITY)
    controls = [
        Control(
            key,
            label,
            form.values[key],
            form.bawaan[key],
            petunjuk,
            with_own(choices[key], form.values[key]) if key in choices else (),
        )
        for key, (label, petunjuk) in OF_MAIL.items()
    ]
    return Group(
        "Alamat dan server",
        tuple(controls[:SELDOM_OF_MAIL]),
        tuple(controls[SELDOM_OF_MAIL:]),
        f"Server surel: {named.nama.capitalize()}" if named else "Server surel",
        is_known=named is not None,
    )
