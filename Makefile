# `make` alone lists what there is to do. VENV and PYTHON may be set: make site PYTHON=python3.12
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help site serve check test test-tools messages bench crash clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: $(STAMP)  ## set everything up and build the sample site
	$(BIN)/exemplar build
	@echo "The site is in build/site. To look at it:  make serve"

serve: $(STAMP)  ## show the site on this machine, rebuilt on every change
	$(BIN)/exemplar serve

check: $(STAMP)  ## check the records and settings
	$(BIN)/exemplar check

test: $(STAMP) test-tools  ## lint, types and every test, with what they need installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n logical --dist loadfile

test-tools:
	sh tests/install-tools.sh

messages: $(STAMP)  ## collect the words for staff and compile the catalogue
	$(BIN)/python tests/messages.py --update

bench: $(STAMP)  ## time a build of 10,000 made-up records against Hugo
	$(BIN)/python -m tests.bench.compare

crash: $(STAMP) test-tools  ## kill workers 200 times while they send 2,000 messages, on both databases
	$(BIN)/python -m tests.delivery.crash --wires

clean:  ## remove what was generated, but not the virtual environment
	rm -rf build

# feedgen is published as source only; it is pure Python, so it builds anywhere.
$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || sh tests/install-tools.sh venv
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary=:all: -c constraints.txt --upgrade 'setuptools>=77' wheel
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary=:all: --no-binary=feedgen --use-pep517 --no-build-isolation -c constraints.txt -e '.[dev,press,office,push]'
	touch $(STAMP)
