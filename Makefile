# `make run` and `make test` are all a fresh machine needs; both may be run again and again.

PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
INSTANCE ?= instance
PO := $(wildcard portal/translations/*/LC_MESSAGES/messages.po)
MO := $(PO:.po=.mo)

export FLASK_APP := wsgi
export PORTAL_INSTANCE := $(abspath $(INSTANCE))


.PHONY: run test test-all bench screenshots check wheel assets translations clean help

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

run: export PORTAL_DEMO ?= 1
run: export PORTAL_BASE_URL ?= http://127.0.0.1:$(PORT)
run: .venv/ready assets translations ## Environment, database, demo data, web server and worker (stop with Ctrl-C)
	@$(BIN)/flask db upgrade
	@$(BIN)/flask portal demo
	@$(BIN)/flask portal welcome --address http://127.0.0.1:$(PORT)
	@$(BIN)/flask portal worker & worker=$$!; trap 'kill $$worker 2>/dev/null; wait $$worker' EXIT; trap 'exit 0' INT TERM; \
	$(BIN)/granian --interface wsgi --host 127.0.0.1 --port $(PORT) --workers 2 \
		--blocking-threads 4 --no-ws --workers-kill-timeout 1 --log-level warning wsgi:app

test: .venv/ready assets translations node_modules/ready ## What this machine can test, in some minutes
	$(BIN)/pytest -n 4 --dist worksteal -m "not sweep"

test-all: test check ## Everything, with the long walk over every page
	$(BIN)/pytest -n 4 --dist worksteal -m sweep

check: .venv/ready ## Style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/ready assets translations ## Weights, ladder of throughput, rush for seats
	$(BIN)/python -m bench

screenshots: .venv/ready assets translations ## Take the pictures of docs/screenshots again
	$(BIN)/python -m docs.screenshots

wheel: .venv/ready assets translations ## The portal as one file to install, in dist/
	@rm -rf build
	$(BIN)/pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .

assets: .venv/ready
	@$(BIN)/python -m portal.assets

translations: .venv/ready $(MO)

%.mo: %.po
	@$(BIN)/pybabel compile -i $< -o $@

.venv/ready: requirements/dev.txt
	@test -d .venv || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

# Checkers for the tests (vnu, axe); without npm the tests that need them say so.
node_modules/ready: package.json
	@mkdir -p node_modules
	@if command -v npm >/dev/null; then npm install --silent --no-audit --no-fund --no-package-lock; \
	else echo "npm is not here: the tests with vnu and axe will say what they could not do."; fi
	@touch $@

clean: ## Remove what make built; the database stays
	rm -rf .venv node_modules portal/static/vendor/htmx.min.js
	find portal -name '*.mo' -delete
