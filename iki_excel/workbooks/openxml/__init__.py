"""What a spreadsheet reader does not tell: defined names, error cells and formulas, from the XML of the .xlsx."""

from iki_excel.workbooks.openxml.addresses import corners, first_cell
from iki_excel.workbooks.openxml.marks import Marks
from iki_excel.workbooks.openxml.package import Package, Passed, look, pass_on

__all__ = ["Marks", "Package", "Passed", "corners", "first_cell", "look", "pass_on"]
