"""Exports: one file per format, each written from a Reader."""
