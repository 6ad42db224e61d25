"""musnad: a ledger of attributed claims from Arabic news."""

__version__ = "0.1.0"
