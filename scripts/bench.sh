#!/usr/bin/env bash
# Runs the benchmarks, if there are any. The window has none and is left out: the optimised
# profile would compile all of it for nothing.
set -euo pipefail
. "$(dirname "$0")/common.sh"

"$root/scripts/setup.sh" run
compgen -G 'crates/*/benches/*.rs' >/dev/null || compgen -G 'tests/benches/*.rs' >/dev/null ||
  stop "There are no benchmarks yet: they go into the folder benches of a crate."
exec cargo bench --workspace --exclude claimdesk-window --bench '*' -- "$@"
