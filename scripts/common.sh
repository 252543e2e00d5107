# shellcheck shell=bash
# Read by every script here: where the program stands, how it speaks, and how cargo is called.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit

# A new shell may not have read what rustup wrote into the profile.
if ! command -v cargo >/dev/null 2>&1 && [ -d "${HOME:-/root}/.cargo/bin" ]; then
  PATH="${HOME:-/root}/.cargo/bin:$PATH"
fi

# One selection of packages and features for every call of cargo: with another one cargo
# resolves other features and compiles half of the dependencies a second time.
# shellcheck disable=SC2034  # used by the scripts that read this file
one_set=(--workspace --features claimdesk-window/custom-protocol)

# shellcheck disable=SC2034  # likewise
target=${CARGO_TARGET_DIR:-$root/target}

# The library that reads PDFs (see setup.sh).
pdfium_path() { printf '%s\n' "$target/pdfium/libpdfium.so"; }

say() { printf '%s\n' "$*"; }

# One plain sentence, then the end.
stop() {
  printf '%s\n' "$*" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# The hash of what comes in.
hash_of() {
  if has sha256sum; then sha256sum; else shasum -a 256; fi | cut -d ' ' -f 1
}

# Whether the stamp file $1 holds the text $2.
stamped() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }

# Builds the named programs. `--examples` is there for one effect: it makes cargo resolve the
# features as it does for tests, so that `make run` and `make test` share what they compile.
build_programs() {
  local bins=() name
  for name in "$@"; do bins+=(--bin "$name"); done
  cargo build "${one_set[@]}" --examples "${bins[@]}"
}
