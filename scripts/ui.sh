#!/usr/bin/env bash
# Builds the interface into ui/dist, unless it was already built from these very files.
set -euo pipefail
. "$(dirname "$0")/common.sh"

stamp=ui/node_modules/.claimdesk-built

# Tests do not go into the build; the two generated folders below are made from other files named here.
sources() {
  find ui/src ui/messages ui/project.inlang ui/scripts \
    ui/index.html ui/package-lock.json ui/vite.config.ts ui/svelte.config.js ui/tsconfig.json \
    -type f ! -path 'ui/src/i18n/generated/*' ! -path 'ui/project.inlang/cache/*' ! -name '*.test.ts' -print0 |
    LC_ALL=C sort -z | xargs -0 cksum | hash_of
}

before=$(sources)
if [ -f ui/dist/index.html ] && stamped "$stamp" "$before"; then exit 0; fi
say "Building the interface."
rm -f "$stamp"
(cd ui && npm run --silent build) || stop "The interface could not be built; the reason is above."
printf '%s\n' "$before" >"$stamp"
