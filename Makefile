# make book   builds the demonstration edition, from nothing, and says where it is
# make test   runs every check, from nothing
# Both make .venv first, with uv when it is there and pip when not. A second run skips what has not changed.

EDITION ?= params/editions/demo.yml
JOBS    ?= auto
VENV    := .venv
BIN     := $(VENV)/bin
INSTALL := bash .ci/install $(VENV)

.PHONY: book test check lock clean

book:
	@$(INSTALL) requirements.lock
	@$(BIN)/insight build $(EDITION)

test: check
	@bash .ci/browser
	@bash .ci/postgres
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder

check:
	@$(INSTALL) requirements-test.lock
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

# Needs uv. Edit requirements.txt or requirements-test.txt, then make lock.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -q requirements-test.txt -o requirements-test.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header -q requirements.txt -c requirements-test.lock -o requirements.lock

clean:
	rm -rf _build _store $(VENV)
