//! The example runs to its end.

#[path = "../../examples/journal.rs"]
mod journal;

#[test]
fn the_example_runs() {
    journal::main().unwrap();
}
