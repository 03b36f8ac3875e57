//! How much the files of a whole school ask.

use intake::{Answers, Key, Options, assemble};
use records::progress::Silent;
use records::reference::Reference;
use rehearsal::example::Rehearsal;
use rehearsal::layouts::canonical;
use rehearsal::simulate::{Knobs, region};

use crate::support::assemble_with;

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

/// Where the files of several schools do not state their kinds, one question asks for all, and the answer is in the data; where they do, or
/// where the schools are too few to be compared, nobody is asked.
#[test]
fn kinds_of_schools_are_asked_in_one_question() {
    let files = |schools, kind_known| {
        let knobs = Knobs { schools, kind_known, works: vec!["vpr-russian-4".into()], exams: false, ..Knobs::honest() };
        let files = canonical::write(&region(&knobs, 3).dataset).unwrap();
        files.into_iter().map(|(name, bytes)| intake::Input { name, bytes }).collect::<Vec<_>>()
    };
    let asked = |schools, kind_known, answers: &[(&str, &str)]| {
        let read = assemble_with(files(schools, kind_known), answers);
        let open: Vec<String> = read.questions.iter().map(|question| question.key.clone()).collect();
        let kinds: Vec<Option<String>> = read.dataset.schools.iter().map(|school| school.kind.clone()).collect();
        (open, kinds)
    };
    assert_eq!(asked(8, true, &[]).0, [] as [&str; 0]);
    assert_eq!(asked(5, false, &[]).0, [] as [&str; 0], "too few to be compared");
    let (open, kinds) = asked(8, false, &[]);
    assert_eq!((open.as_slice(), kinds), (["school-kinds:all".to_owned()].as_slice(), vec![None; 8]));
    let (open, kinds) = asked(8, false, &[("school-kinds:all", "edu100003 гимназия; остальные обычные")]);
    let count = |kind: &str| kinds.iter().filter(|own| own.as_deref() == Some(kind)).count();
    assert_eq!((open.len(), count("gymnasium"), count("general")), (0, 1, 7));
}
