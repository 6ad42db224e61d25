"""Extractors: pure functions from text to records and refusals."""
