"""Numbers of WhatsApp: how people write them, what is refused, and the link that opens a conversation."""

from __future__ import annotations

from pathlib import Path

import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.settings import load_settings
from iki_excel.decree.whatsapp import digits_of
from iki_excel.delivery.whatsapp import chat_link
from iki_excel.words.errors import SettingsError
from tests import kecil


@pytest.mark.parametrize(
    "typed",
    [
        "081234567890",
        "0812-3456-7890",
        "0812 3456 7890",
        "0812.3456.7890",
        "(0812) 3456-7890",
        "0812\N{EN DASH}3456\N{NO-BREAK SPACE}7890",
        "+62 812-3456-7890",
        "+62 (0)812 3456 7890",
        "62812 3456 7890",
        "0062 812 3456 7890",
        "81234567890",
    ],
)
def test_a_number_is_read_however_people_write_it(typed: str) -> None:
    assert digits_of(typed) == "6281234567890"


def test_short_and_long_mobile_numbers_are_read() -> None:
    assert [digits_of(one) for one in ("0811-123-456", "0895-1234-56789")] == ["62811123456", "62895123456789"]


def test_it_stands_beside_the_address_of_the_same_person(tmp_path: Path, catalog: Catalog) -> None:
    settings = load_settings(written(tmp_path, "0812-3456-7890"), catalog)
    assert settings.official("umum").whatsapp == "6281234567890"
    assert settings.official("pelayanan").whatsapp == ""


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("0351 321456", 'Itu bukan nomor ponsel, yang berawalan 08 atau 628; tulis misalnya "0812-0000-0000".'),
        ("+60 12 345 6789", 'Nomor Indonesia berawalan "+62" atau "08".'),
        ("0812-3456", "Nomor ponsel terdiri atas 10 sampai 13 angka bila ditulis dengan 08, misalnya "
                      '"0812-0000-0000".'),
        ("0812-3456-7890-1234", "Nomor ponsel terdiri atas 10 sampai 13 angka bila ditulis dengan 08, misalnya "
                                '"0812-0000-0000".'),
        ("0812-3456-7890 / 0813-1111-2222", 'Tulis satu nomor ponsel, angka saja, misalnya "0812-0000-0000".'),
        ("WA Siti", 'Tulis satu nomor ponsel, angka saja, misalnya "0812-0000-0000".'),
    ],
)  # fmt: skip
def test_what_is_no_mobile_number_is_told_by_its_key(typed: str, why: str, tmp_path: Path, catalog: Catalog) -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings(written(tmp_path, typed), catalog)
    assert str(refused.value) == f"{tmp_path}/iki.toml, [pejabat], [umum]: whatsapp berisi “{typed}”. {why}"


def test_a_link_opens_a_conversation_with_the_text_typed_in() -> None:
    assert chat_link("6281234567890") == "https://wa.me/6281234567890"
    assert chat_link("6281234567890", "Umum & Pelayanan: 50% “sah”?\nTerima kasih.") == (
        "https://wa.me/6281234567890?text=Umum%20%26%20Pelayanan%3A%2050%25%20%E2%80%9Csah%E2%80%9D%3F%0ATerima%20kasih."
    )
    assert chat_link("", "Pesan") == ""


def written(folder: Path, whatsapp: str) -> Path:
    path = folder / "iki.toml"
    path.write_text(f'{kecil.PENGATURAN.read_text("utf-8")}\n[pejabat.umum]\nwhatsapp = "{whatsapp}"\n', "utf-8")
    return path
