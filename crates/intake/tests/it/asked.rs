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

/// What a question holds up is named; what was answered is known by its question, and the names of classes given once are proposed again.
#[test]
fn answered_questions_are_known_and_their_names_proposed() {
    let rehearsal = Rehearsal::of(1).unwrap();
    let reference = Reference::shipped().unwrap();
    let read = |answers: &Answers| {
        assemble(
            rehearsal.files.clone(),
            &Options { reference: &reference, answers: answers.clone(), key: Key::derive(1), progress: &Silent },
        )
    };
    let (mut answers, first) = (Answers::default(), read(&Answers::default()));
    let forms = first.waiting.iter().filter(|file| file.starts_with("ДКР/")).count();
    assert_eq!((forms, first.answered.len()), (3, 0), "forms that name no work wait: {:?}", first.waiting);
    Rehearsal::answers(&first.questions, &mut answers);
    let second = read(&answers);
    assert!(!second.waiting.iter().any(|file| file.starts_with("ДКР/")), "{:?}", second.waiting);
    for (key, _) in answers.iter() {
        let question = second.answered_by(key).unwrap_or_else(|| panic!("{key}: no question"));
        assert_eq!(question.key.split(':').next(), key.split(':').next());
    }
    let again: Vec<&str> = second
        .questions
        .iter()
        .filter(|question| question.key.starts_with("class:"))
        .filter_map(|question| question.proposed.as_deref())
        .collect();
    assert_eq!(again, ["5-1 = 5А; 5-2 = 5Б; 5-3 = 5В; 7-1 = 7А; 7-2 = 7Б; 7-3 = 7В; 8-1 = 8А; 8-2 = 8Б; 8-3 = 8В"]);
}
