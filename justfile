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

# the benchmark month: Leitstand beside DuckDB and polars scripts, in turn (--growth: memory at 1, 5 and 10 million calls)
bench-month *options:
    python3 benches/month.py {{ options }}

# write the sample data, planted.toml and sample_data/README.md anew; same bytes every time
sample:
    cargo run --release --example make_sample_data
