#!/usr/bin/env bash
# Runs the benchmarks. The window's start is measured on the program that `make run` starts: the
# optimised profile would compile all of it for one figure.
set -euo pipefail
. "$(dirname "$0")/common.sh"

"$root/scripts/setup.sh" test
"$root/scripts/ui.sh"
build_programs claimdesk-window claimdesk
exec cargo bench --workspace --exclude claimdesk-window --bench '*' -- "$@"
