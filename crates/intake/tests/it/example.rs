//! The example says what the README says it does.

#[path = "../../examples/read.rs"]
mod read;

#[test]
fn the_readme_shows_what_the_example_tells() {
    read::main().unwrap();
    let told = read::told().unwrap();
    assert_eq!(told.len(), 7);
    assert!(include_str!("../../README.md").contains(&format!("```text\n{}\n```", told.join("\n"))), "{told:#?}");
}
