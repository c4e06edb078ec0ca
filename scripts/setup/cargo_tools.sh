# Trunk and wasm-bindgen. Trunk downloads tools whose version it does not like, so both are pinned: Trunk here, wasm-bindgen by Cargo.lock.

TRUNK_VERSION=0.21.14

fetch_crates() {
  if cargo fetch --locked --offline >/dev/null 2>&1; then
    found "there already"
  else
    say "cargo fetch --locked"
    quietly cargo fetch --locked || missing "the crates of Cargo.lock" "cargo fetch --locked must reach crates.io"
  fi
}

have_trunk() {
  install_tool trunk "$TRUNK_VERSION" --locked --no-default-features --features rustls
}

# Without --locked: the lock file it is published with names crate versions not every registry mirror has.
have_wasm_bindgen() {
  install_tool wasm-bindgen "$(locked_version wasm-bindgen)"
}

# Command $1 in version $2 into .tools/bin, further arguments for `cargo install`.
# An unoptimised build takes half the time to compile, and these tools do little work.
install_tool() {
  local tool=$1 version=$2 crate=$1
  shift 2
  [ "$tool" = wasm-bindgen ] && crate=wasm-bindgen-cli
  if [ "$("$tool" --version 2>/dev/null | cut -d' ' -f2)" = "$version" ]; then
    found "there already"
    return
  fi
  say "cargo install $crate (a few minutes)"
  quietly cargo install "$crate" --version "$version" --root .tools --debug --force "$@" ||
    missing "$crate $version" "cargo install $crate --version $version"
}
