# `just` lists what there is to do.
default:
    @just --list

# Shows what the program does.
demo:
    cargo run --release -- demo

# Says whether it still does.
test:
    cargo test --workspace

# Format, lints, house.
check:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings
    cargo xtask tidy

# The local page.
open:
    cargo run --release -- open

# Benches with machine and medians.
bench:
    cargo bench --workspace
