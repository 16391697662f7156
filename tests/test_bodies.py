"""How a letter looks as text, in a chat and as HTML: the words are the same, and nothing typed becomes a sign in it."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from iki_excel.delivery.bodies import as_chat, as_html, as_text
from iki_excel.delivery.bodies.drawn import EMPTY, drawn
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
from iki_excel.report.pages.ringkasan import SCALE
from iki_excel.report.predikat import LOOKS
from iki_excel.workbooks import book
from tests.chromium import scroll_widths

TARGET = 100 / SCALE
GOOD = Bar("PL-1", "Kepuasan warga", 0.66, 1, "82,50", "▲ 2,50", "Baik")
NONE = Bar("", "Ketertiban", None, -1, "–", "–", "formulir belum masuk")
BODY = Body(
    "Kelurahan Contoh: kinerja Maret 2019",
    "dibuat 2 April 2019 09.00",
    (
        Banner("SEMENTARA: 2 dari 3 formulir sah", ("Belum final.", "– Ketertiban: formulir belum masuk"), PROVISIONAL),
        Headline("94,63", "rata-rata capaian 5 indikator, target 100"),
        Paragraph("Sebuah kalimat yang lebih panjang daripada satu baris dari tujuh puluh dua huruf, agar terlipat."),
        Bars("Terendah", "Indikator", (GOOD, replace(GOOD, kode="PL-2", panjang=0.8, perubahan="–")), TARGET, "± Feb"),
        Bars("Per jabatan", "Jabatan", (NONE,), TARGET),
        Items("Yang perlu dilakukan", ("Buka IKI_2019-03_contoh_umum.xlsx.", "Kirim kembali."), numbered=True),
        Items("", ("Satu", "Dua")),
    ),
)


def test_a_letter_as_text_is_as_wide_as_a_reply_can_quote() -> None:
    assert as_text(BODY) == (
        "Kelurahan Contoh: kinerja Maret 2019\n"
        "====================================\n"
        "dibuat 2 April 2019 09.00\n"
        "\n"
        "SEMENTARA: 2 dari 3 formulir sah\n"
        "Belum final.\n"
        "– Ketertiban: formulir belum masuk\n"
        "\n"
        "94,63 rata-rata capaian 5 indikator, target 100\n"
        "\n"
        "Sebuah kalimat yang lebih panjang daripada satu baris dari tujuh puluh\n"
        "dua huruf, agar terlipat.\n"
        "\n"
        "Terendah\n"
        "--------\n"
        "PL-1 Kepuasan warga: 82,50 (Baik), ▲ 2,50 sejak Feb\n"
        "PL-2 Kepuasan warga: 82,50 (Baik)\n"
        "\n"
        "Per jabatan\n"
        "-----------\n"
        "Ketertiban: formulir belum masuk\n"
        "\n"
        "Yang perlu dilakukan\n"
        "--------------------\n"
        "1. Buka IKI_2019-03_contoh_umum.xlsx.\n"
        "2. Kirim kembali.\n"
        "\n"
        "– Satu\n"
        "– Dua\n"
    )


def test_a_letter_for_a_chat_has_titles_in_bold_and_no_table() -> None:
    assert as_chat(BODY) == (
        "*Kelurahan Contoh: kinerja Maret 2019*\n"
        "dibuat 2 April 2019 09.00\n"
        "\n"
        "*SEMENTARA: 2 dari 3 formulir sah*\n"
        "Belum final.\n"
        "– Ketertiban: formulir belum masuk\n"
        "\n"
        "94,63 rata-rata capaian 5 indikator, target 100\n"
        "\n"
        "Sebuah kalimat yang lebih panjang daripada satu baris dari tujuh puluh dua huruf, agar terlipat.\n"
        "\n"
        "*Terendah*\n"
        "PL-1 Kepuasan warga: 82,50 (Baik), ▲ 2,50 sejak Feb\n"
        "PL-2 Kepuasan warga: 82,50 (Baik)\n"
        "\n"
        "*Per jabatan*\n"
        "Ketertiban: formulir belum masuk\n"
        "\n"
        "*Yang perlu dilakukan*\n"
        "1. Buka IKI_2019-03_contoh_umum.xlsx.\n"
        "2. Kirim kembali.\n"
        "\n"
        "– Satu\n"
        "– Dua\n"
    )


def test_only_what_has_no_space_is_longer_than_a_line_of_text() -> None:
    name = f"IKI_2019-03_{'x' * 80}.xlsx"
    body = Body("Judul " * 30, "kata " * 40, (Paragraph(f"Berkas {name} terlampir " + "kata " * 40),))
    assert [line for line in as_text(body).splitlines() if len(line) > 72] == [name]


# --- what people typed ------------------------------------------------------------------------------------------------

TYPED = [
    ("*tebal*", "∗tebal∗"),
    ("_miring_ dan ~coret~", "ˍmiringˍ dan ∼coret∼"),
    ("```kode```", "ˋˋˋkodeˋˋˋ"),
    ("> kutipan", "› kutipan"),
    ("- daftar", "– daftar"),
    ("* daftar", "∗ daftar"),
    ("IKI_2019-03_contoh_umum_perbaikan_2.xlsx", "IKI_2019-03_contoh_umum_perbaikan_2.xlsx"),
    ("dua\nbaris\r\nlain", "dua baris lain"),
    ("kanan\u202ekiri\u200b\u2028baris", "kanankiri baris"),
    ("hapus\x00\x1b[31m", "hapus\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}[31m"),
]


@pytest.mark.parametrize(("typed", "shown"), TYPED)
def test_nothing_typed_is_a_sign_in_a_chat(typed: str, shown: str) -> None:
    body = Body(typed, typed, (Paragraph(typed), Items(typed, (typed,)), Banner(typed, (typed,), FINAL)))
    assert as_chat(body) == f"*{shown}*\n{shown}\n\n{shown}\n\n*{shown}*\n– {shown}\n\n*{shown}*\n{shown}\n"


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><a href="https://contoh.example">klik</a>',
    "<style>*{display:none}</style>",
    "<!--[if mso]>",
    "=1+1",
    "dua\nbaris",
    "&lt;b&gt;",
]


def everywhere(text: str) -> Body:
    """A letter that says a text wherever it can say one."""
    bar = Bar(text, text, 0.5, 2, text, text, text)
    blocks: tuple[Block, ...] = (
        *(Banner(text, (text,), tone) for tone in (FINAL, PROVISIONAL, WRONG)),
        Headline(text, text),
        Paragraph(text),
        Bars(text, text, (bar,), TARGET, text),
        Items(text, (text,), numbered=True),
    )
    return Body(text, text, blocks)


class Page(HTMLParser):
    """The tags of a page with their attributes, and its texts."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.comments: list[str] = []
        self.open: list[str] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "wbr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_typed_is_a_tag_in_html(typed: str) -> None:
    page, harmless = Page(as_html(everywhere(typed))), Page(as_html(everywhere("x")))
    assert page.tags == harmless.tags
    assert page.comments == harmless.comments
    shown = " ".join(typed.split())
    assert [text for text in page.texts if text.strip()] == [
        text.replace("x", shown) if text.strip() == "x" else text for text in harmless.texts if text.strip()
    ]


# --- HTML -------------------------------------------------------------------------------------------------------------


def test_the_page_is_made_of_tables_and_nothing_else() -> None:
    page = Page(as_html(BODY))
    assert {tag for tag, _ in page.tags} == {
        "html", "head", "meta", "title", "body", "table", "tr", "td", "th", "h1", "h2", "b", "br", "span", "wbr",
    }  # fmt: skip
    assert page.open == []
    assert page.tags[0] == ("html", {"lang": "id"})
    names = {name for _, attributes in page.tags for name in attributes}
    assert names == {
        "lang", "charset", "name", "content", "style", "role", "width", "height", "cellpadding", "cellspacing",
        "bgcolor", "align", "valign", "scope",
    }  # fmt: skip
    assert not re.search(r"https?:|url\(|@import|class=|position|float", as_html(BODY))


def test_no_part_of_the_page_is_wider_than_600_pixels() -> None:
    page = Page(as_html(BODY))
    pixels = [int(width) for _, attributes in page.tags if (width := attributes.get("width") or "%").isdecimal()]
    styles = " ".join(attributes.get("style") or "" for _, attributes in page.tags)
    assert (max(pixels), re.findall(r"max-width:(\d+)px", styles)) == (22, ["600"])
    assert page.comments == ['[if mso]><table role="presentation" width="600"><tr><td><![endif]', (
        "[if mso]></td></tr></table><![endif]"
    )]  # fmt: skip


def test_the_columns_of_a_chart_are_of_fixed_parts() -> None:
    heads = [attributes["width"] for tag, attributes in Page(as_html(BODY)).tags if tag == "th"]
    assert heads == ["46%", "18%", "19%", "17%", "46%", "30%", "24%"]


def test_all_colours_are_those_of_the_workbooks() -> None:
    known = {book.INK, book.GREY, book.LINE, book.TEAL, EMPTY, "#FFFFFF"}
    known |= {book.GOOD, book.GOOD_PALE, book.WARN_INK, book.WARN_PALE, book.BAD, book.BAD_PALE}
    known |= {colour for look in LOOKS for colour in (look.bar, look.ink)}
    assert {*re.findall(r"#[0-9A-Fa-f]{6}", as_html(BODY) + as_html(everywhere("x")))} <= known


def test_the_name_of_a_file_ends_a_line_at_its_low_lines_only() -> None:
    name = "IKI_2019-03_contoh_tata_usaha.xlsx"
    page = as_html(Body(name, "", (Paragraph(f"Buka {name}, lalu simpan."),)))
    assert f"Buka {name}, lalu simpan." in "".join(Page(page).texts)
    assert (
        'Buka IKI_<wbr><span style="white-space:nowrap">2019-03_</span><wbr>contoh_<wbr>tata_<wbr>usaha.xlsx, lalu '
        "simpan."
    ) in page
    assert f"<title>{name}</title>" in page


def cells(panjang: float | None, rupa: int = 0) -> list[tuple[str | None, str, bool]]:
    """Of each part of a bar its width, its colour, and whether the line of the target stands at its end."""
    tags = Page(drawn(replace(GOOD, panjang=panjang, rupa=rupa), TARGET)).tags
    parts = [attributes for tag, attributes in tags if tag == "td"]
    return [(one["width"], one.get("bgcolor") or "", "border-right:2px" in (one["style"] or "")) for one in parts]


@pytest.mark.parametrize(
    ("panjang", "parts"),
    [
        (None, [("80%", "", True), ("20%", "", False)]),
        (0.0, [("80%", "", True), ("20%", "", False)]),
        (0.001, [("1%", LOOKS[0].bar, False), ("79%", "", True), ("20%", "", False)]),
        (0.66, [("66%", LOOKS[0].bar, False), ("14%", "", True), ("20%", "", False)]),
        (0.7999, [("79%", LOOKS[0].bar, False), ("1%", "", True), ("20%", "", False)]),
        (0.8, [("80%", LOOKS[0].bar, True), ("20%", "", False)]),
        (0.8001, [("80%", LOOKS[0].bar, True), ("1%", LOOKS[0].bar, False), ("19%", "", False)]),
        (1.0, [("80%", LOOKS[0].bar, True), ("20%", LOOKS[0].bar, False)]),
        (7.0, [("80%", LOOKS[0].bar, True), ("20%", LOOKS[0].bar, False)]),
    ],
)
def test_a_bar_meets_the_line_only_where_the_target_is_reached(
    panjang: float | None, parts: list[tuple[str, str, bool]]
) -> None:
    assert cells(panjang) == parts


def test_what_has_no_predikat_is_drawn_in_grey() -> None:
    assert [colour for _, colour, _ in cells(0.5, rupa=-1)] == [book.GREY, "", ""]


LONG = "Persentase penyelesaian tindak lanjut pembinaan ketenteraman dan ketertiban umum"
TWENTY = Body(
    "Rapor kinerja Ketenteraman dan Ketertiban Umum, September 2019",
    "Kinerja s.d. September 2019 · dibuat 2 Oktober 2019 09.00",
    (
        Paragraph(f"Yth. Dr. H. Nama Contoh yang Panjang, S.Sos., M.Si., Plt. Kepala Seksi {LONG}"),
        Banner("SEMENTARA: 2 dari 6 formulir sah", (f"– IKI_2019-09_{'contoh' * 12}.xlsx",), PROVISIONAL),
        Headline("94,63", "rata-rata tertimbang capaian 15 dari 20 indikator, bobot 20 dari 30: Sangat Baik"),
        Bars(
            "Indikator, dari yang terendah",
            "Indikator",
            tuple(Bar(f"TRANTIB-{n}", LONG, n / 19, n % 5, "103,25", "▲ 103,25", "Sangat Kurang") for n in range(20)),
            TARGET,
            "± Agu",
        ),
        Items("Yang perlu dilakukan", (f"Buka lembar Perbaikan di IKI_2019-09_{'contoh' * 12}.xlsx.", LONG), True),
    ),
)
NARROW = {
    "biasa": BODY,
    "dua puluh indikator": TWENTY,
    "kata yang panjang": everywhere("W" * 70),
    "tanpa indikator": Body("Judul", "", (Bars("Indikator", "Indikator", (), TARGET, "± Feb"),)),
}


def test_twenty_indikator_with_long_names_are_less_than_20_kilobytes() -> None:
    assert len(as_html(TWENTY).encode()) < 20_000


def test_no_letter_is_scrolled_sideways_on_a_telephone_or_on_a_desk(tmp_path: Path) -> None:
    pages = {name: as_html(body) for name, body in NARROW.items()}
    widths = (320, 360, 800)
    measured = scroll_widths(pages, widths, tmp_path)
    assert measured == [(name, width, width) for name in pages for width in widths]


def test_a_page_that_is_too_wide_is_seen(tmp_path: Path) -> None:
    wide = '<table width="900"><tr><td>lebar</td></tr></table>'
    assert [(width, became > width) for _, width, became in scroll_widths({"x": wide}, (360, 800), tmp_path)] == [
        (360, True),
        (800, True),
    ]
