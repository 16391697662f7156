"""Indikator Kinerja Individu (IKI) by spreadsheet."""

__version__ = "0.1.0"
