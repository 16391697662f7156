"""What is sent, and what ``iki kotak-keluar`` shows of it: letters in, rows of the outbox out."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from iki_excel.decree.settings import Settings
from iki_excel.decree.surel import Surel
from iki_excel.delivery import journal, outbox, sending, settling
from iki_excel.delivery.attachments import ByContent, Entitled, Owner, Whose, why_not
from iki_excel.delivery.letters import OF_ALL, Letter
from iki_excel.delivery.mime import Sender, Telling
from iki_excel.delivery.outbox import DITOLAK, SIAP, TERKIRIM, TIDAK_PASTI, Row
from iki_excel.delivery.sending import Outgoing, Patience
from iki_excel.delivery.settling import Mailbox
from iki_excel.forms.reading import reader_for
from iki_excel.report.pages import OF_JABATAN
from iki_excel.runs.folders import OUTBOX, RESULTS
from iki_excel.runs.keeping import Kept, kept_in
from iki_excel.runs.office import Office
from iki_excel.words import bahasa
from iki_excel.words.errors import IkiError, MailError
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks import saving
from iki_excel.workbooks.opening import Reader
