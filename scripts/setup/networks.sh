# The two networks of the try-on, unchanged, cut out of the npm package @mediapipe/face_mesh (Apache-2.0): it ships them one behind the other in one file.
# They go to .tools/networks/ with their licence; crates/makeup is tested against them.

NETWORKS=.tools/networks
PACKED_NETWORKS=node_modules/@mediapipe/face_mesh/face_mesh_solution_packed_assets.data

# name, first byte, bytes, SHA-256
NETWORK_LIST='face_detection_short_range.tflite 3757224 229032 3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633
face_landmark_with_attention.tflite 0 2495952 883b7411747bac657c30c462d305d312e9dec6adbf8b85e2f5d8d722fca9455d'

have_networks() {
  if networks_are_right; then
    found "there already"
    return
  fi
  [ -f "$PACKED_NETWORKS" ] ||
    missing "$PACKED_NETWORKS" "npm ci, so that the package @mediapipe/face_mesh of package.json is there" || return
  mkdir -p "$NETWORKS"
  local name first bytes sum
  while read -r name first bytes sum; do
    tail -c "+$((first + 1))" "$PACKED_NETWORKS" | head -c "$bytes" >"$NETWORKS/$name"
  done <<<"$NETWORK_LIST"
  cp LICENSE "$NETWORKS/LICENSE"
  {
    echo "face_detection_short_range.tflite and face_landmark_with_attention.tflite are networks of MediaPipe,"
    echo "Copyright The MediaPipe Authors, under the Apache License, Version 2.0 (see LICENSE), unchanged."
    echo "Taken from the npm package @mediapipe/face_mesh $(node -p 'require("./package.json").devDependencies["@mediapipe/face_mesh"]')."
  } >"$NETWORKS/NOTICE"
  networks_are_right ||
    missing "the networks of the try-on: their SHA-256 is not the one in scripts/setup/networks.sh" \
      "delete node_modules/@mediapipe and $NETWORKS, then npm ci; if it stays so, the package was changed: do not use it"
}

networks_are_right() {
  local name first bytes sum
  [ -f "$NETWORKS/LICENSE" ] && [ -f "$NETWORKS/NOTICE" ] || return
  while read -r name first bytes sum; do
    [ "$(sha256_of "$NETWORKS/$name")" = "$sum" ] || return
  done <<<"$NETWORK_LIST"
}

# By Node, which is there on every system we build on; sha256sum is not.
sha256_of() {
  node -e 'process.stdout.write(require("crypto").createHash("sha256").update(require("fs").readFileSync(process.argv[1])).digest("hex"))' "$1" 2>/dev/null
}
