"""Kabupaten Contoh: twenty invented units of three decrees in two months, with what goes wrong in such a heap.

Fourteen kelurahan go by the small catalogue; three by another that counts disturbances twice (KT-1) and agrees on all
else; three puskesmas by a decree of their own, and send nothing.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path
from typing import Any

from iki_excel.decree import Jabatan
from iki_excel.decree.office import Office
from iki_excel.forms import writing
from iki_excel.runs import office
from tests.kecil import KATALOG
from tests.years import filled

MONTHS = ("2019-01", "2019-02")
KELURAHAN = [f"kel{number:02}" for number in range(1, 15)]
OTHERWISE = [f"lain{number:02}" for number in range(1, 4)]
PUSKESMAS = [f"pkm{number:02}" for number in range(1, 4)]
JABATAN = ("umum", "pelayanan", "ketertiban")
IN_TIME, LATE = dt.datetime(2019, 2, 4, 9, tzinfo=dt.UTC), dt.datetime(2019, 4, 1, 9, tzinfo=dt.UTC)


def tree(folder: Path) -> Path:
    """The folder of the kabupaten with all that came in."""
    _settings(folder)
    offices = office.load_all(None, folder)
    for number, kode in enumerate([*KELURAHAN, *OTHERWISE]):
        for month in MONTHS:
            for jabatan in JABATAN:
                _fill(folder, offices[kode], jabatan, month, number)
    _spoil(folder / "input_templates")
    return folder


def place(folder: Path, kode: str, jabatan: str, month: str) -> Path:
    """Where a form lies."""
    return folder / "input_templates" / kode / month / f"IKI_{month}_{kode}_{jabatan}.xlsx"


def _settings(folder: Path) -> None:
    shutil.copytree(KATALOG, folder / "katalog")
    shutil.copytree(KATALOG, folder / "dua_kali")
    ketertiban = folder / "dua_kali" / "ketertiban.toml"
    text = ketertiban.read_text("utf-8").replace('rumus = "gangguan"', 'rumus = "gangguan * 2"')
    ketertiban.write_text(text.replace("hasil = 4", "hasil = 8"), "utf-8")
    shutil.copytree(Path(__file__).with_name("keputusan_lain") / "puskesmas", folder / "puskesmas")
    targets = "[target]\nUM-1 = 120\nKT-1 = 60\nKT-3 = 5\n"
    (folder / "iki.toml").write_text(f'katalog = "katalog"\nunit = "unit.csv"\n\n{targets}', "utf-8")
    (folder / "unit").mkdir()
    for kode in OTHERWISE:
        (folder / "unit" / f"{kode}.toml").write_text(targets, "utf-8")
    rows = ["kode;nama;kabupaten;provinsi;katalog;tempat"]
    rows += [f"{kode};Kelurahan {kode};Kabupaten Contoh;Jawa Contoh;;{kode}" for kode in KELURAHAN]
    rows += [f"{kode};Kelurahan {kode};Kabupaten Contoh;Jawa Contoh;dua_kali;{kode}" for kode in OTHERWISE]
    rows += [f"{kode};Puskesmas {kode};Kota Contoh;Jawa Contoh;puskesmas;{kode}" for kode in PUSKESMAS]
    (folder / "unit.csv").write_text("\n".join(rows), "cp1252")


def _fill(folder: Path, own: Office, jabatan: str, month: str, number: int) -> None:
    catalog, settings = own
    typed: dict[str, dict[str, Any]] = {
        "umum": {"surat": number + 1},
        "ketertiban": {"gangguan": number + 2, "beras": 2.5},
        "pelayanan": {},
    }
    path, one = place(folder, settings.unit.kode, jabatan, month), catalog[jabatan]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(filled(writing.build(one, month, settings), one, _right(one) | typed[jabatan]))
    os.utime(path, (IN_TIME.timestamp(),) * 2)


def _right(one: Jabatan) -> dict[str, Any]:
    """1 in every required cell, which fulfils every condition, and a respondent who finds everything good."""
    ones = {slot.kode: 1 for slot in one.slots if slot.wajib and not slot.blok and not slot.kalender}
    good = [4 for slot in one.slots if slot.blok]
    return ones | {isian.kode: [good] for isian in one.isian if isian.blok}


def _spoil(forms: Path) -> None:
    """Of kel01 a form is missing, of kel02 one is late, of kel03 cut short, of kel04 there twice otherwise named, and
    that of kel05 lies in the folder of kel06."""
    folder = forms.parent
    place(folder, "kel01", "umum", "2019-02").unlink()
    os.utime(place(folder, "kel02", "umum", "2019-02"), (LATE.timestamp(),) * 2)
    broken = place(folder, "kel03", "umum", "2019-02")
    broken.write_bytes(broken.read_bytes()[:4000])
    double = place(folder, "kel04", "umum", "2019-02")
    shutil.copy2(double, double.with_name("umum (1).xlsx"))
    moved = place(folder, "kel05", "umum", "2019-02")
    shutil.move(moved, forms / "kel06" / "2019-02" / "dari tetangga.xlsx")
