"""Spoilt forms: two thousand of them, always the same; ``python -m tests.fuzz`` makes more."""

from __future__ import annotations

from pathlib import Path

import pytest

from iki_excel.runs.explaining import RULES
from tests.fuzz import outcomes

pytestmark = pytest.mark.decree


def test_nothing_but_answers_and_temuan_comes_out_of_spoilt_forms(tmp_path: Path) -> None:
    *_, told = outcomes(2000, 1, tmp_path)
    assert told.total() == 2000
    assert told["dua cara berbeda"] == 0
    assert told["dipakai"] + told["salinan_sama"] + told["ganda_berbeda"] > 200  # read in spite of the damage
    kodes = {kode for kode, times in told.items() if times}
    assert kodes <= {"dipakai", "salinan_sama", *(rule.kode for rule in RULES)}
