"""What is read on every page in each of its states, kept as text.

``python -m tests.page_texts`` writes them anew; with words behind it only those of states whose name has one of them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from iki_excel.workbooks import saving
from tests.browser import Window, Windows, chromium
from tests.page_states import STATES, State, shown

KEPT = Path(__file__).with_name("halaman")
RENEW = "python -m tests.page_texts"


def path_of(state: State) -> Path:
    """Where the text of a state is kept."""
    return KEPT / f"{state.name}.txt"


def text_of(opened: Window) -> str:
    """All that is read on a page, a line a line."""
    return "\n".join(opened.lines()) + "\n"


def main(*words: str) -> None:
    """Write every text anew, and remove those of states that there are no more."""
    with chromium() as browser:
        windows = Windows(browser)
        for state in STATES:
            if not words or any(word in state.name for word in words):
                with shown(state, windows) as opened:
                    saving.save(path_of(state), text_of(opened).encode())
                    opened.picture(state.name)
    for path in {*KEPT.glob("*.txt")} - {path_of(state) for state in STATES}:
        path.unlink()


if __name__ == "__main__":
    main(*sys.argv[1:])
