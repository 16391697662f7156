"""pandas loads pyarrow wherever that is installed; a command of ours does without it until one asks for Parquet."""

from __future__ import annotations

import subprocess
import sys


def said_by(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout


def test_pandas_finds_no_pyarrow_and_whoever_asks_for_it_later_does() -> None:
    program = """
import sys
from iki_excel.words import pandas_alone
pandas_alone.leave_out_pyarrow()
import pandas as pd
print(sys.modules["pyarrow"], pd.Series(["TB"]).dtype.storage)
pandas_alone.let_pyarrow_in()
import pyarrow
print(pyarrow.array([7]).to_pylist())
"""
    assert said_by(program) == "None python\n[7]\n"


def test_what_is_loaded_already_stays_loaded() -> None:
    program = """
import sys, pandas, pyarrow
from iki_excel.words import pandas_alone
pandas_alone.leave_out_pyarrow()
pandas_alone.let_pyarrow_in()
print(sys.modules["pyarrow"] is pyarrow)
"""
    assert said_by(program) == "True\n"
