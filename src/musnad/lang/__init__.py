"""Languages: words, folding, and packs of lexicons."""
