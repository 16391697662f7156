"""What a page answers, as data: web.py makes responses of it, so that no page knows the library that serves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from iki_excel.words.frozen import frozen


@frozen
class Page:
    """A template, and what it shows. ``title`` goes before the name of the office; ``perintah``: the equal command.

    ``here``: which entry of the navigation is open; ``month``: whose page it is, "" where it is that of none.
    """

    template: str
    title: str
    data: Mapping[str, Any] = field(default_factory=dict)
    perintah: str = ""
    here: str = ""
    month: str = ""
    status: int = 200
    refresh: str = ""
    """Where the browser goes by itself, also without script, once it has shown this; "" for nowhere."""
    is_bare: bool = False
    """Whether nothing of the office stands around it: to know its name takes time."""


@frozen
class See:
    """Another address of ours: how every POST ends."""

    address: str


@frozen
class Data:
    """For the script: JSON."""

    data: Mapping[str, Any]


@frozen
class Nothing:
    """All well, and nothing to say."""


@frozen
class Download:
    """A file to keep: only ever one of what we made or took in."""

    name: str
    content: bytes


Answer = Page | See | Data | Nothing | Download


class NotThere(Exception):
    """An address that leads nowhere: a month, a jabatan or a job that there is not."""
