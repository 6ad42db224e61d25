# musnad: `make demo` shows the main job, `make test` checks the machine you are on.
# Needs python3 (3.11 or newer, with venv) and make; everything else goes into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
USABLE := $(VENV)/.usable
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup demo test check format gold bench clean
help:
	@echo "make demo    set up, read the sample, show what was found"
	@echo "make test    set up, run the tests"
	@echo "make check   style, types, import contracts, tests with warnings as errors"
	@echo "make setup   .venv with the package and its checks"
	@echo "make bench   measure speed over the sample"
	@echo "make format  sort imports and mend what ruff can mend"
	@echo "make clean   remove .venv and caches"

setup: $(READY)

# Made anew when the dependencies change; otherwise this costs nothing.
$(READY): $(USABLE)
	@echo "Adding what the tests need ..."
	@$(BIN)/python -m pip install -qq --editable '.[dev]'
	@touch $(READY)

# The package alone, with all of its exports: enough to use it.
$(USABLE): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "musnad needs Python 3.11 or newer; this is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
		{ echo "python3 cannot make a virtual environment here. On Debian or Ubuntu: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }
	@echo "Setting up $(VENV) (a minute the first time) ..."
	@$(BIN)/python -m pip install -qq --editable '.[export]'
	@touch $(USABLE)

demo: $(USABLE)
	@$(BIN)/musnad demo

test: setup
	@$(BIN)/python -m pytest

check: setup
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -W error -m pytest

format: setup
	$(BIN)/ruff check --fix-only --quiet .

bench: setup
	@$(BIN)/musnad bench

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
