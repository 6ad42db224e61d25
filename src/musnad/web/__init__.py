"""The desk: pages over the ledger for people who read, check and correct. Knows neither SQL nor Arabic."""

from musnad.web.app import make_app
from musnad.web.office import Intake, Office

__all__ = ["Intake", "Office", "make_app"]
