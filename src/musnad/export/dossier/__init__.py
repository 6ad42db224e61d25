"""Dossiers: what a ledger holds on one matter, laid out for people; composed once, drawn as HTML, PDF or DOCX."""
