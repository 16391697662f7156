"""Months of an office by commands alone, against a real Postfix and a real Dovecot: forms out, filled, late and
corrected ones in, reminders, results. At the end every mailbox holds exactly what it should, once.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from iki_excel.cli import clock
from iki_excel.delivery import sending
from iki_excel.words.periods import Periode
from tests import kecil, pdfs
from tests.console import Iki
from tests.people_by_mail import files_of, filled, mended
from tests.servers import Account, Mail

pytestmark = [pytest.mark.panjang, pytest.mark.filterwarnings("ignore:.* extension is not supported")]

MONTHS = Periode("2019").months[:4]
"""Good ones, one with a mistake, and one that is late: what comes behind repeats them."""
JABATAN = ("umum", "pelayanan", "ketertiban")
XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


# --- how people are ---------------------------------------------------------------------------------------------------


def is_late(jabatan: str, month: Periode) -> bool:
    """Sends nothing before somebody reminds him."""
    return jabatan == "ketertiban" and month.month_number % 3 == 0


def is_wrong(jabatan: str, month: Periode) -> bool:
    """Leaves one cell that has to be mended."""
    return jabatan == "pelayanan" and month.month_number % 2 == 0


FAULTY = {"pelayanan": "penerima_layanan"}
"""What is typed as a word."""


# --- how they send ----------------------------------------------------------------------------------------------------


def plainly(form: bytes, name: str, answered: EmailMessage) -> EmailMessage:
    return message(answered, [(name, form)])


def renamed(form: bytes, name: str, answered: EmailMessage) -> EmailMessage:
    return message(answered, [("DOC-20190402-WA0012.sheet", form)])


def zipped(form: bytes, name: str, answered: EmailMessage) -> EmailMessage:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(f"kiriman/{name}", form)
    return message(answered, [("kiriman.zip", file.getvalue()), ("foto.jpg", b"\xff\xd8\xff\xe0 foto")])


def forwarded(form: bytes, name: str, answered: EmailMessage) -> EmailMessage:
    inner = message(answered, [(name, form)])
    inner["From"], inner["To"] = "staf@luar.example", "atasan@luar.example"
    outer = message(answered, [])
    outer.add_attachment(inner)
    return outer


WAYS = (plainly, renamed, zipped, forwarded)


def message(answered: EmailMessage, files: list[tuple[str, bytes]]) -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = f"Re: {answered['Subject']}"
    made["In-Reply-To"] = answered["Message-ID"]
    made.set_content("Berikut formulirnya, terima kasih.")
    for name, content in files:
        made.add_attachment(content, maintype=XLSX[0], subtype=XLSX[1], filename=name)
    return made


# --- the office -------------------------------------------------------------------------------------------------------


@dataclass
class Year:
    """An office with its mail, and what its people do."""

    iki: Iki
    mail: Mail
    accounts: Mapping[str, Account]
    on: Callable[[dt.date], None]

    def command(self, day: dt.date, *arguments: str, status: int = 0) -> str:
        self.on(day)
        said = self.iki(*arguments, *kecil.OPTION)
        assert (said.status, said.err) == (status, ""), said
        return said.out

    def sent_to(self, who: str) -> list[EmailMessage]:
        return self.mail.inbox(self.accounts[who])

    def last_to(self, who: str) -> EmailMessage:
        return self.sent_to(who)[-1]

    def send(self, who: str, answer: EmailMessage) -> None:
        answer["From"], answer["To"] = self.accounts[who].address, self.accounts["kantor"].address
        self.mail.submit(self.accounts[who], answer, self.accounts["kantor"].address)
        self.mail.postfix.settle()


@pytest.fixture
def year(iki: Iki, tmp_path: Path, mail: Mail, monkeypatch: pytest.MonkeyPatch) -> Iterator[Year]:
    accounts = {who: mail.account(f"tahun-{who}") for who in ("kantor", "lurah", "organisasi", *JABATAN)}
    own = mail.surel(accounts["kantor"])
    assert own.keluar is not None and own.masuk is not None
    kecil.move_into(tmp_path)
    with (tmp_path / "iki.toml").open("a", encoding="utf-8") as settings:
        settings.write(
            f"""
mulai = "2019-01"

[surel]
server = "{own.keluar.host}"
port = {own.keluar.port}
keamanan = "{own.keluar.keamanan}"
imap = "{own.masuk.host}"
imap_port = {own.masuk.port}
pengguna = "{own.pengguna}"
dari = "{own.dari}"
sertifikat = "{mail.sertifikat}"
tembusan = ["{accounts["organisasi"].address}"]

[surel.alamat]
pimpinan = "{accounts["lurah"].address}"
"""
            + "".join(f'{kode} = "{accounts[kode].address}"\n' for kode in JABATAN)
        )
    monkeypatch.setenv("IKI_SANDI_SUREL", accounts["kantor"].password)
    monkeypatch.setattr(sending, "USUAL", replace(sending.USUAL, between=0.0))

    def on(day: dt.date) -> None:
        monkeypatch.setattr(clock, "today", lambda: day)
        monkeypatch.setattr(clock, "now", lambda: dt.datetime(day.year, day.month, day.day, 2, tzinfo=dt.UTC))

    yield Year(iki, mail, accounts, on)


def day_of(month: Periode, day: int) -> dt.date:
    """A day of the month after it: then its forms come back."""
    after = month.following
    return dt.date(after.year, after.month_number, day)


def test_months_of_an_office_by_mail(year: Year) -> None:
    year.command(dt.date(2019, 1, 2), "surel", "--uji")
    for month in MONTHS:
        play(year, month)
    assert subjects(year) == expected()
    results_are_whole(year)
    came = sorted(path.name for path in Path("input_templates").rglob("*.xlsx"))
    assert came == sorted(f"IKI_{month}_contoh_{jabatan}.xlsx" for month in MONTHS for jabatan in JABATAN)
    for who in JABATAN:
        for one in year.sent_to(who):
            assert one["To"] == year.accounts[who].address
            body = one.get_body()
            assert body is not None
            assert "tahun-" not in body.get_content().replace("tahun-kantor", "")
    year.command(day_of(MONTHS[-1], 10), "terima", "--surel")
    own = year.sent_to("kantor")
    assert [one["Subject"] for one in own if str(one["Message-ID"]).startswith("<iki.")] == ["Uji surel iki-excel"]
    assert len(year.mail.inbox(year.accounts["kantor"], "Sent")) == sum(map(len, expected().values()))


def results_are_whole(year: Year) -> None:
    """The files of the last letters, opened again: they are those of the office, and each person's are the own ones."""
    last = MONTHS[-1]
    results = Path("output") / last
    for who in ("lurah", "organisasi"):
        assert files_of(year.last_to(who)) == {
            name: (results / name).read_bytes()
            for name in (f"IKI_{last}_contoh.xlsx", f"IKI_{last}_contoh_ringkasan.pdf")
        }
    proven = year.iki("buktikan", str(results / f"IKI_{last}_contoh.xlsx"))
    assert proven.status == 0
    for who in JABATAN:
        [(name, page)] = files_of(year.last_to(who)).items()
        assert page == (results / name).read_bytes()
        read = pdfs.text(page)
        assert [other for other in JABATAN if f"Rapor kinerja: {kecil.catalog()[other].nama}" in read] == [who]


def play(year: Year, month: Periode) -> None:
    """One month: blank forms at its end, the rest in the first days of the next one."""
    span, first = f"--periode={month}", dt.date(month.year, month.month_number, 25)
    year.command(first, "template", span)
    year.command(first, "kirim", span, "--ya")
    for number, jabatan in enumerate(JABATAN):
        if not is_late(jabatan, month):
            answer(year, jabatan, month, WAYS[(month.month_number + number) % len(WAYS)])
    year.command(day_of(month, 3), "terima", "--surel")
    wrong = [jabatan for jabatan in JABATAN if is_wrong(jabatan, month)]
    if wrong:
        year.command(day_of(month, 3), "kirim", span, "--perbaikan", "--ya")
        for jabatan in wrong:
            returned = year.last_to(jabatan)
            year.send(jabatan, plainly(mended(attached(returned), FAULTY[jabatan], 12), "diperbaiki.xlsx", returned))
    if any(is_late(jabatan, month) for jabatan in JABATAN):
        year.command(day_of(month, 6), "terima", "--surel")
        year.command(day_of(month, 6), "kirim", span, "--ya")
        for jabatan in filter(lambda jabatan: is_late(jabatan, month), JABATAN):
            answer(year, jabatan, month, plainly)
    year.command(day_of(month, 8), "terima", "--surel")
    year.command(day_of(month, 8), "proses", span, "--waktu", f"{day_of(month, 8)}T09:00")
    year.command(day_of(month, 8), "kirim", span, "--ya")
    assert "Tidak ada surat yang perlu dikirim" in year.command(day_of(month, 9), "kirim", span, "--ya")


def answer(year: Year, jabatan: str, month: Periode, way: Callable[[bytes, str, EmailMessage], EmailMessage]) -> None:
    """The form of the last letter comes back filled."""
    letter = year.last_to(jabatan)
    table = f'{FAULTY[jabatan]} | "banyak"\n' if is_wrong(jabatan, month) else ""
    form = filled(attached(letter), kecil.catalog()[jabatan], table)
    year.send(jabatan, way(form, f"IKI {month} {jabatan} (1).xlsx", letter))


def attached(letter: EmailMessage) -> bytes:
    [content] = [part.get_content() for part in letter.iter_attachments()]
    assert isinstance(content, bytes)
    return content


# --- what everybody got -----------------------------------------------------------------------------------------------


def subjects(year: Year) -> dict[str, list[str]]:
    return {who: [told(one) for one in year.sent_to(who)] for who in ("lurah", "organisasi", *JABATAN)}


def told(letter: EmailMessage) -> str:
    """The kind of a letter, its month, and whose files go with it."""
    names = " ".join(str(part.get_filename()) for part in letter.iter_attachments())
    return f"{str(letter['Subject']).split(':')[0]} | {names}"


def expected() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {who: [] for who in ("lurah", "organisasi", *JABATAN)}
    for month in MONTHS:
        stem = f"IKI_{month}_contoh"
        for jabatan in JABATAN:
            own = found[jabatan]
            own.append(f"Formulir IKI {month.words} | {stem}_{jabatan}.xlsx")
            if is_wrong(jabatan, month):
                own.append(f"Perlu diperbaiki | {stem}_{jabatan}_perbaikan.xlsx")
            if is_late(jabatan, month):
                own.append(f"Pengingat | {stem}_{jabatan}.xlsx")
            own.append(f"Rapor IKI {month.words} | {stem}_rapor_{jabatan}.pdf")
        for who in ("lurah", "organisasi"):
            found[who].append(f"IKI Contoh {month.words} | {stem}.xlsx {stem}_ringkasan.pdf")
    return found
