# npm packages, exactly as locked: wasm-opt, esbuild, the fonts and the face networks at the root; Playwright and axe in end2end/.

# Installs the packages of folder $1 unless they were installed from this very lock file.
have_node_packages() {
  local folder=$1 mark=$1/node_modules/.installed
  if cmp -s "$folder/package-lock.json" "$mark"; then
    found "there already"
    return
  fi
  say "npm ci in $folder"
  quietly npm ci --no-audit --no-fund --prefix "$folder" ||
    missing "the npm packages of $folder/package.json" "npm ci --prefix $folder must reach an npm registry" || return
  cp "$folder/package-lock.json" "$mark"
}
