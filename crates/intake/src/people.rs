//! Names of all files of one call → pseudonyms: homonyms told apart by class within a year and asked about across years, near misses asked
//! about, the names forgotten (`formats.md` §3). Questions cite file, sheet and row, never a name.

use std::collections::{BTreeMap, BTreeSet};

use records::dataset::PersonId;
use records::provenance::{Place, Problem, Question, Severity};
use records::text::Text;
use records::vocabulary::SchoolYear;

use crate::draft::Draft;
use crate::mask;
use crate::names::{Nearness, Sealed};
use crate::options::Options;
use crate::spelling;

/// Pairs of names of one cohort that are compared at most: the work grows with the square of the names of a school.
const PAIRS_OF_A_COHORT: usize = 4_000_000;

/// Answers to "one or two?".
const YES: &str = "да";
const NO: &str = "нет";
/// Answer to "which of these?".
const ANOTHER: &str = "другой";

/// Pseudonyms for the sealed people of every draft, in the order of the drafts: local person → pseudonym. The names are forgotten here.
pub(crate) fn resolve(drafts: &mut [Draft<'_>], options: &Options<'_>) -> Vec<BTreeMap<PersonId, String>> {
    for draft in drafts.iter_mut() {
        mask::hide_names(draft, &options.key);
    }
    let mut seen: Vec<Seen> = Vec::new();
    for (draft, read) in drafts.iter_mut().enumerate() {
        let sha = read.sha256.get(..12).unwrap_or(&read.sha256).to_owned();
        seen.extend(std::mem::take(&mut read.sealed).into_iter().map(|(id, who)| Seen { draft, id, sha: sha.clone(), who }));
    }
    seen.sort_by(|a, b| {
        a.who.cohort().cmp(&b.who.cohort()).then_with(|| a.who.name.order(&b.who.name)).then_with(|| a.spot().cmp(&b.spot()))
    });
    let mut people = vec![BTreeMap::new(); drafts.len()];
    for cohort in seen.chunk_by(|a, b| a.who.cohort() == b.who.cohort()) {
        for namesakes in join_near_misses(cohort, drafts) {
            for (at, apart) in tell_apart(&namesakes, drafts).into_iter().enumerate() {
                let Some(one) = namesakes.get(at) else { continue };
                let name = namesakes.iter().map(|one| &one.who.name).min_by(|a, b| a.fuller(b)).unwrap_or(&one.who.name);
                if let Some(of_draft) = people.get_mut(one.draft) {
                    of_draft.insert(one.id, name.person(&options.key, one.who.cohort(), &apart));
                }
            }
        }
    }
    people
}

/// One row where a name was read.
struct Seen {
    draft: usize,
    id: PersonId,
    /// First digits of the file's SHA-256: keys of questions survive a renaming.
    sha: String,
    who: Sealed,
}

impl Seen {
    fn spot(&self) -> (&Place, PersonId) {
        (&self.who.place, self.id)
    }

    /// Key of the row, free of names.
    fn key(&self) -> String {
        let row = self.who.place.row.map_or_else(String::new, |row| (row + 1).to_string());
        format!("{}:{}:{row}", self.sha, self.who.place.sheet.as_deref().unwrap_or_default())
    }

    fn sheet(&self) -> (&str, Option<&str>) {
        (self.who.place.file.as_str(), self.who.place.sheet.as_deref())
    }

    /// Class without blanks, quotes and case; None where no letter follows the grade.
    fn label(&self) -> Option<String> {
        self.who.class.as_deref().and_then(class_label)
    }

    /// Whether the schools may be one: the same key, or keys of different systems (login and code of the state examinations).
    fn school_fits(&self, other: &Self) -> bool {
        let (a, b) = (self.who.school.as_str(), other.who.school.as_str());
        a.is_empty() || b.is_empty() || a == b || family(a) != family(b)
    }

    /// Whether the two may be one pupil, as far as year, class and school tell.
    fn fits(&self, other: &Self) -> bool {
        let classes = || self.label().zip(other.label()).is_none_or(|(a, b)| a == b);
        self.who.year != other.who.year || (self.school_fits(other) && classes())
    }
}

/// Compact class name for comparing: `5 «а»` and `5-А` are `5а`; a bare grade has none.
pub(crate) fn class_label(class: &str) -> Option<String> {
    let folded = spelling::fold(class);
    let chars: Vec<char> = folded.chars().collect();
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let kept = |(at, c): (usize, &char)| c.is_alphanumeric() || (*c == '-' && at > 0 && digit(at - 1) && digit(at + 1));
    let label: String = chars.iter().enumerate().filter(|&pair| kept(pair)).map(|(_, c)| *c).collect();
    let label = label.trim_end_matches("класс").to_owned();
    label.chars().any(|c| !c.is_ascii_digit()).then_some(label)
}

/// The system a school key belongs to: its letters (`edu`, none for a number).
pub(crate) fn family(school: &str) -> String {
    school.chars().take_while(|c| !c.is_ascii_digit()).collect()
}

/// Rows of one cohort as groups of one name each; groups of almost equal names are one where the user said so.
fn join_near_misses<'s>(cohort: &'s [Seen], drafts: &mut [Draft<'_>]) -> Vec<Vec<&'s Seen>> {
    let groups: Vec<&[Seen]> = cohort.chunk_by(|a, b| a.who.name.same_as(&b.who.name)).collect();
    let mut leader: Vec<usize> = (0..groups.len()).collect();
    match near_pairs(&groups) {
        None => tell_not_searched(cohort, groups.len(), drafts),
        Some(pairs) => {
            for (a, b, nearness) in pairs {
                if ask_one_or_two(groups[a], groups[b], nearness, drafts) {
                    let (from, to) = (leader[b], leader[a]);
                    leader.iter_mut().filter(|one| **one == from).for_each(|one| *one = to);
                }
            }
        }
    }
    let mut joined: BTreeMap<usize, Vec<&Seen>> = BTreeMap::new();
    for (group, to) in groups.iter().zip(leader) {
        joined.entry(to).or_default().extend(group.iter());
    }
    joined.into_values().collect()
}

/// Pairs of groups with almost equal names that may be one pupil and are never listed side by side; None where there are too many to compare.
/// Compared are names of one school, and of schools whose keys belong to different systems.
fn near_pairs(groups: &[&[Seen]]) -> Option<Vec<(usize, usize, Nearness)>> {
    let mut schools: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        for one in *group {
            schools.entry(one.who.school.as_str()).or_default().insert(at);
        }
    }
    let keys: Vec<&str> = schools.keys().copied().collect();
    let meet = |a: &str, b: &str| a.is_empty() || b.is_empty() || a == b || family(a) != family(b);
    let met: Vec<(&BTreeSet<usize>, &BTreeSet<usize>)> = keys
        .iter()
        .enumerate()
        .flat_map(|(at, a)| keys.iter().skip(at).filter(|b| meet(a, b)).map(|b| (*a, *b)))
        .filter_map(|(a, b)| Some((schools.get(a)?, schools.get(b)?)))
        .collect();
    if met.iter().map(|(a, b)| a.len() * b.len()).sum::<usize>() > PAIRS_OF_A_COHORT {
        return None;
    }
    let mut pairs: BTreeMap<(usize, usize), Nearness> = BTreeMap::new();
    for (first, second) in met {
        for (a, b) in first.iter().flat_map(|a| second.iter().map(|b| (*a.min(b), *a.max(b)))).filter(|(a, b)| a < b) {
            let near = || groups[a].first()?.who.name.near(&groups[b].first()?.who.name);
            if !pairs.contains_key(&(a, b))
                && let Some(nearness) = near()
                && may_be_one(groups[a], groups[b])
            {
                pairs.insert((a, b), nearness);
            }
        }
    }
    Some(pairs.into_iter().map(|((a, b), nearness)| (a, b, nearness)).collect())
}

/// Two names of one list are two pupils; otherwise year, class and school decide.
fn may_be_one(first: &[Seen], second: &[Seen]) -> bool {
    let sheets: BTreeSet<_> = first.iter().map(Seen::sheet).collect();
    second.iter().all(|other| !sheets.contains(&other.sheet()) && first.iter().all(|one| one.fits(other)))
}

/// Asks whether two almost equal names are one pupil.
fn ask_one_or_two(first: &[Seen], second: &[Seen], nearness: Nearness, drafts: &mut [Draft<'_>]) -> bool {
    let (Some(a), Some(b)) = (first.first(), second.first()) else { return false };
    let (a, b) = if a.spot() <= b.spot() { (a, b) } else { (b, a) };
    let [x, y] = [said(&a.who.place), said(&b.who.place)];
    let how = how_near(nearness);
    let ask = Text::new(
        format!("{} и {}: имена почти совпадают ({}). Это один ученик?", x.ru, y.ru, how.ru),
        format!("{} and {}: the names almost agree ({}). Is it one pupil?", x.en, y.en, how.en),
    );
    let until = Text::new(
        "До ответа строки считаются строками разных учеников.",
        "Until it is answered the rows count as rows of different pupils.",
    );
    let key = format!("same-person:{}={}", a.key(), b.key());
    let choices = vec![YES.to_owned(), NO.to_owned()];
    let question = Question { key, place: a.who.place.clone(), ask, choices, proposed: None, until };
    drafts.get_mut(a.draft).and_then(|draft| draft.ask(question)).as_deref() == Some(YES)
}

fn how_near(nearness: Nearness) -> Text {
    match nearness {
        Nearness::Swapped => Text::new("те же слова в другом порядке", "the same words in another order"),
        Nearness::Initials => Text::new("в одной строке инициалы", "one row has initials"),
        Nearness::Shorter => Text::new("в одной строке на слово меньше", "one row has a word less"),
        Nearness::Letters(1) => Text::new("отличие в одной букве", "one letter differs"),
        Nearness::Letters(_) => Text::new("отличие в двух буквах", "two letters differ"),
    }
}

fn tell_not_searched(cohort: &[Seen], names: usize, drafts: &mut [Draft<'_>]) {
    let Some(draft) = cohort.first().and_then(|one| drafts.get_mut(one.draft)) else { return };
    let what = Text::new(
        format!("В одной параллели имён {names}: почти совпадающие имена не искались, их слишком много."),
        format!("{names} names in one parallel: almost equal names were not looked for, there are too many."),
    );
    let mend = Text::new("Откройте файлы каждой школы отдельно.", "Open the files of each school separately.");
    let place = Place::file(draft.file.clone());
    draft.problem(Problem { code: "near-names-not-searched", severity: Severity::Note, place, found: names.to_string(), what, mend });
}

/// What tells each of these rows of one name and cohort apart: the same text = the same pupil; empty where there is only one pupil.
fn tell_apart(namesakes: &[&Seen], drafts: &mut [Draft<'_>]) -> Vec<String> {
    let mut years: BTreeMap<SchoolYear, Vec<usize>> = BTreeMap::new();
    for (at, one) in namesakes.iter().enumerate() {
        years.entry(one.who.year).or_default().push(at);
    }
    let mut apart = vec![String::new(); namesakes.len()];
    let mut circles: Vec<Circle> = Vec::new();
    for (year, rows) in years {
        let of_year = circles_of_year(year, namesakes, &rows, &mut apart, drafts);
        circles.extend(of_year);
    }
    link_years(&circles, namesakes, &mut apart, drafts);
    apart
}

/// Rows of one year that are one pupil.
struct Circle {
    year: SchoolYear,
    /// Class, with the school where two schools have the class.
    label: String,
    rows: Vec<usize>,
}

impl Circle {
    fn of_year(&self) -> String {
        format!("{} · {}", self.label, self.year)
    }
}

/// The pupils of one year: one per class. Rows without a class join the only class there is, else are asked about; what stays open is told
/// apart by its row and linked to nothing.
fn circles_of_year(year: SchoolYear, all: &[&Seen], rows: &[usize], apart: &mut [String], drafts: &mut [Draft<'_>]) -> Vec<Circle> {
    let mut circles: Vec<Circle> = Vec::new();
    let (with_class, without): (Vec<usize>, Vec<usize>) = rows.iter().partition(|row| all[**row].label().is_some());
    for mut wave in [with_class, without] {
        wave.sort_by_key(|row| std::cmp::Reverse(schools_of_family(all, rows, *row)));
        for row in wave {
            let fitting: Vec<usize> =
                (0..circles.len()).filter(|at| circles[*at].rows.iter().all(|other| all[row].fits(all[*other]))).collect();
            match fitting.as_slice() {
                [] => circles.push(Circle { year, label: label_of(all[row]), rows: vec![row] }),
                [only] => circles[*only].rows.push(row),
                several => {
                    let choices: Vec<(String, &Circle)> = several.iter().map(|at| (circles[*at].label.clone(), &circles[*at])).collect();
                    match ask_which(all[row], &choices, all, "", drafts).and_then(|choice| several.get(choice).copied()) {
                        Some(at) => circles[at].rows.push(row),
                        None => apart[row] = all[row].key(),
                    }
                }
            }
        }
    }
    circles.retain(|circle| {
        let two = two_of_one_list(circle, all, drafts);
        if two {
            circle.rows.iter().for_each(|row| apart[*row] = all[*row].key());
        }
        !two
    });
    circles
}

/// How many schools the system of a row's school key has among `rows`: rows that know most of schools are placed first.
fn schools_of_family(all: &[&Seen], rows: &[usize], row: usize) -> usize {
    let schools: BTreeSet<&str> =
        rows.iter().map(|at| all[*at].who.school.as_str()).filter(|key| family(key) == family(&all[row].who.school)).collect();
    schools.len()
}

/// Class for people; the school beside it keeps two schools apart.
fn label_of(one: &Seen) -> String {
    let class = one.who.class.clone().unwrap_or_else(|| one.who.grade.to_string());
    if one.who.school.is_empty() { class } else { format!("{class} · {}", one.who.school) }
}

/// Whether a list that names a pupil once has this name twice in one class, and the user did not say it is one pupil.
fn two_of_one_list(circle: &Circle, all: &[&Seen], drafts: &mut [Draft<'_>]) -> bool {
    let once: Vec<&Seen> = circle.rows.iter().map(|row| all[*row]).filter(|one| one.who.once).collect();
    let mut two = false;
    for (at, second) in once.iter().enumerate() {
        let Some(first) = once.iter().take(at).find(|first| first.sheet() == second.sheet()) else { continue };
        let [x, y] = [said(&first.who.place), said(&second.who.place)];
        let ask = Text::new(
            format!("{} и {}: одно и то же имя в одном классе. Это один ученик?", x.ru, y.ru),
            format!("{} and {}: the same name in one class. Is it one pupil?", x.en, y.en),
        );
        let until = Text::new(
            "До ответа (и при ответе «нет») эти строки не связываются с другими файлами: отличить учеников нечем.",
            "Until it is answered (and if the answer is «нет») these rows are linked to no other file: nothing tells the pupils apart.",
        );
        let key = format!("one-row-each:{}={}", first.key(), second.key());
        let choices = vec![YES.to_owned(), NO.to_owned()];
        let question = Question { key, place: second.who.place.clone(), ask, choices, proposed: None, until };
        two |= drafts.get_mut(second.draft).and_then(|draft| draft.ask(question)).as_deref() != Some(YES);
    }
    two
}

/// Homonyms of a cohort across years: one pupil where every year has one, else the user says who went up from where.
fn link_years(circles: &[Circle], all: &[&Seen], apart: &mut [String], drafts: &mut [Draft<'_>]) {
    let single = circles.chunk_by(|a, b| a.year == b.year).all(|of_year| of_year.len() == 1);
    if single {
        return;
    }
    let mut pupils: Vec<(String, Vec<&Circle>)> = Vec::new();
    for of_year in circles.chunk_by(|a, b| a.year == b.year) {
        let known: Vec<(String, &Circle)> =
            pupils.iter().filter_map(|(_, steps)| steps.last()).map(|last| (last.of_year(), *last)).collect();
        for circle in of_year {
            let answer =
                circle.rows.first().filter(|_| !known.is_empty()).and_then(|row| ask_which(all[*row], &known, all, ANOTHER, drafts));
            match answer.and_then(|at| pupils.get_mut(at)) {
                Some((_, steps)) => steps.push(circle),
                None => pupils.push((circle.of_year(), vec![circle])),
            }
        }
    }
    for (name, steps) in &pupils {
        steps.iter().flat_map(|step| &step.rows).for_each(|row| apart[*row].clone_from(name));
    }
}

/// Asks which of several homonyms a row speaks of; the answer is the position of the choice, None for `another` or no answer.
fn ask_which(row: &Seen, circles: &[(String, &Circle)], all: &[&Seen], another: &str, drafts: &mut [Draft<'_>]) -> Option<usize> {
    let mut choices: Vec<String> = circles.iter().map(|(choice, _)| choice.clone()).collect();
    let proposed = circles.iter().find(|(_, circle)| letter(&circle.label).is_some() && letter(&circle.label) == letter(&label_of(row)));
    let proposed = proposed.map(|(choice, _)| choice.clone());
    choices.extend((!another.is_empty()).then(|| another.to_owned()));
    let at = said(&row.who.place);
    let spots: Vec<(&str, Text)> = circles.iter().map(|(choice, circle)| (choice.as_str(), first_place(circle, all))).collect();
    let list = |texts: Vec<String>| texts.join("; ");
    let ask = Text::new(
        format!(
            "{}: в параллели есть тёзки. О ком эта строка: {}?",
            at.ru,
            list(spots.iter().map(|(choice, spot)| format!("{choice} ({})", spot.ru)).collect())
        ),
        format!(
            "{}: the parallel has homonyms. Whom does this row speak of: {}?",
            at.en,
            list(spots.iter().map(|(choice, spot)| format!("{choice} ({})", spot.en)).collect())
        ),
    );
    let until = Text::new("До ответа строка не связана ни с кем из них.", "Until it is answered the row is linked to none of them.");
    let question = Question { key: format!("homonym:{}", row.key()), place: row.who.place.clone(), ask, choices, proposed, until };
    let answer = drafts.get_mut(row.draft).and_then(|draft| draft.ask(question))?;
    circles.iter().position(|(choice, _)| *choice == answer)
}

fn first_place(circle: &Circle, all: &[&Seen]) -> Text {
    circle.rows.first().map(|at| said(&all[*at].who.place)).unwrap_or_default()
}

/// Letter of a class, which pupils usually keep from year to year: a proposal, never an answer.
fn letter(label: &str) -> Option<String> {
    let class = class_label(label.split(" · ").next().unwrap_or_default())?;
    Some(class.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned())
}

/// A place as people say it.
pub(crate) fn said(place: &Place) -> Text {
    let sheet = place
        .sheet
        .as_deref()
        .map_or_else(|| (String::new(), String::new()), |sheet| (format!(", лист «{sheet}»"), format!(", sheet “{sheet}”")));
    let row =
        place.row.map_or_else(|| (String::new(), String::new()), |row| (format!(", строка {}", row + 1), format!(", row {}", row + 1)));
    Text::new(format!("«{}»{}{}", place.file, sheet.0, row.0), format!("“{}”{}{}", place.file, sheet.1, row.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::keys::Key;
    use crate::names::SealedName;
    use records::progress::Silent;
    use records::reference::Reference;

    /// file, row, name, school, class, year
    type Line = (&'static str, u32, &'static str, &'static str, &'static str, i16);

    struct Told {
        people: Vec<String>,
        questions: Vec<Question>,
        problems: Vec<Problem>,
    }

    fn tell(lines: &[Line], answers: &Answers) -> Told {
        let reference = Reference::shipped().unwrap();
        let options = Options { reference: &reference, answers: answers.clone(), key: Key::derive(1), progress: &Silent };
        let mut files: Vec<&str> = lines.iter().map(|line| line.0).collect();
        files.dedup();
        let mut drafts: Vec<Draft<'_>> = files.iter().map(|file| Draft::new(file, &format!("{:0>64}", file.len()), answers)).collect();
        let mut ids = Vec::new();
        for (file, row, name, school, class, year) in lines {
            let at = files.iter().position(|other| other == file).unwrap();
            let digits: String = class.chars().take_while(char::is_ascii_digit).collect();
            let place = drafts[at].place("Лист1", Some(*row), None);
            let sealed = Sealed {
                name: SealedName::read(&[name]).unwrap(),
                school: (*school).to_owned(),
                class: (digits != *class).then(|| (*class).to_owned()),
                grade: digits.parse().unwrap(),
                year: SchoolYear(*year),
                place,
                once: true,
            };
            ids.push((at, drafts[at].person_sealed(sealed)));
        }
        let people = resolve(&mut drafts, &options);
        assert!(drafts.iter().all(|draft| draft.sealed.is_empty()), "names are forgotten");
        let people = ids.iter().map(|(at, id)| people[*at][id].clone()).collect();
        let questions: Vec<Question> = drafts.iter().flat_map(|draft| draft.questions.clone()).collect();
        let problems: Vec<Problem> = drafts.iter().flat_map(|draft| draft.problems.clone()).collect();
        let spoken = format!("{questions:?}{problems:?}");
        for (_, _, name, ..) in lines {
            assert!(!spoken.contains(name.split(' ').next().unwrap()), "a surname is spoken: {spoken}");
        }
        Told { people, questions, problems }
    }

    fn answered(told: &Told, answer: &str) -> Answers {
        let mut answers = Answers::default();
        told.questions.iter().for_each(|question| answers.set(question.key.clone(), answer));
        answers
    }

    #[test]
    fn one_pupil_in_two_files_and_two_years() {
        let told = tell(
            &[
                ("a.xls", 3, "Петров Пётр Ильич", "edu1", "5А", 2024),
                ("bb.xls", 9, "ПЕТРОВ Петр  Ильич", "edu1", "6А", 2025),
                ("bb.xls", 10, "Зимина Анна Львовна", "edu1", "6А", 2025),
                ("ccc.xls", 2, "Петров Пётр Ильич", "470001", "6", 2025),
            ],
            &Answers::default(),
        );
        assert_eq!(told.people[0], told.people[1]);
        assert_eq!(told.people[0], told.people[3], "a bare grade and a school code of another system do not part them");
        assert_ne!(told.people[1], told.people[2]);
        assert!(told.questions.is_empty(), "{:?}", told.questions);
    }

    #[test]
    fn homonyms_are_told_apart_by_class_and_asked_about_across_years() {
        let lines = [
            ("a.xls", 3, "Петров Пётр Ильич", "edu1", "5А", 2024),
            ("a.xls", 40, "Петров Пётр Ильич", "edu1", "5Б", 2024),
            ("bb.xls", 7, "Петров Пётр Ильич", "edu1", "6Б", 2025),
            ("bb.xls", 8, "Петров Пётр Ильич", "edu1", "6А", 2025),
            ("ccc.xls", 1, "Петров Пётр Ильич", "edu1", "6 «б»", 2025),
        ];
        let told = tell(&lines, &Answers::default());
        assert_eq!(told.people.iter().collect::<BTreeSet<_>>().len(), 4, "until answered nobody is joined across years");
        assert_eq!(told.people[2], told.people[4]);
        assert_eq!(told.questions.len(), 2);
        let of_b = told.questions.iter().find(|question| question.place.row == Some(7)).unwrap();
        assert_eq!(of_b.proposed.as_deref(), Some("5Б · edu1 · 2024/2025"));
        let mut answers = Answers::default();
        for question in &told.questions {
            answers.set(question.key.clone(), question.proposed.as_deref().unwrap());
        }
        let told = tell(&lines, &answers);
        assert!(told.questions.is_empty());
        assert_eq!(told.people[0], told.people[3]);
        assert_eq!(told.people[1], told.people[2]);
        assert_ne!(told.people[0], told.people[1]);
    }

    #[test]
    fn two_rows_of_one_list_are_asked_about_and_linked_to_nothing() {
        let lines = [
            ("a.xls", 3, "Петров Пётр Ильич", "edu1", "5А", 2024),
            ("a.xls", 4, "Петров Пётр Ильич", "edu1", "5А", 2024),
            ("bb.xls", 7, "Петров Пётр Ильич", "edu1", "5А", 2024),
        ];
        let told = tell(&lines, &Answers::default());
        assert_eq!(told.people.iter().collect::<BTreeSet<_>>().len(), 3);
        assert_eq!(told.questions.len(), 1);
        let told = tell(&lines, &answered(&told, YES));
        assert_eq!(told.people.iter().collect::<BTreeSet<_>>().len(), 1);
        assert!(told.questions.is_empty());
    }

    #[test]
    fn a_row_without_class_among_homonyms_is_asked_about() {
        let lines = [
            ("a.xls", 3, "Петров Пётр Ильич", "edu1", "11А", 2024),
            ("a.xls", 40, "Петров Пётр Ильич", "edu1", "11Б", 2024),
            ("bb.xls", 7, "Петров Пётр Ильич", "470001", "11", 2024),
        ];
        let told = tell(&lines, &Answers::default());
        assert_eq!(told.people.iter().collect::<BTreeSet<_>>().len(), 3);
        assert_eq!(told.questions.len(), 1);
        assert_eq!(told.questions[0].choices, ["11А · edu1", "11Б · edu1"]);
        let told = tell(&lines, &answered(&told, "11Б · edu1"));
        assert_eq!(told.people[2], told.people[1]);
    }

    #[test]
    fn one_class_name_in_two_schools_is_two_pupils() {
        let told = tell(
            &[
                ("a.xls", 3, "Петров Пётр Ильич", "470001", "4А", 2024),
                ("bb.xls", 3, "Петров Пётр Ильич", "edu1", "4А", 2024),
                ("ccc.xls", 3, "Петров Пётр Ильич", "edu2", "4А", 2024),
            ],
            &Answers::default(),
        );
        assert_eq!(told.people.iter().collect::<BTreeSet<_>>().len(), 3, "the row that fits both is not guessed");
        assert_eq!(told.questions.len(), 1);
        assert_eq!(told.questions[0].place.file, "a.xls");
    }

    #[test]
    fn near_misses_are_asked_about_once() {
        let lines = [
            ("a.xls", 3, "Петров Пётр Ильич", "edu1", "5А", 2024),
            ("a.xls", 4, "Петрова Инна Ильинична", "edu1", "5А", 2024),
            ("a.xls", 5, "Петрова Анна Ильинична", "edu1", "5А", 2024),
            ("bb.xls", 7, "Петров П. И.", "edu1", "5А", 2024),
            ("ccc.xls", 7, "Петров Пётр Илич", "edu1", "5Б", 2024),
        ];
        let open = tell(&lines, &Answers::default());
        assert_eq!(open.questions.len(), 1, "listed side by side, or in another class: not asked. {:?}", open.questions);
        assert_eq!(open.questions[0].choices, [YES, NO]);
        assert!(open.questions[0].ask.ru.contains("«a.xls», лист «Лист1», строка 4"), "{}", open.questions[0].ask.ru);
        assert_ne!(open.people[0], open.people[3]);
        let [yes, no] = [YES, NO].map(|answer| tell(&lines, &answered(&open, answer)));
        assert!(yes.questions.is_empty() && no.questions.is_empty());
        assert_eq!(yes.people[0], yes.people[3]);
        assert_ne!(no.people[0], no.people[3]);
    }

    #[test]
    fn the_order_of_files_changes_nothing() {
        let mut lines = vec![
            ("a.xls", 3, "Петров Пётр Ильич", "edu1", "5А", 2024),
            ("bb.xls", 7, "Петров Пётр Ильич", "edu1", "5Б", 2024),
            ("ccc.xls", 9, "Петров Пётр", "edu1", "6Б", 2025),
            ("dddd.xls", 9, "Зимина Анна Львовна", "edu1", "6Б", 2025),
        ];
        let forward = tell(&lines, &Answers::default());
        lines.reverse();
        let mut backward = tell(&lines, &Answers::default());
        backward.people.reverse();
        assert_eq!(forward.people, backward.people);
        let keys = |told: &Told| told.questions.iter().map(|question| question.key.clone()).collect::<BTreeSet<_>>();
        assert_eq!(keys(&forward), keys(&backward));
    }

    #[test]
    fn a_file_named_after_a_pupil_is_masked_everywhere() {
        let told = tell(
            &[("Петров Пётр.xls", 3, "Петров Пётр Ильич", "edu1", "5А", 2024), ("bb.xls", 7, "Петров Пётр", "edu1", "5А", 2024)],
            &Answers::default(),
        );
        assert_eq!(told.problems.len(), 1);
        assert_eq!(told.problems[0].code, "file-named-after-a-pupil");
        assert!(told.problems[0].place.file.starts_with("‹имя "), "{:?}", told.problems[0]);
        assert_eq!(told.questions.len(), 1);
    }

    #[test]
    fn class_labels() {
        for (class, label) in [
            ("5А", Some("5а")),
            ("5 «A»", Some("5а")),
            ("5-а", Some("5а")),
            ("4-1", Some("4-1")),
            ("11", None),
            ("11 класс", None),
            ("9 а класс", Some("9а")),
        ] {
            assert_eq!(class_label(class).as_deref(), label, "{class}");
        }
    }
}
