#!/usr/bin/env bash
# Installs what is missing: `scripts/setup.sh` for building and running, `scripts/setup.sh test` for the tests as well.
# Repeating it is cheap: every step first asks whether its tool is there in the right version.
# Our own tools go to .tools/ in this repository; only Debian packages are installed system-wide.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
purpose=${1:-build}

. scripts/setup/steps.sh
. scripts/setup/wasm_target.sh
. scripts/setup/cargo_tools.sh
. scripts/setup/node_packages.sh
. scripts/setup/networks.sh
. scripts/setup/test_tools.sh

mkdir -p .tools/bin
step "Rust, Node and make"       have_basics
step "Rust crates"               fetch_crates
step "wasm target"               have_wasm_target
step "environment file"          write_environment
step "Trunk $TRUNK_VERSION"      have_trunk
step "wasm-bindgen $(locked_version wasm-bindgen)" have_wasm_bindgen
step "wasm-split $WASM_SPLIT_VERSION" have_wasm_split
step "npm packages"              have_node_packages .
step "networks of the try-on"    have_networks
if [ "$purpose" = test ]; then
  step "npm packages for tests"  have_node_packages end2end
  step "Chromium"                have_chromium
  step "Fonts"                   have_fonts
  step "PostgreSQL"              have_postgres
fi
finish
