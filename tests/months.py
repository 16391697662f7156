"""Months of an office's mail, each with a break or a kill -9 at a random moment: python -m tests.months 10 1 FOLDER
prints what came of them as JSON.

The server is in this process and never dies. Each run of the sender is a process of its own, a fork of one that has
imported everything, and a killed one is killed by SIGKILL.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from iki_excel.delivery.attachments import Owner, why_not
from iki_excel.delivery.letters import Attachment, Letter
from iki_excel.delivery.outbox import Row
from iki_excel.runs import outbox as runs
from tests.loopback import USER
from tests.posting import ADDRESSES, IN_NO_TIME, NOW, PERIODE, UNIT, letter, post, surel
from tests.smtp_server import DATA, MAIL, RCPT, STORED, SmtpServer, Taken, certificates

JABATAN = ("umum", "pelayanan", "ketertiban")
KINDS = ("hasil",)
ANSWER = 0.1
"""Seconds that the server takes from keeping a message to its answer: a real one with its filters takes as long."""

KILL, BREAK, REFUSE, NOTHING = "kill", "break", "refuse", "nothing"
HAPPENS = (KILL, KILL, KILL, KILL, KILL, BREAK, BREAK, BREAK, REFUSE, NOTHING)


def files_of(kode: str) -> bytes:
    """The file of a jabatan."""
    return f"%PDF {kode}".encode()


OWNERS = {files_of(kode): Owner(UNIT, PERIODE, kode) for kode in JABATAN}


def letters() -> list[Letter]:
    """A month's: each jabatan gets one of each kind, with a file of its own."""
    made = []
    for jenis in KINDS:
        for kode in JABATAN:
            file = Attachment(f"{kode}.pdf", files_of(kode), kode, Path(f"{kode}.pdf"))
            text = f"Untuk {kode}. " + "Isi surat yang agak panjang. " * 10
            made.append(letter(kode, jenis=jenis, attachments=[file], text=text))
    return made


class Keeping(SmtpServer):
    """Keeps each message as a file, too: there the sender's mailbox looks. ``store``: the folder of this month."""

    store: Path = Path()

    def keep(self, taken: Taken) -> None:
        """On the disk before it answers, whole or not at all."""
        super().keep(taken)
        if USER in taken.recipients:
            place = self.store / name_of(taken.message["Message-ID"])
            beside = place.with_suffix(".part")
            beside.write_bytes(taken.content)
            beside.rename(place)


def name_of(message_id: str) -> str:
    """What the copy of a message is called."""
    return hashlib.sha256(message_id.encode()).hexdigest()


@dataclasses.dataclass(frozen=True)
class OwnMailbox:
    """The office's own, as the sender sees it."""

    store: Path

    def holds(self, message_id: str) -> bool:
        return (self.store / name_of(message_id)).exists()

    def append_sent(self, content: bytes) -> bool:
        return True

    def file_own_copy(self, message_id: str) -> bool:
        return self.holds(message_id)


# --- the sender -------------------------------------------------------------------------------------------------------


def forking(orders: int, answers: int) -> NoReturn:
    """Start a sender for each line that comes, and say its number, then that it ended.

    Its number is given back only with the next line: a kill that comes too late kills nobody else.
    """
    ended = list[int]()
    with os.fdopen(orders) as lines:
        for line in lines:
            while ended:
                os.waitpid(ended.pop(), 0)
            child = os.fork()
            if child == 0:
                run(json.loads(line))
            os.write(answers, f"{child}\n".encode())
            os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
            os.write(answers, b"ended\n")
            ended.append(child)
    os._exit(0)


def run(order: dict[str, Any]) -> NoReturn:
    """One ``iki kirim`` of a month."""
    runs.checked_by = lambda folder, office, reader: partial(why_not, entitled=runs.entitled(office), whose=OWNERS.get)
    os.environ["SSL_CERT_FILE"] = order["ca"]  # the hundred authorities of the system take their time to be read
    account = surel(order["port"])
    mailbox = OwnMailbox(Path(order["store"])) if order["has_mailbox"] else None
    again, arrival = (0,) if order["again"] else (), (0.05, 0.1, 0.2)  # a copy may need its time here, too
    patience = dataclasses.replace(IN_NO_TIME, again=again, arrival=arrival, wait=time.sleep)
    status = 0
    try:
        post(Path(order["folder"]), account, letters(), mailbox=mailbox, patience=patience)
    except BaseException as reason:
        print(f"{type(reason).__name__}: {reason}", file=sys.stderr)
        status = 1
    os._exit(status)


# --- a month ----------------------------------------------------------------------------------------------------------


class Months:
    """All months, one after the other, and what is counted of them."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.chance, self.counted = folder, random.Random(seed), Counter[str]()
        orders, self.orders = os.pipe()
        answers, told = os.pipe()
        self.answers = os.fdopen(answers)
        if os.fork() == 0:  # before there is any thread
            os.close(self.orders)
            forking(orders, told)
        os.close(orders)
        self.ca = certificates(folder)

    def play(self, count: int) -> Counter[str]:
        """So many months."""
        with Keeping(on_moment=lambda moment: time.sleep(ANSWER) if moment == STORED else None) as server:
            self.server = server
            self.duration = min(self.unbroken() for _ in range(3))
            for number in range(count):
                self.month(self.folder / f"{number}")
        os.close(self.orders)
        return self.counted

    def unbroken(self) -> float:
        """The seconds of a run to which nothing happens."""
        folder, began = self.begin(self.folder / "first"), time.perf_counter()
        self.send(folder, NOTHING)
        duration = time.perf_counter() - began
        shutil.rmtree(folder)
        return duration

    def begin(self, folder: Path) -> Path:
        """An office's folder, and a server without mail."""
        (folder / "store").mkdir(parents=True)
        self.server.store = folder / "store"
        self.server.taken.clear()
        return folder

    def month(self, folder: Path) -> None:
        """One or two runs to which something happens, one without, and a person's answers where any are needed."""
        self.begin(folder)
        uncertain, after = set[int](), dict[int, str]()
        for _ in range(self.chance.choice((1, 1, 2))):
            happens = self.chance.choice(HAPPENS)
            self.counted[happens] += 1
            self.send(folder, happens, has_mailbox=self.chance.random() < 0.7)
            open_now = self.undecided(folder)
            after |= dict.fromkeys(open_now - uncertain, happens)
            uncertain |= open_now
        self.send(folder, NOTHING)
        asked = self.undecided(folder)
        self.counted["uncertain"] += len(uncertain | asked)
        self.counted["asked"] += len(asked)
        self.counted["asked though it arrived"] += sum(map(self.is_there, self.rows_of(folder, asked)))
        self.counted.update(f"asked after a {after.get(nomor, NOTHING)}" for nomor in asked)
        self.judge(runs.look(folder))
        if asked:
            self.answer(folder, sorted(asked))
            self.send(folder, NOTHING)
            self.judge(runs.look(folder))
        rows = runs.look(folder)
        self.counted["letters"] += len(rows)
        self.counted["left open"] += sum(one.keadaan not in ("terkirim", "ditolak") for one in rows)
        shutil.rmtree(folder)

    def send(self, folder: Path, happens: str, *, has_mailbox: bool = True) -> None:
        """A run, and what happens to it."""
        self.server.told.clear()
        moment = self.chance.uniform(0, self.duration) if happens in (KILL, BREAK) else 0
        self.server.breaks_after = moment if happens == BREAK else None
        if happens == REFUSE:
            words = self.chance.choice(("450 4.7.1 nanti", "550 5.1.1 tidak ada", "421 4.3.2 tutup"))
            usual: list[str | None] = [None] * self.chance.randint(0, 5)
            self.server.told[self.chance.choice((MAIL, RCPT, DATA))] = [*usual, words]
        order = {
            "folder": str(folder), "store": str(folder / "store"), "port": self.server.port, "ca": str(self.ca),
            "has_mailbox": has_mailbox, "again": happens in (REFUSE, NOTHING),
        }  # fmt: skip
        os.write(self.orders, f"{json.dumps(order)}\n".encode())
        sender = int(self.answers.readline())
        if happens == KILL:
            time.sleep(moment)
            os.kill(sender, signal.SIGKILL)
        self.answers.readline()
        self.server.breaks_after = None

    def undecided(self, folder: Path) -> set[int]:
        """The numbers of letters of which nobody knows whether they arrived."""
        return {one.nomor for one in runs.look(folder) if one.keadaan == "tidak pasti"}

    def answer(self, folder: Path, asked: Sequence[int]) -> None:
        """What a person says who asks each recipient."""
        came = [one.nomor for one in self.rows_of(folder, asked) if self.copies(one)]
        again = [number for number in asked if number not in came]
        if asked:
            runs.answer(folder, came, again, NOW + dt.timedelta(days=1))

    def rows_of(self, folder: Path, numbers: Collection[int]) -> list[Row]:
        """The letters with these numbers."""
        return [one for one in runs.look(folder) if one.nomor in numbers]

    def is_there(self, one: Row) -> bool:
        """Whether the office's own copy of a letter lies in its mailbox."""
        return OwnMailbox(self.server.store).holds(one.message_id)

    def copies(self, one: Row) -> int:
        """How often a letter lies in the mailbox of its recipient."""
        inbox = self.server.inbox(one.alamat)
        return sum(taken.message["Message-ID"] == one.message_id for taken in inbox)

    def judge(self, rows: Sequence[Row]) -> None:
        """Compare what the office believes with what the server has."""
        for one in rows:
            copies = self.copies(one)
            self.counted["duplicates"] += copies > 1
            self.counted["lost"] += one.keadaan == "terkirim" and copies == 0
            self.counted["sent unknown"] += one.keadaan in ("siap", "ditolak", "diganti") and copies > 0
        self.counted["lost"] += len(JABATAN) * len(KINDS) - len(rows)
        self.counted["wrong person"] += sum(map(is_wrong, self.server.taken))


def is_wrong(taken: Taken) -> bool:
    """Whether a message went to anybody but the one whom its text and its file speak of, and the office."""
    text = taken.message.get_body(("plain",))
    assert text is not None
    (file,) = (part.get_content() for part in taken.message.iter_attachments())
    (kode,) = (one for one in JABATAN if f"Untuk {one}." in text.get_content())
    return {*taken.recipients} - {USER} != {ADDRESSES[kode]} or file != files_of(kode)


if __name__ == "__main__":
    print(json.dumps(Months(Path(sys.argv[3]), int(sys.argv[2])).play(int(sys.argv[1]))))
