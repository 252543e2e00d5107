#!/usr/bin/env bash
# Everything that is looked at without running the program. All of it runs; the end says what failed.
set -euo pipefail
. "$(dirname "$0")/common.sh"

bad=()

look() {
  local name=$1
  shift
  say "== $name"
  "$@" || bad+=("$name")
}

tidy() {
  local log=$target/tidy.log
  cargo test "${one_set[@]}" --test suite -- tidy 2>&1 | tee "$log" || return 1
  grep -qE '^test .*tidy.* ok$' "$log" || { say "No tidy test ran."; return 1; }
}

interface() { (cd ui && npm run --silent "$1"); }

licences() {
  if cargo deny --version >/dev/null 2>&1; then
    cargo deny --all-features check
  else
    say "cargo-deny is not installed (cargo install --locked cargo-deny): licences are checked without it, advisories are not."
  fi
  # Also the npm packages that are part of the program, which cargo-deny does not know.
  node scripts/licences.mjs
}

shell_scripts() {
  if has shellcheck; then
    shellcheck -x -P SCRIPTDIR .ci/run icons/make.sh scripts/*.sh
  else
    say "shellcheck is not installed: the shell scripts were not looked at."
  fi
}

"$root/scripts/setup.sh" run
"$root/scripts/ui.sh"
look "Rust format" cargo fmt --all --check
look "Clippy" cargo clippy "${one_set[@]}" --all-targets -- -D warnings
look "Interface types" interface check
look "Interface lint and format" interface lint
look "Bindings" "$root/scripts/bindings.sh" check
look "Tidy" tidy
look "Licences" licences
look "Shell scripts" shell_scripts

if [ ${#bad[@]} -gt 0 ]; then
  printf 'Not in order: %s\n' "${bad[@]}" >&2
  exit 1
fi
say "Everything is in order."
