#!/usr/bin/env bash
# Builds and runs the command line program. It needs neither the window nor the interface.
set -euo pipefail
. "$(dirname "$0")/common.sh"

build_programs claimdesk 2> >(grep -v '^ *Finished' >&2)
exec "$target/debug/claimdesk" "$@"
