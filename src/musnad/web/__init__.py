"""Review desk: pages over the ledger. Knows neither SQL nor Arabic."""
