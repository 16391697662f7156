"""Indikator Kinerja Individu (IKI) by spreadsheet."""

__version__ = "0.2.0"
