#!/usr/bin/env bash
# Runs every test. The last lines are the runners' own summaries; it fails if one fails or none ran.
set -uo pipefail
cd "$(dirname "$0")/.."
features=(--features claimdesk-window/custom-protocol)
log=$(mktemp -d)
trap 'rm -rf "$log"' EXIT
failed=0

run() {
  local name=$1
  shift
  printf '\n== %s\n' "$name"
  if ! "$@" 2>&1 | tee "$log/$name"; then failed=1; fi
}

run build cargo build --workspace --bins "${features[@]}"
if [ "$failed" = 0 ]; then
  run rust cargo test --workspace "${features[@]}" --lib --bins --test '*' -- --skip real_window
  run interface npm --prefix ui test
  run window cargo test --workspace "${features[@]}" --test e2e -- --test-threads 1
fi

printf '\n== summaries\n'
for name in rust interface window; do
  if [ -f "$log/$name" ]; then
    sed 's/\x1b\[[0-9;]*m//g' "$log/$name" | grep -E '^(test result:| *Tests  | *Test Files  )' || { echo "$name: no test ran"; failed=1; }
  fi
done
exit "$failed"
