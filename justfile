# Recipes for people who work on Leitstand. Everything also works with plain cargo.

# list the recipes
default:
    @just --list

# build, then publish the sample data into sample_data/out/2026-10
demo:
    cargo run --release -- run sample_data/leitstand.toml

# all tests, with the build that the demo made
test:
    cargo test --release

# formatting and lints, as the checks want them
check:
    cargo fmt --check
    cargo clippy --release --all-targets -- -D warnings

# everything that is asked of a change
ci:
    .ci/run

# time of the staffing search
bench:
    cargo bench --bench erlang

# time and memory of one run over a workspace of your own, e.g. `just bench-month big/leitstand.toml 2026-10`
bench-month workspace period="last-month" jobs="2":
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --release
    out=$(mktemp -d)
    trap 'rm -rf "$out"' EXIT
    # Exit code 3 is a publication, too.
    /usr/bin/time -v target/release/leitstand --verbose --jobs {{ jobs }} run {{ quote(workspace) }} --period {{ quote(period) }} --out "$out" || test $? -eq 3
    grep -A5 '"durations_s"' "$out"/*/manifest.json

# write the sample data, planted.toml and sample_data/README.md anew; same bytes every time
sample:
    cargo run --release --example make_sample_data
