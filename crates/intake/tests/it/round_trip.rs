//! What the simulator wrote down comes back through the layouts of real programs as the same records.

use std::collections::{BTreeMap, BTreeSet};

use intake::{Answers, Assembly, Input, Key, Options};
use jiff::civil::date;
use records::dataset::{Dataset, Kim, PersonId, Pool, Quantity, Score, Share};
use records::progress::Silent;
use records::provenance::{Question, Severity};
use records::reference::Reference;
use records::vocabulary::{Attendance, Format, Kind};
use rehearsal::layouts::{Names, demo_files};
use rehearsal::simulate::{World, gymnasium};

/// Reads the files, answers what the school's people would answer, reads again.
fn answered(world: &World, files: &[Input]) -> Assembly {
    let reference = Reference::shipped().unwrap();
    let mut answers = Answers::default();
    loop {
        let options = Options { reference: &reference, answers: answers.clone(), key: Key::derive(2026), progress: &Silent };
        let assembly = intake::assemble(files.to_vec(), &options);
        let before = answers.clone();
        for question in &assembly.questions {
            if let Some(answer) = answer(&world.dataset, question) {
                answers.set(question.key.clone(), &answer);
            }
        }
        if answers == before {
            return assembly;
        }
    }
}

/// What the people of the school know: which work a form is, how a class is called; the rest as proposed.
fn answer(data: &Dataset, question: &Question) -> Option<String> {
    match question.key.split(':').next() {
        Some("work") => {
            let date = |kim: &Kim| kim.date.map(|date| format!("{:02}.{:02}.{}", date.day(), date.month(), date.year())).unwrap();
            let title = |kim: &&Kim| format!("{} {} класс", data.subject_names.name(kim.subject.0), kim.grade);
            let forms = data.kims.iter().filter(|kim| kim.kind == Some(Kind::Dkr));
            forms.into_iter().find(|kim| question.place.file.contains(&title(kim))).map(|kim| format!("ДКР {} {}", date(kim), title(&kim)))
        }
        Some("class") => {
            let (grade, ordinal) = question.key.rsplit_once(':')?.1.split_once('-')?;
            Some(format!("{grade}{}", "АБВГ".chars().nth(ordinal.parse::<usize>().ok()? - 1)?))
        }
        _ => question.proposed.clone(),
    }
}

/// One script: school, class, code, status, prior, mark, variant, scores.
type Script = (String, String, String, Attendance, Option<u8>, Option<u8>, Option<u16>, Vec<Score>);

/// Scripts of a KIM by what a school knows them by.
fn scripts(data: &Dataset, kim: usize, code: impl Fn(PersonId) -> String) -> Vec<Script> {
    let sitting = &data.sittings[kim];
    let mut rows: Vec<Script> = (0..sitting.len())
        .map(|row| {
            (
                data.schools[sitting.school[row].0 as usize].school.clone(),
                data.class_names.name(sitting.class[row].0).to_owned(),
                code(sitting.person[row]),
                sitting.status[row],
                sitting.prior[row],
                sitting.mark[row],
                sitting.variant[row],
                sitting.row(row).to_vec(),
            )
        })
        .collect();
    rows.sort();
    rows
}

fn inputs(files: Vec<(String, Vec<u8>)>) -> Vec<Input> {
    files.into_iter().map(|(name, bytes)| Input { name, bytes }).collect()
}

#[test]
fn a_school_comes_back_from_its_workbooks() {
    let world = gymnasium(2026);
    let files = inputs(demo_files(&world, 2026, date(2026, 11, 23)).unwrap());
    let files: Vec<Input> = files.into_iter().filter(|file| file.name.starts_with("школа/")).collect();
    let assembly = answered(&world, &files);
    for recognition in &assembly.recognised {
        assert!(recognition.format.is_some(), "{} is not recognised: {}", recognition.file, recognition.why.ru);
    }
    let costly: Vec<_> = assembly.problems.iter().filter(|problem| problem.severity > Severity::Note).collect();
    assert!(costly.is_empty(), "{} problems, first {:?}", costly.len(), costly.first());
    let open: Vec<&str> = assembly.questions.iter().map(|question| question.key.split(':').next().unwrap()).collect();
    assert_eq!(open, [] as [&str; 0], "{:#?}", assembly.questions);
    nobody_is_named(&world, &assembly);
    works_agree(&world.dataset, &assembly.dataset);
    marks_agree(&world.dataset, &assembly.dataset);
    shares_agree(&world.dataset, &assembly.dataset);
    assert_eq!(assembly.dataset.exams.len(), world.dataset.exams.len());
    assert_eq!(assembly.dataset.medals.len(), world.dataset.medals.len());
    assert_eq!(assembly.dataset.teaching.len(), world.dataset.teaching.len());
    let keys = |data: &Dataset| data.result_sets().iter().map(|set| data.written(set.key).map(str::to_owned)).collect::<Vec<_>>();
    assert_eq!(keys(&assembly.dataset), keys(&world.dataset), "the same result sets under the same keys");
}

/// No surname of the school stands in anything that comes out; a person is a pseudonym.
fn nobody_is_named(world: &World, assembly: &Assembly) {
    let names = Names::invent(&world.dataset, 2026);
    let people = (0_u32..).map(PersonId).take(world.dataset.person_names.len());
    let surnames: BTreeSet<String> = people.filter_map(|person| names.of(person)).map(|name| name.surname.to_lowercase()).collect();
    let data = &assembly.dataset;
    let pools = [&data.class_names, &data.subject_names, &data.person_names, &data.teacher_names, &data.rooms];
    let pools: Vec<&str> = pools.into_iter().flat_map(Pool::iter).collect();
    let told = (&assembly.problems, &assembly.questions, &assembly.recognised);
    let spoken = format!("{told:?}{:?}{:?}{pools:?}", data.sources, data.schools).to_lowercase();
    assert!(surnames.len() > 50);
    for surname in surnames {
        assert!(!spoken.contains(&surname), "{surname}");
    }
}

/// Code of a person in the year of a work.
fn code_in<'a>(data: &'a Dataset, kim: &'a Kim) -> impl Fn(PersonId) -> String + 'a {
    let codes: BTreeMap<PersonId, &str> =
        data.people.iter().filter(|entry| entry.year == kim.year).map(|entry| (entry.person, entry.code.as_str())).collect();
    move |person| codes.get(&person).map_or_else(|| format!("no code: {}", data.person_names.name(person.0)), |code| (*code).to_owned())
}

fn works_agree(wrote: &Dataset, read: &Dataset) {
    for (at, kim) in wrote.kims.iter().enumerate() {
        let found = read
            .kim(&kim.kim)
            .ok_or_else(|| format!("{} is not among {:?}", kim.kim, read.kims.iter().map(|kim| &kim.kim).collect::<Vec<_>>()))
            .unwrap()
            .0 as usize;
        let examination = matches!(kim.kind, Some(Kind::Oge | Kind::Ege));
        let as_written = |script: Script| {
            let (school, class, code, status, prior, mark, variant, mut scores) = script;
            // Ф1 keeps the mark of the work, the collection form leaves it to the scale; a protocol knows neither variants nor `X`.
            let mark = mark.filter(|_| kim.kind == Some(Kind::Vpr));
            let variant = variant.filter(|_| !examination);
            if examination {
                let nothing = Score::points(0).unwrap();
                scores.iter_mut().filter(|score| **score == Score::NOT_ATTEMPTED).for_each(|score| *score = nothing);
            }
            (school, class, code, status, prior, mark, variant, scores)
        };
        let expected: Vec<Script> = scripts(wrote, at, code_in(wrote, kim))
            .into_iter()
            // Ф1 lists those who sat the work.
            .filter(|script| script.3 == Attendance::Present || kim.kind == Some(Kind::Dkr))
            .map(as_written)
            .collect();
        let mut expected = expected;
        expected.sort();
        let mut read_back: Vec<Script> = scripts(read, found, code_in(read, kim)).into_iter().map(as_written).collect();
        read_back.sort();
        assert_eq!(expected.len(), read_back.len(), "{}", kim.kim);
        for (wrote, read) in expected.iter().zip(&read_back) {
            assert_eq!(wrote, read, "{}", kim.kim);
        }
        let formats = |kim: &Kim| kim.items.iter().map(|item| item.format.unwrap_or(Format::Short)).collect::<Vec<_>>();
        assert_eq!(formats(&read.kims[found]), formats(kim), "{}", kim.kim);
    }
}

/// Period marks: class, subject, year, period and mark of every pupil, joined across files by person.
fn marks_agree(wrote: &Dataset, read: &Dataset) {
    let of = |data: &Dataset| {
        let mut codes: BTreeMap<PersonId, Vec<String>> = BTreeMap::new();
        for entry in &data.people {
            codes.entry(entry.person).or_default().push(format!("{}:{}", entry.year, entry.code));
        }
        codes.values_mut().for_each(|codes| codes.sort());
        let mut rows: Vec<(Vec<String>, String, String, String, String, String)> = data
            .marks
            .iter()
            .map(|row| {
                let class = data.class_names.name(row.class.0).to_owned();
                let subject = data.subject_names.name(row.subject.0).to_owned();
                (
                    codes.get(&row.person).cloned().unwrap_or_default(),
                    class,
                    subject,
                    row.year.to_string(),
                    row.period.code(),
                    format!("{:?}", row.mark),
                )
            })
            .collect();
        rows.sort();
        rows.dedup();
        rows
    };
    let (expected, found) = (of(wrote), of(read));
    assert_eq!(expected.len(), found.len());
    assert!(expected == found, "{:?}", expected.iter().zip(&found).find(|(a, b)| a != b));
}

fn shares_agree(wrote: &Dataset, read: &Dataset) {
    type Key = (String, &'static str, Quantity, String);
    let of = |data: &Dataset| -> BTreeMap<Key, (f64, Option<u32>)> {
        // The report of planned results does not say how many pupils stand behind it.
        let n = |share: &Share| share.n.filter(|_| share.quantity != Quantity::Planned);
        let entry = |share: &Share| ((share.kim.clone(), share.scope.code(), share.quantity, share.key.clone()), (share.value, n(share)));
        data.shares.iter().map(entry).collect()
    };
    let (expected, found) = (of(wrote), of(read));
    for (key, (value, n)) in &expected {
        let (other, m) = found.get(key).ok_or_else(|| format!("{key:?} was not read")).unwrap();
        // Reports round percentages to two decimals.
        assert!((value - other).abs() < 0.000_051 && n == m, "{key:?}: {value} of {n:?} became {other} of {m:?}");
    }
    assert_eq!(expected.len(), found.len());
}
