"""Kelurahan Contoh behind the page, with a mail server of its own and without one."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from iki_excel.delivery import journal, trials
from iki_excel.page.web import Server
from iki_excel.runs import office
from iki_excel.runs.blanks import write_blanks
from iki_excel.words.folders import FORMS
from tests.loopback import USER, Inbox
from tests.page_office import BASE, OURS, Seen, office_in, server_of, visitor

ACCOUNT = """
[pejabat.umum]
nama = "Satu Contoh, S.E."

[pejabat.ketertiban]
whatsapp = "0812-3456-7890"

[surel]
server = "localhost"
port = {port}
dari = "{user}"
sertifikat = "{certificate}"

[surel.alamat]
umum = "umum@contoh.example"
pelayanan = "pelayanan@contoh.example"
"""


@dataclass
class Picky(Inbox):
    """A server that does not know some addresses."""

    unknown: set[str] = field(default_factory=set)

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.unknown:
            return "550 5.1.1 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    @property
    def addresses(self) -> list[str]:
        """To whom letters came, in order."""
        return [one for letter in self.letters for one in letter.rcpt_tos]


def write_office(folder: Path, port: int, certificate: Path, *, is_trial: bool = False) -> Path:
    """The office on 3 April 2019, with the blank forms of March, two addresses and the account at a port."""
    office_in(folder)
    shutil.copy(certificate, folder / certificate.name)
    with (folder / "iki.toml").open("a", encoding="utf-8") as settings:
        settings.write(ACCOUNT.format(port=port, user=USER, certificate=certificate.name))
    write_blanks(*office.load(None, folder), ["2019-03"], folder / FORMS)
    if not is_trial:
        end_trial(folder)
    return folder


def end_trial(folder: Path) -> None:
    """As if a test letter had been read back."""
    surel = office.load(None, folder).settings.surel
    with journal.opened(folder) as opened:
        trials.read_back(opened, surel, dt.datetime(2019, 4, 1, tzinfo=dt.UTC))


@dataclass(frozen=True)
class Desk:
    """Somebody at the page of a folder."""

    folder: Path
    server: Server
    client: Any

    def get(self, address: str, status: int = 200) -> Seen:
        """What is seen at an address; its HTML is without faults."""
        answer = self.client.get(address, base_url=BASE)
        assert answer.status_code == status, answer.text
        return faultless(answer.text)

    def post(self, address: str, status: int = 303, **form: Any) -> Any:
        """What a form is answered with."""
        answer = self.client.post(address, base_url=BASE, headers=OURS, data=form)
        assert answer.status_code == status, answer.text
        return answer

    def follow(self, address: str, **form: Any) -> Seen:
        """What is seen where a form leads."""
        return self.get(self.post(address, **form).headers["Location"])


def desk(folder: Path, today: dt.date = dt.date(2019, 4, 3)) -> Desk:
    """Somebody who came in by a link, and who waits for every job."""
    server = server_of(folder, today)
    server.jobs.patience = 60
    return Desk(folder, server, visitor(server))


def faultless(text: str) -> Seen:
    """A page as it is seen."""
    page = Seen(text)
    assert page.faults == []
    return page


def part(lines: list[str], first: str, last: str) -> list[str]:
    """The lines of a page from one to before another."""
    begin = lines.index(first)
    return lines[begin : lines.index(last, begin)]
