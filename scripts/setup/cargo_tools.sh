# Trunk, wasm-bindgen and wasm-split. Trunk downloads tools whose version it does not like, so all are pinned: here, wasm-bindgen by Cargo.lock.

TRUNK_VERSION=0.21.14
WASM_SPLIT_VERSION=0.2.4

fetch_crates() {
  if cargo fetch --locked --offline >/dev/null 2>&1; then
    found "there already"
  else
    say "cargo fetch --locked"
    quietly cargo fetch --locked || missing "the crates of Cargo.lock" "cargo fetch --locked must reach crates.io"
  fi
}

have_trunk() {
  install_tool trunk trunk "$TRUNK_VERSION" --locked --no-default-features --features rustls
}

# Without --locked: the lock file it is published with names crate versions not every registry mirror has.
have_wasm_bindgen() {
  install_tool wasm-bindgen wasm-bindgen-cli "$(locked_version wasm-bindgen)"
}

# Cuts the app into the part every visit loads and the part that follows (build/split.mjs).
have_wasm_split() {
  install_tool wasm-split-cli wasm_split_cli_support "$WASM_SPLIT_VERSION" --features build-binary
}

# Command $1 of crate $2 in version $3, if need be into .tools/bin; further arguments for `cargo install`.
# An unoptimised build without debug information takes half the time to compile, and these tools do little work.
# They share a folder to build in, since they share crates.
install_tool() {
  local tool=$1 crate=$2 version=$3
  shift 3
  # Not every command says its version; what cargo installed it knows.
  if [ "$("$tool" --version 2>/dev/null | cut -d' ' -f2)" = "$version" ] ||
    cargo install --list --root .tools | grep -qx "$crate v$version:"; then
    found "there already"
    return
  fi
  say "cargo install $crate (a few minutes)"
  CARGO_TARGET_DIR=target/tools CARGO_PROFILE_DEV_DEBUG=0 quietly cargo install "$crate" --version "$version" --root .tools --debug --force "$@" ||
    missing "$crate $version" "cargo install $crate --version $version"
}
