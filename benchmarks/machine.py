"""The machine that figures are measured on, in one line."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

from iki_excel.words import bahasa

LIBRARIES = ("pandas", "numpy", "python-calamine", "xlsxwriter")


def named() -> str:
    """Its processor, cores and memory, and what runs on it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}, {libraries}"
    return f"{_processor()}, {os.cpu_count()} inti, memori {bahasa.number(memory, 0)} GiB; {system}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())
