#!/usr/bin/env bash
# Sets up what is missing, builds, and starts the program with the desk it was last used with.
set -euo pipefail
. "$(dirname "$0")/common.sh"

if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  stop "There is no display here: run this from a desktop session, or use the command line program (make cli ARGS=--help)."
fi
"$root/scripts/setup.sh" run
"$root/scripts/ui.sh"
build_programs claimdesk-window claimdesk
exec "$target/debug/claimdesk-window" "$@"
