"""The documents show what the code has: they fail here when they lag. ``python -m tests.docs`` makes them again."""

from __future__ import annotations

import ast
import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from iki_excel.cli import cli
from iki_excel.decree import BUILT_IN, Keputusan, load_catalog
from iki_excel.decree.kinds import KINDS
from iki_excel.decree.settings import load_settings
from tests import docs, keys

pytestmark = pytest.mark.decree

LARGEST_PICTURE = 150_000


def text_of(path: Path) -> str:
    return path.read_text("utf-8")


@pytest.fixture(params=docs.DOCUMENTS, ids=lambda path: path.name)
def document(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


# --- made parts ------------------------------------------------------------------------------------------------------


def test_made_parts_are_as_the_code_has_them(document: Path) -> None:
    assert docs.written(text_of(document)) == text_of(document), "run: python -m tests.docs"


def test_every_made_part_stands_in_one_document() -> None:
    marked = Counter(found["name"] for path in docs.DOCUMENTS for found in docs.MADE_PART.finditer(text_of(path)))
    assert marked == Counter(docs.parts().keys())


def test_every_mark_that_ends_has_begun(document: Path) -> None:
    ends = re.findall(r"<!-- /(.+?) -->", text_of(document))
    assert ends == [found["name"] for found in docs.MADE_PART.finditer(text_of(document))]


def test_every_module_says_what_it_is() -> None:
    assert f"| {docs.NO_WORDS} |" not in docs.modules()


# --- keys ------------------------------------------------------------------------------------------------------------


def test_every_key_has_words() -> None:
    for path in (docs.KATALOG, docs.PENGATURAN):
        lines = text_of(path).splitlines()
        assert [line for line in lines if line.endswith(f"| {docs.NO_WORDS} |")] == [], path.name


def test_words_of_a_key_are_kept_and_a_new_key_has_none() -> None:
    before = """\
| kunci | isi | bawaan | artinya |
| --- | --- | --- | --- |
| `a` | teks | – | Satu. |
| `b` | teks | – | Dua \\| tiga. |"""
    made = """\
| kunci | isi | bawaan | artinya |
| --- | --- | --- | --- |
| `c` | teks | – | … |
| `b` | `x` atau `y` | `1` | … |"""
    assert (
        docs.with_words(made, before)
        == """\
| kunci | isi | bawaan | artinya |
| --- | --- | --- | --- |
| `c` | teks | – | … |
| `b` | `x` atau `y` | `1` | Dua \\| tiga. |"""
    )


def test_every_key_in_the_loaders_was_asked_for_while_recording() -> None:
    recorded = {key.nama for section in docs.all_keys().values() for key in section}
    assert keys.written_in_the_loaders() == recorded - {*keys.OPEN.values(), keys.OF_A_YEAR}


def toml_blocks(path: Path) -> list[str]:
    return re.findall(r"```toml\n(.*?)\n```", text_of(path), re.DOTALL)


def test_every_toml_of_the_settings_can_be_loaded(tmp_path: Path) -> None:
    blocks = toml_blocks(docs.PENGATURAN)
    assert len(blocks) == 2
    for number, block in enumerate(blocks):
        path = tmp_path / f"{number}.toml"
        path.write_text(block, "utf-8")
        load_settings(path, load_catalog())


def test_the_examples_of_a_catalogue_are_one_and_have_every_kind(tmp_path: Path) -> None:
    examples = {name: docs.block(text_of(docs.KATALOG), mark) for name, mark in docs.EXAMPLES.items()}
    assert [*examples.values()] == toml_blocks(docs.KATALOG)
    for name, example in examples.items():
        (tmp_path / name).write_text(f"{example}\n", "utf-8")
    catalog = load_catalog(tmp_path)
    assert {isian.jenis for jabatan in catalog.jabatan for isian in jabatan.isian} == set(KINDS)


def test_the_example_of_a_keputusan_says_all_that_one_may_say(tmp_path: Path) -> None:
    [example] = re.findall(r"```text\n(nomor = .*?)\n```", text_of(docs.KATALOG), re.DOTALL)
    (tmp_path / "keputusan.toml").write_text(example, "utf-8")
    shutil.copy(BUILT_IN / "pmd.toml", tmp_path)
    said, unsaid = load_catalog(tmp_path).keputusan, Keputusan()
    same = [one.name for one in fields(said) if getattr(said, one.name) == getattr(unsaid, one.name)]
    assert (same, said.unit.missing) == (["berlaku_mulai", "konstanta", "isian"], [])


# --- limits ----------------------------------------------------------------------------------------------------------

NOT_TOLD = {
    "page.mulai.MOST_FAULTS",
    "cli.account_lines.MOST_NAMES",
    "cli.incoming_units.MOST_TOLD",
    "cli.receipts.LONGEST_VALUE",
    "cli.receipts.MOST_CELLS",
    "cli.receipts.MOST_BLANK",
    "cli.receipts.MOST_NAMED",
    "cli.receipts.MOST_MONTHS",
    "forms.reading.cluster.MOST_FILES",
    "forms.reading.cluster.chunks.MOST_BYTES",
    "forms.reading.cluster.here.LONGEST_FAREWELL",
    "forms.reading.traces.LARGEST_TEXTS",
    "cli.saying.MOST_EXAMPLES",
    "cli.saying.MOST_FILES",
    "cli.proofs.MOST",
    "cli.unit_letters.MOST_LETTERS",
    "cli.unit_letters.MOST_UNITS",
    "cli.units.MOST_NAMED",
    "runs.units.blocks.MOST_UNITS",
    "language.cells.shapes.MOST_SHAPES",
    "workbooks.checked.MOST_LINKS",
    "words.bahasa.MOST_NAMED",
    "decree.fields.words.LONGEST_LIST",
    "decree.kinds.words.LONGEST_SATUAN",
    "decree.slips.LONGEST_LINE",
    "delivery.answers.LONGEST_WORDS",
    "delivery.attached.LONGEST_NAME",
    "delivery.chats.LONGEST_LABEL",
    "delivery.chats.MOST_GROUPS",
    "delivery.chats.MOST_LABELS",
    "delivery.composing.subjects.LONGEST",
    "delivery.outbox.LONGEST_HEAD",
    "forms.gathering.duplicates.LONGEST_VALUE",
    "forms.gathering.duplicates.MOST_CELLS",
    "forms.reading.form.MOST_NAMED",
    "forms.reading.outside.MOST_QUOTED",
    "forms.reading.structure.MOST_ABOVE",
    "forms.reading.structure.MOST_FURTHER_ROWS",
    "forms.returning.perbaikan.MOST_LINKS",
    "forms.returning.watching.LONGEST_IN_FORMULA",
    "forms.writing.validation.LONGEST_MESSAGE",
    "forms.writing.validation.LONGEST_TITLE",
    "judging.notices.MOST_STRANGE",
    "judging.senders.LONGEST",
    "judging.message.MOST",
    "judging.telling.MOST_AREAS",
    "language.formula.parsing.LONGEST_QUOTE",
    "page.acts.MOST_NAMED",
    "page.handing_over.MOST_MONTHS",
    "page.kotak_masuk.MOST_MONTHS",
    "page.kotak_masuk.MOST_ROWS",
    "page.memory.MOST_QUESTIONS",
    "page.pembaruan.MOST_NAMED",
    "page.sending_news.MOST_NAMED",
    "report.evidence.LONGEST_NAME",
    "report.rapor.MOST_ON_A_PAGE",
    "report.rekap.MOST_ON_A_PAGE",
    "report.steps.LONGEST",
    "report.temuan.MOST_AREAS",
    "report.tables.MOST_LINKS",
    "report.tren.MOST_ON_A_PAGE",
    "runs.monthly.inbox.MOST_TOLD",
    "runs.account.MOST_CODES",
    "runs.fetching.names.LONGEST",
    "runs.fetching.ours.MOST_CODES",
    "runs.fetching.telling.LONGEST",
    "runs.keeping.LARGEST",
    "runs.monthly.kept.MOST_KEPT",
    "runs.monthly.sentences.MOST_AREAS",
    "runs.settings_target.LONGEST_NUMBER",
    "runs.uploads.LONGEST_BYTES",
    "runs.uploads.LONGEST_NAME",
    "words.bahasa.LONGEST_QUOTED",
    "workbooks.book.LONGEST_DESCRIPTION",
    "workbooks.comparing.LARGEST_ALIGNED",
    "words.plain.LONGEST_TEXT",
    "runs.units.pool.MOST_AT_ONCE",
    "words.rules.MOST_NAMED",
    "workbooks.properties.LARGEST_CORE",
    "judging.gabungan.MOST_SLOTS",
    "report.gabungan.MOST_MAILED",
    "report.gabungan.grafik.MOST_BARS",
    "report.gabungan.ringkasan.MOST",
    "report.gabungan.ringkasan.MOST_AWAITED",
    "report.gabungan.rollup.MOST_ROWS",
    "report.gabungan.sebaran.MOST_DRAWN",
    "report.gabungan.temuan.MOST_DRAWN",
    "report.gabungan.temuan.MOST_ABOVE_CHART",
    "report.gabungan.tentang.MOST_NAMED",
}
"""Bounds that refuse nothing: beyond them something is said shorter, or not one by one."""


def bounds_of(path: Path) -> Iterator[str]:
    """Every constant of a module that says how much there may be, as ``words.plain.LONGEST_TEXT``."""
    module = ".".join(path.relative_to(docs.PACKAGE).with_suffix("").parts).removesuffix(".__init__")
    for statement in ast.parse(text_of(path)).body:
        names = [node.id for node in ast.walk(statement) if isinstance(node, ast.Name)]
        if isinstance(statement, ast.Assign):
            yield from (f"{module}.{name}" for name in names if re.match(r"(MOST|LARGEST|LONGEST|DEEPEST)(_|$)", name))


def test_every_limit_is_told() -> None:
    rows = [row for table in docs.LIMITS.values() for row in table]
    told = {f"{module.__name__.removeprefix('iki_excel.')}.{name}" for _, module, name in rows}
    found = {name for path in docs.PACKAGE.rglob("*.py") for name in bounds_of(path)}
    assert found - told == NOT_TOLD, "a bound that is new: a row of LIMITS in tests/docs.py, or NOT_TOLD"


# --- commands --------------------------------------------------------------------------------------------------------


def pieces_of_code(text: str) -> Iterator[str]:
    """Every line of a code block, and every span of code in prose or in quotation marks."""
    for block in re.findall(r"```\w*\n(.*?)\n\s*```", text, re.DOTALL):
        yield from block.splitlines()
    outside = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    yield from re.findall(r"`([^`\n]+)`", outside)
    yield from re.findall(r"“(iki [^”\n]+)”", outside)


def commands_in(text: str) -> list[list[str]]:
    """What stands behind ``iki`` wherever it is used as a command."""
    found = (re.search(r"(?:^|[/\\ ])iki ((?:[a-z]+|--).*)", piece.strip()) for piece in pieces_of_code(text))
    return [re.split(r"\s+", match[1]) for match in found if match]


def test_every_command_and_option_that_is_named_exists(document: Path) -> None:
    for name, *rest in commands_in(text_of(document)):
        command = cli if name.startswith("--") else cli.commands.get(name)
        assert command is not None, f"iki {name}"
        known = {option for part in command.params for option in (*part.opts, *part.secondary_opts)}
        options = {one.rstrip(".,;") for word in (name, *rest) if word.startswith("--") for one in word.split("/")}
        assert options <= known, f"iki {name}: {options - known}"


def test_every_command_of_a_block_can_be_parsed(document: Path) -> None:
    blocks = re.findall(r"```sh\n(.*?)\n```", text_of(document), re.DOTALL)
    for line in "\n".join(blocks).splitlines():
        for name, *rest in commands_in(f"`{line}`"):
            cli.commands[name].make_context(name, rest)


def test_commands_are_found_where_people_write_them() -> None:
    text = "Lihat “iki periksa --help”, `iki template`:\n```sh\n.venv/bin/iki proses --periode 2019-03\n```\nakip.iki."
    assert commands_in(text) == [["proses", "--periode", "2019-03"], ["template"], ["periksa", "--help"]]


# --- links -----------------------------------------------------------------------------------------------------------


def anchors_in(text: str) -> set[str]:
    """The names by which the headings of a document can be linked, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    return {
        "".join(c for c in heading.lower().replace(" ", "-") if c in "-_" or unicodedata.category(c)[0] in "LN")
        for heading in headings
    }


def test_pictures_documents_and_headings_that_are_linked_exist(document: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", text_of(document)):
        name, _, anchor = target.partition("#")
        path = document.parent / name if name else document
        assert path.is_file(), target
        assert not anchor or anchor in anchors_in(text_of(path)), target


def test_every_picture_is_shown_and_light() -> None:
    shown = {name for path in docs.DOCUMENTS for name in re.findall(r"gambar/([\w-]+\.png)", text_of(path))}
    pictures = list((docs.ROOT / "docs" / "gambar").iterdir())
    assert {path.name for path in pictures} == shown
    assert [path.name for path in pictures if path.stat().st_size > LARGEST_PICTURE] == []


# --- the README's two commands ---------------------------------------------------------------------------------------


def test_the_two_commands_of_the_readme_begin_with_a_fresh_environment() -> None:
    text = text_of(docs.ROOT / "README.md")
    begin = "python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt "
    assert docs.block(text, "contoh") == f"{begin}. && .venv/bin/iki contoh"
    assert docs.block(text, "test") == f"{begin}-e '.[dev]' && .venv/bin/pytest -n 2 --dist loadscope"


GONE = {"iki_excel/catalogs"}
"""What the list of changes names because it is no more."""

NAME_OF_A_FILE = re.compile(r"[a-z.][\w./]*/[\w.]*|[a-z][\w./]*\.(py|md)")


def test_modules_and_files_that_are_named_exist(document: Path) -> None:
    named = {piece for piece in pieces_of_code(text_of(document)) if NAME_OF_A_FILE.fullmatch(piece)}
    roots = (docs.ROOT, docs.PACKAGE, docs.ROOT / "docs")
    missing = {name for name in named if not any((root / name).exists() for root in roots)}
    assert missing == (GONE if document.name == "CHANGELOG.md" else set())


def test_python_that_is_to_be_run_is_there(document: Path) -> None:
    for piece in pieces_of_code(text_of(document)):
        if match := re.search(r"python (-m )?([\w./]+)", piece):
            path = match[2] if not match[1] else match[2].replace(".", "/")
            assert any((docs.ROOT / name).exists() for name in (path, f"{path}.py")), piece
