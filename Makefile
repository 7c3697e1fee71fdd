# Everything happens in .venv, which is made on first use and again whenever a lock changes.
# Written for GNU make 3.81, the one macOS has.

SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet install
SOURCE := seeds
COUNT := 3000

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test lint bench coverage lock clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 16

run: $(VENV)/run.stamp ## index seeds/ and serve the page (SOURCE=folder, PORT=8000)
	@echo "Indexing $(SOURCE)/ into index/, then serving it. Stop with Ctrl-C." >&2
	@$(VENV)/bin/hoinghi build "$(SOURCE)" || { code=$$?; [ $$code -eq 4 ] || exit $$code; \
	    echo "Some documents were left out, as listed above; serving the others." >&2; }
	@$(VENV)/bin/hoinghi serve $(if $(PORT),--port $(PORT)) || [ $$? -eq 130 ] # 130: Ctrl-C

test: $(VENV)/dev.stamp ## run every test, those in a browser too (ARGS='-k name')
	@CHROMIUM=$$(sh tools/chromium $(PY)) && export CHROMIUM && exec $(PY) -m pytest --numprocesses auto --dist loadfile $(ARGS)

coverage: ## the same, with the lines no test reaches
	@$(MAKE) --no-print-directory test ARGS='--cov --cov-report=term-missing $(ARGS)'

lint: $(VENV)/dev.stamp ## check style, types and the import contracts
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports

bench: $(VENV)/dev.stamp build/articles-$(COUNT).jsonl ## compare speed with other engines (COUNT=3000)
	$(PY) -m benchmarks.speed build/articles-$(COUNT).jsonl

build/articles-$(COUNT).jsonl: benchmarks/articles.py $(VENV)/dev.stamp
	@mkdir -p build
	$(PY) -m benchmarks.articles --count $(COUNT) > $@

lock: ## choose versions anew for Python 3.11 to 3.14 (needs uv)
	sh tools/lock

clean: ## remove the environment, caches and build products; index/ stays
	rm -rf $(VENV) build dist htmlcov .coverage .coverage.* .hypothesis
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .grimp_cache
	find benchmarks indexer tests webapp -name __pycache__ -type d -prune -exec rm -rf {} +

# --no-deps: a lock names everything. Left to resolve, pip's hash mode stops at "coverage[toml]" as
# soon as a version newer than the locked one is published.
$(VENV)/run.stamp: requirements.txt pyproject.toml tools/python
	@python=$$(sh tools/python) || exit 1; \
	    echo "Setting up $(VENV) with $$("$$python" --version): about a minute, once." >&2; \
	    [ -x $(PY) ] || "$$python" -m venv $(VENV)
	@$(PIP) --only-binary :all: --require-hashes --no-deps -r requirements.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@$(PY) -m compileall -q indexer webapp # so that the first command answers as fast as the next
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	@echo "Installing what tests and checks need…" >&2
	@$(PIP) --only-binary :all: --require-hashes --no-deps -r requirements-dev.txt
	@touch $@
