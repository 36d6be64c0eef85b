# Everything happens in .venv, from locked versions; a second run takes seconds.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test lint types unit lock clean

help: ## Show the targets
	@grep -E '^[a-z]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/run ## Screen examples/catalogue.jsonl and show the outcome
	$(BIN)/policyengine screen examples/catalogue.jsonl --list protected_names=examples/protected_names.txt \
		--output out/decisions.jsonl

test: lint types unit ## Lint, strict types, tests, and the shipped rulesets' own tests

lint: $(VENV)/dev
	$(BIN)/ruff check src tests benchmarks examples
	$(BIN)/ruff format --check src tests benchmarks examples

types: $(VENV)/dev
	$(BIN)/mypy

unit: $(VENV)/dev
	$(BIN)/policyengine check rulesets
	$(BIN)/policyengine test rulesets
	$(BIN)/pytest

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# What builds comes first and from the lock too, so that no build fetches anything by itself.
$(VENV)/run: $(BIN)/python requirements/build.txt requirements/run.txt pyproject.toml
	$(PIP) --require-hashes -r requirements/build.txt
	$(PIP) --require-hashes --no-build-isolation -r requirements/run.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: $(VENV)/run requirements/dev.txt
	$(PIP) --require-hashes --no-build-isolation -r requirements/dev.txt
	@touch $@

LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet --upgrade

lock: $(BIN)/python ## Renew the locked versions
	$(PIP) uv
	$(LOCK) requirements/build.in -o requirements/build.txt
	$(LOCK) requirements/build.in pyproject.toml --extra durable -o requirements/run.txt
	$(LOCK) requirements/build.in pyproject.toml --extra durable --extra dev -o requirements/dev.txt

clean: ## Remove what was installed and built
	rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
