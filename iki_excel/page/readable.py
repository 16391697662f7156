"""What a page shows of a text that was written for everybody: a path begins in the office's folder, and no advice names
what no page offers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

OFFERED: tuple[tuple[str, str], ...] = (
    (", atau pilih folder lain", ""),
    (", atau pilih folder di komputer ini", ""),
    (" atau pilih tempat lain", ""),
    ("Pilih folder lain", "Minta izin menulis di folder itu kepada pengelola komputer"),
    ("Pilih tempat lain", "Kosongkan ruang, atau kecilkan berkasnya"),
    ("sedang dipakai perintah iki lain", "sedang dipakai IKI di jendela atau komputer lain"),
    ("Tunggu sampai perintah itu selesai, lalu ulangi perintah ini", "Tunggu sebentar, lalu coba lagi"),
    ("Jalankan perintah ini sekali lagi", "Coba sekali lagi"),
    ("Jalankan perintah ini lagi", "Coba sekali lagi"),
)
"""Advice of whatever writes or reads a file, and what a page says in its place."""

ENDS = r"(?:[/\\]+|(?=[\s:;,)“”]|\.?$|\.\s))"
"""What stands behind the name of a folder: what lies in it, or the end of the name."""


def readable_in(folder: Path) -> Callable[[Any], Any]:
    """What makes any value that a page of this folder shows readable; of what is no text, or is written as it is to
    stand there (escaped before, such as a field that is sent back), nothing changes.
    """
    names = {str(one) for one in (folder, folder.absolute(), folder.resolve()) if one.is_absolute() and one.name}
    spelled = {spelling for name in names for spelling in (name, name.replace("\\", "/"))}
    places = re.compile(
        "|".join(f"{re.escape(one)}{ENDS}" for one in sorted(spelled, key=len, reverse=True)) or r"(?!)"
    )
    own = folder.resolve().name

    def readable(value: Any) -> Any:
        if not isinstance(value, str) or hasattr(value, "__html__"):
            return value
        return _offered(places.sub(lambda found: "" if found[0][-1] in "/\\" else own, value))

    return readable


def _offered(text: str) -> str:
    for advice, here in OFFERED:
        text = text.replace(advice, here)
    return text
