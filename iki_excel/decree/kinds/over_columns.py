"""What the parts of isian come to, over columns of their slots."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from iki_excel.decree.kinds import parts_of
from iki_excel.decree.kinds.kind import Isian, Part, before, group, of_month, so_far
from iki_excel.language.accumulating import accumulated
from iki_excel.language.akumulasi import AKUMULASI
from iki_excel.language.cells import mentioned
from iki_excel.language.cells.columns import Columns, Contents, apart, of_numbers, over_columns, stacked

ADDED = AKUMULASI["jumlah"]

Slots = Mapping[str, Contents]
"""By name the columns of slots, and of what else parts speak of."""

Groups = dict[str, tuple[Contents, ...]]
"""By :func:`group` the columns of all parts of a kind that an isian has."""


def with_all_parts(columns: Slots, isian: Mapping[str, Isian], documents: Groups | None = None) -> Columns:
    """The columns of the slots, and what the parts of all these isian come to; ``documents``: what those of checklists
    do, where that is known."""
    waiting = [one for one in isian.values() if documents is None or not one.dokumen]
    return {**columns, **(documents or {}), **_all_so_far(columns, waiting)}


def parts_of_documents(columns: Slots, isian: Mapping[str, Isian]) -> Groups:
    """What the parts of all checklists come to at the end of each month; ``columns``: the latest entries by then."""
    return _all_so_far(columns, (one for one in isian.values() if one.dokumen))


def _all_so_far(columns: Slots, isian: Iterable[Isian]) -> Groups:
    return {name: told for one in isian for name, told in parts_so_far(columns, parts_of(one), one.kode).items()}


def with_all_parts_of_month(month: Slots, documents: Groups, isian: Mapping[str, Isian]) -> Columns:
    """The columns of the slots in each month by itself, and what the parts of all these isian come to in it.

    ``documents``: what those of checklists come to at the end of each month; months stand along the last axis.
    """
    groups: Groups = {}
    for one in isian.values():
        groups |= parts_of_month(month, documents, parts_of(one), one.kode)
    return {**month, **groups}


def with_all_parts_of_span(
    span: Slots,
    month: Slots,
    documents: Groups,
    isian: Mapping[str, Isian],
    first: int,
) -> Columns:
    """The columns of the slots since the beginning of a span of months, and what the parts of all these isian come to.

    ``span``, ``month``, ``first``: as in parts_of_span; ``documents``: as above.
    """
    groups: Groups = {}
    for one in isian.values():
        groups |= parts_of_span(span, month, documents, parts_of(one), one.kode, first)
    return {**span, **groups}


def parts_so_far(columns: Slots, parts: Sequence[Part], isian: str) -> Groups:
    """What the parts of an isian come to over columns of its slots; months stand along the last axis."""
    found = zip(parts, _alone(parts, columns), strict=True)
    return _grouped(parts, isian, (accumulated(ADDED, one, one) if part.adds_up else one for part, one in found))


def _alone(parts: Sequence[Part], columns: Slots) -> list[Contents]:
    """What each part comes to by its own template; those that have the same one are computed together."""
    alike: dict[int, list[int]] = {}
    for number, part in enumerate(parts):
        alike.setdefault(id(part.template), []).append(number)
    found = dict[int, Contents]()
    for numbers in alike.values():
        found |= zip(numbers, _together([parts[number] for number in numbers], columns), strict=True)
    return [found[number] for number in range(len(parts))]


def _together(parts: Sequence[Part], columns: Slots) -> list[Contents]:
    """Parts of one template: what it speaks of is stacked, but for what is the same of all; something never is, for
    parts are of different slots."""
    template, names = parts[0].template, [dict(part.names) for part in parts]
    several = {own: [columns[each[own]] for each in names] for own in mentioned(template)}
    if len(parts) == 1:
        return [over_columns(template, {own: one for own, (one,) in several.items()})]
    is_of_all = {own: all(one is columns_of[0] for one in columns_of) for own, columns_of in several.items()}
    return apart(
        over_columns(template, {own: few[0] if is_of_all[own] else stacked(few) for own, few in several.items()})
    )


def _grouped(parts: Sequence[Part], isian: str, found: Iterable[Contents]) -> Groups:
    groups: dict[str, list[Contents]] = {}
    for part, one in zip(parts, found, strict=True):
        groups.setdefault(group(part.nama, isian), []).append(one)
    return {name: tuple(told) for name, told in groups.items()}


def parts_of_month(month: Slots, year: Groups, parts: Sequence[Part], isian: str) -> Groups:
    """What the parts come to in each month by itself; months stand along the last axis.

    ``month``: the slots' own columns. ``year``: what the parts come to at the end of each month.
    """
    return _by_themselves(parts, isian, lambda own: _alone(own, month), year, lambda own: (own, _month_before(own)))


def parts_of_span(span: Slots, month: Slots, year: Groups, parts: Sequence[Part], isian: str, first: int) -> Groups:
    """What the parts come to from the beginning of a span of months to each of them.

    ``span``, ``month``: the columns of the slots in its months, added up since its beginning, and each by itself.
    ``year``: as above, from the beginning of the year, where ``first`` is the first of its months.
    """

    def alone(own: Sequence[Part]) -> list[Contents]:
        within = iter(_alone([part for part in own if not part.adds_up], span))
        added = (accumulated(ADDED, one, one) for one in _alone([part for part in own if part.adds_up], month))
        return [next(added if part.adds_up else within) for part in own]

    def since(own: Contents) -> tuple[Contents, Contents]:
        within = own.number[..., first : first + months]
        before_it = own.number[..., first - 1 : first] if first else np.zeros_like(own.number[..., :1])
        return of_numbers(within), of_numbers(np.broadcast_to(before_it, within.shape))

    months = next(iter(month.values())).number.shape[-1]
    return _by_themselves(parts, isian, alone, year, since)


def _by_themselves(
    parts: Sequence[Part],
    isian: str,
    alone: Callable[[Sequence[Part]], Iterable[Contents]],
    year: Groups,
    since: Callable[[Contents], tuple[Contents, Contents]],
) -> Groups:
    """``alone``: what parts come to that have no ``of_month``. ``since``: of what others come to so far, all of them
    stacked, what that is at each end and at the beginning."""
    of_year = {part.nama: part.of_month for part in parts if part.of_month is not None}
    names: dict[str, Contents] = {}
    for nama, expression in of_year.items():
        so_far_of = zip((part for part in parts if part.nama == nama), year[group(nama, isian)], strict=True)
        end, beginning = since(stacked([one for part, one in so_far_of if part.of_month is not None]))
        names |= {so_far(nama): end, before(nama): beginning}
        names[of_month(nama)] = over_columns(expression, names)
    by_nama = {nama: iter(apart(names[of_month(nama)])) for nama in of_year}
    others = iter(alone([part for part in parts if part.of_month is None]))
    return _grouped(parts, isian, (next(others if part.of_month is None else by_nama[part.nama]) for part in parts))


def _month_before(own: Contents) -> Contents:
    """What stood there a month earlier; 0 in the first month."""
    first = np.zeros_like(own.number[..., :1])
    return of_numbers(np.concatenate([first, own.number[..., :-1]], axis=-1))
