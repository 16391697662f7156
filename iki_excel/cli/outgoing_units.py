"""``iki kirim`` of many units: one proposal, one question, one account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from iki_excel.cli import asking, proposals, unit_letters
from iki_excel.cli.group import ALL_WELL, DONE_WITH_ERRORS, READING, say
from iki_excel.cli.many import Asked
from iki_excel.cli.waiting import waiting
from iki_excel.decree.office import Offices
from iki_excel.delivery.letters import Letter
from iki_excel.forms.reading.workers import Readers
from iki_excel.runs import mailing
from iki_excel.runs.outbox import account_of
from iki_excel.runs.units import mailing as units
from iki_excel.runs.units.mailing import Due, Wish
from iki_excel.runs.units.reading import read_units
from iki_excel.words.errors import OutputError
from iki_excel.words.frozen import frozen

PROPOSING, SENDING = "Melihat unit", "Mengirim surat"


@frozen
class Manner:
    """How letters leave: without a question, as drafts only, or noted as handed over."""

    is_sure: bool
    only_drafts: bool
    by_hand: bool


@frozen
class Sending:
    """One run. ``reload``: all as they are told of now; that may be mended while a question stands."""

    folder: Path
    asked: Asked
    wish: Wish
    waktu: dt.datetime
    reload: Callable[[], Offices]

    def run(self, manner: Manner) -> int:
        """Propose, ask once, and send; the exit status."""
        first = next(iter(self.asked.offices.values()))
        say(proposals.settled_lines(*mailing.settle(self.folder, first, self.waktu)))
        due = self._due()
        letters, again = units.letters_of(due), units.again_of(due)
        say(unit_letters.proposal_lines(due, has_mail=self._has_mail))
        if not (letters or again):
            units.close_others(due, self.folder, self.waktu)
            return DONE_WITH_ERRORS if any(one.proposal.undecided for one in due) else ALL_WELL
        if manner.by_hand:
            return self._hand_over(due, letters, manner)
        pasted = units.paste_all(due, self.folder, drafts=manner.only_drafts)
        say(proposals.pasted_lines(pasted, letters, has_mail=self._has_mail))
        if manner.only_drafts:
            return ALL_WELL
        by_mail = sum(one.proposal.by_mail for one in due)
        return self._post(due, by_mail, manner) if self._has_mail and by_mail else DONE_WITH_ERRORS

    def _due(self) -> list[Due]:
        """Forms are read wherever they lie; what is told of are the units that are asked for."""
        with Readers(self.asked.pekerja, simpanan=self.asked.simpanan) as readers, waiting() as line:
            forms = read_units(self.asked.places, self.asked.offices, readers, line.of(READING))
        with waiting() as line:
            return units.propose_all(
                forms, self.asked.chosen, self.wish, self.folder, self.asked.pekerja, line.of(PROPOSING)
            )

    @property
    def _has_mail(self) -> bool:
        return account_of(self.asked.offices).keluar is not None

    def _hand_over(self, due: Sequence[Due], letters: Sequence[Letter], manner: Manner) -> int:
        """Where there is mail, only who has no address is told by hand, unless somebody is named."""
        by_hand = letters
        if self._has_mail and not self.wish.jabatan:
            by_hand = [one for one in letters if not one.kepada.alamat]
            say(proposals.not_by_hand_lines(len(letters) - len(by_hand)))
        if not by_hand or not (manner.is_sure or asking.confirmed(proposals.of_handing_over(by_hand))):
            say(proposals.NOT_NOTED)
            return DONE_WITH_ERRORS
        say(proposals.handed_over_lines(units.hand_over_all(due, by_hand, self.folder, self.waktu)))
        return ALL_WELL

    def _post(self, due: Sequence[Due], by_mail: int, manner: Manner) -> int:
        if not (manner.is_sure or asking.confirmed(proposals.question(by_mail))):
            say(proposals.NOT_SENT)
            return DONE_WITH_ERRORS
        units.close_others(due, self.folder, self.waktu)
        try:
            posted = self._posted(due)
        except (KeyboardInterrupt, click.Abort, OutputError):
            say(proposals.stopped_lines(mailing.changed_at(self.folder, self.waktu)))
            raise
        say(proposals.posted_lines(posted))
        if posted.sent.error:
            raise posted.sent.error
        return ALL_WELL if posted.is_all_done else DONE_WITH_ERRORS

    def _posted(self, due: Sequence[Due]) -> mailing.Posted:
        is_named = not all(one.asked.is_for_all for one in due)
        letters, again = units.letters_of(due), units.again_of(due)
        with waiting() as line:
            told = line.of(SENDING)
            return mailing.post(
                letters, again, self.folder, self.reload(), self.waktu, is_named=is_named, progress=told
            )
