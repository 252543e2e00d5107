#!/usr/bin/env bash
# Runs the fault suite in its full form: kills, power cuts, failing disks, flipped bits, meddling.
# It takes about an hour; FILTER=word runs only the checks with that word in their names.
set -euo pipefail
. "$(dirname "$0")/common.sh"

[ "$(uname -s)" = Linux ] || stop "The fault suite stands between a program and a Linux disk: it runs only there."
has cc || stop "A C compiler is missing: make test installs one."

log=$target/faults.log
mkdir -p "$target"
FAULTS=full cargo test "${one_set[@]}" --test faults -- --nocapture --test-threads=1 "$@" 2>&1 | tee "$log"
say "== Figures"
grep -o 'faults: .*' "$log" || stop "No check ran: none has that word in its name."
