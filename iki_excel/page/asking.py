"""What a page is asked, and where it stands: no page looks at a request, a clock or the working directory itself."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from iki_excel.page.answers import Answer, NotThere
from iki_excel.page.jobs import Jobs
from iki_excel.page.memory import Memory
from iki_excel.runs.showing import show
from iki_excel.words import bahasa
from iki_excel.words.errors import IkiError, PeriodError
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode

if TYPE_CHECKING:
    from iki_excel.runs.office import Office

FIRST_STEPS = "/mulai"
"""Where all addresses lead while the office is not set up."""

FOLDER_GONE = (
    "Folder kantor tidak ditemukan lagi: mungkin dipindahkan, dihapus, atau cakramnya dilepas. Kembalikan dulu, lalu "
    "muat ulang halaman ini."
)


WRONG_CLOCK = (
    "Jam komputer ini menunjuk {hari}. Betulkan tanggalnya dulu di pengaturan komputer, lalu muat ulang halaman ini."
)


@frozen
class Place:
    """One office's folder and the clocks that it goes by.

    ``folder`` is relative where the program stands in it, so that no sentence shows a path outside of it. ``shows``:
    opens a file of ours before whoever sits there; IkiError where nothing can.
    """

    folder: Path
    today: Callable[[], dt.date]
    printed: Callable[[], dt.datetime]
    shows: Callable[[Path], None] = show

    @property
    def name(self) -> str:
        """What the folder is called, as the foot of every page says it."""
        return self.folder.resolve().name

    def has_settings(self) -> bool:
        """Whether the office was set up; IkiError where nobody can say, or no month can be told."""
        from iki_excel.runs import office  # behind the first page, as all that reads

        self._refuse_unfit()
        return office.settings_file(self.folder) is not None

    def _refuse_unfit(self) -> None:
        """A folder that is gone is no office that begins; and a computer whose clock stopped knows no month."""
        if not os.path.isdir(self.folder):
            raise IkiError(FOLDER_GONE)
        today = self.today()
        try:
            _ = Periode.of_day(today).previous.previous, Periode.of_day(today).following
        except PeriodError:
            raise IkiError(WRONG_CLOCK.format(hari=bahasa.date(today))) from None


@frozen
class Asked:
    """One request. ``form``: each field with all that was sent of it; ``query``: what stands behind the address;
    ``files``: the name and the bytes of each that was sent."""

    place: Place
    jobs: Jobs
    memory: Memory
    form: Mapping[str, Sequence[str]] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[tuple[str, bytes]] = ()

    def office(self) -> Office:
        """The catalogue and the settings, read again where they changed since the last request; CatalogError,
        SettingsError."""
        return self.memory.kept.office(self.place.folder)

    def field(self, name: str) -> str:
        """The one value of a field, "" where it was not sent."""
        return next(iter(self.form.get(name, ())), "")

    @property
    def of_files(self) -> str:
        """What tells these files from others: whoever sends those must not be led to what becomes of these."""
        return hashlib.sha256(b"".join(hashlib.sha256(content).digest() for _, content in self.files)).hexdigest()


@frozen
class Route:
    """An address, and what answers it: called with the request and the parts of the address in <angle brackets>."""

    method: str
    address: str
    answer: Callable[..., Answer]
    before_settings: bool = False
    """Whether it answers while there is no iki.toml, too; all others lead to the first steps."""


def month_of(periode: str) -> Periode:
    """The month that stands in an address; NotThere where none does."""
    try:
        return Periode.month(periode)
    except PeriodError:
        raise NotThere from None
