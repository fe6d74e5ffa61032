"""Spreadsheet files of any kind, read safely: Excel of both generations and text tables."""
