#!/usr/bin/env bash
# Measures the server and the shop in a browser, and writes BENCHMARKS.md. Nothing else should run meanwhile.
set -euo pipefail
cd "$(dirname "$0")/.."

report=$(mktemp)
trap 'rm -f "$report"' EXIT

# Shows what it writes.
write() { tee -a "$report"; }

section() {
  printf '\n## %s\n\n%s\n\n' "$1" "$2" | write
}

processor=$(awk -F': ' '/^model name/ { print $2; exit }' /proc/cpuinfo)
memory=$(awk '/^MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)
write <<END
# Benchmarks

Written by \`make bench\` on $(date -u +%F), commit $(git rev-parse --short HEAD 2>/dev/null || echo none).
Machine: $(nproc) × ${processor:-unknown processor}, $memory, $(uname -sr); load before the start $(cut -d' ' -f1 /proc/loadavg).
Server, database and whoever asks share this machine, so compare figures of one run rather than runs.
END

section "Server" "\`cargo bench -p backend --bench http\`: 1,000 products × 3 variants × 40 stores in SQLite (near a point: 40 × 3 × 1,000), keep-alive connections, no compression.
A bag change is durable when it is answered; each connection changes a bag of its own."
cargo bench --profile release --locked -p backend --bench http | write

section "Plan of a bag" "\`cargo bench -p domain --bench plan\`: every place sends parcels; a plan that is not proven best was given up after a million looks at a place."
cargo bench --profile release --locked -p domain --bench plan | write

section "Face" "\`cargo bench -p makeup --bench face\`: the test face in 640x480, native code without AVX; wasm takes about a quarter more."
cargo bench --profile release --locked -p makeup --bench face | write

section "Makeup" "\`cargo bench -p makeup --bench paint\`: looks on recorded faces in 640x480, native code."
cargo bench --profile release --locked -p makeup --bench paint | write

section "Try-on" "\`VITRINE_BENCH_MINUTES=10 node end2end/bench/mirror.mjs\`: the worker on a fake camera of 640x480, no graphics card; all of a frame from its arrival to its place on the canvas. In the same browser on the same camera, MediaPipe's own engine."
VITRINE_BENCH_MINUTES=10 node end2end/bench/mirror.mjs | write

section "Two browsers, one bag" "\`node end2end/bench/live.mjs\`: two contexts of headless Chromium ($("${CHROMIUM:-chromium}" --version 2>/dev/null | tr -d '\n' || true)), 60 frames a second."
node end2end/bench/live.mjs | write

section "Weight of the bag" "\`node build/weigh.mjs\`: the compiler's output made as small as what is shipped, compressed with the bag's functions (by their names) and without; what slices share counts for none."
node build/weigh.mjs | write

section "On partners' pages" "\`node end2end/bench/widget.mjs\`: bytes as they are served and as npm has them, compressed in this run; the card on a partner's page in headless Chromium."
node end2end/bench/widget.mjs | write

section "In a store" "\`node end2end/bench/scan.mjs\`: a fake camera of 640x480; the search over what a device keeps for when there is no connection, without its worker."
node end2end/bench/scan.mjs | write

section "Product page, cold" "\`node end2end/bench/first_paint.mjs\`: 1.6 Mbit/s, 150 ms round trip, processor slowed to a fourth, empty cache, the demo shop."
node end2end/bench/first_paint.mjs | write

cp "$report" BENCHMARKS.md
