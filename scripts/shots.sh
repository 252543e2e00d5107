#!/usr/bin/env bash
# Takes pictures of the parts (ui/shots) and of the real window (tests/shots).
set -euo pipefail
. "$(dirname "$0")/common.sh"

"$root/scripts/setup.sh" test
"$root/scripts/ui.sh"
export SHOTS=1
(cd ui && npm test --silent -- tests/gallery.test.ts)
build_programs claimdesk-window claimdesk
cargo test "${one_set[@]}" --test e2e -- --test-threads=1 "$@"
