"""Documents in, records out: reports are cut, read one by one and put in order; many documents on many processes."""
