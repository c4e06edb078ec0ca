#!/usr/bin/env bash
# Takes the README's pictures from the running demo shop into docs/screenshots. Needs what `make test` sets up and builds.
set -euo pipefail
cd "$(dirname "$0")/.."
node end2end/bench/screenshots.mjs
