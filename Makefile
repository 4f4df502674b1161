# A bare machine with Python 3.11 and make is enough. Start with: make run

PYTHON ?= python3
PORT ?= 8000
SITE_URL = http://127.0.0.1:$(PORT)
BIN = .venv/bin
MANAGE = $(BIN)/python manage.py

# For this machine only: a server brings its own secret, and no DEBUG.
LOCAL = SITE_URL=$(SITE_URL) DEBUG=1 SECRET_KEY="$$(cat .local/secret_key)"
LINTED = SITE_URL=$(SITE_URL) DEBUG=1 SECRET_KEY=lint DATABASE_URL=sqlite://:memory:
PRODUCTION = SITE_URL=https://journal.example DEBUG=0 DATABASE_URL=sqlite://:memory: \
	SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))')"

.PHONY: help run example test lint fixtures requirements newsroom
.DELETE_ON_ERROR:

help: ## Say what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

run: newsroom ## Start the site with the seed article at http://127.0.0.1:8000 (PORT=8001 moves it)
	@$(LOCAL) $(MANAGE) shell --verbosity 0 --command "$$WHERE"
	@$(LOCAL) $(MANAGE) runserver 127.0.0.1:$(PORT)

example: newsroom ## Add the fictional newsroom
	@$(LOCAL) $(MANAGE) loaddata example

test: .venv/.ready ## Run every test: SQLite, PostgreSQL, Chromium (ARGS="-k word" goes to pytest)
	@$(BIN)/python -m tests.run $(ARGS)

lint: .venv/.ready ## Check the code, its types, its imports, the templates and the settings
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(LINTED) $(BIN)/mypy
	find templates -name '*.html' -exec $(BIN)/djade --check {} +
	$(BIN)/lint-imports --no-logo
	$(LINTED) $(MANAGE) makemigrations --check --dry-run
	$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

fixtures: .venv/.ready .local/secret_key ## Build the fixtures in seeds/ from their sources
	$(LOCAL) $(MANAGE) rebuild_fixtures

requirements: .venv/.ready ## Write requirements.txt, with hashes, from uv.lock
	@echo "# Made from uv.lock by make requirements, for those without uv." > requirements.txt
	@$(BIN)/uv export --frozen --quiet --no-dev --no-header --no-annotate --format requirements.txt >> requirements.txt

newsroom: .venv/.ready .local/secret_key
	@$(LOCAL) $(MANAGE) migrate --verbosity 0
	@$(LOCAL) $(MANAGE) sync_roles
	@$(LOCAL) $(MANAGE) loaddata seed_article
	@$(LOCAL) $(MANAGE) local_people

.venv/.ready: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
		"Python 3.11 or newer is needed, and $(PYTHON) is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv sync --frozen --quiet
	@touch $@

.local/secret_key: | .venv/.ready
	@mkdir -p .local
	@umask 077; $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))' > $@

define WHERE
from django.conf import settings
piece = Edition.objects.public().filter(article__is_example=False).earliest("first_published_at")
print(f"\nThe piece:  {settings.SITE_URL}{piece.get_absolute_url()}\nThe desk:   {settings.SITE_URL}/admin/\n")
endef
export WHERE
