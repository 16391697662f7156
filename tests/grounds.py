"""What a test stands on, a catalogue and the settings of an office: Kelurahan Contoh's or the decree's."""

from __future__ import annotations

from typing import NamedTuple

from iki_excel.decree import Catalog, load_catalog
from iki_excel.decree.settings import Settings
from tests import kecil


class Ground(NamedTuple):
    """A catalogue, and the settings that go with it."""

    catalog: Catalog
    settings: Settings


KECIL = Ground(kecil.catalog(), kecil.settings())
DECREE = Ground(load_catalog(), Settings())


def behind(kode: str) -> Ground:
    """The one of the two that knows this jabatan or indikator; no code is in both."""
    (ground,) = (one for one in (KECIL, DECREE) if kode in one.catalog or kode in one.catalog.indikator)
    return ground
