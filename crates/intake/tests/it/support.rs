//! Files as text.

use intake::{Answers, Assembly, Input, Key, Options};
use methodology::progress::Silent;
use methodology::reference::Reference;

pub fn file(name: &str, text: &str) -> Input {
    Input { name: name.to_owned(), bytes: text.as_bytes().to_vec() }
}

pub fn assemble(inputs: Vec<Input>) -> Assembly {
    assemble_with(inputs, &[])
}

pub fn assemble_with(inputs: Vec<Input>, answers: &[(&str, &str)]) -> Assembly {
    let mut given = Answers::default();
    answers.iter().for_each(|(key, answer)| given.set(*key, answer));
    let reference = Reference::shipped().unwrap();
    let options = Options { reference: &reference, answers: given, key: Key::derive(7), progress: &Silent };
    intake::assemble(inputs, &options)
}

/// Codes of the problems, in order.
pub fn codes(assembly: &Assembly) -> Vec<&'static str> {
    assembly.problems.iter().map(|problem| problem.code).collect()
}
