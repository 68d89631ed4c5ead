# make run: install, index seeds/, serve the page. make test: install, run every test.
# make run LLM=ollama:llama3.2 [LLM_URL=...]: a model writes on top of the quotations.
PYTHON ?= python3
FOLDER ?= seeds
BENCH := $(or $(FOOTNOTE_BENCH),../shared/bench)
VENV := .venv
BIN := $(VENV)/bin

LLM ?=
LLM_URL ?=
KIND := $(filter $(patsubst requirements-%.txt,%,$(wildcard requirements-*.txt)),$(firstword $(subst :, ,$(LLM))))

.PHONY: run test check bench coverage torture malformed shots browser clean

run: $(VENV)/run.done $(KIND:%=$(VENV)/%.done)
	$(BIN)/python app.py "$(FOLDER)" $(if $(LLM),--llm "$(LLM)") $(if $(LLM_URL),--llm-url "$(LLM_URL)")

test: $(VENV)/test.done browser
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile $(ARGS)

check: $(VENV)/test.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/bench.done
	$(BIN)/python -m evaluation squad $(BENCH)/xquad.en.json --plots docs
	$(BIN)/python -m evaluation beir $(BENCH)/mtrag-un-dev
	$(BIN)/python -m evaluation questions tests/questions.yaml --folder seeds
	$(BIN)/python -m evaluation speed

torture: $(VENV)/test.done
	$(BIN)/python -m tests.torture $(ARGS)

malformed: $(VENV)/test.done
	$(BIN)/python -m tests.malformed $(ARGS)

coverage: $(VENV)/test.done
	$(BIN)/python -m tests.mixed --check $(ARGS)

$(VENV)/run.done: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Footnote needs Python 3.11 or newer: make run PYTHON=/path/to/python3.11"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --requirement requirements.txt
	touch $@

$(VENV)/%.done: requirements-%.txt $(VENV)/run.done
	$(BIN)/pip install --quiet --requirement $<
	touch $@

$(VENV)/bench.done: $(VENV)/run.done evaluation/requirements.txt
	$(BIN)/pip install --quiet --requirement evaluation/requirements.txt
	touch $@

$(VENV)/test.done: $(VENV)/bench.done tests/requirements.txt $(wildcard requirements-*.txt)
	$(BIN)/pip install --quiet --requirement tests/requirements.txt
	touch $@

# Pictures of every state of the page, in OUT.
OUT ?= shots
shots: $(VENV)/test.done browser
	$(BIN)/python -m tests.shots "$(OUT)"

# The page is tested in a real Chromium; FOOTNOTE_CHROMIUM names one that is not on the PATH.
browser:
	@test -n "$$FOOTNOTE_CHROMIUM" || command -v chromium >/dev/null \
		|| { command -v apt-get >/dev/null && test "$$(id -u)" = 0 \
			&& apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } \
		|| { echo "The page's tests need Chromium: install it, or set FOOTNOTE_CHROMIUM."; exit 2; }

clean:
	rm -rf $(VENV) .footnote .pytest_cache .ruff_cache .mypy_cache .hypothesis
