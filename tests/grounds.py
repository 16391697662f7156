"""What a test stands on, a catalogue and the settings of an office: Kelurahan Contoh's or the decree's."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, NamedTuple

import pytest

from iki_excel.decree import Catalog, Jabatan, load_catalog
from iki_excel.decree.settings import Settings, load_settings
from iki_excel.decree.targets import Target
from tests import kecil


class Ground(NamedTuple):
    """A catalogue, and the settings that go with it."""

    catalog: Catalog
    settings: Settings


KECIL = Ground(kecil.catalog(), kecil.settings())
DECREE = Ground(load_catalog(), load_settings(None, load_catalog()))


def decree_office(**decided: Any) -> Settings:
    """The decree's office, which decides these things."""
    return dataclasses.replace(DECREE.settings, **decided)


def targets(numbers: Mapping[str, float]) -> dict[str, Target]:
    """Targets that are numbers, as iki.toml has them."""
    return {kode: Target("angka", float(number)) for kode, number in numbers.items()}


def behind(kode: str) -> Ground:
    """The one of the two that knows this jabatan or indikator; no code is in both."""
    (ground,) = (one for one in (KECIL, DECREE) if kode in one.catalog or kode in one.catalog.indikator)
    return ground


def jabatan_of(kode: str) -> Jabatan:
    """One of the jabatan of either."""
    return behind(kode).catalog[kode]


EVERY_JABATAN = [*KECIL.catalog.kode, *(pytest.param(kode, marks=pytest.mark.decree) for kode in DECREE.catalog.kode)]
"""Parameters of a test of what must be so of every jabatan, the decree's too."""
