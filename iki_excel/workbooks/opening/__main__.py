"""The worker: reads files from its input, one message each, and writes what it found; nothing else may write there."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

from iki_excel.workbooks.gate import Unreadable
from iki_excel.workbooks.opening import guarded
from iki_excel.workbooks.opening.frames import receive, send
from iki_excel.workbooks.opening.inside import open_content


def main(open_one: Callable[[bytes], Any] = open_content) -> None:
    """Answer until the input ends, as it does when the other process ends in whatever way."""
    asked, answers = guarded.begin()
    while (content := receive(asked)) is not None:
        guarded.set_alarm()
        send(answers, pickle.dumps(_answer(content, open_one), pickle.HIGHEST_PROTOCOL))
        guarded.set_alarm(0)


def _answer(content: bytes, open_one: Callable[[bytes], Any]) -> Any:
    try:
        return open_one(content)
    except Unreadable as reason:
        return reason


if __name__ == "__main__":
    main()
