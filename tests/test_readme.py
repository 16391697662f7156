"""The README shows what the code has: it fails here when it lags."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import iki_excel
from iki_excel.cli import cli
from tests.readme import README, written

pytestmark = pytest.mark.decree

TEXT = README.read_text("utf-8")
PACKAGE = Path(iki_excel.__file__).parent


def test_the_made_parts_are_as_the_code_has_them() -> None:
    assert written(TEXT) == TEXT, "run: python -m tests.readme"


def test_every_command_that_is_named_exists() -> None:
    named = set(re.findall(r"\biki ([a-z]+)\b", re.sub(r"[“”]", "", TEXT)))
    assert named <= set(cli.commands), named - set(cli.commands)


def test_every_option_that_is_named_exists() -> None:
    known = {option for command in cli.commands.values() for param in command.params for option in param.opts}
    named = set(re.findall(r"(?<=[ `])--[a-z]+", re.sub(r"\S*pytest.*", "", TEXT)))
    assert named <= known, named - known


def test_the_map_names_every_module_and_no_other() -> None:
    drawn = TEXT.split("## The map of the code")[1].split("```")[1]
    named = {name.rstrip("/").removesuffix(".py") for name in re.findall(r"\b([a-z]+(?:\.py|/))", drawn)} - {
        "iki_excel"
    }
    present = {path.stem for path in PACKAGE.iterdir() if not path.name.startswith("__")}
    assert named - {"excel"} == present


def test_pictures_and_files_that_are_linked_exist() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", TEXT):
        assert (README.parent / target).is_file(), target
