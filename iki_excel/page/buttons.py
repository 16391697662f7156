"""The one orange button of a page, as every page has it: it needs nothing of what takes long to load."""

from __future__ import annotations

from iki_excel.words.frozen import frozen

LINK, SENDS, CHOOSES = "tautan", "kirim", "pilih"
"""The button is a link; it sends a form; it opens the choice of files."""


@frozen
class Button:
    """The one orange button of a page. ``way``: LINK, SENDS or CHOOSES; ``has_focus``: only what sends nothing.

    ``also``: what a quiet button beside it does by sending a form to ``also_address``, "" for none.
    """

    label: str
    sentence: str
    way: str
    address: str = ""
    has_focus: bool = False
    further: str = ""
    """Another month that may be opened all the same: its words, with ``further_address``."""
    further_address: str = ""
    also: str = ""
    also_address: str = ""
