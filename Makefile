# Two commands matter: `make run` and `make test`. Everything happens in .venv and var/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
CLOCK ?= system
export KETENMOTOR_CLOCK ?= $(CLOCK)

.PHONY: run test thorough matrix chain walk check audit bench random tck nlgov openapi docs lock clean
.DELETE_ON_ERROR:

# uv installs the same hashed lock in a fifth of pip's time; uv itself is locked and hashed too.
$(VENV)/.installed: requirements.lock requirements-uv.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
		|| { echo "Python's venv module is missing: on Debian or Ubuntu, apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $@

run: export KETENMOTOR_DEMO ?= 1
run: $(VENV)/.installed
	@exec $(BIN)/ketenmotor demo

# Databases of tests live in memory where the machine offers that: they are made and forgotten by the hundred.
test thorough coverage walk matrix: export TMPDIR := $(shell test -w /dev/shm && echo /dev/shm || echo "$${TMPDIR:-/tmp}")
# Each scenario runs on SQLite or on PostgreSQL, half of them on each; what that leaves out is in `make thorough`.
MATRIX_TEST := tests/privacy/test_matrix.py
# Leaks planted for the matrix to find.
NOTICES_TEST := tests/privacy/test_matrix_notices.py

test: export EACH_SCENARIO_ON := one
test: $(VENV)/.installed
	$(BIN)/python -m pytest -n $(WORKERS) --ignore $(MATRIX_TEST) --ignore $(NOTICES_TEST)
	$(BIN)/python -m features.coverage
	$(BIN)/python -m features.chain --check

# Each scenario on the other kind of database, and the privacy matrix: half of its stops on each. Tests are dealt out one
# by one, so that the two parts of the matrix, which take longest, fall to two workers.
thorough: export EACH_SCENARIO_ON := other
thorough: $(VENV)/.installed
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(MATRIX_TEST) $(NOTICES_TEST) features/test_features.py

# At each stop of a case everybody asks for everything, on both databases: `make thorough` asks half of that.
matrix: $(VENV)/.installed
	MATRIX=full $(BIN)/python -m pytest -n $(WORKERS) $(MATRIX_TEST)
	@cat build/matrix/*

# What the features reach of the models: text here, JSON and a drawing of each diagram in build/coverage.
coverage: $(VENV)/.installed
	$(BIN)/python -m pytest -n $(WORKERS) features -k sqlite
	$(BIN)/python -m features.coverage

# Cases at random through the chain, over years of virtual time; SEED= repeats a walk, CASES=10000 is the full one.
walk: export CASES ?= 500
walk: $(VENV)/.installed
	@$(BIN)/python -m features.walk

check: $(VENV)/.installed audit
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Known faults in what we depend on. Of a package for which the index offers no advisories it says that it was not audited.
AUDIT := $(BIN)/pip-audit --requirement requirements.lock --no-deps --disable-pip --progress-spinner off

audit: $(VENV)/.installed
	$(AUDIT) || $(AUDIT) # an index may fail to answer once

bench: $(VENV)/.installed
	@$(BIN)/python -m bench

# The public DMN TCK lies outside this repository; DIR= names its folder, TestCases in its own.
DIR ?= ../shared/dmn-tck

# Random models against the token game of the tests, more of them than `make test` runs.
SEEDS ?= 0-1999

random: $(VENV)/.installed
	RANDOM_SEEDS=$(SEEDS) $(BIN)/python -m pytest -n $(WORKERS) tests/conformance/test_random_models.py

# docs/reference/chain.md, from the models and what the features did when they last ran.
chain: $(VENV)/.installed
	$(BIN)/python -m features.chain

tck: $(VENV)/.installed
	$(BIN)/python -m tests.conformance.dmn_tck $(DIR)

# The official ruleset of the NLGov API Design Rules; its rules are in `make test` too, so this needs no line to CI.
NLGOV_RULESET ?= https://static.developer.overheid.nl/adr/ruleset.yaml
SPECTRAL := @stoplight/spectral-cli@6.16.3

nlgov: $(VENV)/.installed
	PATH=$(abspath $(BIN)):$$PATH $(BIN)/npm install --prefix $(VENV)/node --no-save --no-audit --no-fund --silent $(SPECTRAL)
	PATH=$(abspath $(BIN)):$$PATH $(VENV)/node/node_modules/.bin/spectral lint --fail-severity warn \
		--ruleset $(NLGOV_RULESET) docs/reference/openapi.json

docs: $(VENV)/.installed openapi
	$(BIN)/python -m engine.settings_reference > docs/reference/settings.md
	$(BIN)/python -m engine.access.reference > docs/reference/access.md

openapi: $(VENV)/.installed
	$(BIN)/python -m api.openapi_document > docs/reference/openapi.json

lock: $(VENV)/.installed
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --upgrade --quiet --output-file requirements.lock
	echo uv | $(BIN)/uv pip compile - --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --upgrade --quiet --output-file requirements-uv.lock

clean:
	rm -rf $(VENV) var build dist
