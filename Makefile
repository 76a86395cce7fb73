.DEFAULT_GOAL := help
.PHONY: help test test-rust test-supply test-python test-node test-wasm test-scale bench capture judge wire fuzz

help: ## what there is to make
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

test: ## every test: test-rust, test-supply, test-python, test-node and test-wasm, one after another
	$(MAKE) test-rust
	$(MAKE) test-supply
	$(MAKE) test-python
	$(MAKE) test-node
	$(MAKE) test-wasm

test-rust: ## format, lints, unit, snapshot, corpus and documentation tests, the core on wasm32, a small judging of indexes
	@cargo fmt --version >/dev/null 2>&1 || rustup component add rustfmt
	@cargo clippy --version >/dev/null 2>&1 || rustup component add clippy
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	cargo test --workspace --locked
	RUSTDOCFLAGS='-D warnings' cargo doc --workspace --no-deps --locked
	rustup target add wasm32-unknown-unknown
	cargo check --package plansight --target wasm32-unknown-unknown --locked
	cargo build --package plansight-cli --locked
	python3 testdata/judge --small --plansight target/debug/plansight --at-least 0.85

# The oldest Rust that Cargo.toml promises.
OLDEST := $(shell sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)

test-supply: ## licences, bans and sources of every dependency; the packages: built by the oldest Rust, twice the same bytes
	@cargo deny --version >/dev/null 2>&1 || cargo install --locked --debug cargo-deny@0.20.2
	cargo deny --all-features check --hide-inclusion-graph licenses bans sources
	rustup toolchain install $(OLDEST) --profile minimal --no-self-update
	cargo +$(OLDEST) package --package plansight --package plansight-cli --locked --allow-dirty
	cd $${CARGO_TARGET_DIR:-target}/package && sha256sum *.crate > packed
	cargo +$(OLDEST) package --package plansight --package plansight-cli --locked --allow-dirty --no-verify
	cd $${CARGO_TARGET_DIR:-target}/package && sha256sum --check packed

test-node: ## the Node front: addon, types, matchers, adapters against their libraries and a PostgreSQL, the packed package
	@python3 -B -c "import sys; sys.path[:0] = ['testdata/judge', 'testdata/capture']; import database; database.ensure_hypopg()"
	rustup target add wasm32-unknown-unknown
	cargo run --locked --package xtask -- wasm
	cd bindings-node && npm install && git diff --exit-code package-lock.json
	cd bindings-node && npm run build:addon && npm run build:types && npm test

test-wasm: ## the package for browsers, in Node and in headless Chromium: types, the viewer, a newcomer's first steps
	rustup target add wasm32-unknown-unknown
	@command -v $${CHROMIUM:-chromium} >/dev/null || command -v google-chrome >/dev/null || \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get -qq update && DEBIAN_FRONTEND=noninteractive \
	    apt-get -qq -o DPkg::Lock::Timeout=600 install -y --no-install-recommends chromium; \
	  else echo "test-wasm: expected Chromium: install it, or name its command in CHROMIUM" >&2; exit 2; fi
	cd bindings-wasm && npm install --no-progress && npm run --silent build && npm test --silent

test-python: ## the Python package: wheel into a clean environment, pytest, stubtest, notebook, real drivers and servers
	cargo build --package plansight-cli --locked
	PLANSIGHT_COMMAND=$${CARGO_TARGET_DIR:-$(CURDIR)/target}/debug/plansight $(MAKE) --directory bindings-python test

test-scale: ## 100,000 plans by threads, processes and Spark on two cores (needs Java 17; installs pyspark): not part of test
	@command -v java >/dev/null || { echo 'test-scale: expected Java 17 or later for Spark: install it' >&2; exit 2; }
	$(MAKE) --directory bindings-python scale

bench: ## whole analysis beside serde_json, in one run, as a table of ratios; and what must be linear
	cargo bench --package plansight --bench table
	cargo bench --package plansight --bench growth

fuzz: ## every fuzz target for SECONDS=60 each: executions, coverage, crashes (a nightly toolchain and cargo-fuzz)
	python3 core/fuzz --seconds $(or $(SECONDS),60)

capture: ## capture testdata/ anew from a throwaway PostgreSQL
	python3 testdata/capture

judge: ## what the proposed indexes are worth to the real planner, beside an expert's
	cargo build --release --package plansight-cli --locked
	python3 testdata/judge

wire: ## write anew what follows from the report's form: its types for TypeScript, testdata/wire/ and testdata/workload/
	PLANSIGHT_BLESS=1 cargo test --package plansight --test wire --locked
