"""``python -m iki_excel.cli`` is ``iki``."""

from iki_excel.cli import main

main()
