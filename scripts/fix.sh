#!/usr/bin/env bash
# Mends what the tools can mend by themselves.
set -euo pipefail
. "$(dirname "$0")/common.sh"

"$root/scripts/setup.sh" run
"$root/scripts/ui.sh"
cargo clippy "${one_set[@]}" --all-targets --fix --allow-dirty --allow-staged
cargo fmt --all
cd ui
npm run --silent messages
npx --no-install eslint . --fix
npm run --silent format
