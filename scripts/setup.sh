#!/usr/bin/env bash
# Sets up what is missing on this machine, and touches nothing that is there.
#   setup.sh run    what it takes to build and start the program
#   setup.sh test   that, and what the tests need
set -euo pipefail
. "$(dirname "$0")/common.sh"
. "$root/scripts/packages.sh"

purpose=${1:-run}

main() {
  system_packages
  check_rust
  check_node
  npm_packages
  pdf_library
}

system_packages() {
  if [ "$(uname -s)" != Linux ]; then
    say "This is not Linux: nothing is installed for you. See https://tauri.app/start/prerequisites for what the window needs."
    return
  fi
  if ! has apt-get || ! has dpkg-query; then
    pkg-config --exists webkit2gtk-4.1 2>/dev/null ||
      stop "This is neither Debian nor Ubuntu: please install WebKitGTK 4.1 with its headers, a C compiler, pkg-config and the OpenSSL headers, then run this again."
    say "This is neither Debian nor Ubuntu: system packages are left to you; WebKitGTK 4.1 was found."
    return
  fi
  local needed=("${packages_build[@]}") wished=("${packages_fonts[@]}" "${packages_fetch[@]}") lacking absent
  if [ "$purpose" = test ]; then
    needed+=("${packages_fonts[@]}" "${packages_fetch[@]}" "${packages_test[@]}")
    wished=("${packages_browser[@]}")
  fi
  mapfile -t lacking < <(not_installed "${needed[@]}")
  mapfile -t absent < <(not_installed "${wished[@]}")
  if [ ${#lacking[@]} -gt 0 ] || [ ${#absent[@]} -gt 0 ]; then install "${#lacking[@]}" "${lacking[@]}" "${absent[@]}"; fi
}

not_installed() {
  local name
  for name in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null || true)" = installed ] || printf '%s\n' "$name"
  done
}

# install N NAME...: the first N are needed, the others are wished for.
install() {
  local count=$1 as_root=() offered=() name place=0
  shift
  if [ "$(id -u)" -ne 0 ]; then
    if ! has sudo; then
      [ "$count" -eq 0 ] || stop "Please have an administrator install these packages, then run this again: $*"
      say "Not installed, for want of sudo: $*. The program works without, but some scripts may come out blank."
      return
    fi
    as_root=(sudo)
  fi
  # An old package list is the usual reason why an installation fails, so it is brought up to date.
  say "Installing system packages: $*"
  "${as_root[@]}" apt-get update -q -o Acquire::Retries=3 ||
    say "The package list could not be brought up to date; going on with the old one."
  for name in "$@"; do
    place=$((place + 1))
    if [ "$place" -le "$count" ] || is_offered "$name"; then
      offered+=("$name")
    else
      say "There is no package $name here; going on without it."
    fi
  done
  [ ${#offered[@]} -gt 0 ] || return 0
  if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
    -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 "${offered[@]}"; then
    [ "$count" -eq 0 ] || stop "The packages could not be installed; the reason is above. These are needed: $*"
    say "The packages could not be installed; going on without: $*"
  fi
}

is_offered() {
  local candidate
  candidate=$(LC_ALL=C apt-cache policy "$1" 2>/dev/null | sed -n 's/^  Candidate: //p')
  [ -n "$candidate" ] && [ "$candidate" != '(none)' ]
}

check_rust() {
  local needed found
  needed=$(sed -n 's/^rust-version *= *"\([0-9.]*\)".*/\1/p' Cargo.toml)
  has cargo || stop "Rust is missing: install it from https://rustup.rs (version $needed or newer), then run this again."
  found=$(cargo --version | cut -d ' ' -f 2)
  at_least "$found" "$needed" || stop "Rust $found is too old: $needed or newer is needed (rustup update stable)."
}

check_node() {
  local needed=20.19 found
  if ! has node || ! has npm; then
    stop "Node.js with npm is missing: install version $needed or newer from https://nodejs.org, then run this again."
  fi
  found=$(node --version)
  at_least "${found#v}" "$needed" || stop "Node.js $found is too old: $needed or newer is needed."
}

# Whether version $1 is $2 or newer.
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

npm_packages() {
  local stamp=ui/node_modules/.claimdesk-lock lock
  lock="$(hash_of <ui/package-lock.json) $(node --version)"
  stamped "$stamp" "$lock" && return
  say "Installing the interface's packages from its lock file."
  (cd ui && npm ci --no-audit --no-fund) || stop "The interface's packages could not be installed; the reason is above."
  printf '%s\n' "$lock" >"$stamp"
}

# PDFium, which Chromium reads PDFs with, as the Python package pypdfium2 carries it: prebuilt, so
# it is pinned to the byte. Without it the program works, and refuses PDFs with the reason.
pdf_library() {
  local version=5.15.2 library wanted machine folder
  library=$(pdfium_path)
  machine=$(uname -m)
  case $machine in
    x86_64) wanted=c76dc0f7839644bfa7c3e3107a6068df714e339c861bb7d4519907b821d427f9 ;;
    aarch64) wanted=4378615ad9710397c96c112611be9018629bbfe38805d91a2663a534b99c28ca ;;
    *)
      say "There is no library for PDFs for $machine; PDFs will be refused with the reason."
      return
      ;;
  esac
  [ "$(uname -s)" = Linux ] || return 0
  if [ -f "$library" ] && [ "$(hash_of <"$library")" = "$wanted" ]; then return; fi
  say "Fetching the library that reads PDFs (pypdfium2 $version)."
  folder=$(mktemp -d)
  if ! python3 -m pip download -q --disable-pip-version-check --no-deps --only-binary=:all: -d "$folder" "pypdfium2==$version" ||
    ! python3 -m zipfile -e "$folder"/pypdfium2-*.whl "$folder/wheel"; then
    rm -rf "$folder"
    say "It could not be fetched; going on without: PDFs will be refused with the reason."
    return
  fi
  if [ "$(hash_of <"$folder/wheel/pypdfium2_raw/libpdfium.so")" != "$wanted" ]; then
    rm -rf "$folder"
    stop "The library that reads PDFs is not the one that was pinned. Nothing was installed; please report this."
  fi
  mkdir -p "$(dirname "$library")"
  mv "$folder/wheel/pypdfium2_raw/libpdfium.so" "$library.new"
  mv "$library.new" "$library"
  # The licences that must go with it.
  rm -rf "$(dirname "$library")/licences"
  mv "$folder"/wheel/pypdfium2-*.dist-info/licenses "$(dirname "$library")/licences"
  rm -rf "$folder"
}

main
