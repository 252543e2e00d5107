# Every command of the project. `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
FEATURES := --features claimdesk-window/custom-protocol
ARGS ?=

.PHONY: help setup setup-test ui run test check fix bench cli bindings bundle icons

help: ## lists these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: setup ui ## installs what is missing, builds, and opens the window on your desk
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	  echo "run: there is no display here: start it in a desktop session, or use the command line with make cli ARGS='--help'" >&2; exit 1; fi
	cargo run -q -p claimdesk-window $(FEATURES) -- $(ARGS)

test: setup-test ui ## installs what is missing and runs every test, also in the real window
	@scripts/test.sh

check: setup-test ui bindings ## formats, lints, types, architecture rules, licences
	cargo fmt --all --check
	cargo clippy --workspace --all-targets $(FEATURES) -- -D warnings
	cargo test -q -p claimdesk-tests --test suite tidy
	npm --prefix ui run check
	npm --prefix ui run lint
	@if command -v cargo-deny >/dev/null; then cargo deny check; else scripts/licences.py; fi

bindings: ## writes the TypeScript twins of the Rust types, and fails if they were stale
	cargo test -q -p claimdesk-core --lib export_bindings
	@git diff --exit-code --stat -- ui/src/api/generated && \
	  [ -z "$$(git ls-files --others --exclude-standard ui/src/api/generated)" ] || \
	  { echo "check: the generated types were stale: commit ui/src/api/generated" >&2; exit 1; }

fix: ## formats everything and applies what clippy and eslint can mend
	cargo clippy --fix --allow-dirty --allow-staged --workspace --all-targets $(FEATURES)
	cargo fmt --all
	npm --prefix ui run format

bench: ## prints what a command, a page and a start cost
	cargo bench -p claimdesk-tests

cli: ## runs the command line: make cli ARGS='--help'
	@cargo run -q -p claimdesk-cli -- $(ARGS)

bundle: setup ui ## builds the installable program (.deb) in release
	npm --prefix ui exec -- tauri build --bundles deb --config ../src-tauri/tauri.conf.json

icons: ## draws the icons anew from their SVG sources
	icons/make.sh

setup:
	@scripts/setup.sh run

setup-test:
	@scripts/setup.sh test

ui:
	@scripts/ui.sh
