//! Names of one thing in several files: class ordinals named by the list of codes, spellings of one class, the code of a school beside its login.

use std::collections::{BTreeMap, BTreeSet};

use records::dataset::{ClassId, Dataset, MarkRow, Period, PersonId, SchoolId, Sitting, SubjectId};
use records::provenance::{Origin, Place, Problem, Question, Severity, Traits};
use records::text::Text;
use records::vocabulary::SchoolYear;

use crate::formats::asked::class_alone;
use crate::options::Options;
use crate::people::{class_label, family, said};

/// Schools offered as answers; with more of them the answer is free text.
const GREATEST_CHOICE: usize = 40;
/// Answer that the code is of a school of its own.
const ANOTHER: &str = "другая";

/// Links what is known under several names.
pub(super) fn settle(data: &mut Dataset, questions: &mut Vec<Question>, problems: &mut Vec<Problem>, options: &Options<'_>) {
    school_codes(data, questions, options);
    spell_classes(data);
    tell_spellings(data, problems);
    name_ordinals(data, questions, problems);
    one_mark_each(data, problems);
    propose_the_only_school(data, questions);
}

/// A school known from protocols only, by a code of another system than the others: asked which it is; answered, the two are one.
fn school_codes(data: &mut Dataset, questions: &mut Vec<Question>, options: &Options<'_>) {
    let known = known_elsewhere(data);
    let others: Vec<SchoolId> = (0_u32..).map(SchoolId).zip(&known).filter(|(_, known)| **known).map(|(school, _)| school).collect();
    let of_exams: BTreeSet<SchoolId> =
        data.exams.iter().map(|row| row.school).filter(|school| known.get(school.0 as usize) == Some(&false)).collect();
    let mut same: BTreeMap<SchoolId, SchoolId> = BTreeMap::new();
    for school in of_exams {
        let code = key_of(data, school).to_owned();
        let candidates: Vec<SchoolId> = others.iter().copied().filter(|other| family(key_of(data, *other)) != family(&code)).collect();
        if candidates.is_empty() {
            continue;
        }
        let question = which_school(data, school, &candidates);
        match options.answers.get(&question.key) {
            Some(ANOTHER) => {}
            Some(answer) => match others.iter().find(|other| key_of(data, **other) == answer) {
                Some(other) => drop(same.insert(school, *other)),
                None => questions.push(question),
            },
            None => questions.push(question),
        }
    }
    join_schools(data, &same);
}

/// Numbers of the sources whose layout is so.
fn sources(data: &Dataset, so: impl Fn(&Traits) -> bool) -> BTreeSet<u32> {
    (0_u32..).zip(&data.sources).filter(|(_, source)| so(&source.traits)).map(|(id, _)| id).collect()
}

fn key_of(data: &Dataset, school: SchoolId) -> &str {
    data.schools.get(school.0 as usize).map_or("", |school| school.school.as_str())
}

/// For every school, whether anything but protocols of examinations speaks of it.
fn known_elsewhere(data: &Dataset) -> Vec<bool> {
    let protocols = sources(data, |traits| traits.exam_school_codes);
    let mut known: Vec<bool> = data.schools.iter().map(|school| school.kind.is_some() || school.name.is_some()).collect();
    let mut see = |school: SchoolId, origin: Origin| {
        if let Some(known) = known.get_mut(school.0 as usize) {
            *known |= !protocols.contains(&origin.source.0);
        }
    };
    data.sittings.iter().flat_map(|sitting| sitting.school.iter().zip(&sitting.origin)).for_each(|(school, origin)| see(*school, *origin));
    data.exams.iter().for_each(|row| see(row.school, row.origin));
    data.marks.iter().for_each(|row| see(row.school, row.origin));
    data.entries.iter().for_each(|row| see(row.school, row.origin));
    data.people.iter().for_each(|row| see(row.school, row.origin));
    data.pupils.iter().for_each(|row| see(row.school, row.origin));
    data.teaching.iter().for_each(|row| see(row.school, row.origin));
    data.medals.iter().for_each(|row| see(row.school, row.origin));
    known
}

fn which_school(data: &Dataset, school: SchoolId, candidates: &[SchoolId]) -> Question {
    let code = key_of(data, school);
    let origin = data.exams.iter().find(|row| row.school == school).map(|row| row.origin);
    let place = origin.map(|origin| Place { row: None, ..place_of(data, origin) }).unwrap_or_default();
    let mut choices: Vec<String> = candidates.iter().map(|other| key_of(data, *other).to_owned()).collect();
    choices.sort();
    let proposed = if let [only] = choices.as_slice() { Some(only.clone()) } else { None };
    choices.push(ANOTHER.to_owned());
    let free = choices.len() > GREATEST_CHOICE;
    Question {
        key: format!("school-code:{code}"),
        place,
        ask: Text::new(
            format!("В протоколах школа записана кодом {code}. Какая это школа (логин), или «{ANOTHER}»?"),
            format!("Protocols know a school by the code {code}. Which school is it (its login), or «{ANOTHER}» (another)?"),
        ),
        choices: if free { Vec::new() } else { choices },
        proposed,
        until: Text::new(
            format!("До ответа школа {code} считается отдельной."),
            format!("Until it is answered {code} counts as a school of its own."),
        ),
    }
}

/// Makes each school on the left one with the school on the right, and takes the left one off the list.
fn join_schools(data: &mut Dataset, same: &BTreeMap<SchoolId, SchoolId>) {
    if same.is_empty() {
        return;
    }
    let gone: Vec<u32> = same.keys().map(|school| school.0).collect();
    let shift = |school: SchoolId| SchoolId(school.0 - u32::try_from(gone.iter().filter(|other| **other < school.0).count()).unwrap_or(0));
    let to = |school: &mut SchoolId| *school = shift(same.get(school).copied().unwrap_or(*school));
    data.sittings.iter_mut().flat_map(|sitting| &mut sitting.school).for_each(to);
    data.marks.iter_mut().for_each(|row| to(&mut row.school));
    data.entries.iter_mut().for_each(|row| to(&mut row.school));
    data.exams.iter_mut().for_each(|row| to(&mut row.school));
    data.medals.iter_mut().for_each(|row| to(&mut row.school));
    data.pupils.iter_mut().for_each(|row| to(&mut row.school));
    data.teaching.iter_mut().for_each(|row| to(&mut row.school));
    data.people.iter_mut().for_each(|row| to(&mut row.school));
    let mut at = 0;
    data.schools.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
}

/// `9 «А»` of a journal and `9а` of a procedure are one class, in the spelling of schools: 9А. What the canonical directory writes is a key
/// and stands as written; of names that are no grade and letter the spelling of the procedure stands (its tables list pupils by code, those of
/// journals by name), else the first met.
fn spell_classes(data: &mut Dataset) {
    let mine = sources(data, |traits| !traits.exact_classes);
    let procedures = sources(data, |traits| !traits.exact_classes && !traits.carries_names);
    let mine = |origin: Origin| mine.contains(&origin.source.0);
    let written = |test: &dyn Fn(Origin) -> bool| {
        let rows = data.sittings.iter().flat_map(|sitting| sitting.class.iter().zip(&sitting.origin));
        rows.filter(|(_, origin)| test(**origin)).map(|(class, _)| *class).collect::<BTreeSet<ClassId>>()
    };
    let mut standing: Vec<ClassId> = written(&|origin| !mine(origin)).into_iter().collect();
    standing.extend(data.pupils.iter().map(|row| row.class).collect::<BTreeSet<ClassId>>());
    let all = (0..data.class_names.len()).filter_map(|id| u32::try_from(id).ok()).map(ClassId);
    let mut first: BTreeMap<String, ClassId> = BTreeMap::new();
    let exact = standing.len();
    standing.extend(written(&|origin| procedures.contains(&origin.source.0)));
    standing.extend(all);
    for (place, class) in standing.into_iter().enumerate() {
        let name = data.class_names.name(class.0).to_owned();
        let Some(label) = class_label(&name).filter(|label| !first.contains_key(label)) else { continue };
        let spelled = class_alone(&name).filter(|_| place >= exact);
        first.insert(label, spelled.map_or(class, |spelled| ClassId(data.class_names.intern(&spelled))));
    }
    let names = &data.class_names;
    let spell =
        |class: &mut ClassId| *class = class_label(names.name(class.0)).and_then(|label| first.get(&label)).copied().unwrap_or(*class);
    for sitting in &mut data.sittings {
        sitting.class.iter_mut().zip(&sitting.origin).filter(|(_, origin)| mine(**origin)).for_each(|(class, _)| spell(class));
    }
    data.marks.iter_mut().filter(|row| mine(row.origin)).for_each(|row| spell(&mut row.class));
    data.entries.iter_mut().filter(|row| mine(row.origin)).for_each(|row| spell(&mut row.class));
    data.people.iter_mut().filter(|row| mine(row.origin)).for_each(|row| spell(&mut row.class));
}

/// A class that the canonical directory writes in two ways is two classes: as written, and told.
fn tell_spellings(data: &Dataset, problems: &mut Vec<Problem>) {
    let mut written: BTreeMap<(SchoolId, SchoolYear, String), BTreeMap<ClassId, Origin>> = BTreeMap::new();
    for (kim, sitting) in data.kims.iter().zip(&data.sittings) {
        let mut last = None;
        for ((school, class), origin) in sitting.school.iter().zip(&sitting.class).zip(&sitting.origin) {
            if last == Some((*school, *class)) {
                continue;
            }
            last = Some((*school, *class));
            if let Some(label) = class_label(data.class_names.name(class.0)) {
                written.entry((*school, kim.year, label)).or_default().entry(*class).or_insert(*origin);
            }
        }
    }
    for spellings in written.into_values().filter(|spellings| spellings.len() > 1).take(crate::limits::PROBLEMS_OF_A_KIND) {
        let names: Vec<String> = spellings.keys().map(|class| format!("«{}»", data.class_names.name(class.0))).collect();
        let names = names.join(", ");
        let what = Text::new(
            format!("Один класс записан по-разному: {names}. Как записано, это разные классы."),
            format!("One class is written in several ways: {names}. As written, these are different classes."),
        );
        let mend = Text::new("Запишите класс одинаково во всех таблицах.", "Write the class in one way in all tables.");
        let place = spellings.values().next_back().map(|origin| place_of(data, *origin)).unwrap_or_default();
        problems.push(Problem { code: "class-spelled-in-two-ways", severity: Severity::Warning, place, found: names, what, mend });
    }
}

/// Person, subject, year, period: one mark of the journal.
type MarkKey = (PersonId, SubjectId, SchoolYear, Period);

/// The same mark in two journal files is one mark, with what either knows of it; two different marks are told and both left out.
fn one_mark_each(data: &mut Dataset, problems: &mut Vec<Problem>) {
    let key = |row: &MarkRow| -> MarkKey { (row.person, row.subject, row.year, row.period) };
    let journal = sources(data, |traits| traits.carries_names);
    let mut first: BTreeMap<MarkKey, usize> = BTreeMap::new();
    let mut gone = vec![false; data.marks.len()];
    for at in 0..data.marks.len() {
        let Some(row) = data.marks.get(at).cloned() else { continue };
        let Some(&earlier) = first.get(&key(&row)) else {
            first.insert(key(&row), at);
            continue;
        };
        let Some(known) = data.marks.get_mut(earlier) else { continue };
        if !journal.contains(&row.origin.source.0) && !journal.contains(&known.origin.source.0) {
            continue;
        }
        if known.mark == row.mark {
            known.average = known.average.or(row.average);
            known.count = known.count.or(row.count);
            known.teacher = known.teacher.or(row.teacher);
        } else {
            let places = [known.origin, row.origin].map(|origin| place_of(data, origin));
            problems.push(two_marks(places));
            gone[earlier] = true;
        }
        gone[at] = true;
    }
    let mut at = 0;
    data.marks.retain(|_| {
        at += 1;
        gone.get(at - 1) != Some(&true)
    });
}

fn place_of(data: &Dataset, origin: Origin) -> Place {
    let source = data.sources.get(origin.source.0 as usize);
    let place = source.map(|source| Place { sheet: source.sheet.clone(), ..Place::file(source.file.clone()) }).unwrap_or_default();
    Place { row: Some(origin.row), ..place }
}

fn two_marks([first, second]: [Place; 2]) -> Problem {
    let other = said(&first);
    Problem {
        code: "journal-marks-differ",
        severity: Severity::Warning,
        place: second,
        found: String::new(),
        what: Text::new(
            format!("За тот же период и предмет у этого ученика другая отметка: {}; обе не учтены.", other.ru),
            format!("The same pupil has another mark for this subject and period: {}; neither is used.", other.en),
        ),
        mend: Text::new("Сверьте две выгрузки и оставьте верную.", "Compare the two exports and keep the right one."),
    }
}

/// A class kept as an ordinal (`4-1`) is named by the list of codes where every linked code of the ordinal is of one class, and at least half of
/// its rows are linked. Where the list names several, it is told and the ordinal stays.
fn name_ordinals(data: &mut Dataset, questions: &mut Vec<Question>, problems: &mut Vec<Problem>) {
    let listed: BTreeMap<(PersonId, SchoolYear), ClassId> = data.people.iter().map(|row| ((row.person, row.year), row.class)).collect();
    if listed.is_empty() {
        return;
    }
    let mut told: BTreeSet<(SchoolId, SchoolYear, ClassId)> = BTreeSet::new();
    for (kim, sitting) in data.kims.iter().zip(&mut data.sittings) {
        let named = ordinals_of(sitting, kim.year, &listed, |class| is_ordinal(data.class_names.name(class.0)));
        for ((school, class), found) in named {
            let key = format!(
                "class:{}:{}:{}",
                data.schools.get(school.0 as usize).map_or("", |school| school.school.as_str()),
                kim.year,
                data.class_names.name(class.0)
            );
            match found {
                Found::One(name) => {
                    for (row, other) in sitting.class.iter_mut().enumerate() {
                        if *other == class && sitting.school.get(row) == Some(&school) {
                            *other = name;
                        }
                    }
                    questions.retain(|question| question.key != key);
                }
                Found::Several(names) if told.insert((school, kim.year, class)) => {
                    let names: Vec<&str> = names.iter().map(|class| data.class_names.name(class.0)).collect();
                    let origin = sitting.class.iter().position(|other| *other == class).and_then(|row| sitting.origin.get(row));
                    let file =
                        origin.and_then(|origin| data.sources.get(origin.source.0 as usize)).map_or("", |source| source.file.as_str());
                    problems.push(several_classes(file, data.class_names.name(class.0), &names.join(", ")));
                }
                Found::Several(_) | Found::TooFew => {}
            }
        }
    }
}

/// What the list of codes says of one ordinal.
enum Found {
    One(ClassId),
    Several(Vec<ClassId>),
    TooFew,
}

fn ordinals_of(
    sitting: &Sitting,
    year: SchoolYear,
    listed: &BTreeMap<(PersonId, SchoolYear), ClassId>,
    is_ordinal: impl Fn(ClassId) -> bool,
) -> BTreeMap<(SchoolId, ClassId), Found> {
    let mut rows: BTreeMap<(SchoolId, ClassId), (usize, Vec<ClassId>)> = BTreeMap::new();
    for ((school, class), person) in sitting.school.iter().zip(&sitting.class).zip(&sitting.person) {
        if is_ordinal(*class) {
            let (count, names) = rows.entry((*school, *class)).or_default();
            *count += 1;
            names.extend(listed.get(&(*person, year)).filter(|class| !is_ordinal(**class)));
        }
    }
    let found = |count: usize, mut names: Vec<ClassId>| {
        let linked = names.len();
        names.sort_unstable();
        names.dedup();
        match names.as_slice() {
            [] => Found::TooFew,
            [one] if linked * 2 >= count => Found::One(*one),
            [_] => Found::TooFew,
            _ => Found::Several(names),
        }
    };
    rows.into_iter().map(|(key, (count, names))| (key, found(count, names))).collect()
}

/// `4-1`: grade and ordinal.
fn is_ordinal(class: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    class.split_once('-').is_some_and(|(grade, ordinal)| digits(grade) && digits(ordinal))
}

fn several_classes(file: &str, ordinal: &str, names: &str) -> Problem {
    Problem {
        code: "class-ordinal-mixed",
        severity: Severity::Warning,
        place: Place::file(file),
        found: ordinal.to_owned(),
        what: Text::new(
            format!("Под номером {ordinal} идут коды, которые в списке кодов стоят в разных классах ({names}); номер оставлен."),
            format!("Codes under {ordinal} belong to several classes in the list of codes ({names}); the number was kept."),
        ),
        mend: Text::new("Сверьте классы в списке кодов и в форме.", "Compare the classes of the list of codes and of the form."),
    }
}

/// Files that state no school probably belong to the only school the other files speak of: a proposal, never an answer.
fn propose_the_only_school(data: &Dataset, questions: &mut [Question]) {
    let stated: Vec<SchoolId> =
        (0_u32..).map(SchoolId).zip(known_elsewhere(data)).filter(|(_, known)| *known).map(|(school, _)| school).collect();
    if let (1, Some(only)) = (stated.len(), stated.first()) {
        let key = key_of(data, *only);
        for question in questions.iter_mut().filter(|question| question.key.starts_with("school:") && question.proposed.is_none()) {
            question.proposed = Some(key.to_owned());
        }
    }
}
