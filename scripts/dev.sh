#!/usr/bin/env bash
# The shop while working on it: Trunk rebuilds the app on every change and passes API calls on to a server from the same sources.
# Change server code: press Ctrl-C and start again.
set -eu
cd "$(dirname "$0")/.."
. .tools/env.sh

api=127.0.0.1:8080
mkdir -p target/dev-site target/dev-data
cargo build --profile proof --locked -p backend
# The server wants a built app for its own pages; Trunk's dev server shows the one being worked on.
target/proof/vitrine serve --listen "$api" --data target/dev-data --site target/dev-site &
server=$!
trap 'kill $server 2>/dev/null' EXIT
trunk serve --offline --dist target/dev-site
