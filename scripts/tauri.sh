#!/usr/bin/env bash
# Calls the Tauri command line, from the interface's packages.
#   tauri.sh dev               the program with live reload
#   tauri.sh build --bundles deb
set -euo pipefail
. "$(dirname "$0")/common.sh"

"$root/scripts/setup.sh" run

# The package carries the library that reads PDFs, with its licences.
if [ "${1:-}" = build ] && [ -f "$(pdfium_path)" ]; then
  files=$(printf '{"/usr/lib/claimdesk/libpdfium.so":"%s","/usr/share/doc/claimdesk/pdfium":"%s"}' \
    "$(pdfium_path)" "$(dirname "$(pdfium_path)")/licences")
  set -- "$@" --config "{\"bundle\":{\"linux\":{\"deb\":{\"files\":$files},\"appimage\":{\"files\":$files}}}}"
fi

if [ -x ui/node_modules/.bin/tauri ]; then
  exec ui/node_modules/.bin/tauri "$@"
fi
# It is the twin of the tauri crate and must keep to its version.
exec npx --yes @tauri-apps/cli@2.12.5 "$@"
