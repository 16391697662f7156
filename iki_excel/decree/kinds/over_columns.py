"""What the parts of isian come to, over columns of their slots."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from iki_excel.decree.kinds import parts_of
from iki_excel.decree.kinds.kind import Isian, Part, before, group, of_month, so_far
from iki_excel.language.accumulating import accumulated
from iki_excel.language.akumulasi import AKUMULASI
from iki_excel.language.cells.columns import Columns, Contents, of_numbers, over_columns

ADDED = AKUMULASI["jumlah"]


Groups = dict[str, tuple[Contents, ...]]
"""By :func:`group` the columns of all parts of a kind that an isian has."""


def with_all_parts(
    columns: Mapping[str, Contents], isian: Mapping[str, Isian], documents: Groups | None = None
) -> Columns:
    """The columns of the slots, and what the parts of all these isian come to; ``documents``: what those of checklists
    do, where that is known."""
    waiting = [one for one in isian.values() if documents is None or not one.dokumen]
    return {**columns, **(documents or {}), **_all_so_far(columns, waiting)}


def parts_of_documents(columns: Mapping[str, Contents], isian: Mapping[str, Isian]) -> Groups:
    """What the parts of all checklists come to at the end of each month; ``columns``: the latest entries by then."""
    return _all_so_far(columns, (one for one in isian.values() if one.dokumen))


def _all_so_far(columns: Columns, isian: Iterable[Isian]) -> Groups:
    return {name: told for one in isian for name, told in parts_so_far(columns, parts_of(one), one.kode).items()}


def with_all_parts_of_month(month: Mapping[str, Contents], documents: Groups, isian: Mapping[str, Isian]) -> Columns:
    """The columns of the slots in each month by itself, and what the parts of all these isian come to in it.

    ``documents``: what those of checklists come to at the end of each month; months stand along the last axis.
    """
    groups: Groups = {}
    for one in isian.values():
        groups |= parts_of_month(month, documents, parts_of(one), one.kode)
    return {**month, **groups}


def with_all_parts_of_span(
    span: Mapping[str, Contents],
    month: Mapping[str, Contents],
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


def parts_so_far(columns: Columns, parts: Sequence[Part], isian: str) -> Groups:
    """What the parts of an isian come to over columns of its slots; months stand along the last axis."""
    groups: Groups = {}
    for part in parts:
        name, found = group(part.nama, isian), over_columns(part.expression, columns)
        groups[name] = (*groups.get(name, ()), accumulated(ADDED, found, found) if part.adds_up else found)
    return groups


def parts_of_month(month: Columns, year: Groups, parts: Sequence[Part], isian: str) -> Groups:
    """What the parts come to in each month by itself; months stand along the last axis.

    ``month``: the slots' own columns. ``year``: what the parts come to at the end of each month.
    """
    return _by_themselves(
        parts, isian, lambda part: over_columns(part.expression, month), year, lambda own: (own, _month_before(own))
    )


def parts_of_span(span: Columns, month: Columns, year: Groups, parts: Sequence[Part], isian: str, first: int) -> Groups:
    """What the parts come to from the beginning of a span of months to each of them.

    ``span``, ``month``: the columns of the slots in its months, added up since its beginning, and each by itself.
    ``year``: as above, from the beginning of the year, where ``first`` is the first of its months.
    """

    def alone(part: Part) -> Contents:
        if not part.adds_up:
            return over_columns(part.expression, span)
        own = over_columns(part.expression, month)
        return accumulated(ADDED, own, own)

    def since(own: Contents) -> tuple[Contents, Contents]:
        within = own.number[..., first : first + months]
        before_it = own.number[..., first - 1 : first] if first else np.zeros_like(own.number[..., :1])
        return of_numbers(within), of_numbers(np.broadcast_to(before_it, within.shape))

    months = next(one.number.shape[-1] for one in month.values() if isinstance(one, Contents))
    return _by_themselves(parts, isian, alone, year, since)


def _by_themselves(
    parts: Sequence[Part],
    isian: str,
    alone: Callable[[Part], Contents],
    year: Groups,
    since: Callable[[Contents], tuple[Contents, Contents]],
) -> Groups:
    """``alone``: what a part comes to that has no ``of_month``. ``since``: of what one comes to so far, what that is at
    each end and at the beginning."""
    groups: Groups = {}
    of_slot: dict[str, dict[str, Contents]] = {}
    for part in parts:
        name = group(part.nama, isian)
        names = of_slot.setdefault(part.slot, {})
        if part.of_month is None:
            found = alone(part)
        else:
            end, beginning = since(year[name][len(groups.get(name, ()))])
            names |= {so_far(part.nama): end, before(part.nama): beginning}
            found = over_columns(part.of_month, names)
        names[of_month(part.nama)] = found
        groups[name] = (*groups.get(name, ()), found)
    return groups


def _month_before(own: Contents) -> Contents:
    """What stood there a month earlier; 0 in the first month."""
    first = np.zeros_like(own.number[..., :1])
    return of_numbers(np.concatenate([first, own.number[..., :-1]], axis=-1))
