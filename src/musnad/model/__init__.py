"""The nouns of the project: spans, records, ids, refusals, errors. Imports nothing of ours."""
