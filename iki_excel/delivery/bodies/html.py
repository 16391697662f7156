"""A letter as HTML for mail programs: tables with inline styles, no picture, no style sheet, and no link to anything.

Half of all mail is read on a telephone, and the programs on desks know less of HTML than a browser of twenty years ago.
So the page is one table of 600 pixels at most, the bars of a chart are cells of a table, and every colour is said with
the paper behind it, so that nothing is lost where a program turns light into dark.
"""

from __future__ import annotations

import html

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
MAIL, SMALL, LARGE = "font-size:15px;line-height:21px", "font-size:13px;line-height:18px", "font-size:26px"
TONES = {FINAL: (GOOD, GOOD_PALE), PROVISIONAL: (WARN_INK, WARN_PALE), WRONG: (BAD, BAD_PALE)}
"""By the tone of a banner its ink and its paper."""

HEAD = (
    '<!DOCTYPE html>\n<html lang="id"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width,initial-scale=1">'
    '<meta name="color-scheme" content="light"><title>{title}</title></head>\n'
    '<body style="margin:0;padding:0;background:#FFFFFF">\n'
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#FFFFFF">'
    '<tr><td align="center" style="padding:16px">\n'
    '<!--[if mso]><table role="presentation" width="{widest}"><tr><td><![endif]-->\n'
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" align="center" '
    'style="max-width:{widest}px;table-layout:fixed;word-wrap:break-word;{font}">\n'
)
FOOT = "</table>\n<!--[if mso]></td></tr></table><![endif]-->\n</td></tr></table>\n</body></html>\n"
"""Outlook draws no width that is at most so much: it gets a table of that width around all."""


def as_html(body: Body) -> str:
    """The letter as a page of HTML."""
    font = f"font-family:{FONT},Helvetica,sans-serif;{MAIL};color:{INK}"
    head = HEAD.format(title=_typed(body.title), widest=WIDEST, font=font)
    return head + "".join(map(_row, [_title(body), *map(_block, body.blocks)])) + FOOT


def _row(content: str) -> str:
    """A row of the page; its style is said again where a program forgets it inside of a table."""
    return f'<tr><td style="padding:0 0 14px;{_font()}">{content}</td></tr>\n'


def _font(size: str = MAIL, ink: str = INK) -> str:
    return f"font-family:{FONT},Helvetica,sans-serif;{size};color:{ink}"


def _typed(text: str) -> str:
    return html.escape(on_one_line(text))


# --- blocks -----------------------------------------------------------------------------------------------------------


def _title(body: Body) -> str:
    title = f'<h1 style="margin:0;font-size:20px;line-height:26px;color:{TEAL}">{_typed(body.title)}</h1>'
    below = f'<span style="{SMALL};color:{GREY}">{_typed(body.below)}</span>' if body.below else ""
    return title + below


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return _typed(block.text)
        case Banner():
            return _banner(block)
        case Headline():
            number = f'<b style="{LARGE};line-height:32px;color:{TEAL}">{_typed(block.number)}</b>'
            return f"{number} {_typed(block.about)}"
        case Items():
            return _section(block.title) + _items(block)
        case Bars():
            return _section(block.title) + _bars(block)


def _section(title: str) -> str:
    style = f"margin:4px 0 4px;font-size:16px;line-height:22px;color:{TEAL}"
    return f'<h2 style="{style}">{_typed(title)}</h2>' if title else ""


def _banner(banner: Banner) -> str:
    ink, paper = TONES[banner.tone]
    said = "<br>".join([f"<b>{_typed(banner.title)}</b>", *map(_typed, banner.lines)])
    return f'{_table()}<tr><td bgcolor="{paper}" style="padding:10px 12px;{_font(ink=ink)}">{said}</td></tr></table>'


def _items(told: Items) -> str:
    font = _font()
    rows = (
        f'<tr><td width="22" valign="top" style="{font}">{mark}</td>'
        f'<td valign="top" style="padding:0 0 4px;{font}">{_typed(item)}</td></tr>'
        for mark, item in marked_items(told)
    )
    return f"{_table()}{''.join(rows)}</table>"


def _table(role: str = ' role="presentation"') -> str:
    style = "table-layout:fixed;word-wrap:break-word"
    return f'<table{role} width="100%" cellpadding="0" cellspacing="0" border="0" style="{style}">'


# --- charts -----------------------------------------------------------------------------------------------------------

WITH_CHANGES, WITHOUT = (38, 26, 19, 17), (40, 36, 24)
"""The widths of the columns of a chart in percent."""
TARGET_LINE, NUMBER_HEAD = "garis: target", "capaian"


def _bars(bars: Bars) -> str:
    heads = [bars.label, TARGET_LINE, NUMBER_HEAD, *([bars.sejak] if bars.sejak else ())]
    widths = WITH_CHANGES if bars.sejak else WITHOUT
    return f"{_table('')}{_heads(heads, widths)}\n{''.join(_of_bar(bar, bars) for bar in bars.rows)}</table>"


def _heads(heads: list[str], widths: tuple[int, ...]) -> str:
    cells = (
        f'<th scope="col" width="{width}%" align="{"left" if number < 2 else "right"}" '
        f'style="font-weight:normal;{_font(SMALL, GREY)}">{_typed(head)}</th>'
        for number, (head, width) in enumerate(zip(heads, widths, strict=True))
    )
    return f"<tr>{''.join(cells)}</tr>"


def _of_bar(bar: Bar, bars: Bars) -> str:
    rule, font = f"border-bottom:1px solid {LINE}", _font()
    change = f'<td align="right" style="{rule};{_font(SMALL)}">{_typed(bar.perubahan)}</td>' if bars.sejak else ""
    return (
        f'<tr><td style="padding:6px 8px 6px 0;{rule};{font}">{_label(bar)}</td>'
        f'<td style="{rule}">{drawn(bar, bars.target)}</td>'
        f'<td align="right" style="{rule};{font}"><b>{_typed(bar.angka)}</b></td>{change}</tr>\n'
    )


def _label(bar: Bar) -> str:
    kode = f"<b>{_typed(bar.kode)}</b> " if bar.kode else ""
    return f"{kode}{_typed(bar.nama)}{_word(bar)}"


def _word(bar: Bar) -> str:
    if not bar.kata:
        return ""
    ink = LOOKS[bar.rupa].ink if is_banded(bar) else GREY
    return f'<br><b style="{SMALL};color:{ink}">{_typed(bar.kata)}</b>'
