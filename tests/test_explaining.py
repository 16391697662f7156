"""The list of all rules, and what is said of one."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import iki_excel
from iki_excel.runs import explaining
from iki_excel.runs.explaining import RULES, Explanation
from iki_excel.words.errors import IkiError
from iki_excel.words.rules import GALAT, PERINGATAN, Rule

PROVOKING = (
    "test_gate.py", "test_opening.py", "test_openxml.py", "test_reading.py",
    "test_reasons.py", "test_damages.py", "test_checks.py",
    "test_batch.py", "test_returning.py", "test_office.py", "test_identity.py", "test_facts.py", "test_folder.py",
    "test_facts_across.py", "test_repeated.py", "test_rare_files.py", "test_outside.py", "test_words.py",
    "test_many_units.py",
)  # fmt: skip


def constants() -> dict[str, Rule]:
    """Every rule that a module of the package names, by kode."""
    names = [one.name for one in pkgutil.walk_packages(iki_excel.__path__, "iki_excel.")]
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    return {rule.kode: rule for module in modules for rule in vars(module).values() if isinstance(rule, Rule)}


def test_every_rule_of_the_package_is_in_the_list() -> None:
    assert sorted(constants()) == sorted(rule.kode for rule in RULES)


def test_no_two_rules_share_a_kode() -> None:
    assert len({rule.kode for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kode)
def test_every_rule_is_a_short_kind_indonesian_sentence(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z][a-z_]*", rule.kode)
    assert rule.tingkat in (GALAT, PERINGATAN)
    assert rule.arti.endswith(".")
    assert rule.pesan.endswith((".", "?", "}"))
    assert rule.saran.endswith((".", "?", "}"))
    assert len(f"{rule.pesan} {rule.saran}") <= 220
    assert 0 < len(rule.ringkas) <= 100
    assert 0 < len(rule.contoh) <= 110
    assert not rule.ringkas.endswith(".")
    assert not rule.contoh.endswith(".")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kode)
def test_what_is_said_beside_a_cell_names_neither_its_label_nor_what_it_holds(rule: Rule) -> None:
    assert not {"{label}", "{diketik}", "{angka_kata}"} & set(re.findall(r"\{\w+\}", rule.ringkas))


def test_every_rule_is_provoked_by_a_test() -> None:
    here = Path(__file__).parent
    text = "".join((here / name).read_text("utf-8") for name in PROVOKING)
    assert [rule.kode for rule in RULES if f'"{rule.kode}"' not in text] == []


# --- one of them ------------------------------------------------------------------------------------------------------


def test_a_rule_is_explained_with_gaps_where_something_is_filled_in() -> None:
    assert explaining.explain("angka_bersatuan") == Explanation(
        "angka_bersatuan",
        "galat, harus diperbaiki",
        "Angka yang ditulis bersama satuannya.",
        "Isian!F8 berisi “12 orang”",
        "Ketik tanpa satuan; satuannya sudah ….",
    )


@pytest.mark.parametrize("kode", ["syarat", "jabatan_lain", "baris_berpindah"])
def test_what_to_do_may_be_known_only_where_it_is_found(kode: str) -> None:
    assert explaining.explain(kode).saran == "Ikuti petunjuk pada kalimat temuannya."


@pytest.mark.parametrize("kode", ["KOSONG", " kosong "])
def test_capitals_and_spaces_do_not_matter(kode: str) -> None:
    assert explaining.explain(kode).kode == "kosong"


@pytest.mark.parametrize(
    ("kode", "sentence"),
    [
        ("kosongg", "Kode temuan “kosongg” tidak dikenal. Maksudnya “kosong”?"),
        ("zzz", "Kode temuan “zzz” tidak dikenal. Lihat semuanya dengan “iki jelaskan”."),
    ],
)
def test_an_unknown_kode_names_the_nearest(kode: str, sentence: str) -> None:
    with pytest.raises(IkiError) as refused:
        explaining.explain(kode)
    assert str(refused.value) == sentence
