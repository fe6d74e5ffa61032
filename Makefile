# Every command of the project. Needs Python 3.11 or later, make and a package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# pip from outside serves systems without ensurepip or with a pip that refuses to install.
PIP := $(PYTHON) -m pip --python $(BIN)/python --disable-pip-version-check -q
# Offline bundle: for which system and Python; empty means this one.
PLATFORM ?=
PYTHON_VERSION ?=
# All targets of the fuzzer together.
export FUZZ_SECONDS ?= 600

.PHONY: help demo test examples torture fuzz docs lint fix coverage picture bundle wheel lock clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/.runtime ## run the main job on the built-in example: out/demo/
	$(BIN)/reportbot demo --out-dir out/demo

test: $(VENV)/.test ## run the whole suite
	$(BIN)/python -m pytest -n auto

examples: $(VENV)/.test ## write the expected files of examples/ anew, to be read before they are committed
	$(BIN)/python -m pytest tests/test_examples.py tests/test_plain.py tests/test_pictures.py --update-examples

torture: $(VENV)/.test ## kill an interview 200 times at random moments: nothing accepted may be lost
	REPORTBOT_KILLS=200 $(BIN)/python -m pytest -n auto tests/test_keeping.py

fuzz: $(VENV)/.test ## coverage-guided fuzzing of every reader for FUZZ_SECONDS (600); what fails is kept in out/fuzz/
	$(BIN)/python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['dependency-groups']['fuzz'])" | xargs $(PIP) install
	$(BIN)/python tests/fuzz/fuzz.py

docs: $(VENV)/.runtime ## write docs/rules.md and docs/settings.md anew from the rules and what may be set
	$(BIN)/python docs/pages.py

lint: $(VENV)/.lint ## style, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: $(VENV)/.lint ## let the formatter and the safe fixes run
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

coverage: $(VENV)/.test ## the suite with branch coverage and its gates
	rm -f .coverage .coverage.*
	$(BIN)/python -m pytest -n auto --cov --cov-report=
	$(BIN)/python -m coverage report --include='src/reportbot/cli/*,src/reportbot/tui/*' --fail-under=90
	$(BIN)/python -m coverage report --omit='src/reportbot/cli/*,src/reportbot/tui/*' --fail-under=95

picture: $(VENV)/.test ## draw the README's pictures anew: docs/interview.svg, docs/report.png (needs LibreOffice and poppler)
	$(BIN)/python docs/screen.py
	$(BIN)/python docs/picture.py

wheel: $(VENV)/.lint ## build the wheel: dist/
	rm -rf dist
	$(BIN)/python -m build --wheel --no-isolation

bundle: wheel ## a folder with all wheels and install scripts for machines without internet: bundle/
	rm -rf bundle
	mkdir -p bundle/wheels
	cp dist/*.whl bundle/wheels/
	cp packaging/install.sh packaging/install.bat packaging/安装说明.txt bundle/
	$(PYTHON) -m pip download -q --disable-pip-version-check --only-binary=:all: -d bundle/wheels -r requirements.lock \
	  $(if $(PLATFORM),--platform $(PLATFORM)) $(if $(PYTHON_VERSION),--python-version $(PYTHON_VERSION))

lock: ## write the lock files anew with the newest versions that fit
	sh packaging/lock.sh $(PYTHON)

clean: ## remove everything that was made
	rm -rf $(VENV) out dist build bundle .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	rm -f .coverage .coverage.*

$(VENV)/bin/python:
	$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/.runtime: $(VENV)/bin/python pyproject.toml requirements.lock
	$(PIP) install -r requirements.lock
	$(PIP) install --no-deps -e .
	$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.test: $(VENV)/.runtime requirements-test.lock
	$(PIP) install -r requirements-test.lock
	@touch $@

$(VENV)/.lint: $(VENV)/.test requirements-lint.lock
	$(PIP) install -r requirements-lint.lock
	@touch $@
