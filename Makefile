# Every command a person needs. `make ask` and `make test` work alone on a machine with Python 3.11, make and git.
Q ?= What are the reasons for women's back pain after sex?
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
RUNTIME := $(VENV)/.runtime
WEB := $(VENV)/.web

# Certificates of the machine, so that it works behind a company's proxy too.
export UV_SYSTEM_CERTS := 1
export UV_NATIVE_TLS := 1

.PHONY: ask serve test cover mutants check format bench wheel clean

# The question travels in the environment, not in the arguments: other users of a machine can read arguments.
ask: export AGNODICE_QUESTION := $(value Q)
ask: $(RUNTIME)
	@printf '%s' "$$AGNODICE_QUESTION" | $(BIN)/agnodice ask --echo

serve: $(WEB)
	@$(BIN)/agnodice serve $(OPTIONS)

test: $(READY)
	@$(BIN)/pytest -q -n auto --dist worksteal

# Branches of the core, and mutants of the danger check, of doubts and of triage: docs/testing.md.
cover: $(READY)
	@$(BIN)/pytest -q -n auto --dist worksteal --cov --cov-report=term

mutants: $(READY)
	@UV_PROJECT_ENVIRONMENT=$(VENV) $(BIN)/uv run --locked --with mutmut==3.8.1 mutmut run

check: $(READY)
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-timing 2>/dev/null || $(BIN)/lint-imports
	@$(BIN)/agnodice lint

format: $(READY)
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

bench: $(READY)
	@$(BIN)/python -m benchmarks

wheel: $(VENV)/bin/uv
	@$(BIN)/uv build --quiet --out-dir dist

# Answering needs two small packages; testing needs the rest. Versions come from uv.lock.
$(RUNTIME): pyproject.toml uv.lock
	@$(MAKE) --no-print-directory $(VENV)/bin/uv
	@UV_PROJECT_ENVIRONMENT=$(VENV) $(BIN)/uv sync --quiet --locked --no-dev --inexact
	@touch $@

$(WEB): pyproject.toml uv.lock
	@$(MAKE) --no-print-directory $(VENV)/bin/uv
	@UV_PROJECT_ENVIRONMENT=$(VENV) $(BIN)/uv sync --quiet --locked --no-dev --inexact --extra web
	@touch $@ $(RUNTIME)

$(READY): pyproject.toml uv.lock
	@$(MAKE) --no-print-directory $(VENV)/bin/uv
	@UV_PROJECT_ENVIRONMENT=$(VENV) $(BIN)/uv sync --quiet --locked --inexact
	@touch $@ $(RUNTIME) $(WEB)

$(VENV)/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit("agnodice needs Python 3.11 or newer; try: make PYTHON=python3.11 ask" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'

clean:
	@rm -rf $(VENV) build dist
