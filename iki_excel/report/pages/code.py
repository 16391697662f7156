"""The one door to segno: a text as a QR code, drawn in SVG."""

from __future__ import annotations

import io

QUIET = 4
"""Modules of white around it, without which no telephone finds it."""


def qr(text: str) -> str:
    """The code as SVG. Of its modules 15 % may be lost."""
    import segno  # imported here: only who has the extra [pdf] has it

    drawn = io.BytesIO()
    segno.make(text, error="m", boost_error=False, micro=False).save(
        drawn, kind="svg", border=QUIET, xmldecl=False, nl=False
    )
    return drawn.getvalue().decode()
