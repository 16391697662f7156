"""Work that may take longer than one likes to wait: one at a time in a folder, told of while it runs, and stoppable
between two of its steps.
"""

from __future__ import annotations

import secrets
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from iki_excel.page.answers import Answer, See
from iki_excel.words.errors import IkiError
from iki_excel.words.frozen import frozen
from iki_excel.words.progress import Progress

PATIENCE = 2.5
"""Seconds that a POST waits for its work, so that a usual month never sees a page of progress."""
KEPT = 50
"""So many finished jobs are remembered, for whoever goes back to one."""

STOPPED = "Dihentikan. Yang sudah selesai tetap tersimpan, dan pekerjaan ini dapat diulang."
ONE_AT_A_TIME = "Masih ada pekerjaan yang berjalan: {judul}. Tunggu sampai selesai, lalu ulangi."


@frozen
class News:
    """A sentence of what was done, and what to do about it: the words of a link and where that leads."""

    kalimat: str
    tautan: str
    address: str

    def __str__(self) -> str:
        return self.kalimat


@frozen
class Done:
    """Where a finished job leads, and what is told there of it."""

    address: str
    news: tuple[str | News, ...] = ()


Work = Callable[[Progress], Done]


class Stopped(Exception):
    """Somebody asked a job to stop."""


class Unforeseen(Exception):
    """What nobody expected, as text: where it went wrong hangs on no exception, nor do the files that were in hand."""


@dataclass
class Job:
    """One piece of work and how far it is. ``about``: what tells it from other work of its kind; ``error``: an
    IkiError, or Unforeseen.
    """

    judul: str
    address: str
    about: str = ""
    id: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    step: tuple[int, int, str] = (0, 0, "")
    done: Done | None = None
    error: IkiError | Unforeseen | None = None
    finished: threading.Event = field(default_factory=threading.Event)
    stopping: threading.Event = field(default_factory=threading.Event)

    def progress(self, done: int, total: int, name: str) -> None:
        """Told by the work after each step; this is where it can be stopped."""
        self.step = (done, total, name)
        if self.stopping.is_set():
            raise Stopped

    @property
    def page(self) -> str:
        """The address that tells of it."""
        return f"/kerja/{self.id}"

    @property
    def leads_to(self) -> str:
        """Where to go once it is finished: the page it leads to, with what is to be told there."""
        if self.done is None:
            return self.page
        mark = "&" if "?" in self.done.address else "?"
        return f"{self.done.address}{mark}kabar={self.id}" if self.done.news else self.done.address


class Jobs:
    """The jobs of one folder. ``patience``: seconds that are waited for one before its page is shown."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._lock = threading.Lock()
        self._known: dict[str, Job] = {}

    def run(self, judul: str, address: str, work: Work, about: str = "") -> Answer:
        """Start work (or find it running, where the same button was pressed twice) and wait a little for it.

        ``address``: the page it was started from; ``about``: what was sent along, where the same button may mean other
        work. IkiError where something else runs, or where the work fails at once.
        """
        job = self._started(Job(judul, address, about), work)
        job.finished.wait(self.patience)
        if job.error is not None:
            raise job.error
        return See(job.leads_to if job.finished.is_set() else job.page)

    def find(self, key: str) -> Job | None:
        """A job by its id, as long as it is remembered."""
        return self._known.get(key)

    def running(self) -> Job | None:
        """The one that runs now."""
        return next((job for job in [*self._known.values()] if not job.finished.is_set()), None)

    def news(self, key: str) -> tuple[str | News, ...]:
        """What a finished job has to tell; nothing for one that is forgotten."""
        job = self.find(key)
        return job.done.news if job and job.done else ()

    def finish(self) -> None:
        """Wait for the job that runs: nobody's work is cut off."""
        while job := self.running():
            job.finished.wait()

    def _started(self, job: Job, work: Work) -> Job:
        with self._lock:
            now = self.running()
            if now is not None and (now.judul, now.address, now.about) != (job.judul, job.address, job.about):
                raise IkiError(ONE_AT_A_TIME.format(judul=now.judul))
            return now or self._start(job, work)

    def _start(self, job: Job, work: Work) -> Job:
        self._known = dict([*self._known.items()][1 - KEPT :]) | {job.id: job}
        threading.Thread(target=_do, args=(job, work), name=job.judul).start()
        return job


def _do(job: Job, work: Work) -> None:
    try:
        job.done = work(job.progress)
    except Stopped:
        job.done = Done(job.address, (STOPPED,))
    except IkiError as error:
        job.error = let_go(error)
    except BaseException as error:  # whoever waits is to be told, whatever it was
        job.error = Unforeseen("".join(traceback.format_exception(error)))
    finally:
        job.finished.set()


Told = TypeVar("Told", bound=Exception)


def let_go(error: Told) -> Told:
    """An error without where it was raised: a job is remembered for a while, the files that somebody sent are not."""
    error.__traceback__ = error.__context__ = error.__cause__ = None
    return error
