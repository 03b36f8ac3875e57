//! How much the files of a whole school ask.

use intake::{Answers, Key, Options, assemble};
use records::progress::Silent;
use records::reference::Reference;
use rehearsal::example::Rehearsal;

#[test]
fn a_school_is_asked_in_two_rounds_and_twelve_questions_at_most() {
    let rehearsal = Rehearsal::of(1).unwrap();
    let reference = Reference::shipped().unwrap();
    let (mut answers, mut rounds, mut asked) = (Answers::default(), 0, 0);
    loop {
        let options = Options { reference: &reference, answers: answers.clone(), key: Key::derive(1), progress: &Silent };
        let read = assemble(rehearsal.files.clone(), &options);
        let open = read.questions.iter().filter(|question| answers.get(&question.key).is_none()).count();
        if !Rehearsal::answers(&read.questions, &mut answers) {
            assert!(rounds <= 2 && asked + open <= 12, "{asked} questions answered in {rounds} rounds, {open} open");
            assert!(asked > 3, "the control: something is asked");
            return;
        }
        (rounds, asked) = (rounds + 1, answers.iter().count());
    }
}
