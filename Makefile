# `make run` and `make test` are all you need; both install what is missing (scripts/setup.sh).
# `make run` builds the server to be fast, `make test` builds it to be built quickly; the app for the browser has a profile of its own (see Cargo.toml).

LISTEN ?= 127.0.0.1:8080
WASM_ENV = . .tools/env.sh
PHASE = @scripts/phase.sh

app_sources := .cargo/config.toml index.html Trunk.toml build.rs Cargo.toml Cargo.lock package-lock.json \
  $(shell find src style public pwa embed locales build crates/domain crates/api crates/makeup/src crates/mirror crates/scanner -type f 2>/dev/null)
picture_sources := $(shell find demo -type f -not -path 'demo/pictures*' 2>/dev/null)

.NOTPARALLEL:
.PHONY: run test kills dev bench sim fmt lint setup build clean help

help: ## lists the commands
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## sets up, builds and serves the shop at http://127.0.0.1:8080
	target/release/vitrine serve --listen $(LISTEN)

test: ## sets up and runs every check and test
	$(PHASE) "set-up" scripts/setup.sh test
	$(PHASE) "formatting" cargo fmt --all --check
	@$(MAKE) --no-print-directory dist/build.json demo/pictures/.drawn
	$(PHASE) "sizes of the built files" node build/check.mjs
	$(PHASE) "lints" $(MAKE) --no-print-directory lint
	$(PHASE) "Rust tests" cargo test --workspace --profile proof --locked --no-fail-fast
	$(PHASE) "browser tests" env VITRINE_BINARY=$(CURDIR)/target/proof/vitrine npm --prefix end2end test

kills: ## kills the server 200 times under load, on SQLite and on PostgreSQL, and counts every bag
	@scripts/setup.sh test
	VITRINE_KILLS=200 cargo test --release --locked -p backend --test api kills -- --nocapture

dev: setup demo/pictures/.drawn ## watches and rebuilds: the app at http://127.0.0.1:8081, its API from a server at :8080
	@scripts/dev.sh

bench: build ## measures; figures go into BENCHMARKS.md
	@scripts/setup.sh test
	scripts/bench.sh

sim: ## a million schedules of the bag's simulator; VITRINE_SCHEDULES and VITRINE_SEED say how many and from where
	VITRINE_SCHEDULES=$${VITRINE_SCHEDULES:-1000000} cargo test --release --locked -p domain --test cart_simulator

fmt: ## formats the Rust code
	cargo fmt --all

lint: ## clippy on everything, for the server and for the browser
	cargo clippy --workspace --all-targets --profile proof --locked -- -D warnings
	cargo clippy -p storefront --features csr --profile proof --locked -- -D warnings
	cargo clippy -p storefront --features widget --profile proof --locked -- -D warnings

setup: ## installs what is missing for building
	$(PHASE) "set-up" scripts/setup.sh

build: setup demo/pictures/.drawn dist/build.json ## app, pictures and server
	$(PHASE) "server" cargo build --release --locked -p backend

dist/build.json: $(app_sources)
	$(PHASE) "app for the browser" bash -c '$(WASM_ENV) && trunk build --release --offline'

demo/pictures/.drawn: $(picture_sources)
	$(PHASE) "demo pictures" node demo/draw.mjs
	@touch $@

clean: ## removes what was built and drawn, keeps installed tools and data
	rm -rf target dist demo/pictures
