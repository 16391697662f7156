"""What staff read names no command: whoever uses the page has none, and whoever fills a form neither."""

from __future__ import annotations

import re

import pytest

from iki_excel.cli import cli
from iki_excel.page import acts, bulan, formulir, kotak_masuk, receipts
from iki_excel.runs.explaining import RULES
from iki_excel.runs.monthly import sentences, told
from iki_excel.runs.receiving import placing, recognising
from iki_excel.words.rules import Rule

COMMANDS = "|".join(map(re.escape, sorted(cli.commands)))
NOT_FOR_STAFF = re.compile(rf"\biki (?:{COMMANDS})\b|--[a-z]|iki\.toml|perintah|jalankan", re.IGNORECASE)

SAID = ("pesan", "saran", "ringkas", "bersama", "butir", "saran_bersama", "saran_salinan")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kode)
def test_no_sentence_of_a_rule_names_a_command(rule: Rule) -> None:
    said = [getattr(rule, name) or "" for name in SAID]
    assert [text for text in said if NOT_FOR_STAFF.search(text)] == []


SAYING = (placing, recognising, sentences, told, acts, bulan, formulir, kotak_masuk, receipts)


def _is_said(name: str) -> bool:
    """The equal command of a page stands in its foot, and there it is meant."""
    return name.isupper() and name != "COMMANDS"


def test_no_sentence_of_a_receipt_a_card_or_a_page_names_a_command() -> None:
    said = [getattr(module, name) for module in SAYING for name in dir(module) if _is_said(name)]
    texts = [text for one in said for text in (one.values() if isinstance(one, dict) else [one])]
    texts = [text for text in texts if isinstance(text, str)]
    known = {placing.OPEN, recognising.IN_ARCHIVE, sentences.TWO_VERSIONS, kotak_masuk.CHANGED, *told.HOW.values()}
    assert known <= {*texts}
    assert [text for text in texts if NOT_FOR_STAFF.search(text)] == []


def test_what_is_looked_for_would_be_found() -> None:
    said = ["Pakai formulir dari “iki template”.", "Sebutkan bulannya dengan --periode.", "Jalankan perintah ini lagi."]
    assert all(map(NOT_FOR_STAFF.search, said)) and not NOT_FOR_STAFF.search("Perlu diperbaiki oleh pengisinya.")
