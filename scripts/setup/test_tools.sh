# What only the tests need: a Chromium for Playwright with fonts as people have them, and a PostgreSQL server for the storage tests.

have_chromium() {
  if [ -z "$(chromium_path)" ]; then
    apt_install chromium || return
  fi
  found "$(chromium_path)"
  [ -n "$note" ] || missing "Chromium (CHROMIUM is '${CHROMIUM:-}')" "set CHROMIUM to the browser's command"
}

chromium_path() {
  local name
  if [ -n "${CHROMIUM:-}" ]; then
    command -v "$CHROMIUM"
    return
  fi
  for name in chromium chromium-browser google-chrome; do
    command -v "$name" && return
  done
}

# Until the brand's fonts are there the shop is set in Arial and Times New Roman, which every shopper's device has under some name; a bare
# server has neither, and what moves there would move nowhere else.
have_fonts() {
  if [ -z "$(plain_font)" ]; then
    apt_install fonts-liberation || return
  fi
  found "$(plain_font)"
  [ -n "$note" ] || missing "a font of Arial's measures" "install Liberation Sans (Debian: fonts-liberation)"
}

plain_font() {
  if [ "$(uname)" = Linux ]; then
    find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" \
      -iname 'LiberationSans-Regular.*' -o -iname 'arial.ttf' 2>/dev/null | head -n 1
  else
    echo "the system's own"
  fi
}

# Debian keeps the server's commands out of PATH, one folder per version.
have_postgres() {
  if [ -z "$(initdb_path)" ]; then
    # Only the programs are wanted: no cluster of the system's own that would be started at boot.
    as_root mkdir -p /etc/postgresql-common 2>/dev/null &&
      echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null 2>&1
    apt_install postgresql || return
  fi
  found "$(initdb_path)"
  [ -n "$note" ] || missing "PostgreSQL's initdb" "install the PostgreSQL server programs; initdb on PATH or in /usr/lib/postgresql/*/bin"
}

initdb_path() {
  command -v initdb || ls -1 /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1
}
