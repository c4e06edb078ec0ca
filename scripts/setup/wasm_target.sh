# The Rust standard library for wasm32-unknown-unknown: from rustup as everybody has it, else from Debian's compiler and its library source.

# Debian's compiler under the names Trunk calls; first on PATH when it is the one that can build wasm.
debian_bin=.tools/debian-rust/bin

have_wasm_target() {
  rm -rf .tools/debian-rust
  if [ "${SETUP_WASM:-}" != debian ]; then
    if builds_wasm rustc; then
      found "$(rustc --version | cut -d' ' -f1,2)"
      return
    fi
    if command -v rustup >/dev/null; then
      say "rustup target add wasm32-unknown-unknown"
      timeout 300 rustup target add wasm32-unknown-unknown >/dev/null 2>&1
      if builds_wasm rustc; then
        found "$(rustc --version | cut -d' ' -f1,2), from rustup"
        return
      fi
      say "rustup cannot download it: using Debian's compiler instead"
    fi
  fi
  if ! { [ -x /usr/bin/rustc ] && builds_wasm /usr/bin/rustc; }; then
    command -v apt-get >/dev/null ||
      missing "Rust's wasm32-unknown-unknown target" "rustup target add wasm32-unknown-unknown" || return
    apt_install rustc-web cargo-web rust-web-src rust-web-llvm lld-22 || return
    build_debian_std ||
      missing "Rust's wasm32-unknown-unknown target" "rustup target add wasm32-unknown-unknown, or Debian packages rustc-web and rust-web-src in one version" || return
  fi
  mkdir -p "$debian_bin"
  ln -sf /usr/bin/rustc /usr/bin/cargo "$debian_bin/"
  found "$(/usr/bin/rustc --version | cut -d' ' -f1,2), from Debian"
}

# Whether compiler $1 can make a wasm module that uses std.
builds_wasm() {
  local out=.tools/wasm-probe
  mkdir -p "$out"
  printf '#[unsafe(no_mangle)]\npub extern "C" fn probe(n: u32) -> usize { n.to_string().len() }\n' >"$out/probe.rs"
  "$1" --edition 2024 --crate-type cdylib --target wasm32-unknown-unknown -o "$out/probe.wasm" "$out/probe.rs" >/dev/null 2>&1
}

# Builds std once from Debian's library source and puts it where Debian's compiler looks for it.
build_debian_std() {
  local work=.tools/debian-std lib=/usr/lib/rustlib/wasm32-unknown-unknown/lib
  say "building the standard library for wasm from rust-web-src"
  rm -rf "$work" && mkdir -p "$work/src"
  printf '[package]\nname = "only_std"\nversion = "0.0.0"\nedition = "2024"\n[lib]\ncrate-type = ["cdylib"]\n[workspace]\n' >"$work/Cargo.toml"
  : >"$work/src/lib.rs"
  # Without bitcode in its objects, a build with `lto` fails later ("Can't find section .llvmbc").
  (cd "$work" && unset CARGO_TARGET_DIR && RUSTFLAGS="-Cembed-bitcode=yes" RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 \
    quietly /usr/bin/cargo build --release -Zbuild-std=std,panic_abort --target wasm32-unknown-unknown) || return
  rm -f "$work"/target/wasm32-unknown-unknown/release/deps/*only_std*
  as_root install -m 644 -D -t "$lib" "$work"/target/wasm32-unknown-unknown/release/deps/*.r{lib,meta} || return
  # A rebuilt std has new hashes, so what was compiled against the old one is of no use.
  rm -rf "$work" target/wasm32-unknown-unknown target/mirror
  builds_wasm /usr/bin/rustc
}

# What a wasm build needs to see; sourced by the Makefile's recipes.
write_environment() {
  local root
  root=$(pwd)
  {
    echo "# Made by scripts/setup.sh: the tools of a wasm build."
    echo "export PATH=\"$([ -d "$debian_bin" ] && echo "$root/$debian_bin:")$root/.tools/bin:$root/node_modules/.bin:\$PATH\""
  } >.tools/env.sh
  . .tools/env.sh
}
