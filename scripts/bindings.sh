#!/usr/bin/env bash
# The TypeScript twins of the Rust types.
#   bindings.sh check    fails when ui/src/api/generated is not what the types say
#   bindings.sh write    writes it anew; files of types that are gone are removed
set -euo pipefail
. "$(dirname "$0")/common.sh"

kept=ui/src/api/generated
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT

TS_RS_EXPORT_DIR=$fresh cargo test --quiet "${one_set[@]}" --lib -- export_bindings >"$fresh.log" 2>&1 ||
  { cat "$fresh.log" >&2; rm -f "$fresh.log"; stop "The bindings could not be made; the reason is above."; }
rm -f "$fresh.log"
[ -n "$(ls -A "$fresh")" ] || stop "No binding was made: no test is called export_bindings."

case ${1:-check} in
  check) diff -ru "$kept" "$fresh" || stop "The bindings are not those of the Rust types: run make bindings and commit the result." ;;
  write)
    rm -rf "$kept"
    mkdir -p "$kept"
    cp -R "$fresh"/. "$kept"/
    ;;
  *) stop "bindings.sh knows check and write." ;;
esac
