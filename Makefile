# Every command of the project. Needs Python 3.11 or later and a package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(PYTHON) -m pip --python $(BIN)/python --disable-pip-version-check

.PHONY: demo test lint fix check clean

demo: $(VENV)/.runtime  ## run the main job on the built-in example
	$(BIN)/reportbot demo --out-dir out/demo

test: $(VENV)/.test  ## run the whole suite
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.lint  ## style, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(VENV)/.lint  ## let the formatter and the safe fixes run
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:  ## remove everything that was made
	rm -rf $(VENV) out dist build bundle .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage*

# pip from outside serves environments without ensurepip; they need no pip of their own.
$(VENV)/bin/python:
	$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/.runtime: $(VENV)/bin/python pyproject.toml requirements.lock
	$(PIP) install -q -r requirements.lock
	$(PIP) install -q --no-deps -e .
	@touch $@

$(VENV)/.test: $(VENV)/.runtime requirements-dev.lock
	$(PIP) install -q -r requirements-dev.lock
	@touch $@

$(VENV)/.lint: $(VENV)/.test
	@touch $@
