# Every command of the project. `make run` and `make test` set up whatever is missing.

.DEFAULT_GOAL := help
SHELL := /bin/bash

# `make test WORD...`: what follows `test` are words to look for, not targets.
ifeq (test,$(firstword $(MAKECMDGOALS)))
  WORDS := $(wordlist 2,$(words $(MAKECMDGOALS)),$(MAKECMDGOALS))
  ifneq (,$(WORDS))
    .PHONY: $(WORDS)
    $(eval $(WORDS): test ; @:)
    only_test := yes
  endif
endif

.PHONY: test
test: ## Run every test; `make test anchor` only those with "anchor" in their name
	@scripts/test.sh $(WORDS) $(FILTER)

ifndef only_test
.PHONY: help run dev check fix bindings cli e2e test-ui faults fuzz bench bundle shots icons licences clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: ## Set up, build and start the program, on a desk of your choice with ARGS=My.claimdesk
	@scripts/run.sh $(ARGS)

dev: ## Start the program with live reload of the interface
	@scripts/tauri.sh dev

check: ## Format, lints, types, bindings, tidy rules, licences, shell scripts
	@scripts/check.sh

fix: ## Mend format and lints where the tools can
	@scripts/fix.sh

bindings: ## Write the TypeScript twins of the Rust types anew
	@scripts/bindings.sh write

cli: ## Run the command line program: make cli ARGS="--help"
	@scripts/cli.sh $(ARGS)

e2e: ## Run only the tests in the real window; FILTER=word
	@ONLY=window scripts/test.sh $(FILTER)

test-ui: ## Run only the interface's tests; FILTER=word
	@ONLY=ui scripts/test.sh $(FILTER)

faults: ## Run the fault suite in full (an hour): kills, power cuts, failing disks; FILTER=word
	@scripts/faults.sh $(FILTER)

fuzz: ## Feed every reader made-up bytes, 1,000,000 times each: FILTER=word RUNS=n
	@scripts/fuzz.sh $(FILTER)

bench: ## Run the benchmarks
	@scripts/bench.sh $(FILTER)

bundle: ## Build the package for this system (.deb) in the release profile
	@scripts/tauri.sh build --bundles deb

shots: ## Take pictures of the parts and of the window
	@scripts/shots.sh $(FILTER)

icons: ## Draw the icon files from their SVG sources
	@icons/make.sh

licences: ## List what the licence check finds
	@node scripts/licences.mjs

clean: ## Remove everything that was built
	@rm -rf target ui/dist ui/node_modules ui/src/i18n/generated
endif
