"""The office's copies of what it sent: out of the inbox into the Sent folder, each once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from iki_excel.delivery import filing, journal, outbox
from iki_excel.delivery.journal import Journal
from iki_excel.delivery.mime import Sender
from iki_excel.delivery.outbox import Row
from iki_excel.runs.outbox import TELLING
from iki_excel.words.errors import MailError
from iki_excel.words.folders import OUTBOX
from tests.loopback import USER
from tests.posting import NOW, letter

LATER = NOW + dt.timedelta(days=2)


@dataclass
class Box:
    """A mailbox with copies of these letters in its inbox; ``breaks``: after so many questions."""

    copies: set[str] = field(default_factory=set)
    sent: list[str] = field(default_factory=list)
    laid: list[bytes] = field(default_factory=list)
    has_sent: bool = True
    breaks: int = 1000

    def file_own_copy(self, message_id: str) -> bool:
        self.breaks -= 1
        if self.breaks < 0:
            raise MailError("Sambungan putus.")
        if message_id in self.copies:
            self.copies.remove(message_id)
            self.sent.append(message_id)
        return message_id in self.sent

    def append_sent(self, content: bytes) -> bool:
        if self.has_sent:
            self.laid.append(content)
        return self.has_sent


@pytest.fixture
def jejak(tmp_path: Path) -> Iterator[Journal]:
    with journal.opened(tmp_path) as opened:
        yield opened


@pytest.fixture
def sent(tmp_path: Path, jejak: Journal) -> list[Row]:
    """Two letters that a server took, and one that waits."""
    rows = [
        outbox.freeze(jejak, tmp_path / OUTBOX, letter(kode), Sender("Kelurahan Contoh", USER), TELLING, NOW)
        for kode in ("umum", "pelayanan", "ketertiban")
    ]
    return [outbox.mark(jejak, one, outbox.TERKIRIM, NOW) for one in rows[:2]]


def filed(tmp_path: Path, jejak: Journal, box: Box, waktu: dt.datetime = NOW) -> int:
    return filing.file_copies(jejak, tmp_path / OUTBOX, box, waktu)


def test_a_copy_that_came_is_filed_once(tmp_path: Path, jejak: Journal, sent: list[Row]) -> None:
    box = Box({one.message_id for one in sent})
    assert (filed(tmp_path, jejak, box), filed(tmp_path, jejak, box)) == (2, 0)
    assert (box.sent, box.laid, box.breaks) == ([one.message_id for one in sent], [], 998)


def test_one_that_is_still_on_its_way_is_filed_the_next_time(tmp_path: Path, jejak: Journal, sent: list[Row]) -> None:
    box = Box({sent[0].message_id})
    assert filed(tmp_path, jejak, box) == 1
    box.copies.add(sent[1].message_id)
    assert (filed(tmp_path, jejak, box), box.laid) == (1, [])


def test_where_none_comes_the_letter_itself_is_laid_there(tmp_path: Path, jejak: Journal, sent: list[Row]) -> None:
    box = Box()
    assert (filed(tmp_path, jejak, box), box.laid) == (0, [])
    assert filed(tmp_path, jejak, box, LATER) == 2
    assert box.laid == [(tmp_path / OUTBOX / one.file_name).read_bytes() for one in sent]
    assert filed(tmp_path, jejak, box, LATER) == 0


def test_without_a_sent_folder_it_is_given_up_in_the_end(tmp_path: Path, jejak: Journal, sent: list[Row]) -> None:
    box = Box(has_sent=False)
    assert [filed(tmp_path, jejak, box, NOW + dt.timedelta(days=days)) for days in (2, 59, 61)] == [0, 0, 0]
    assert box.breaks == 1000 - 2 * 2


def test_a_mailbox_that_breaks_is_left_for_the_next_time(tmp_path: Path, jejak: Journal, sent: list[Row]) -> None:
    box = Box({one.message_id for one in sent}, breaks=1)
    assert filed(tmp_path, jejak, box) == 1
    box.breaks = 1000
    assert filed(tmp_path, jejak, box) == 1
