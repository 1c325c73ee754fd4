# Everything a person or the gate runs. `make ask Q="..."` and `make test` need nothing but
# Python 3.11 or newer and make; both set up .venv by themselves and are quick the second time.
#
# TORCH_INDEX: address of a wheel index to take torch from, for a smaller CPU build (README).

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# As typed: make would take dollars and $(...) in it for its own.
override export Q := $(value Q)

.PHONY: ask test check bench format clean
.DEFAULT_GOAL := ask

# The question travels in the environment, so that quotes and dollars in it stay what they are.
ask: .venv/serve
	@$(BIN)/sift ask -- "$$Q"

test: .venv/develop
	@$(BIN)/python -m pytest -q

check: .venv/develop
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

# Hours on two cores; BENCH="--rounds 1 --stacks plain,sift --sizes given" is a quick look.
bench: .venv/develop
	@$(BIN)/python -m tests.bench $(BENCH)
	@$(BIN)/python -m tests.bench --million

format: .venv/develop
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv build *.egg-info

.venv/serve: pyproject.toml constraints.txt
	@echo "Setting up .venv: a few minutes the first time ..." >&2
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Sift needs Python 3.11 or newer; name one: make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv .venv
	@$(if $(TORCH_INDEX),$(PIP) install --no-deps --index-url $(TORCH_INDEX) torch==2.13.0)
	@$(PIP) install -c constraints.txt -e '.[build]'
	@touch $@

.venv/develop: .venv/serve
	@$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@
