"""Passwords that somebody wrote into iki.toml: refused wherever they stand, and never shown."""

from __future__ import annotations

import re

VARIABLE = "IKI_SANDI_SUREL"
"""The variable of the environment that may hold the password."""

NAMES = ("sandi", "kata_sandi", "katasandi", "sandi_aplikasi", "password", "passwd", "pass", "pwd")
"""What people would call it."""

ALTERNATIVES = "|".join(sorted(NAMES, key=len, reverse=True))
BEGINS = re.compile(rf"\s*[\"'“]?(?P<key>{ALTERNATIVES})[\"'”]?(?![\w-])", re.IGNORECASE)
SECTIONS = ("", "surel", "surel.alamat")
"""Where one would stand."""


def refusal(key: str) -> str:
    """What to do with the line of such a key; what stands there is not said, as others may read it on a console."""
    return (
        f"sandi tidak ditulis di iki.toml, karena berkas ini mudah tersalin. Hapus baris “{key}”, lalu simpan sandinya "
        f"dengan “iki surel --atur”, atau taruh di variabel lingkungan {VARIABLE}."
    )


def is_password(key: str) -> bool:
    """Whether a key is what people would call a password."""
    return key.casefold() in NAMES


def in_line(line: str, section: str) -> str | None:
    """The refusal of a line that is no TOML and begins like one with a password."""
    found = BEGINS.match(line) if section in SECTIONS else None
    return refusal(found["key"]) if found else None
