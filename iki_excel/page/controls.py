"""Fields of a form as they are shown: label, what stands in it, what is wrong with it, and how it is reached."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from iki_excel.words.frozen import frozen

NOT_IN_AN_ID = re.compile(r"[^\w.-]")

Choice = tuple[str, str]
"""What is sent, and what is read."""


@frozen
class Control:
    """One field. ``key``: its name in the form; ``bawaan``: what counts while it is blank; ``choices``: a list to
    choose from, none where one types; ``whose``: said before its fault, where several fields have the same label;
    ``has_focus``: whether typing here is the next act of its page.
    """

    key: str
    label: str
    value: str = ""
    bawaan: str = ""
    petunjuk: str = ""
    choices: tuple[Choice, ...] = ()
    jenis: str = "text"
    whose: str = ""
    galat: str = ""
    has_focus: bool = False

    @property
    def id(self) -> str:
        """Where it stands on its page: an address that ends in it leads there."""
        return anchor(self.key)

    @property
    def told(self) -> str:
        """Its fault as the list on top of the page says it; "" where there is none."""
        return f"{self.whose}: {self.galat}" if self.whose and self.galat else self.galat

    @property
    def described_by(self) -> str:
        """The ids of what explains it."""
        parts = (("petunjuk", self.petunjuk), ("galat", self.galat))
        return " ".join(f"{self.id}-{name}" for name, text in parts if text)


@frozen
class Group:
    """Fields under one heading. ``further``: those that one seldom needs, folded under ``further_title`` while all is
    well with them (``is_known``), or while they are blank; ``bagian``: a heading for several groups.
    """

    title: str
    controls: tuple[Control, ...]
    further: tuple[Control, ...] = ()
    further_title: str = ""
    petunjuk: str = ""
    bagian: str = ""
    is_known: bool = False

    @property
    def every(self) -> tuple[Control, ...]:
        """All its fields in order."""
        return (*self.controls, *self.further)

    @property
    def is_open(self) -> bool:
        """Whether the folded ones are shown at once: where one is filled, or wrong."""
        return any(one.galat or (one.value and not self.is_known) for one in self.further)


@frozen
class Told:
    """What is said on top of a form. ``links``: a field's id and a sentence; ``lines``: sentences of no field."""

    title: str
    links: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    ending: str = ""


UNSAVED = "Belum ada yang disimpan; isian lain tetap seperti yang Anda ketik."


def told_of(groups: Sequence[Group], faults: Mapping[str, str]) -> Told:
    """All that is wrong with a form, on top of it, with links to its fields."""
    links = tuple((one.id, one.told) for one in wrong(groups))
    title = f"{len(links)} isian perlu dibetulkan" if links else "Belum disimpan"
    return Told(title, links, tuple(unshown(faults, groups)), UNSAVED)


def anchor(key: str) -> str:
    """The id of the field with a key: no space in it, whatever a catalogue calls its indikator."""
    return NOT_IN_AN_ID.sub(lambda sign: f"_{ord(sign[0]):x}_", key)


def with_faults(groups: Iterable[Group], faults: Mapping[str, str]) -> tuple[Group, ...]:
    """The same fields, each with what is wrong with it."""

    def told(controls: Iterable[Control]) -> tuple[Control, ...]:
        return tuple(replace(one, galat=faults.get(one.key, "")) for one in controls)

    return tuple(replace(one, controls=told(one.controls), further=told(one.further)) for one in groups)


def parts(groups: Iterable[Group]) -> list[tuple[str, list[Group]]]:
    """The groups by their common headings, in order."""
    return [(bagian, [*some]) for bagian, some in itertools.groupby(groups, lambda one: one.bagian)]


def wrong(groups: Iterable[Group]) -> list[Control]:
    """The fields with a fault, as they stand one after the other."""
    return [one for group in groups for one in group.every if one.galat]


def with_own(choices: Sequence[Choice], value: str) -> tuple[Choice, ...]:
    """The choices, and what stands there already where it is none of them."""
    return tuple(choices) if value in dict(choices) else (*choices, (value, value))


def unshown(faults: Mapping[str, str], groups: Iterable[Group]) -> Iterator[str]:
    """What is wrong that no field shows."""
    keys = {one.key for group in groups for one in group.every}
    yield from (sentence for key, sentence in faults.items() if key not in keys)
