#!/usr/bin/env bash
# Installs what is missing: system packages by name, npm packages from the lock file.
# Usage: scripts/setup.sh run|test
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

build=(libwebkit2gtk-4.1-dev build-essential pkg-config libssl-dev curl file)
window=(fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji)
tests=(webkit2gtk-driver xvfb xauth openbox xdotool imagemagick procps poppler-utils qpdf chromium git)

command -v cargo >/dev/null || die "Rust is missing: install it from https://rustup.rs, then run make again."
command -v npm >/dev/null || die "Node.js 20 or newer is missing: install it from https://nodejs.org, then run make again."

wanted=("${build[@]}" "${window[@]}")
if [ "${1:-run}" = test ]; then wanted+=("${tests[@]}"); fi

if command -v dpkg-query >/dev/null; then
  missing=()
  for package in "${wanted[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  if [ ${#missing[@]} -gt 0 ]; then
    say "installing ${missing[*]}"
    sudo=()
    if [ "$(id -u)" != 0 ]; then
      command -v sudo >/dev/null || die "these packages are missing, and there is no sudo to install them: ${missing[*]}"
      sudo=(sudo)
    fi
    "${sudo[@]}" apt-get update -q
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
  fi
else
  say "this is not Debian or Ubuntu: the counterparts of these packages must be there: ${wanted[*]}"
fi

stamp=ui/node_modules/.installed-from
if ! cmp -s ui/package-lock.json "$stamp"; then
  say "installing the interface's npm packages"
  (cd ui && npm ci --no-audit --no-fund)
  cp ui/package-lock.json "$stamp"
fi
