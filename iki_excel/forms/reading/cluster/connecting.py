"""The door to Dask, which only who has the extra [klaster] has: a cluster to which functions are sent.

What Dask would print is not printed; what stops it is told in a sentence.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from iki_excel import __version__
from iki_excel.forms.reading.cluster import here
from iki_excel.forms.reading.cluster.tasks import OtherVersion
from iki_excel.words.errors import IkiError

HERE = "lokal"
"""What stands for a cluster that is started here, and ends with the run."""

EXTRA = "iki-excel[klaster]"
WITHOUT_EXTRA = (
    "Klaster belum dapat dipakai, karena pelengkapnya belum dipasang. Pasang dengan: pip install "
    f"'{EXTRA}', atau jalankan tanpa --klaster."
)
UNKNOWN = f"Alamat klaster “{{}}” tidak dikenal. Tulis misalnya tcp://192.168.1.10:8786, atau {HERE}."
NOBODY_THERE = "Klaster {} tidak dapat dihubungi. Periksa alamatnya, dan apakah “dask scheduler” berjalan di sana."
NO_WORKERS = (
    "Klaster {0} tidak mempunyai pekerja. Jalankan “dask worker {0}” di komputer yang ikut membaca, lalu ulangi."
)
GONE = "Sambungan ke klaster {} terputus sebelum semua berkas dibaca. Hidupkan lagi klasternya, lalu ulangi."
KILLED = "Pekerja klaster {} berulang kali berhenti, mungkin karena memori habis. Kurangi pekerjanya, lalu ulangi."
OTHER = f"Klaster {{}} tidak memakai iki-excel {__version__}. Pasang versi itu di semua komputernya, lalu ulangi."

CONNECTING = 10
"""Seconds in which a cluster answers, also when its connection broke."""
WITHOUT_WORKERS = 30
"""Seconds that a cluster may be without a worker: one that died may be started again."""
PATIENCE = 0.5
"""Seconds after which whoever waits looks up: whether somebody still works, and whether Ctrl-C was pressed."""

LOGGING = ("distributed", "tornado", "asyncio")

QUIET: dict[str, Any] = {
    "distributed.logging": {"distributed": "critical", "distributed.client": "critical", "tornado": "critical"},
    "distributed.comm.timeouts.connect": CONNECTING,
    "distributed.admin.large-graph-warning-threshold": "1GB",
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
}
"""What we want of Dask: nothing on the console, no page in a browser, and no remark on how much is sent."""


class Connection:
    """A cluster that functions are sent to; ``name``: what it is called in sentences."""

    def __init__(self, client: Any, name: str) -> None:
        self._client, self.name = client, name
        self.places = self._have_places()

    def ask(self, do: Callable[..., Any], *arguments: Any) -> Any:
        """Have a function called over there; whoever asks for the :meth:`answer` waits."""
        with _told(self.name):
            return self._client.submit(do, *arguments, pure=False)

    def answer(self, asked: Any) -> Any:
        """What it gave. A worker that dies meanwhile costs only time; IkiError where the cluster is no more."""
        without_since = None
        with _told(self.name):
            while True:
                try:
                    return asked.result(timeout=PATIENCE)
                except TimeoutError:
                    without_since = None if self._places() else without_since or time.monotonic()
                if without_since and time.monotonic() - without_since > WITHOUT_WORKERS:
                    raise IkiError(NO_WORKERS.format(self.name))

    def _have_places(self) -> int:
        with _told(self.name):
            try:
                self._client.wait_for_workers(1, timeout=CONNECTING)
            except TimeoutError:
                raise IkiError(NO_WORKERS.format(self.name)) from None
            return self._places()

    def _places(self) -> int:
        """How many tasks are done at once: every thread of a worker does one."""
        return sum(self._client.nthreads().values())


@contextmanager
def connected(address: str, workers: int | None) -> Iterator[Connection]:
    """The cluster at an address, or one that is started here with so many workers, for as long as it is needed."""
    if importlib.util.find_spec("distributed") is None:
        raise IkiError(WITHOUT_EXTRA)
    import dask
    import distributed  # noqa: F401  (what it is set to would else be lost again)

    _silence()
    with dask.config.set(QUIET), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with _started(workers) if address == HERE else _reached(address) as client:
            yield Connection(client, address)


@contextmanager
def _started(workers: int | None) -> Iterator[Any]:
    """A cluster of this computer: no other program can speak to it, as it asks for a key of this run."""
    from distributed import Client, Security

    security = Security.temporary()
    with tempfile.TemporaryDirectory(prefix="iki-klaster-", ignore_cleanup_errors=True) as folder:
        options = {
            "n_workers": workers or os.cpu_count() or 1,
            "threads_per_worker": 1,
            "host": "tls://127.0.0.1",
            "dashboard_address": None,
            "security": security,
        }
        with (
            here.started(QUIET | {"temporary-directory": folder}, options) as address,
            Client(address, security=security, timeout=CONNECTING, set_as_default=False) as client,
        ):
            yield client


@contextmanager
def _reached(address: str) -> Iterator[Any]:
    from distributed import Client

    try:
        client = Client(address, timeout=CONNECTING, set_as_default=False)
    except (OSError, TimeoutError):
        raise IkiError(NOBODY_THERE.format(address)) from None
    except (ValueError, TypeError):
        raise IkiError(UNKNOWN.format(address)) from None
    with client:
        yield client


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Say in a sentence what stops a cluster."""
    from distributed import CancelledError, KilledWorker

    try:
        yield
    except IkiError:
        raise
    except KilledWorker:
        raise IkiError(KILLED.format(name)) from None
    except (OtherVersion, ImportError):
        raise IkiError(OTHER.format(name)) from None
    except (OSError, CancelledError):
        raise IkiError(GONE.format(name)) from None


def _silence() -> None:
    """What Dask logs is said in a sentence, or not at all; some of it is logged when all is over."""
    for name in [one for one in logging.root.manager.loggerDict if one.split(".")[0] in LOGGING]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
