#!/usr/bin/env bash
# Sets up what is missing, builds, and runs every test: Rust, interface, real window.
#   test.sh [WORD...]         only tests whose name (interface: whose file) holds one of the words
#   ONLY=rust|ui|window       only these
#
# All three always run, so that one failure does not hide another. Every one must have run
# at least one test, unless a word was given: then it is enough that any test ran. The last
# lines are the runners' own results, and their sum.
set -euo pipefail
. "$(dirname "$0")/common.sh"

words=("$@")
only=${ONLY:-rust,ui,window}
logs=$target/test-logs
failed=0
passed=0
faults=()

main() {
  rm -rf "$logs"
  mkdir -p "$logs"
  "$root/scripts/setup.sh" test
  "$root/scripts/ui.sh"
  [ "$only" = ui ] || build_programs claimdesk-window claimdesk
  for kind in rust ui window; do
    case ",$only," in *",$kind,"*) step "$kind" ;; esac
  done
  closing | tee "$logs/summary.txt"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

# The tests in the window all begin with real_window: they have a run of their own below.
run_rust() { cargo test "${one_set[@]}" --no-fail-fast -- --skip real_window "${words[@]}"; }

run_ui() {
  local more=()
  if [ ${#words[@]} -gt 0 ]; then more=(-- --passWithNoTests "${words[@]}"); fi
  (cd ui && npm test --silent "${more[@]}")
}

# One window after the other: two of them would fight for the keyboard.
run_window() { cargo test "${one_set[@]}" --test e2e -- --test-threads=1 "${words[@]}"; }

# Runs one of the three, keeps what it printed, and counts.
step() {
  local kind=$1 log=$logs/$1.log status=0 counts
  say ""
  say "== $(title "$kind")"
  "run_$kind" 2>&1 | tee "$log" || status=$?
  read -r -a counts <<<"$(results "$log" | count)"
  passed=$((passed + counts[0]))
  failed=$((failed + counts[1]))
  if [ "$status" -ne 0 ] && [ "${counts[1]}" -eq 0 ]; then
    faults+=("$(title "$kind") did not run to the end; the reason is above.")
    failed=$((failed + 1))
  elif [ "$((counts[0] + counts[1]))" -eq 0 ] && [ ${#words[@]} -eq 0 ]; then
    faults+=("$(title "$kind"): no test ran.")
    failed=$((failed + 1))
  fi
}

title() {
  case $1 in
    rust) say "Rust tests" ;;
    ui) say "Interface tests" ;;
    window) say "Tests in the real window" ;;
  esac
}

# The runners' own result lines in a log, without colours and without those that say "nothing to do".
results() {
  sed 's/\x1b\[[0-9;]*m//g' "$1" |
    grep -E '^(test result: |[0-9]+ passed, [0-9]+ failed|[[:space:]]+(Test Files|Tests)[[:space:]]+[0-9])' |
    grep -v '^test result: ok\. 0 passed; 0 failed; 0 ignored' || true
}

# "PASSED FAILED", the sum over result lines. Files are not tests.
count() {
  awk '
    /Test Files/ { next }
    { line = $0; gsub(/[|;,.()]/, " ", line); n = split(line, word, /[ \t]+/)
      for (i = 2; i <= n; i++) { if (word[i] == "passed") p += word[i-1]; if (word[i] == "failed") f += word[i-1] } }
    END { print p + 0, f + 0 }'
}

closing() {
  local kind
  say ""
  for kind in rust ui window; do
    if [ -f "$logs/$kind.log" ]; then say "$(title "$kind"):"; results "$logs/$kind.log"; fi
  done
  if [ ${#faults[@]} -gt 0 ]; then printf '%s\n' "${faults[@]}"; fi
  say "$passed passed, $failed failed"
}

main
