"""What is to be known of who sent a form: whether it is whom iki.toml names, and whether the server vouches for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iki_excel.decree.addresses import is_same
from iki_excel.delivery.attached import Opened
from iki_excel.forms.layout import Identity
from iki_excel.judging.senders import TIDAK_LOLOS
from iki_excel.runs.office import Office
from iki_excel.words.errors import PeriodError
from iki_excel.words.periods import Periode


def remarks_on(message: Opened, forms: Iterable[Identity], office: Office) -> Iterator[str]:
    """A sentence for each form that somebody else sent, or somebody in the name of another."""
    for jabatan, periode in dict.fromkeys((form.jabatan, form.periode) for form in forms):
        what = _told(jabatan, periode, office)
        if what and message.putusan == TIDAK_LOLOS:
            yield (
                f"Perhatikan: {what} mengaku dari {message.dari}, tetapi server surel tidak membenarkannya. Tanyakan "
                "dahulu kepada orangnya."
            )
        elif what and _is_from_another(message.dari, jabatan, office):
            yield f"Perhatikan: {what} dikirim dari {message.dari or 'pengirim tanpa alamat'}, {NOT_FROM_THERE}."


NOT_FROM_THERE = "bukan dari alamatnya di iki.toml"


def _is_from_another(dari: str, jabatan: str, office: Office) -> bool:
    """Where nobody says what the address of a jabatan is, any is right; so is the office's own, which forwards."""
    surel = office.settings.surel
    alamat = surel.alamat.get(jabatan, "")
    return bool(alamat) and not is_same(alamat, dari) and not surel.is_own(dari)


def _told(jabatan: str, periode: str, office: Office) -> str:
    """ "formulir Trantib Maret 2019"; "" for what is no form of this office's."""
    try:
        month = Periode.month(periode)
    except PeriodError:
        return ""
    return f"formulir {office.catalog[jabatan].nama} {month.words}" if jabatan in office.catalog else ""
