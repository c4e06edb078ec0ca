# Runs the steps of the set-up one by one, says how long each took and keeps what is missing for the end.
# A step is a function; it prints what it does, and calls `missing WHAT REMEDY` for what cannot be had.

declare -a missing_things=()
note=

say() { printf '    %s\n' "$*"; }

# What a step found already there, shown on its line.
found() { note=$*; }

missing() {
  missing_things+=("$1"$'\n'"      remedy: $2")
  return 1
}

step() {
  local name=$1 started=$SECONDS
  shift
  note=
  if "$@"; then
    printf '  ok    %-24s %4ss  %s\n' "$name" "$((SECONDS - started))" "$note"
  else
    printf '  FAIL  %-24s %4ss\n' "$name" "$((SECONDS - started))"
  fi
}

finish() {
  [ ${#missing_things[@]} -eq 0 ] && return 0
  printf '\nThe set-up is not complete. Missing:\n'
  printf '  - %s\n' "${missing_things[@]}"
  printf 'Then run the same command again: what is there already is skipped.\n'
  return 1
}

# Runs a command quietly; shows its last lines only if it fails.
quietly() {
  local log
  log=$(mktemp)
  if "$@" >"$log" 2>&1; then
    rm -f "$log"
  else
    tail -n 15 "$log" | sed 's/^/      /'
    rm -f "$log"
    return 1
  fi
}

# The version of crate $1 in Cargo.lock.
locked_version() {
  awk -v name="name = \"$1\"" '$0 == name { getline; gsub(/version = |"/, ""); print; exit }' Cargo.lock
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Debian packages; fails with a remedy where there is no apt or no right to use it.
apt_install() {
  if ! command -v apt-get >/dev/null || ! as_root true 2>/dev/null; then
    missing "$*" "install it with your system's package manager (Debian: sudo apt-get install $*)"
    return
  fi
  say "apt-get install $*"
  if [ -z "${apt_lists_updated:-}" ]; then
    quietly as_root apt-get update && apt_lists_updated=yes
  fi
  quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" ||
    missing "$*" "see apt-get's message above, then: sudo apt-get install $*"
}

have_basics() {
  local tool
  for tool in cargo rustc node npm make; do
    command -v "$tool" >/dev/null || missing "$tool" "Rust: https://rustup.rs; Node 20 or newer and make: your system's package manager"
  done
  command -v cc >/dev/null || apt_install gcc libc6-dev
  [ ${#missing_things[@]} -eq 0 ] || finish || exit 1
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] ||
    missing "Node 20 or newer (here: $(node --version))" "install a newer Node" || return
  found "$(rustc --version | cut -d' ' -f1,2), node $(node --version)"
}
