"""The parts of the documents that are made from the code. ``python -m tests.docs`` writes all of them again.

A made part stands between ``<!-- name -->`` and ``<!-- /name -->``. In a table of keys the last column is written by
hand: it is kept, and a key that is new has ``…`` until somebody says what it is for.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import re
import shutil
import tempfile
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import click
from click.testing import CliRunner

import iki_excel
from iki_excel.cli import cli
from iki_excel.decree import (
    BUILT_IN,
    addresses,
    keputusan,
    load_catalog,
    named_unit,
    one_line,
    settings,
    sheet_names,
    sifat,
    skala,
    target_reading,
    toml,
    unit,
    written,
)
from iki_excel.decree.fields import number, reading, score
from iki_excel.decree.kinds import KINDS, checklist, survey, words
from iki_excel.delivery import attached, mailbox, verdicts
from iki_excel.forms import layout
from iki_excel.forms.gathering import evidence
from iki_excel.forms.layout import notes
from iki_excel.judging.checks import typed
from iki_excel.judging.scoring import STATUS_WORDS
from iki_excel.katalog import sheets as katalog
from iki_excel.language.cells.functions import ALL, Function
from iki_excel.language.formula import parsing
from iki_excel.page import guards
from iki_excel.runs.explaining import RULES, in_general
from iki_excel.runs.exporting import tables as exported
from iki_excel.runs.starting import commented, forms
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode
from iki_excel.words.rules import GALAT, PERINGATAN
from iki_excel.workbooks import archives, gate, hashing, simpanan, zipped
from iki_excel.workbooks.opening import guarded, processes
from iki_excel.workbooks.openxml import bounds
from tests import april, contoh, keys

ROOT = Path(__file__).parents[1]
DOCUMENTS = (ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
PACKAGE = Path(iki_excel.__file__).parent
NO_WORDS = "…"
ADDRESSES = """
[surel.alamat]
pimpinan = "camat@contoh.example"
sekretaris = "sekretaris@contoh.example"
"""
MONTH = Periode("2019-03")
"""In which the settings of the documents are written."""


def _table(head: Iterable[str], rows: Iterable[Iterable[str]], rule: str = "---") -> str:
    """A table of Markdown; ``rule`` is what stands below the first heading."""
    head = list(head)
    lines = [head, [rule, *["---"] * (len(head) - 1)], *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def block(text: str, mark: str) -> str:
    """The code block that stands below a mark without an end, as ``.ci/run`` finds the README's test command."""
    found = re.search(rf"<!-- {mark} -->\s*```\w*\n(.+?)\n```", text, re.DOTALL)
    assert found, f"no code block below <!-- {mark} -->"
    return found[1]


# --- commands --------------------------------------------------------------------------------------------------------


def in_order() -> dict[str, click.Command]:
    """All commands in the order in which the help has them."""
    return {name: cli.commands[name] for name in cli.list_commands(click.Context(cli))}


def commands() -> str:
    """Every command with its first sentence."""
    rows = ((f"`iki {name}`", one.get_short_help_str(200)) for name, one in in_order().items())
    return _table(("perintah", "kegunaan"), rows)


def _names(option: click.Option) -> str:
    """What is typed for it, and what for its opposite."""
    return "/".join((option.opts[0], *option.secondary_opts))


def options() -> str:
    """Every option of every command."""
    rows = (
        (f"`iki {name} {' '.join(filter(None, (_names(option), option.metavar)))}`", _help(option))
        for name, command in in_order().items()
        for option in command.params
        if isinstance(option, click.Option) and option.name != "help"
    )
    return _table(("pilihan", "kegunaan"), rows)


def _help(option: click.Option) -> str:
    return f"{option.help} (wajib)" if option.required else option.help or ""


def checked() -> str:
    """What is said of the form of April, and the text to paste."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        april.write_months(Path())
        april.spoil(april.write_blank(Path()))
        said = CliRunner().invoke(cli, ["periksa", "--tandai"]).output
    return f"```text\n{said.strip()}\n```"


def received() -> str:
    """What is said of what came in: a form of April, and what is none."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        april.write_months(Path())
        form = april.write_blank(Path())
        april.spoil(form)
        Path("kotak_masuk").mkdir()
        form.rename("kotak_masuk/laporan april (1).xlsx")
        Path("kotak_masuk/foto kegiatan.pdf").write_bytes(b"%PDF-1.4")
        said = CliRunner().invoke(cli, ["terima"]).output
    return f"```text\n> iki terima\n{said.strip()}\n```"


def proposed() -> str:
    """The first letters that are due of the example's result."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        shutil.copytree(contoh.example().folder, "contoh")
        with contextlib.chdir("contoh"):
            with Path("iki.toml").open("a", encoding="utf-8") as settings_of_example:
                settings_of_example.write(ADDRESSES)
            said = CliRunner().invoke(cli, ["kirim", "--periode", "2019-03"]).output
    shown = "\n\n".join(said.split("\n\n")[:3])
    return f"```text\n> iki kirim --periode 2019-03\n{shown}\n\n  …\n```"


def explained() -> str:
    """What is said of a result of the example."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        april.write_months(Path())
        said = CliRunner().invoke(cli, ["kenapa", "TRA-2", "--periode", "2019-03"]).output
    return f"```text\n> iki kenapa TRA-2 --periode 2019-03\n{said.strip()}\n```"


def settings_file() -> str:
    """What ``iki mulai`` writes."""
    return f"```toml\n{commented(load_catalog(), MONTH).strip()}\n```"


# --- findings, results and limits ------------------------------------------------------------------------------------


def rules(tingkat: str) -> str:
    """Every temuan of a tingkat: what it means, an example, and what is said to whoever filled the form in."""
    own = sorted((rule for rule in RULES if rule.tingkat == tingkat), key=lambda rule: rule.kode)
    rows = (
        (f"`{r.kode}`", r.arti, f"{r.contoh}.", in_general(f"{r.pesan} {r.saran} {r.saran_pengolah}".strip()))
        for r in own
    )
    return _table(("kode", "artinya", "contohnya", "yang dikatakan"), rows)


def statuses() -> str:
    """Every status of a result."""
    return _table(("status", "di CSV"), ((words, f"`{status}`") for status, words in STATUS_WORDS.items()))


def tables() -> str:
    """Every column of every table of an export."""
    rows = (
        (f"`{name}`", f"`{column.nama}`", column.jenis, column.arti)
        for name, columns in exported.TABLES.items()
        for column in columns
    )
    return _table(("tabel", "kolom", "jenis", "arti"), rows)


Limit = tuple[str, ModuleType, str]
"""What is bounded, and the constant that bounds it: its module and its name."""

LIMITS: dict[str, tuple[Limit, ...]] = {
    "files": (
        ("bita sebuah berkas", gate, "LARGEST_FILE"),
        ("bagian dalam sebuah arsip", zipped, "MOST_ENTRIES"),
        ("bita semua berkas dalam sebuah zip kiriman", archives, "LARGEST_INFLATED"),
        ("bita yang dijatuhkan sekali di halaman", guards, "MOST_BYTES"),
        ("berkas yang dijatuhkan sekali di halaman", guards, "MOST_PARTS"),
        ("bita sebuah bagian setelah mengembang, juga gambar", zipped, "LARGEST_PART"),
        ("kali sebuah bagian yang dibaca mengembang", zipped, "LARGEST_RATIO"),
        ("bita bagian-bagian yang dibaca", bounds, "LARGEST_PARTS"),
        ("tanda XML di dalamnya, bila besar", bounds, "MOST_TAGS"),
        ("bita sebuah tanda XML, atau teks sampai tanda berikutnya", bounds, "LONGEST_RUN"),
        ("lembar", bounds, "MOST_SHEETS"),
        ("nama sel", bounds, "MOST_NAMES"),
        ("huruf nama sebuah lembar atau sel", bounds, "LONGEST_NAME"),
        ("huruf tujuan sebuah nama sel", bounds, "LONGEST_TARGET"),
        ("sel berisi", bounds, "MOST_CELLS"),
        ("baris di selembar, juga yang kosong", bounds, "MOST_ROWS"),
        ("sel dari A1 sampai sel berisi yang terakhir", bounds, "LARGEST_AREA"),
        ("gabungan sel di selembar", bounds, "MOST_MERGES"),
        ("teks bersama", bounds, "MOST_STRINGS"),
        ("huruf di sebuah sel", bounds, "LONGEST_TEXT"),
        ("huruf di semua sel", bounds, "LARGEST_TEXT"),
        ("detik untuk membaca sebuah berkas", processes, "LONGEST"),
        ("bita memori program pembaca", guarded, "MOST_MEMORY"),
        ("bita simpanan hasil bacaan; yang paling lama tidak dipakai dihapus lebih dahulu", simpanan, "MOST_BYTES"),
    ),
    "evidence": (
        ("berkas bukti yang didaftar dalam sebuah rekap", evidence, "MOST_FILES"),
        ("bita sebuah berkas bukti yang dihitung sidiknya", hashing, "LARGEST"),
        ("bita semua berkas bukti bersama yang dihitung sidiknya", evidence, "LARGEST_TOGETHER"),
    ),
    "mail": (
        ("bita sebuah surat yang diambil", mailbox, "LARGEST_MESSAGE"),
        ("bagian sebuah surat", attached, "MOST_PARTS"),
        ("tanda awal bagian di dalam sebuah surat", attached, "MOST_MARKS"),
        ("lapis surat di dalam surat", attached, "DEEPEST"),
        ("baris kepala sebuah surat yang dilihat", verdicts, "MOST_HEADERS"),
        ("huruf sebuah baris kepala yang dilihat", verdicts, "LONGEST_HEADER"),
    ),
    "forms": (
        ("bilangan di sebuah isian", number, "LARGEST"),
        ("huruf di sebuah sel isian", reading, "LONGEST_TEXT"),
        ("huruf keterangan tanpa peringatan", typed, "LONGEST_NOTE"),
        ("huruf penyebab atau tindak lanjut", notes, "LONGEST"),
        ("responden sebuah survei", layout, "RESPONDENTS"),
    ),
    "decree": (
        ("dokumen dalam sebuah daftar", checklist, "MOST_DOCUMENTS"),
        ("kata dalam sebuah pilihan", words, "MOST_CHOICES"),
        ("huruf sebuah kata pilihan", words, "LONGEST_CHOICE"),
        ("huruf semua kata pilihan dalam daftar atau rumus Excel", words, "LONGEST_FOR_EXCEL"),
        ("langkah dalam sebuah skala", skala, "MOST_STEPS"),
        ("huruf kata_mutu", checklist, "LONGEST_WORD"),
        ("huruf kode sebuah survei", sheet_names, "LONGEST"),
        ("skor dalam sebuah skala", score, "LONGEST_SCALE"),
        ("huruf kode sebuah survei yang skornya lebih dari empat", survey, "LONGEST_OF_SCALE"),
        ("huruf sebuah rumus", parsing, "LONGEST_FORMULA"),
        ("lapis sebuah rumus", parsing, "DEEPEST_FORMULA"),
        ("bilangan di dalam rumus (harus lebih kecil)", parsing, "LARGEST_NUMBER"),
        ("angka di belakang koma dalam bulat", parsing, "MOST_DIGITS"),
        ("target sebuah indikator", target_reading, "LARGEST_TARGET"),
        ("predikat dalam pita", settings, "MOST_BANDS"),
        ("huruf sebuah kode", toml, "LONGEST_KODE"),
        ("huruf kode sebuah indikator", written, "LONGEST_INDIKATOR"),
        ("huruf kode unit", named_unit, "LONGEST_KODE"),
        ("huruf sebuah nama di iki.toml", one_line, "LONGEST_NAME"),
        ("huruf singkatan di judul", keputusan, "LONGEST_SINGKATAN"),
        ("huruf kepanjangan di judul", keputusan, "LONGEST_KEPANJANGAN"),
        ("huruf kata untuk kinerja", keputusan, "LONGEST_KATA_KINERJA"),
        ("huruf sebutan seorang pejabat", unit, "LONGEST_SEBUTAN"),
        ("huruf alasan sebuah pengecualian", unit, "LONGEST_REASON"),
        ("huruf sebuah alamat surel", addresses, "LONGEST"),
    ),
}


def limits(of: str) -> str:
    """How much there may be before it is refused."""
    rows = ((bahasa.number(getattr(module, name)), what) for what, module, name in LIMITS[of])
    return _table(("paling banyak", "apa"), rows, "---:")


# --- the decree ------------------------------------------------------------------------------------------------------


def katalog_sheets() -> str:
    """Every sheet of the Katalog workbook with its columns; those that every row needs are bold."""
    rows = [
        (sheet.name, sheet.about, ", ".join(f"**{c.heading}**" if c.required else c.heading for c in sheet.typed))
        for sheet in katalog.SHEETS
    ]
    entries = (katalog.KEPUTUSAN, "Keputusannya sendiri.", ", ".join(entry.heading for entry in katalog.ENTRIES))
    return _table(("lembar", "isinya", "kolom"), (entries, *rows))


def indicators() -> str:
    """All indikator with their formulas."""
    own = (one for _, one in load_catalog().indikator.values())
    rows = ((one.kode, one.indikator, one.satuan, f"`{one.rumus.text}`") for one in own)
    return _table(("kode", "indikator", "satuan", "rumus"), rows)


def language() -> str:
    """What a formula may say."""
    rows = [
        *((f"`a {_sign(op)} b`", f"a {row.words} b", "bilangan") for op, row in _written_as(ast.operator)),
        *(
            (f"`a {_sign(op)} b`", f"a {row.words} b", "bilangan, hanya pada syarat")
            for op, row in _written_as(ast.cmpop)
        ),
        *((f"`{name}(a, b)`", f"{row.words} (a; b)", "bilangan") for name, row in _functions()),
        ("`skala(a, s)`", "skala s dari (a)", "bilangan, dan nama skala indikatornya"),
        ("`tahun_lalu(a)`", "a tahun lalu", "bilangan, ya_tidak, atau pilihan"),
        *(
            (f"`{name}(a)`", measure.words("a"), f"`{kind.nama}`")
            for kind in KINDS.values()
            for name, measure in kind.measures.items()
        ),
    ]
    return _table(("ditulis", "dibaca", "untuk isian"), rows)


def _written_as(kind: type[ast.AST]) -> list[tuple[Any, Function]]:
    """The operators that formulas write as such a node."""
    return [
        (row.formula, row) for row in ALL.values() if isinstance(row.formula, type) and issubclass(row.formula, kind)
    ]


def _functions() -> list[tuple[str, Function]]:
    return [(row.formula, row) for row in ALL.values() if isinstance(row.formula, str)]


def _sign(op: Any) -> str:
    """How an operator is written in a formula."""
    node = ast.Name("a")
    made = ast.Compare(node, [op()], [node]) if issubclass(op, ast.cmpop) else ast.BinOp(node, op(), node)
    return ast.unparse(made).split()[1]


KATALOG, PENGATURAN = ROOT / "docs" / "katalog.md", ROOT / "docs" / "pengaturan.md"


EXAMPLES = {
    "contoh.toml": "contoh katalog",
    "keputusan.toml": "contoh keputusan",
    "satpol.toml": "contoh konstanta",
    "contoh_pilihan.toml": "contoh pilihan",
    "contoh_indeks.toml": "contoh indeks",
    "contoh_skala.toml": "contoh skala",
    "contoh_tahun_lalu.toml": "contoh tahun lalu",
}
"""The files of a catalogue that stand in its document, each by the mark in front of it; they have every key."""


def _with_every_target(settings: str) -> str:
    """An iki.toml of the built-in decree with a target of each form."""
    written = [target for target, _ in forms(load_catalog(), MONTH.year) if target.startswith("{")]
    flows = [kode for kode, (_, indikator) in load_catalog().indikator.items() if indikator.sifat == sifat.ARUS]
    for kode, target in zip(flows, written, strict=False):
        settings = re.sub(rf"^{kode} = .*$", f"{kode} = {target}", settings, flags=re.MULTILINE)
    return settings


@functools.cache
def all_keys() -> dict[str, list[keys.Key]]:
    """The keys of every section of a catalogue and of an iki.toml; the uppermost are ``jabatan`` and ``iki.toml``."""
    with tempfile.TemporaryDirectory() as folder:
        catalog, own = Path(folder) / "katalog", Path(folder) / "iki.toml"
        shutil.copytree(BUILT_IN, catalog)
        for name, mark in EXAMPLES.items():
            (catalog / name).write_text(block(KATALOG.read_text("utf-8"), mark), "utf-8")
        own.write_text(_with_every_target(keys.uncommented(commented(load_catalog(), MONTH))), "utf-8")
        of_catalog, of_settings = keys.of_catalog(catalog), keys.of_settings(own, load_catalog())
    return {"jabatan": of_catalog.pop(""), **of_catalog, "iki.toml": of_settings.pop(""), **of_settings}


def keys_of(section: str) -> str:
    """The keys of a section, without the words that say what each is for."""
    rows = ((f"`{key.nama}`", key.isi, key.bawaan, NO_WORDS) for key in all_keys()[section])
    return _table(("kunci", "isi", "bawaan", "artinya"), rows)


ROW_OF_KEY = re.compile(r"\| `(?P<nama>[^`]+)` \|.*(?<!\\)\| (?P<words>.+) \|")


def with_words(made: str, before: str) -> str:
    """A table of keys in which each has the words that stood behind it before."""
    said = {row["nama"]: row["words"] for row in map(ROW_OF_KEY.fullmatch, before.splitlines()) if row}

    def told(line: str) -> str:
        row = ROW_OF_KEY.fullmatch(line)
        return f"{line[: row.start('words')]}{said.get(row['nama'], NO_WORDS)} |" if row else line

    return "\n".join(map(told, made.splitlines()))


# --- the map of the code ---------------------------------------------------------------------------------------------


def rooms() -> list[str]:
    """The rooms that there are, the highest floor first, as import-linter holds them."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    floors = tools["importlinter"]["contracts"][0]["layers"]
    named = (room.strip(" ()") for floor in floors for room in floor.split("|"))
    return [room for room in named if (PACKAGE / room).is_dir()]


def floor_plan() -> str:
    """The rooms and what each is for."""
    width = max(map(len, rooms())) + 1
    lines = [f"  {f'{room}/':<{width}}  {first_sentence(PACKAGE / room / '__init__.py')}" for room in rooms()]
    return "\n".join(["```text", "iki_excel/", *lines, "```"])


def modules() -> str:
    """Every module of every room with what it is for."""
    paths = (path for room in rooms() for path in sorted((PACKAGE / room).rglob("*.py")))
    rows = ((f"`{path.relative_to(PACKAGE).as_posix()}`", first_sentence(path)) for path in paths)
    return _table(("module", "what it is"), rows)


def first_sentence(path: Path) -> str:
    """The first sentence of a module's docstring, as Markdown."""
    said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or NO_WORDS
    sentence = re.split(r"(?<=\.)\s(?=[^a-z])", " ".join(said.split()))[0]
    return re.sub(r":\w+:`", "`", sentence).replace("``", "`")


# --- all of them -----------------------------------------------------------------------------------------------------


def parts() -> dict[str, Callable[[], str]]:
    """Every made part by the name that stands in its marks."""
    return {
        "commands": commands,
        "options": options,
        "received": received,
        "checked": checked,
        "proposed": proposed,
        "kenapa": explained,
        "settings": settings_file,
        "statuses": statuses,
        "tables": tables,
        "indicators": indicators,
        "sheets": katalog_sheets,
        "language": language,
        "rooms": floor_plan,
        "modules": modules,
        **{f"rules {tingkat}": functools.partial(rules, tingkat) for tingkat in (GALAT, PERINGATAN)},
        **{f"limits {of}": functools.partial(limits, of) for of in LIMITS},
        **{f"keys {section}": functools.partial(keys_of, section) for section in all_keys()},
    }


MADE_PART = re.compile(r"<!-- (?P<name>[^>\n]+) -->\n(?P<body>.*?)<!-- /(?P=name) -->", re.DOTALL)


def written(text: str) -> str:
    """A document's text with its made parts as they are now."""

    def renewed(found: re.Match[str]) -> str:
        name, body = found["name"], found["body"]
        made = parts()[name]()
        made = with_words(made, body) if name.startswith("keys ") else made
        return f"<!-- {name} -->\n{made}\n<!-- /{name} -->"

    return MADE_PART.sub(renewed, text)


if __name__ == "__main__":
    for document in DOCUMENTS:
        document.write_text(written(document.read_text("utf-8")), "utf-8")
