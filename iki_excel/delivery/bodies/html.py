"""A letter as HTML for mail programs: tables with inline styles, no picture, no style sheet, and no link to anything.

Half of all mail is read on a telephone, and the programs on desks know less of HTML than a browser of twenty years ago.
So the page is one table of 600 pixels at most, the bars of a chart are cells of a table, and every colour is said with
the paper behind it, so that nothing is lost where a program turns light into dark.
"""

from __future__ import annotations

import html
import re

from iki_excel.delivery.bodies.drawn import drawn, is_banded
from iki_excel.delivery.bodies.lines import marked_items, on_one_line
from iki_excel.delivery.letters import (
    FINAL,
    PROVISIONAL,
    WRONG,
    Banner,
    Bar,
    Bars,
    Block,
    Body,
    Headline,
    Items,
    Paragraph,
)
from iki_excel.report.predikat import LOOKS
from iki_excel.workbooks.book import BAD, BAD_PALE, FONT, GOOD, GOOD_PALE, GREY, INK, LINE, TEAL, WARN_INK, WARN_PALE

WIDEST = 600
MAIL, SMALL = (f"font:{size} {FONT},sans-serif" for size in ("15px/21px", "13px/18px"))
TONES = {FINAL: (GOOD, GOOD_PALE), PROVISIONAL: (WARN_INK, WARN_PALE), WRONG: (BAD, BAD_PALE)}
"""By the tone of a banner its ink and its paper."""

TABLE = '<table role="presentation" width="100%" cellpadding="0" cellspacing="0"'
FIXED = "table-layout:fixed;word-wrap:break-word"
HEAD = f"""<!DOCTYPE html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">\
<meta name="color-scheme" content="light"><title>{{title}}</title></head>
<body style="margin:0;padding:0;background:#FFFFFF">
{TABLE} bgcolor="#FFFFFF"><tr><td align="center" style="padding:16px">
<!--[if mso]><table role="presentation" width="{WIDEST}"><tr><td><![endif]-->
{TABLE} align="center" style="max-width:{WIDEST}px;{FIXED};color:{INK}">
"""
FOOT = "</table>\n<!--[if mso]></td></tr></table><![endif]-->\n</td></tr></table>\n</body></html>\n"
"""Outlook draws no width that is at most so much: it gets a table of that width around all."""


def as_html(body: Body) -> str:
    """The letter as a page of HTML."""
    rows = map(_row, [_title(body), *map(_block, body.blocks)])
    return f"{HEAD.format(title=_escaped(body.title))}{''.join(rows)}{FOOT}"


def _row(content: str) -> str:
    """A row of the page. Its letters are said in every cell: some programs forget them inside of a table."""
    return f'<tr><td align="left" style="padding:0 0 14px;{MAIL}">{content}</td></tr>\n'


WITH_LOW_LINES = re.compile(r"\S*_\S*")
"""A word like the name of a file."""
PERIODE = re.compile(r"\d{4}-[0-9A-Z]{2}_")
"""The part of such a name that a program would break at its hyphen."""


def _typed(text: str) -> str:
    return WITH_LOW_LINES.sub(_ending_lines_at_low_lines, _escaped(text))


def _escaped(text: str) -> str:
    return html.escape(on_one_line(text))


def _ending_lines_at_low_lines(name: re.Match[str]) -> str:
    """The name of a file that may end a line behind each ``_``: its letters, and what is copied, are the same."""
    return "<wbr>".join(map(_whole, filter(None, re.split(r"(?<=_)", name[0]))))


def _whole(part: str) -> str:
    return f'<span style="white-space:nowrap">{part}</span>' if PERIODE.fullmatch(part) else part


# --- blocks -----------------------------------------------------------------------------------------------------------


def _title(body: Body) -> str:
    title = f'<h1 style="margin:0;font-size:20px;line-height:26px;color:{TEAL}">{_typed(body.title)}</h1>'
    return title + (f'<span style="{SMALL};color:{GREY}">{_typed(body.below)}</span>' if body.below else "")


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return _typed(block.text)
        case Banner():
            return _banner(block)
        case Headline():
            number = f'<b style="font-size:26px;line-height:32px;color:{TEAL}">{_typed(block.number)}</b>'
            return f"{number} {_typed(block.about)}"
        case Items():
            return _section(block.title) + _items(block)
        case Bars():
            return _section(block.title) + _bars(block)


def _section(title: str) -> str:
    style = f"margin:4px 0;font-size:16px;line-height:22px;color:{TEAL}"
    return f'<h2 style="{style}">{_typed(title)}</h2>' if title else ""


def _banner(banner: Banner) -> str:
    ink, paper = TONES[banner.tone]
    said = "<br>".join([f"<b>{_typed(banner.title)}</b>", *map(_typed, banner.lines)])
    style = f"padding:10px 12px;{MAIL};color:{ink}"
    return f'{TABLE} style="{FIXED}"><tr><td bgcolor="{paper}" style="{style}">{said}</td></tr></table>'


def _items(told: Items) -> str:
    rows = (
        f'<tr><td width="22" valign="top" style="{MAIL}">{mark}</td>'
        f'<td valign="top" style="padding:0 0 4px;{MAIL}">{_typed(item)}</td></tr>'
        for mark, item in marked_items(told)
    )
    return f'{TABLE} style="{FIXED}">{"".join(rows)}</table>'


# --- charts -----------------------------------------------------------------------------------------------------------

WITH_CHANGES, WITHOUT = (46, 18, 19, 17), (46, 30, 24)
"""The widths of the columns of a chart in percent: on a telephone “kerumahtanggaan” fits into the first."""
FIRST_NUMBER = 2
"""From which column on there are numbers."""
TARGET_LINE, NUMBER_HEAD = "garis: target", "capaian"


def _bars(bars: Bars) -> str:
    heads = [bars.label, TARGET_LINE, NUMBER_HEAD, *([bars.sejak] if bars.sejak else ())]
    head = _heads(heads, WITH_CHANGES if bars.sejak else WITHOUT)
    rows = "".join(_of_bar(bar, bars) for bar in bars.rows)
    style = f"border-collapse:collapse;{FIXED}"  # so that a row has a rule, which is short: a letter stays small
    return f'<table width="100%" cellpadding="0" cellspacing="0" style="{style}">{head}\n{rows}</table>'


def _heads(heads: list[str], widths: tuple[int, ...]) -> str:
    cells = (
        f'<th scope="col" width="{width}%" align="{"left" if number < FIRST_NUMBER else "right"}" '
        f'style="{SMALL};color:{GREY}">{_typed(head)}</th>'
        for number, (head, width) in enumerate(zip(heads, widths, strict=True))
    )
    return f"<tr>{''.join(cells)}</tr>"


def _of_bar(bar: Bar, bars: Bars) -> str:
    change = f'<td align="right" style="{SMALL}">{_typed(bar.perubahan)}</td>' if bars.sejak else ""
    return (
        f'<tr style="border-bottom:1px solid {LINE}"><td style="padding:6px 6px 6px 0;{MAIL}">{_label(bar)}</td>'
        f'<td style="padding:0 6px 0 0">{drawn(bar, bars.target)}</td>'
        f'<td align="right" style="{MAIL}"><b>{_typed(bar.angka)}</b></td>{change}</tr>\n'
    )


def _label(bar: Bar) -> str:
    kode = f"<b>{_typed(bar.kode)}</b> " if bar.kode else ""
    return f"{kode}{_typed(bar.nama)}{_word(bar)}"


def _word(bar: Bar) -> str:
    """How it stands, in bold where that is a predikat."""
    if not bar.kata:
        return ""
    ink, weight = (LOOKS[bar.rupa].ink, "bold ") if is_banded(bar) else (GREY, "")
    return f'<br><span style="{SMALL.replace(":", f":{weight}", 1)};color:{ink}">{_typed(bar.kata)}</span>'
