"""``python -m iki_excel`` is ``iki``."""

from iki_excel.cli import main

main()
