"""Raw text into sentences, paragraphs, quotations and reports, each a span of the untouched text."""
