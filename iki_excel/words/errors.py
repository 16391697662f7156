"""What stops a run. Each error is one Indonesian sentence for whoever runs it: what is wrong, and what to do.

IkiError
├── CatalogError      a catalogue contradicts itself
│   └── FormulaError  a formula says what cannot be said
├── SettingsError     iki.toml has a wrong key or value
├── PeriodError       a periode is not written as 2019-03
├── FormError         a file cannot be taken for a form
├── ResultError       a result cannot be sent as it stands
├── OutputError       a file cannot be written
└── MailError         a mail server or a mailbox cannot be used
    └── PasswordRefused
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class IkiError(Exception):
    """The base of all errors that stop a run; its text is shown to the user as it is.

    ``place``: the line or the cell that it is about, where it is about one; ``sentence``: what is said of it.
    """

    place: Any = None
    sentence: str = ""


class CatalogError(IkiError):
    """A catalogue cannot be used: names the place, the key and what to do. ``all``: what is wrong, one error each."""

    all: tuple[IkiError, ...]

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.all = (self,)

    @classmethod
    def of(cls, faults: Sequence[IkiError]) -> CatalogError:
        """One error for all that is wrong with a catalogue, a line each."""
        found = cls("\n".join(map(str, faults)))
        found.all = tuple(faults)
        return found


class FormulaError(CatalogError):
    """A formula of the catalogue is outside of the small language of formulas."""


class SettingsError(IkiError):
    """A key or a value of iki.toml is wrong: names it, and the nearest right one."""


class PeriodError(IkiError):
    """A periode is not a month such as 2019-03, or not a range of months."""


class FormError(IkiError):
    """A file that was asked for cannot be used as a form: says why."""


class ResultError(IkiError):
    """A result is no longer what was written, so that nothing may be said of it."""


class OutputError(IkiError):
    """A file or a folder cannot be written."""


class MailError(IkiError):
    """A mail server, a mailbox or its password cannot be used. ``is_temporary``: whether a later try may succeed though
    nobody changes anything.
    """

    is_temporary: bool

    def __init__(self, text: str, *, is_temporary: bool = False) -> None:
        super().__init__(text)
        self.is_temporary = is_temporary


class PasswordRefused(MailError):
    """A server does not take the name and the password of the account."""
