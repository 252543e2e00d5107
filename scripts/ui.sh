#!/usr/bin/env bash
# Builds the interface if its sources are newer than what was built.
set -euo pipefail
cd "$(dirname "$0")/../ui"
built=dist/index.html
if [ ! -f "$built" ] || [ -n "$(find src messages index.html vite.config.ts package-lock.json -newer "$built" -print -quit)" ]; then
  npm run build
  touch "$built"
fi
