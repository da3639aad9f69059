# Multivector: `make run` opens the dashboard, `make test` proves it. Both set themselves up.
# What a target does in more than a line stands in scripts/.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Set-up, browser and tests follow each other; a parallel make would mix them up.
.NOTPARALLEL:

VENV := .venv
PYTHON := $(VENV)/bin/python
PORT ?= 8501
HOST ?= localhost
# Extra arguments for pytest: make test PYTEST_ARGS="-k verdict -x"
PYTEST_ARGS ?=
PROSE := app.py server.py pages publish routes tests docs scripts static README.md CONTRIBUTING.md CHANGELOG.md Makefile
# Two at a time, a file at a time; more of them on two cores only wait for each other.
WORKERS ?= 2

.PHONY: help run test thorough test-oldest check static pytest data package world bench load soak mutants browser clean

help: ## say what each target does
	@echo "Multivector: Kazakhstan's oil and cargo routes, and which of them bypass Russia."
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|' 2>/dev/null \
		|| sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1  \2/p' Makefile

run: $(VENV)/.runtime ## set up what is missing and open the dashboard (PORT=8501 HOST=localhost)
	@scripts/run.sh "$(HOST)" "$(PORT)"

test: $(VENV)/.dev browser pytest ## set up what is missing and run every test, in Chromium and Firefox too

thorough: ## the same with more random examples, longer walks, and the whole world built anew
	@THOROUGH=1 $(MAKE) test

check: $(VENV)/.dev browser static pytest ## what CI runs: format, lint, types, every test

static: $(VENV)/.dev ## format, lint, types, docstrings and spelling only
	@echo "==> Format and lint (ruff)"
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m ruff check .
	@echo "==> Types (mypy --strict)"
	@$(PYTHON) -m mypy
	@echo "==> Docstrings name every parameter (numpydoc)"
	@$(VENV)/bin/numpydoc lint app.py server.py $$(find pages publish routes -name '*.py')
	@echo "==> Spelling (codespell)"
	@$(VENV)/bin/codespell $(PROSE)
	@scripts/lint_static.sh

# Tests run last, so that pytest's closing line closes the output. The order of the files is ours
# (tests/conftest.py): by default xdist takes those of many tests first, and ends with a long one.
pytest: $(VENV)/.dev
	@echo "==> Tests (pytest)"
	@$(PYTHON) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

data: $(VENV)/.runtime ## build geodata/layers from geodata/tables
	@$(PYTHON) -m routes build

package: $(VENV)/.dev ## write, validate and pack the data package, for a release (docs/release.md)
	@scripts/package.sh

world: $(VENV)/.dev ## rebuild geodata/world from Natural Earth (rarely needed)
	@$(PYTHON) -m routes world
	@$(PYTHON) -m routes borders --lines "$$(scripts/lines.sh)"

bench: $(VENV)/.dev browser ## measure the toggle, the selection, the start, the memory
	@scripts/bench.sh

load: $(VENV)/.dev ## measure how many readers one process serves (three minutes)
	@$(PYTHON) -m tests.bench.load

soak: $(VENV)/.dev ## watch memory while 100 readers come and go (SECONDS=600 SESSIONS=100 TTL=20)
	@SECONDS=$(SECONDS) SESSIONS=$(SESSIONS) TTL=$(TTL) $(PYTHON) -m tests.bench.soak

mutants: $(VENV)/.dev ## put small faults into the code that answers; count those no test sees (an hour)
	@scripts/mutants.sh

test-oldest: ## run the tests of engine and pages with the oldest versions that requirements.txt allows
	@scripts/oldest.sh

browser:
	@scripts/browser.sh

# The stamps are newer than the requirements they were made from: make redoes what is out of date.
$(VENV)/.runtime: requirements.txt constraints.txt
	@scripts/setup.sh requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt requirements.txt constraints.txt
	@scripts/setup.sh requirements-dev.txt
	@touch $@ $(VENV)/.runtime

clean: ## remove the virtual environment and every cache
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
