"""From bytes to the values of every sheet; the one door to calamine."""

from __future__ import annotations

import io

from python_calamine import CalamineError, CalamineWorkbook

from iki_excel.workbooks import openxml
from iki_excel.workbooks.gate import BROKEN, Unreadable
from iki_excel.workbooks.opening import Sheets
from iki_excel.workbooks.openxml import Package, Passed


def open_content(content: bytes) -> tuple[Sheets, Package]:
    """The sheets in the bytes of an .xlsx, and what its XML adds; Unreadable where they cannot be read."""
    passed = openxml.pass_on(content)
    try:
        return _sheets(passed), passed.package
    except (CalamineError, OverflowError, ValueError):  # a duration of 1e12 days overflows in Python
        raise Unreadable(BROKEN) from None
    except BaseException as panic:  # a panic of calamine is no Exception
        if type(panic).__name__ != "PanicException":
            raise
        raise Unreadable(BROKEN) from None


def _sheets(passed: Passed) -> Sheets:
    with CalamineWorkbook.from_filelike(io.BytesIO(passed.content)) as opened:
        return {
            name: opened.get_sheet_by_name(str(number)).to_python(skip_empty_area=False)
            for number, name in enumerate(passed.sheets)
        }
