"""Texts to paste into a chat: a file a jabatan and month, as it was said before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from iki_excel.delivery.bodies import as_chat
from iki_excel.delivery.composing import formulir, ingatkan
from iki_excel.runs.pasting import write_texts
from iki_excel.words.periods import Periode
from tests.letters import BATAS, BLANK, KANTOR, KETERTIBAN, MINTA


def test_each_jabatan_has_a_text_a_month(tmp_path: Path) -> None:
    asked = [MINTA, replace(MINTA, kepada=KETERTIBAN), replace(MINTA, periode=Periode("2019-04"))]
    letters = [formulir.letter(KANTOR, one, BLANK) for one in asked]
    assert write_texts(tmp_path / "pesan", letters) == [
        tmp_path / "pesan" / "2019-03" / "umum.txt",
        tmp_path / "pesan" / "2019-03" / "ketertiban.txt",
        tmp_path / "pesan" / "2019-04" / "umum.txt",
    ]
    assert [path.read_bytes().decode() for path in sorted((tmp_path / "pesan").rglob("*.txt"))] == [
        as_chat(letter.body) for letter in (letters[1], letters[0], letters[2])
    ]


def test_two_letters_to_one_jabatan_stand_one_below_the_other(tmp_path: Path) -> None:
    letters = [formulir.letter(KANTOR, MINTA, BLANK), ingatkan.letter(KANTOR, MINTA, BLANK, BATAS)]
    [path] = write_texts(tmp_path, letters)
    first, second = (as_chat(letter.body) for letter in letters)
    assert path.read_text("utf-8") == f"{first}\n––––––––––––––––––––––––\n\n{second}"


def test_the_same_letters_give_the_same_bytes_and_others_take_their_place(tmp_path: Path) -> None:
    letters = [formulir.letter(KANTOR, MINTA, BLANK), ingatkan.letter(KANTOR, MINTA, BLANK, BATAS)]
    [path] = write_texts(tmp_path, letters)
    before = path.read_bytes()
    assert [path.read_bytes() for path in write_texts(tmp_path, letters)] == [before]
    assert [path.read_text("utf-8") for path in write_texts(tmp_path, letters[:1])] == [as_chat(letters[0].body)]


def test_the_file_to_attach_is_named_and_not_where_it_lies(tmp_path: Path) -> None:
    [path] = write_texts(tmp_path, [formulir.letter(KANTOR, MINTA, BLANK)])
    text = path.read_text("utf-8")
    assert ("– IKI_2019-03_contoh_umum.xlsx\n" in text, "input_templates" in text) == (True, False)
