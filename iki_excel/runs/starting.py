"""``iki mulai``: an iki.toml in which every key there is stands as a comment, with its default; and the folder for
what comes in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from iki_excel.decree import Catalog, Indikator, batas_waktu, sifat, target_reading
from iki_excel.decree.addresses import EXAMPLE as ADDRESS_EXAMPLE
from iki_excel.decree.batas_waktu import BatasWaktu
from iki_excel.decree.fields import Slot
from iki_excel.decree.named_unit import ASKED, EXAMPLE
from iki_excel.decree.servers import NAMES, holds, sends
from iki_excel.decree.settings import BATAS_KIRIM, FILE_NAME, Aturan, Kalender, Unit
from iki_excel.decree.surel import HOST_EXAMPLE
from iki_excel.decree.targets import PerTahun, Target
from iki_excel.decree.unit import LONGEST_SEBUTAN, PEJABAT_EXAMPLE, PIMPINAN_EXAMPLE
from iki_excel.runs.office import catalog_of
from iki_excel.runs.settings_fields import ALL_THAT_ARE_DUE
from iki_excel.words import bahasa
from iki_excel.words.errors import OutputError
from iki_excel.words.folders import INBOX
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.workbooks import saving

HEAD = """\
# Pengaturan iki-excel. Semua baris boleh dihapus: yang tidak ditulis memakai nilai bawaan.
# Hapus tanda # di depan baris yang ingin diubah."""
HEAD_OF_OTHERS = """\
# Pengaturan iki-excel. Isi bagian [unit]; yang lain boleh dihapus: yang tidak ditulis memakai nilai bawaan.
# Hapus tanda # di depan baris yang ingin diubah."""


OF_A_NUMBER = {
    sifat.ARUS: "untuk setahun bila dijumlahkan dari bulan ke bulan",
    sifat.DOKUMEN: "paling banyak sekian dokumen",
    sifat.KEADAAN: "selain itu kapan saja",
}


def forms(catalog: Catalog, year: int) -> list[tuple[str, str]]:
    """How a target of any of its indikator may be written, and what it then means."""
    there = [indikator for _, indikator in catalog.indikator.values()]
    meant = [words for which, words in OF_A_NUMBER.items() if any(one.sifat == which for one in there)]
    written = {
        "angka": ("120", "; ".join(meant) if len(meant) > 1 else "".join(meant).removeprefix("selain itu ")),
        "bulan": ("{ bulan = 10 }", "10 setiap bulan"),
        "triwulan": ("{ triwulan = [30, 30, 30, 30] }", "satu bilangan setiap triwulan"),
        "semester": ("{ semester = [60, 60] }", "satu bilangan setiap semester"),
        "jadwal": (
            _scheduled(2, year),
            f"2 lagi mulai Agustus {year}, untuk yang terjadi sekali atau dua kali setahun",
        ),
        "tetap": ("{ tetap = 120 }", "120 di bulan mana pun"),
        "rentang": ("{ dari = 80, sampai = 90 }", "capaian 100 bila realisasi di antara keduanya"),
    }
    fitting = {way for indikator in there for way in target_reading.ways_for(indikator)}
    years = (f"{{ {year} = 90, {year + 1} = 95 }}", "satu target setiap tahun, dengan salah satu cara di atas")
    return [*(form for way, form in written.items() if way in fitting), *([years] if fitting else [])]


def _scheduled(number: int, year: int) -> str:
    return f'{{ jadwal = {{ "{year}-08" = {number} }} }}'


BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


@frozen
class Started:
    """The settings that were written; ``asks_for_unit``: nobody says yet what the office is called."""

    path: Path
    asks_for_unit: bool


def write_settings(katalog: Path | None, month: Periode, folder: Path = Path()) -> Started:
    """Write iki.toml into a folder, in this month, and make the folder for what comes in; OutputError where there is
    an iki.toml.
    """
    path = folder / FILE_NAME
    with saving.turn(folder):
        refuse_begun(folder)
        named, catalog = None if katalog is None else _seen_from(folder, katalog), catalog_of(katalog, folder)
        saving.make_folder(folder / INBOX)
        saving.save(path, commented(catalog, month, named).encode())
    return Started(path, bool(catalog.keputusan.unit.missing))


def refuse_begun(folder: Path) -> None:
    """OutputError where there is an iki.toml."""
    path = folder / FILE_NAME
    if path.exists():
        raise OutputError(f"{path} sudah ada di folder ini dan tidak ditimpa. Ubah isinya dengan penyunting teks.")


def _seen_from(folder: Path, katalog: Path) -> str:
    """A folder as iki.toml names it: as it was typed where that is the same, seen from where the file stands."""
    return (katalog if katalog.is_absolute() or folder == Path() else katalog.resolve()).as_posix()


def commented(catalog: Catalog, month: Periode, katalog: str | None = None) -> str:
    """The text of an iki.toml in which every key stands as a comment with its default, but for the folder of the
    catalogue it is for. ``month``: the one in which it is written.
    """
    unit = _unit_of(catalog)
    head = HEAD_OF_OTHERS if catalog.keputusan.unit.missing else HEAD
    parts = (
        _catalog(katalog), _unit(unit, catalog, month), _officials(unit, catalog), _excused(catalog, month),
        _targets(catalog, month.year), _deadlines(catalog), _due_day(), _calendar(catalog, month.year), _rules(catalog),
        _mail(unit, catalog),
    )  # fmt: skip
    return "\n\n".join((head, *(text for part in parts if (text := "\n".join(part))))) + "\n"


def _catalog(katalog: str | None) -> Iterator[str]:
    yield "# Katalog pengganti (buku kerja atau folder), dilihat dari folder berkas ini; tanpa baris ini yang bawaan."
    yield '# katalog = "katalog.xlsx"' if katalog is None else f"katalog = {_text(katalog)}"


def _unit_of(catalog: Catalog) -> Unit:
    """The office as the decree says it; what is to be replaced where it does not."""
    said = catalog.keputusan.unit
    kode, nama, kabupaten, tempat = (getattr(said, key) or getattr(EXAMPLE, key) for key in ASKED)
    return Unit(kode, nama, kabupaten, tempat, pimpinan=PIMPINAN_EXAMPLE if said.missing else "")


def _unit(unit: Unit, catalog: Catalog, month: Periode) -> Iterator[str]:
    yield "# Kantor yang dinilai. Kode (huruf kecil dan angka) dipakai pada nama berkas dan Kode formulir."
    yield "[unit]"
    yield f"# kode = {_text(unit.kode)}"
    yield f"# nama = {_text(unit.nama)}"
    yield f"# kabupaten = {_text(unit.kabupaten)}"
    yield f"# tempat = {_text(unit.tempat)}"
    yield "# Bulan pertama kantor ini dinilai; bulan sebelumnya tidak ditunggu."
    yield f'# mulai = "{month}"'
    yield "# Jabatan pimpinan kantor untuk tanda tangan, atau kode jabatannya di katalog."
    yield f"# pimpinan = {_text(_pimpinan(unit, catalog))}"


def _head(unit: Unit, catalog: Catalog) -> str:
    """The code of the head as the catalogue says it: what is to be replaced says nothing."""
    return replace(unit, pimpinan="").head(catalog)


def _pimpinan(unit: Unit, catalog: Catalog) -> str:
    """What the catalogue says of the head of this office; else what is to be replaced."""
    head = _head(unit, catalog)
    return head if head in catalog else unit.title(head, catalog)


def _officials(unit: Unit, catalog: Catalog) -> Iterator[str]:
    head = _head(unit, catalog)
    yield "# Pejabat untuk tanda tangan. Ganti nama dan NIP contoh ini; NIP 18 angka dalam tanda kutip."
    yield f"# sebutan: di depan jabatan, misalnya Plt., Plh. atau Pj., paling banyak {LONGEST_SEBUTAN} huruf."
    yield f"# atasan: yang mengetahui, sebuah jabatan di bawah ini; bawaan {head}."
    yield "# whatsapp: nomor ponselnya, bila pesan dikirim lewat WhatsApp."
    for kode in dict.fromkeys((head, *catalog.kode)):  # the head may be measured too
        yield f"[pejabat.{kode}]"
        yield f"# nama = {_text(PEJABAT_EXAMPLE.nama)}"
        yield f"# nip = {_text(PEJABAT_EXAMPLE.nip)}"
        yield f"# pangkat = {_text(PEJABAT_EXAMPLE.pangkat)}"
        yield f"# sebutan = {_text(PEJABAT_EXAMPLE.sebutan)}"
        yield f"# atasan = {_text(head)}"
        yield f"# whatsapp = {_text(PEJABAT_EXAMPLE.whatsapp)}"


def _excused(catalog: Catalog, month: Periode) -> Iterator[str]:
    yield "# Bulan sebuah jabatan yang formulirnya tidak ditunggu, misalnya karena jabatannya kosong; boleh beberapa,"
    span = f"{month.year}-02..{month.year}-04"
    yield f"# juga rentang seperti {span}. Dicetak di lembar Kelengkapan dengan alasan dan yang memutuskan."
    yield "# [[pengecualian]]"
    yield f"# jabatan = {_text(catalog.kode[0])}"
    yield f'# periode = "{month}"'
    yield '# alasan = "Jabatan kosong"'
    yield f"# oleh = {_text(PEJABAT_EXAMPLE.nama)}"


def _targets(catalog: Catalog, year: int) -> Iterator[str]:
    yield "# Target setiap indikator; tanpa target tidak ada capaian. Yang dinilai adalah bagian yang jatuh tempo."
    yield from (f"# - {form}: {meaning}." for form, meaning in forms(catalog, year))
    yield "[target]"
    for kode, (_, indikator) in catalog.indikator.items():
        target = _target(indikator, year)
        yield f"# {_key(kode)} = {target}  # {_note(indikator, target)}" if indikator.sifat else _untold(kode)


def _target(indikator: Indikator, year: int) -> str:
    """The default of an indikator, or what an office may begin with where there is none."""
    if indikator.target:
        return _written(indikator)
    if indikator.pilihan:
        return _text(indikator.pilihan.words[0])
    if indikator.sifat == sifat.DOKUMEN:
        lists = (indikator.isian_by_kode[kode] for _, kode in indikator.rumus.measures)
        return str(sum(date.a_year for isian in lists for date, _ in isian.dokumen))
    return _scheduled(0, year) if indikator.jarang else "0"


def _note(indikator: Indikator, target: str) -> str:
    is_of_year = indikator.sifat == sifat.ARUS and not target.startswith("{")
    unit = f"{indikator.satuan} setahun" if is_of_year else indikator.satuan
    default = "bawaan" if indikator.target else "belum ada bawaan"
    if not indikator.target and indikator.sifat == sifat.DOKUMEN:
        default = f"bawaan: {ALL_THAT_ARE_DUE}"
    return " ".join(f"{indikator.singkat}, {unit} ({default})".split())


def _untold(kode: str) -> str:
    return f'# {bahasa.brief(kode)}: belum dapat diberi target; katalog harus menyebut sifat = "arus" atau "keadaan".'


def _written(indikator: Indikator) -> str:
    """The default of an indikator as TOML has it."""
    written = indikator.target
    assert written is not None, indikator.kode
    if isinstance(written, PerTahun):
        return f"{{ {', '.join(f'{year} = {_written_once(target, indikator)}' for year, target in written.tahun)} }}"
    return _written_once(written, indikator)


def _written_once(target: Target, indikator: Indikator) -> str:
    words = indikator.pilihan
    numbers = [_text(words.said(value)) if words else _number(value) for value in target.numbers]
    series = ", ".join(numbers)
    match target.cara:
        case "angka":
            return series
        case "bulan" | "tetap":
            return f"{{ {target.cara} = {series} }}"
        case "triwulan" | "semester":
            return f"{{ {target.cara} = [{series}] }}"
        case "rentang":
            low, high = numbers
            return f"{{ dari = {low}, sampai = {high} }}"
    months = ", ".join(f'"{month}" = {_number(value)}' for month, value in target.jadwal)
    return f"{{ jadwal = {{ {months} }} }}"


def _deadlines(catalog: Catalog) -> Iterator[str]:
    """Nothing where no document is asked for."""
    documents = [slot for jabatan in catalog.jabatan for slot in jabatan.slots if slot.batas]
    if not documents:
        return
    yearly = next((slot for slot in documents if not slot.is_monthly), None)
    example = f', misalnya {yearly.kode_dokumen} = "{batas_waktu.YEARLY_EXAMPLE}"' if yearly else ""
    yield f"# Batas waktu dokumen. Dapat juga per daftar{example}."
    yield "[batas_waktu]"
    for kode, batas in sorted(_briefly(documents).items()):
        yield f'# {kode} = "{batas_waktu.words(batas)}"'


def _briefly(documents: Sequence[Slot]) -> dict[str, BatasWaktu]:
    """Deadlines by document; by document of a checklist where the lists do not agree on it."""
    days = [(slot, slot.batas) for slot in documents if slot.batas]
    agreed: dict[str, set[BatasWaktu]] = {}
    for slot, day in days:
        agreed.setdefault(slot.butir, set()).add(day)
    return {(slot.kode_dokumen if len(agreed[slot.butir]) > 1 else slot.butir): day for slot, day in days}


def _due_day() -> Iterator[str]:
    yield "# Tanggal di bulan berikutnya: yang sampai sesudahnya terlambat. Formulir Maret ditunggu sampai 5 April."
    yield "[batas_kirim]"
    yield f"# hari = {BATAS_KIRIM}"


def _calendar(catalog: Catalog, year: int) -> Iterator[str]:
    """Nothing where no isian is filled from it."""
    if not any(slot.kalender for jabatan in catalog.jabatan for slot in jabatan.slots):
        return
    default = Kalender()
    yield "# Hari kerja: 5 (Senin–Jumat) atau 6 (Senin–Sabtu), tanpa libur nasional dan cuti bersama."
    yield "[kalender]"
    yield f"# hari_seminggu = {default.hari_seminggu}"
    yield f"# libur_tambahan = [{year}-04-10]"
    yield "# Hari kerja yang ditetapkan untuk sebuah bulan."
    yield "[kalender.hari_kerja]"
    yield f"# {year}-03 = 20"


def _rules(catalog: Catalog) -> Iterator[str]:
    default = Aturan()
    kode, (_, indikator) = next(iter(catalog.indikator.items()))
    yield "# Aturan capaian dan predikat. batas_capaian = 0 berarti tanpa batas."
    yield "[aturan]"
    yield f"# batas_capaian = {_number(default.batas_capaian or 0.0)}"
    yield "# pita = ["
    for limit, word in default.pita:
        lowest = "" if limit is None else f"minimal = {_number(limit)}, "
        yield f'#   {{ {lowest}predikat = "{word}" }},'
    yield "# ]"
    yield "# Target 0 dengan arah turun atau stabil: dinilai (0 memberi capaian 100, yang lain 0) atau tanpa_capaian."
    yield f'# target_nol = "{default.target_nol}"'
    yield "# Arah: naik (makin besar makin baik), turun, atau stabil (paling baik tepat sama dengan targetnya)."
    yield "[aturan.arah]"
    yield f'# {_key(kode)} = "{indikator.arah}"'


def _mail(unit: Unit, catalog: Catalog) -> Iterator[str]:
    """Every key of it as an office with a server of its own has it."""
    keluar, masuk = sends(HOST_EXAMPLE), holds(HOST_EXAMPLE)
    yield "# Surel kantor, bila formulir dan hasil dikirim dengan surel. Sandinya tidak di sini: “iki surel --atur”."
    yield f"# server: {', '.join(map(_text, NAMES))}, atau nama server seperti di bawah ini."
    yield "[surel]"
    yield f"# server = {_text(keluar.host)}"
    yield f"# port = {keluar.port}"
    yield f"# keamanan = {_text(keluar.keamanan)}"
    yield "# Kotak surat (IMAP), untuk mengambil kiriman dan melihat surat yang terkirim."
    yield f"# imap = {_text(masuk.host)}"
    yield f"# imap_port = {masuk.port}"
    yield f"# imap_keamanan = {_text(masuk.keamanan)}"
    yield "# Nama untuk masuk ke server, dan alamat kantor ini; cukup satu bila sama."
    yield f"# pengguna = {_text(ADDRESS_EXAMPLE)}"
    yield f"# dari = {_text(ADDRESS_EXAMPLE)}"
    yield "# Sertifikat server bila dibuat kantor sendiri: berkas PEM, dilihat dari folder berkas ini."
    yield '# sertifikat = "kantor.pem"'
    yield "# Yang ikut menerima hasil, selain para pejabat."
    yield "# tembusan = []"
    yield "# Alamat surel setiap jabatan."
    yield "[surel.alamat]"
    for kode in dict.fromkeys((_head(unit, catalog), *catalog.kode)):
        yield f"# {kode} = {_text(ADDRESS_EXAMPLE)}"


def _key(kode: str) -> str:
    """A code of an indikator, which may be any text, as a key of TOML."""
    return kode if BARE_KEY.fullmatch(kode) else _text(kode)


def _text(text: str) -> str:
    """A text of TOML, which escapes as JSON does."""
    return json.dumps(text, ensure_ascii=False)


def _number(value: float) -> str:
    """A number of TOML, to its last digit."""
    return str(int(value)) if value.is_integer() else repr(value)
