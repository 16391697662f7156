"""A command is one function of ``runs/``, which prints nothing and gives back what happened."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import get_type_hints

import pytest

import iki_excel
from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.runs.month import process_to
from iki_excel.runs.office import load
from iki_excel.workbooks.opening import Reader
from tests import kecil
from tests.forms import complete
from tests.grounds import DECREE

PACKAGE = Path(iki_excel.__file__).parent
COMMANDS = ast.parse("".join((PACKAGE / "cli" / name).read_text("utf-8") for name in ("mulai.py", "commands.py")))

RUNS = {
    "mulai": "starting.write_settings",
    "periksa": "mending.check_and_mark",
    "migrasi": "migrating.migrate",
    "proses": "month.process_to",
    "kenapa": "reasons.why",
    "buktikan": "proving.prove",
    "contoh": "example.write_example",
    "jelaskan": "explaining.explain",
    "katalog_command": "catalogues.look",
}
"""By command the function that it is."""

GIVEN = {
    "office.load",
    "office.load_all",
    "office.chosen",
    "office.the_one",
    "current_month.to_process",
    "current_month.to_write",
}
"""What gives it the office that it works for, and the month."""


def commands() -> list[ast.FunctionDef]:
    """Every command, as it is written."""
    functions = [one for one in COMMANDS.body if isinstance(one, ast.FunctionDef)]
    return [one for one in functions if any(ast.unparse(d).startswith("cli.command(") for d in one.decorator_list)]


def runs_called(command: ast.FunctionDef) -> set[str]:
    """Every function of a module of runs that is called in a command."""
    imports = [node for node in ast.walk(command) if isinstance(node, ast.ImportFrom)]
    modules = {one.name for node in imports if node.module == "iki_excel.runs" for one in node.names}
    called = [node.func for node in ast.walk(command) if isinstance(node, ast.Call)]
    return {ast.unparse(one) for one in called if isinstance(one, ast.Attribute) and ast.unparse(one.value) in modules}


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported anywhere in a file, by its full name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_every_command_is_one_function() -> None:
    called = {command.name: runs_called(command) - GIVEN for command in commands()}
    assert called == {name: {run} for name, run in RUNS.items()} | {"mulai": {RUNS["mulai"], "installing.install"}}


@pytest.mark.parametrize("run", RUNS.values())
def test_what_happened_is_a_value_that_nobody_changes(run: str) -> None:
    module, name = run.split(".")
    gives = get_type_hints(getattr(importlib.import_module(f"iki_excel.runs.{module}"), name))["return"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        gives.__setattr__(object.__new__(gives), "apa", "saja")


def test_the_commands_know_only_runs_and_what_is_said_of_them() -> None:
    at_run_time = [node for node in COMMANDS.body if ast.unparse(node).split(":")[0] != "if TYPE_CHECKING"]
    rooms = {name.split(".")[1] for one in at_run_time for name in imported(one) if name.startswith("iki_excel.")}
    assert rooms == {"cli", "runs", "words"}


OF_DASK = ("forms/reading/cluster/connecting.py", "forms/reading/cluster/here.py")
"""What keeps Dask from printing, and is a process of its own whose output is an answer."""


def below_cli() -> list[Path]:
    paths = [path for path in sorted(PACKAGE.rglob("*.py")) if "cli" not in path.relative_to(PACKAGE).parts]
    return [path for path in paths if path.relative_to(PACKAGE).as_posix() not in OF_DASK]


@pytest.mark.parametrize("path", below_cli(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_nothing_below_the_command_line_prints(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert not {"click", "logging"} & set(imported(tree))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert not {"print", "input"} & names
    attributes = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not {"sys.stdout", "sys.stderr"} & attributes


# --- what a page will ask for -----------------------------------------------------------------------------------------


def test_a_month_is_processed_with_a_reader_that_was_passed_in_and_somebody_watching(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    for jabatan in ("umum", "ketertiban"):
        complete(tmp_path / "masuk", jabatan, "2019-01")
    seen: list[tuple[int, int, str]] = []
    with Reader() as reader:
        processed = process_to(
            tmp_path / "hasil",
            [tmp_path / "masuk"],
            catalog,
            settings,
            "2019-01",
            dt.datetime(2019, 2, 4, 9),
            reader=reader,
            progress=lambda *told: seen.append(told),
        )
        assert reader._worker is not None and reader._worker.poll() is None
    assert seen == [(1, 2, "ketertiban_2019-01.xlsx"), (2, 2, "umum_2019-01.xlsx")]
    assert processed.path == tmp_path / "hasil" / "2019-01" / "IKI_2019-01_contoh.xlsx"
    assert processed.path.exists()


def test_an_office_is_what_stands_in_its_folder(tmp_path: Path) -> None:
    assert load(None, tmp_path).settings == DECREE.settings
    kecil.move_into(tmp_path)
    catalog, settings = load(kecil.KATALOG, tmp_path)
    assert (catalog.kode, settings) == (kecil.catalog().kode, kecil.settings())
