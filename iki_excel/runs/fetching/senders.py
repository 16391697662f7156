"""What is to be known of who sent a form: whether it is whom iki.toml names, and whether the server vouches for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iki_excel.delivery.attached import Opened
from iki_excel.forms.layout import Identity
from iki_excel.judging.senders import Sender, doubt_of
from iki_excel.runs.office import Office, Offices
from iki_excel.words.errors import PeriodError
from iki_excel.words.periods import Periode


def remarks_on(message: Opened, forms: Iterable[Identity], offices: Offices) -> Iterator[str]:
    """A sentence for each form that somebody else sent, or somebody in the name of another."""
    sender = Sender(message.dari, message.putusan)
    for unit, jabatan, periode in dict.fromkeys((form.unit, form.jabatan, form.periode) for form in forms):
        if unit not in offices and not offices.is_one:
            continue
        office = offices.of_unit(unit)
        named = _named(jabatan, periode, office)
        doubt = doubt_of(named, sender, jabatan, office.settings.surel) if named else ""
        if doubt:
            yield f"Perhatikan: {doubt}"


def _named(jabatan: str, periode: str, office: Office) -> str:
    """ "Kepala Seksi Trantib Maret 2019"; "" for what is no form of this office's."""
    try:
        month = Periode.month(periode)
    except PeriodError:
        return ""
    return f"{office.catalog[jabatan].nama} {month.words}" if jabatan in office.catalog else ""
