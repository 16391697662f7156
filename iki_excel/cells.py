"""The names of cells, counted from zero: a door to xlsxwriter's own functions."""

from xlsxwriter.utility import quote_sheetname, xl_range_abs, xl_rowcol_to_cell

__all__ = ["quote_sheetname", "xl_range_abs", "xl_rowcol_to_cell"]
