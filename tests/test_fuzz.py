"""Spoilt forms and changed workbooks, eight hundred of each, always the same; ``python -m tests.fuzz`` makes more."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from iki_excel.runs.explaining import RULES
from tests.fuzz import accepted, differences, mutants, outcomes
from tests.meanings import small_workbooks
from tests.office import Office

FORMS, WORKBOOKS, BY_LIBREOFFICE = 800, 800, 80


@pytest.mark.panjang
@pytest.mark.decree
def test_nothing_but_answers_and_temuan_comes_out_of_spoilt_forms(tmp_path: Path) -> None:
    *_, told = outcomes(FORMS, 1, tmp_path)
    assert told.total() == FORMS
    assert told["dua cara berbeda"] == 0
    assert told["dipakai"] + told["salinan_sama"] + told["ganda_berbeda"] > FORMS / 10  # read in spite of the damage
    kodes = {kode for kode, times in told.items() if times}
    assert kodes <= {"dipakai", "salinan_sama", *(rule.kode for rule in RULES)}


@pytest.mark.panjang
def test_openpyxl_sees_what_we_read_in_every_workbook_that_is_accepted(tmp_path: Path) -> None:
    told: Counter[str] = Counter()
    read = islice(accepted(mutants(1), told), WORKBOOKS)
    assert [found for one in read for found in differences(one, None, tmp_path)] == []
    assert told["dibaca"] == WORKBOOKS
    assert told.total() < 3.5 * WORKBOOKS  # a good part is not refused


@pytest.mark.libreoffice
def test_libreoffice_sees_what_we_read_in_the_small_workbooks(office: Office, tmp_path: Path) -> None:
    told: Counter[str] = Counter()
    read = list(accepted(small_workbooks(), told))
    assert [found for one in read for found in differences(one, office, tmp_path / "utuh.xlsx")] == []
    assert told == {"dibaca": len(small_workbooks())}


@pytest.mark.panjang
@pytest.mark.libreoffice
def test_libreoffice_and_openpyxl_see_what_we_read_in_every_workbook_that_is_accepted(
    office: Office, tmp_path: Path
) -> None:
    read = islice(accepted(mutants(2), Counter()), BY_LIBREOFFICE)
    assert [found for one in read for found in differences(one, office, tmp_path / "berubah.xlsx")] == []
