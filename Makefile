# Sets itself up: nothing but make and Python has to be there before.
.DEFAULT_GOAL := help
.PHONY: help demo test bench fuzz eval eval-diff lock clean

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
BENCH_READY := .venv/.ready-bench
FUZZ_READY := .venv/.ready-fuzz
PIP_INSTALL := -m pip -qq --disable-pip-version-check --no-input install

# The same versions everywhere, for what builds the package too (older and newer pips read that from different names).
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt
# What the caller's shell carries must not change what runs here.
unexport VIRTUAL_ENV PYTHONPATH PYTHONHOME PYTEST_ADDOPTS PYTEST_PLUGINS MYPYPATH RUFF_CONFIG UNDERWAY_LEDGER

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1	\2/p' Makefile | expand -t 18

demo: $(READY) ## read the example articles, then ask about two of the shows in them
	$(BIN)/underway read examples/brackwater-renewed.txt examples/autumn-audiences.html examples/emily-in-paris.jsonl
	$(BIN)/underway ask Brackwater --from examples
	$(BIN)/underway ask "Emily in Paris" --from examples/emily-in-paris.jsonl --as-of 2021-11-30

test: $(READY) ## all that must hold: style, types, layering, tests
	@.ci/packages
	@echo style
	@$(BIN)/ruff check --quiet --output-format concise .
	@$(BIN)/ruff format --quiet --check . || { $(BIN)/ruff format --check .; exit 1; }
	@echo types
	@$(BIN)/mypy --no-error-summary
	@echo layering
	@$(BIN)/lint-imports --no-logo > .venv/layering.log || { cat .venv/layering.log; exit 1; }
	@echo tests
	@$(BIN)/python -m compileall -q src # the tests start it hundreds of times, also where Python is told not to keep that
	@env -u NO_COLOR -u FORCE_COLOR -u COLUMNS $(BIN)/python -m pytest --quiet --numprocesses auto --dist worksteal

bench: $(BENCH_READY) ## measure speed against what is required; a miss fails
	@$(BIN)/python -m bench

fuzz: $(FUZZ_READY) ## read altered texts until something breaks, or RUNS of them (2000); SEED=2 alters otherwise
	@$(BIN)/python tools/fuzz.py --runs $(or $(RUNS),2000) --seed $(or $(SEED),1)

eval: $(READY) ## score the rules against their floors (PIN=1 raises these); READER=model or both scores a model
	@PYTHONPATH=tests $(BIN)/python -m $(if $(READER),eval.reading --reader $(READER),eval.gate \
	  $(if $(PIN),--pin) $(if $(LOWER),--lower))

eval-diff: $(READY) ## the claims of corpus/ gained and lost since BASE (by default where the floors were pinned)
	@PYTHONPATH=tests $(BIN)/python -m eval.changes $(if $(BASE),--base '$(BASE)') --format $(or $(FORMAT),text)

lock: ## renew constraints.txt with the newest versions that pyproject.toml allows
	@rm -rf .venv/lock && $(PYTHON) -m venv .venv/lock
	@requires="$$($(PYTHON) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"])')" \
	  && unset PIP_CONSTRAINT PIP_BUILD_CONSTRAINT && .venv/lock/bin/python $(PIP_INSTALL) '.[dev,bench,fuzz]' $$requires
	@{ echo '# Exact versions of all that is installed or builds the package; "make lock" renews them.'; \
	  .venv/lock/bin/python -m pip freeze --exclude underway; } > .venv/lock/constraints.txt
	@if grep ' @ ' .venv/lock/constraints.txt; then echo 'not renewed: these come from a place, not a version' >&2; exit 1; fi
	@cp .venv/lock/constraints.txt constraints.txt && rm -rf .venv/lock

clean: ## remove .venv and what the tools leave behind
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .fuzz dist
	@find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml constraints.txt
	@$(BIN)/python -m pip --version > /dev/null 2>&1 || { \
	  $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null \
	    || { echo 'Underway needs Python 3.11 or newer as $(PYTHON); name another one: make PYTHON=python3.12' >&2; exit 1; }; \
	  $(PYTHON) -c 'import ensurepip, venv' 2> /dev/null \
	    || { echo '$(PYTHON) cannot make virtual environments; install its venv package (Debian: python3-venv)' >&2; exit 1; }; \
	  echo 'setting up .venv'; $(PYTHON) -m venv --clear .venv; }
	@echo 'installing what pyproject.toml names'
	@$(BIN)/python $(PIP_INSTALL) --editable '.[dev]'
	@touch $@

$(FUZZ_READY): $(READY)
	@echo 'installing what only the fuzzer needs'
	@$(BIN)/python $(PIP_INSTALL) --editable '.[fuzz]'
	@touch $@

$(BENCH_READY): $(READY)
	@echo 'installing what only the benchmark needs'
	@$(BIN)/python $(PIP_INSTALL) --editable '.[bench]'
	@touch $@
