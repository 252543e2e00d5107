#!/usr/bin/env bash
# Feeds every reader of foreign bytes with made-up ones.
#   fuzz.sh [WORD]    only targets with WORD in their name
#   RUNS=N            executions of each (1,000,000); SECONDS_EACH=N stops earlier
# What is found goes to fuzz/artifacts; once mended, move it to tests/fixtures/regress/<target>,
# where plain `cargo test` replays it.
set -euo pipefail
. "$(dirname "$0")/common.sh"

word=${1:-}
runs=${RUNS:-1000000}
seconds=${SECONDS_EACH:-0}
target=${CARGO_TARGET_DIR:-$root/target}/fuzz
host=$(rustc -vV | sed -n 's/^host: //p')

# What cargo-fuzz passes, without having to install it. The address sanitizer is still a feature
# of the nightly compiler, which the stable one has under this name.
flags=(
  --cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4
  -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table
  -Cllvm-args=-sanitizer-coverage-trace-compares -Zsanitizer=address
)
RUSTC_BOOTSTRAP=1 RUSTFLAGS="${flags[*]}" CARGO_TARGET_DIR=$target \
  cargo build --release --manifest-path fuzz/Cargo.toml --target "$host"
program=$target/$host/release/importers
if [[ anchor == *$word* ]]; then
  RUSTC_BOOTSTRAP=1 RUSTFLAGS="${flags[*]}" CARGO_TARGET_DIR=$target \
    cargo build --release --manifest-path fuzz/anchor/Cargo.toml --target "$host"
fi

pdfium=$(pdfium_path)
[ ! -f "$pdfium" ] || export CLAIMDESK_PDFIUM=$pdfium
mkdir -p "$target/logs"
failed=()
mapfile -t names < <(sed -n 's/.*name: "\([a-z]*\)".*/\1/p; s/^ *plain("\([a-z]*\)".*/\1/p' fuzz/src/main.rs)
for name in "${names[@]}"; do
  [[ $name == *$word* ]] || continue
  if [[ $name = pdf || $name = drawn ]] && [ -z "${CLAIMDESK_PDFIUM:-}" ]; then
    say "$name: passed by, its library is not there (scripts/setup.sh)"
    continue
  fi
  mkdir -p "fuzz/corpus/$name" "fuzz/artifacts/$name"
  options=(-runs="$runs" -max_total_time="$seconds" -max_len=65536 -timeout=10 -report_slow_units=1
    -rss_limit_mb=512 -malloc_limit_mb=256 -artifact_prefix="fuzz/artifacts/$name/" -print_final_stats=1)
  dictionary=fuzz/dict/$name.dict
  [ ! -f "$dictionary" ] || options+=(-dict="$dictionary")
  folders=("fuzz/corpus/$name")
  for folder in "fuzz/seeds/$name" "tests/fixtures/regress/$name" crates/intake/tests/fixtures; do
    [ ! -d "$folder" ] || folders+=("$folder")
  done
  say "$name: $runs executions"
  log=$target/logs/$name.log
  CLAIMDESK_FUZZ=$name nice -n 15 "$program" "${options[@]}" "${folders[@]}" >"$log" 2>&1 || failed+=("$name")
  grep -E '^stat::(number_of_executed_units|average_exec_per_sec|slowest_unit_time_sec|peak_rss_mb)|ERROR|panicked' "$log" |
    sed "s/^/  /" || true
done
# The engine of anchors reads texts, not files: its program has no reader in it.
if [[ anchor == *$word* ]]; then
  mkdir -p fuzz/corpus/anchor fuzz/artifacts/anchor
  options=(-runs="$runs" -max_total_time="$seconds" -max_len=4096 -timeout=10 -report_slow_units=1
    -rss_limit_mb=512 -malloc_limit_mb=256 -artifact_prefix=fuzz/artifacts/anchor/ -print_final_stats=1)
  say "anchor: $runs executions"
  log=$target/logs/anchor.log
  nice -n 15 "$target/$host/release/anchor" "${options[@]}" fuzz/corpus/anchor >"$log" 2>&1 || failed+=(anchor)
  grep -E '^stat::(number_of_executed_units|average_exec_per_sec|slowest_unit_time_sec|peak_rss_mb)|ERROR|panicked' "$log" |
    sed "s/^/  /" || true
fi
[ ${#failed[@]} -eq 0 ] || stop "Found something: ${failed[*]} (logs in $target/logs)"
