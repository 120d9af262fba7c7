# Everything happens in .venv; nothing is installed outside this folder.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
EXTRAS ?=
USABLE := $(VENV)/.usable$(EXTRAS)

.DEFAULT_GOAL := help
.PHONY: help run test nightly lint bench browser postgresql fonts samples clean

help: ## list what make can do here
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

run: $(USABLE) ## import samples/tienen-form into output/ and print the summary; EXTRAS=review,xlsx installs these too
	$(BIN)/jobdesc import samples/tienen-form --output output

test: lint browser postgresql fonts ## check style, types, layers and everything the tests know
	$(BIN)/python -m pytest -n 2 --dist worksteal

nightly: $(INSTALLED) ## what make test has no time for: 5000 mutated PDFs, 100 kills, days of use, a second tick at every level
	JOBDESC_MUTATIONS=5000 JOBDESC_KILLS=100 JOBDESC_SOAK=5000 JOBDESC_ALL_TICKS=1 $(BIN)/python -m pytest -n 2 \
		tests/test_hostile.py tests/test_batch_crash.py tests/test_mutations.py tests/test_soak.py
	$(BIN)/python -m benchmarks.memory --full

lint: $(INSTALLED) ## check style, types and layers only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Each is measured whatever the one before said; at the end it fails where any said NO.
BENCHMARKS := readers bench bench_import memory few_into_many audit export \
	"scans --ways 300,200-skew,g4" scans_beside review answering

bench: $(INSTALLED) postgresql ## time and memory of the whole way beside what others take
	@said=0; for one in $(BENCHMARKS); do $(BIN)/python -m benchmarks.$$one || said=1; done; exit $$said

# The exports are tested on a real server, which no Python package brings.
postgresql:
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y postgresql; } || \
		{ echo "The tests need a PostgreSQL server: install the package postgresql of your system." >&2; exit 1; }

browser: ## fetch Chromium where it is missing, for the tests of the report (Debian, as root)
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
	{ apt-get update && apt-get install --yes --no-install-recommends chromium; }

# WeasyPrint, which draws PDFs for the tests, loads these by name and warns where the last one is missing.
FONT_LIBRARIES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0

fonts: ## fetch the libraries that draw text where they are missing (Debian, as root)
	@$(PYTHON) -c 'import ctypes; [ctypes.CDLL(f"lib{name}.so.0") for name in ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")]' \
		2>/dev/null || \
	{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $(FONT_LIBRARIES); } || \
	{ echo "The tests need $(FONT_LIBRARIES), or what they are called on your system." >&2; exit 1; }

samples: $(INSTALLED) ## make the sample PDFs again (needs LibreOffice, Chromium, Ghostscript and poppler)
	$(BIN)/python -m samples.generator

clean: ## remove .venv and what the tools left behind
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

# What using it takes is a seventh of what working on it takes. Modules are compiled when they are used: most never are.
# What installs and what tests other programs is not needed to run this one: 27 MB of pip, 24 MB of tests in pandas and numpy.
$(USABLE): requirements.txt requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --no-compile --requirement requirements.txt \
		--constraint requirements-dev.txt --editable '.$(if $(EXTRAS),[$(EXTRAS)])'
	test -e $(INSTALLED) || rm -rf $(VENV)/lib/python3*/site-packages/pandas/tests
	test -e $(INSTALLED) || find $(VENV)/lib/python3*/site-packages/numpy -depth -type d -name tests -exec rm -rf {} +
	test -e $(INSTALLED) || $(BIN)/python -m pip uninstall -qq --yes pip setuptools
	touch $@

$(INSTALLED): requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --requirement requirements-dev.txt
	PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@ $(VENV)/.usable
