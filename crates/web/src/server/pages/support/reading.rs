//! A file of marks and lessons missed as the office understands it; what is not understood stays with its reason.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use intake::{Answers, Input, Key, Options, assemble, coded_table};
use jiff::civil::Date;
use ledger::Digest;
use records::dataset::{JournalMark, Period};
use records::plan::calendar::Days;
use records::progress::Silent;
use records::provenance::Problem;
use records::reference::Reference;
use records::text::{Lang, Text, capital};
use records::vocabulary::SchoolYear;
use words::support;
use workflow::marks::{Key as About, Mark, Says, TakeMarks, Unfit};
use workflow::roster::{Child, ClassName, Who};
use workflow::{Refusal, Rule};

use crate::server::office::Office;

/// Letters of a subject that are shown of a row that is left.
const SHOWN: usize = 100;

/// What was read.
#[derive(Default)]
pub(super) struct File {
    /// Children it speaks of.
    pub children: Vec<Child>,
    /// Where each stands first: sheet and row.
    pub places: Vec<(String, u32)>,
    /// What it says, each of a child by the place in the list.
    pub marks: Vec<(usize, Mark)>,
    /// What was not understood: place, words, reason.
    pub left: Vec<(String, u32, String, Text)>,
    /// Why the file was not read, and how to mend it.
    pub problems: Vec<Text>,
    /// The school year of each thing it says, where the file says it.
    years: Vec<Option<SchoolYear>>,
    /// Results of works beside it that are known by name and not by code: so many.
    pub named: usize,
    /// Things it says of another year than the one that was chosen: so many.
    pub other: BTreeMap<SchoolYear, usize>,
    /// School years named above its tables or in its name.
    pub titled: Vec<SchoolYear>,
    /// Whether it says anything of which it says neither period nor month that lies in one: that is asked.
    pub asks_period: bool,
    /// Rows that wait for the period.
    pub waiting: usize,
    /// Months it names, each with the code of the period it lies in.
    pub months: BTreeMap<i8, String>,
}

impl File {
    /// The year the file says it is of; the latest where it says several.
    pub(super) fn year(&self) -> Option<SchoolYear> {
        self.years.iter().flatten().chain(&self.titled).max().copied()
    }

    /// Whether it says anything of a child in the year that was chosen.
    pub(super) fn speaks_of(&self, at: usize) -> bool {
        self.marks.iter().any(|(child, _)| *child == at)
    }

    /// What it says of a year; the rest is counted, for a code is of one year.
    pub(super) fn of_year(mut self, year: SchoolYear) -> Self {
        let years = std::mem::take(&mut self.years);
        let mut kept = Vec::with_capacity(self.marks.len());
        for (mark, of) in std::mem::take(&mut self.marks).into_iter().zip(&years) {
            match of.filter(|of| *of != year) {
                Some(other) => *self.other.entry(other).or_default() += 1,
                None => kept.push(mark),
            }
        }
        Self { marks: kept, ..self }
    }
}

/// Codes of the periods of a year, in order, and of the year.
pub(super) fn periods(terms: &[Days]) -> Vec<String> {
    let numbered: Vec<Period> = match terms.len() {
        2 => (1..=2).map(Period::Half).collect(),
        3 => (1..=3).map(Period::Trimester).collect(),
        4 => (1..=4).map(Period::Quarter).collect(),
        _ => Period::ALL.iter().copied().filter(|period| !matches!(period, Period::Year | Period::Interim | Period::Final)).collect(),
    };
    numbered.into_iter().chain([Period::Year]).map(|period| period.code().to_string()).collect()
}

/// The code of the period a month of the year lies in: of one only.
fn period_of_month(month: i8, first: Date, terms: &[Days]) -> Option<String> {
    // A school year begins with the month of its first day.
    let year = if month >= first.month() { first.year() } else { first.year() + 1 };
    let begins = Date::new(year, month, 1).ok()?;
    let month = Days { first: begins, last: begins.last_of_month() };
    let mut within = terms.iter().zip(periods(terms)).filter(|(term, _)| term.first <= month.last && month.first <= term.last);
    within.next().filter(|_| within.next().is_none()).map(|(_, code)| code)
}

impl File {
    /// With the period of what says none: of its month, else the one that was chosen; what has none waits.
    pub(super) fn of_periods(mut self, first: Date, terms: &[Days], chosen: &str) -> Self {
        let known = periods(terms).into_iter().find(|code| code == chosen);
        let mut waiting: BTreeSet<usize> = BTreeSet::new();
        let mut kept = Vec::with_capacity(self.marks.len());
        for (at, mark) in std::mem::take(&mut self.marks) {
            if !timeless(&mark) {
                kept.push((at, mark));
                continue;
            }
            let of_month = mark.month.and_then(|month| Some((month, period_of_month(month, first, terms)?)));
            self.asks_period |= of_month.is_none();
            let Some(period) = of_month.as_ref().map(|(_, period)| period).or(known.as_ref()).cloned() else {
                waiting.insert(at);
                continue;
            };
            self.months.extend(of_month);
            let mark = Mark { period, ..mark };
            match mark.unfit() {
                Some(unfit) => self.left.extend(self.places.get(at).map(|place| unfit_row(place, self.children.get(at), &mark, unfit))),
                None => kept.push((at, mark)),
            }
        }
        Self { marks: kept, waiting: waiting.len(), ..self }
    }
}

/// Whether something is said of no period yet.
const fn timeless(mark: &Mark) -> bool {
    mark.period.is_empty() && mark.work.is_empty()
}

/// A row that says what cannot be.
fn unfit_row(place: &(String, u32), child: Option<&Child>, mark: &Mark, unfit: Unfit) -> (String, u32, String, Text) {
    let name = match child {
        Some(Child::Named(_, who)) => who.name.clone(),
        Some(Child::Coded { code, .. }) => code.clone(),
        None => String::new(),
    };
    let words = [name, mark.subject.chars().take(SHOWN).collect()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    (place.0.clone(), place.1, words.join(", "), both(|lang| unfit.told(lang)))
}

/// Reads a kept file.
///
/// # Errors
/// It is not kept; those of the disk.
pub(super) async fn read(office: &Office, digest: &str, name: &str) -> Result<File, Refusal> {
    let gone = |rule| Refusal { rule, about: Vec::new(), instead: None };
    let address = digest.parse::<Digest>().map_err(|_| gone(Rule::NotThere))?;
    let bytes = office.store.file(address).await?.ok_or_else(|| gone(Rule::FileNotKept))?;
    let name = name.to_owned();
    let reading = move || {
        let reference = Reference::shipped().ok()?;
        let (read, problems) = intake::pupil_marks(&bytes, &name, &reference);
        if read.rows.is_empty()
            && problems.is_empty()
            && let Some(of_works) = of_works(bytes, &name, &reference)
        {
            return Some(of_works);
        }
        Some(of(read, &problems, &reference))
    };
    tokio::task::spawn_blocking(reading).await.ok().flatten().ok_or_else(|| gone(Rule::Stopped))
}

/// Results of a work as portals write them; None where the file is none.
fn of_works(bytes: Vec<u8>, name: &str, reference: &Reference) -> Option<File> {
    let told = |told: &dyn Fn(Lang) -> String| Some(File { problems: vec![both(told)], ..File::default() });
    let coded = coded(vec![Input { name: name.to_owned(), bytes }], Answers::default(), reference)?;
    match coded {
        Coded::Table { csv, named } => {
            let (read, problems) = intake::pupil_marks(csv.as_bytes(), "", reference);
            Some(File { named, ..of(read, &problems, reference) })
        }
        Coded::Schools => told(&support::marks_several_schools),
        Coded::Waits => told(&support::marks_results_wait),
        Coded::Nothing { named: 0 } => None,
        Coded::Nothing { named } => told(&|lang| support::marks_named(lang, named)),
    }
}

/// What results of works give.
pub(in crate::server::pages) enum Coded {
    /// A table of results by code, and so many results beside it that are known by name.
    Table { csv: String, named: usize },
    /// They are of several schools.
    Schools,
    /// Something has to be answered before they can be read.
    Waits,
    /// No work whose participants are known by codes; so many results are known by name.
    Nothing { named: usize },
}

/// Reads works and writes their results by code; None where no key could be drawn.
pub(in crate::server::pages) fn coded(files: Vec<Input>, answers: Answers, reference: &Reference) -> Option<Coded> {
    // Names among the files become pseudonyms nobody sees: any key does.
    let options = Options { reference, answers, key: Key::generate().ok()?, progress: &Silent };
    let read = assemble(files, &options);
    let table = coded_table(&read.dataset);
    Some(match table {
        _ if table.results > 0 => Coded::Table { csv: table.csv, named: table.named },
        _ if table.schools > 1 => Coded::Schools,
        _ if !read.waiting.is_empty() || !read.questions.is_empty() => Coded::Waits,
        _ => Coded::Nothing { named: table.named },
    })
}

fn of(read: intake::PupilMarks, problems: &[Problem], reference: &Reference) -> File {
    let left = read.left.into_iter().map(|left| (left.sheet, left.row, left.words, left.reason)).collect();
    let mut file = File { left, problems: problems.iter().map(whole).collect(), titled: read.titled, ..File::default() };
    let mut read_so_far = Reading { reference, understood: Vec::new(), subjects: BTreeMap::new(), passes: false };
    for row in read.rows {
        read_so_far.row(row, &mut file);
    }
    read_so_far.meet(&mut file);
    if file.marks.len() > TakeMarks::MOST {
        return File { problems: vec![both(|lang| support::marks_too_many(lang, TakeMarks::MOST.to_string()))], ..File::default() };
    }
    file
}

/// What happened, and how to mend it.
fn whole(problem: &Problem) -> Text {
    both(|lang| format!("{} {}", problem.what.in_lang(lang), problem.mend.in_lang(lang)))
}

fn both(told: impl Fn(Lang) -> String) -> Text {
    Text::new(told(Lang::Ru), told(Lang::En))
}

/// What is known while the rows of a file are read.
struct Reading<'r> {
    reference: &'r Reference,
    /// What was understood.
    understood: Vec<Understood>,
    /// How the program writes subjects, by how the file does.
    subjects: BTreeMap<String, String>,
    /// Whether it was told that passes are not taken: once, a column of passes is a line each.
    passes: bool,
}

impl Reading<'_> {
    fn row(&mut self, row: intake::MarkRow, file: &mut File) {
        let Some(child) = child(&row) else {
            let reason = Text::new("Класс не понят.", "The class was not understood.");
            file.left.push((row.sheet, row.row, row.child.class, reason));
            return;
        };
        let Some(says) = says(row.says) else {
            if !std::mem::replace(&mut self.passes, true) {
                file.left.push((row.sheet, row.row, row.subject, both(support::marks_pass)));
            }
            return;
        };
        let period = row.period.map(Period::code).unwrap_or_default();
        let mark = Mark { subject: self.subject(row.subject), period, work: row.work, month: row.month, says };
        // What is of no period yet is looked at when it has one.
        if let Some(unfit) = mark.unfit().filter(|_| !timeless(&mark)) {
            file.left.push(unfit_row(&(row.sheet, row.row), Some(&child), &mark, unfit));
            return;
        }
        self.understood.push(Understood { place: (row.sheet, row.row), child, mark, year: row.year });
    }

    /// Whom the rows speak of: one child under one name, unless rows of that name cannot be of one child; then each row is of a child of its own,
    /// and whoever brings the file says which.
    fn meet(&mut self, file: &mut File) {
        let understood = std::mem::take(&mut self.understood);
        let several: BTreeSet<Child> = several(&understood).into_iter().cloned().collect();
        let mut places: BTreeMap<(Child, Option<(String, u32)>), usize> = BTreeMap::new();
        for Understood { place, child, mark, year } in understood {
            let row = several.contains(&child).then(|| place.clone());
            let at = match places.entry((child, row)) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(new) => {
                    file.children.push(new.key().0.clone());
                    file.places.push(place);
                    *new.insert(file.children.len() - 1)
                }
            };
            file.marks.push((at, mark));
            file.years.push(year);
        }
    }

    /// A subject as the program writes it.
    fn subject(&mut self, written: String) -> String {
        if let Some(known) = self.subjects.get(&written) {
            return known.clone();
        }
        let known = self.reference.subject(&written).map(|known| known.title.in_lang(Lang::Ru).to_owned());
        let subject = capital(known.as_deref().unwrap_or(&written));
        self.subjects.insert(written, subject.clone());
        subject
    }
}

/// Something a row says.
struct Understood {
    /// Sheet and row.
    place: (String, u32),
    child: Child,
    mark: Mark,
    year: Option<SchoolYear>,
}

/// Children under whose name two rows say the same kind of thing, or two rows of a sheet stand for a period with subjects over the columns.
fn several(understood: &[Understood]) -> BTreeSet<&Child> {
    let mut said: BTreeMap<(&Child, Option<SchoolYear>, About), &(String, u32)> = BTreeMap::new();
    let mut over: BTreeMap<(&Child, &str, &str), BTreeMap<u32, BTreeSet<&str>>> = BTreeMap::new();
    let mut several = BTreeSet::new();
    for Understood { place, child, mark, year } in understood {
        if *said.entry((child, *year, mark.key())).or_insert(place) != place {
            several.insert(child);
        }
        if !mark.period.is_empty() {
            let rows = over.entry((child, &place.0, &mark.period)).or_default();
            rows.entry(place.1).or_default().insert(&mark.subject);
        }
    }
    let wide = over.iter().filter(|(_, rows)| rows.len() > 1 && rows.values().any(|subjects| subjects.len() > 1));
    several.extend(wide.map(|((child, ..), _)| *child));
    several
}

/// Of whom a row speaks; None where its class is none.
fn child(row: &intake::MarkRow) -> Option<Child> {
    let intake::Child { class, name, born, number, .. } = &row.child;
    if row.code.is_empty() {
        return Some(Child::Named(ClassName::read(class)?, Who { name: name.clone(), born: *born, number: number.clone() }));
    }
    let digits: String = class.trim().chars().take_while(char::is_ascii_digit).collect();
    Some(Child::Coded { code: row.code.clone(), grade: digits.parse().ok() })
}

fn says(standing: intake::Standing) -> Option<Says> {
    Some(match standing {
        intake::Standing::Mark(JournalMark::Mark(mark)) => Says::Mark(mark),
        intake::Standing::Mark(JournalMark::NotAttested | JournalMark::Fail) => Says::NotAttested,
        intake::Standing::Mark(JournalMark::Released | JournalMark::Pass) => return None,
        intake::Standing::Missed { missed, of, unexcused } => Says::Missed { missed, of, unexcused },
        intake::Standing::Points { points, least, most, mark } => Says::Points { points, least, most, mark },
    })
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::time::Instant;

    use super::*;

    fn file(table: &str) -> File {
        let reference = Reference::shipped().unwrap();
        let (read, problems) = intake::pupil_marks(table.as_bytes(), "итоги.csv", &reference);
        of(read, &problems, &reference)
    }

    /// A row out of range is left with its place, and the others are taken.
    #[test]
    fn a_row_out_of_range_refuses_no_file() {
        let missed = file("За 1 четверть\nКласс;ФИО ученика;Пропущено уроков\n7А;Ёлкин Пётр;18\n7А;Ким Ян;20000\n");
        assert_eq!((missed.marks.len(), missed.left.len(), missed.left[0].1), (1, 1, 4));
        assert!(missed.left[0].2.contains("Ким Ян") && missed.left[0].3.in_lang(Lang::Ru).contains("20000"));
        let points = file("Класс;ФИО ученика;Предмет;Работа;Баллы\n7А;Ёлкин Пётр;Алгебра;ДКР;100000\n7А;Ким Ян;Алгебра;ДКР;12\n");
        assert_eq!((points.marks.len(), points.left.len(), points.left[0].1), (1, 1, 2));
        let long = format!("1 четверть\nКласс;ФИО;Предмет;Отметка\n7А;Ёлкин Пётр;{};4\n7А;Ким Ян;Алгебра;5\n", "я".repeat(501));
        let long = file(&long);
        assert_eq!((long.marks.len(), long.left.len()), (1, 1), "{:?}", long.left);
        assert!(long.left[0].2.chars().count() < 200);
    }

    #[test]
    fn children_and_passes_are_told_once() {
        let table = "Класс;ФИО;Предмет;Период;Отметка\n7А;Ёлкин Пётр;Алгебра;1 четверть;зач\n7А;Ким Ян;Алгебра;1 четверть;зач\n7А;Ким Ян;алгебра;1 четверть;4\n7А;Ким Ян;Физика;1 четверть;5\n7Б;Ким Ян;Физика;1 четверть;5\n";
        let file = file(table);
        assert_eq!((file.children.len(), file.left.len()), (2, 1), "{:?}", file.left);
        assert_eq!(
            file.marks.iter().map(|(at, mark)| (*at, mark.subject.as_str())).collect::<Vec<_>>(),
            [(0, "Алгебра"), (0, "Физика"), (1, "Физика")]
        );
    }

    /// Two rows of one name in a table of subjects are two children, whatever they say; where a line is a mark, two lines are two children where
    /// they say the same thing of the name. Nobody's mark takes the place of another's.
    #[test]
    fn namesakes_of_a_class_stay_two() {
        let of = |table: &str| {
            let file = file(table);
            let places: Vec<u32> = file.places.iter().map(|(_, row)| *row).collect();
            (places, file.marks.iter().map(|(at, _)| *at).collect::<Vec<_>>())
        };
        let wide = "1 четверть\n7Б класс\n№;ФИО;Алгебра;Физика\n1;Иванов Иван;2;4\n2;Иванов Иван;5;3\n3;Ким Ян;4;4\n";
        assert_eq!(of(wide), (vec![4, 5, 6], vec![0, 0, 1, 1, 2, 2]));
        let apart = "1 четверть\n7Б класс\n№;ФИО;Алгебра;Физика;Химия\n1;Иванов Иван;2;4;\n2;Иванов Иван;;;3\n";
        assert_eq!(of(apart), (vec![4, 5], vec![0, 0, 1]));
        let lines = "1 четверть\nКласс;ФИО;Предмет;Отметка\n7Б;Иванов Иван;Алгебра;2\n7Б;Иванов Иван;Физика;4\n7Б;Ким Ян;Физика;4\n";
        assert_eq!(of(lines).0, [3, 5], "a line a mark is one child while nothing is said twice");
        let twice = format!("{lines}7Б;Иванов Иван;Алгебра;5\n");
        assert_eq!(of(&twice), (vec![3, 4, 5, 6], vec![0, 1, 2, 3]));
        let quarters = "Класс;ФИО;Предмет;1 четверть;2 четверть\n7Б;Иванов Иван;Алгебра;2;3\n7Б;Иванов Иван;Физика;4;4\n";
        assert_eq!(of(quarters).0, [2], "a line a subject is one child");
    }

    #[test]
    fn a_file_that_says_too_much_is_told_before_it_is_taken() {
        let reference = Reference::shipped().unwrap();
        let table = "1 четверть\nКласс;ФИО;Предмет;Отметка\n7А;Ким Ян;Алгебра;4\n";
        let (mut read, problems) = intake::pupil_marks(table.as_bytes(), "итоги.csv", &reference);
        let row = read.rows.remove(0);
        read.rows = vec![row.clone(); TakeMarks::MOST];
        assert_eq!(of(read.clone(), &problems, &reference).marks.len(), TakeMarks::MOST);
        read.rows.push(row);
        let file = of(read, &problems, &reference);
        assert!(file.marks.is_empty() && file.problems[0].in_lang(Lang::Ru).contains("Разделите"), "{:?}", file.problems);
    }

    /// What reading takes, by hand: `cargo test -p web --lib -- --ignored --nocapture what_reading_takes`.
    #[test]
    #[ignore = "a measurement"]
    fn what_reading_takes() {
        let mut known = String::from("1 четверть\nКласс;ФИО;Предмет;Отметка\n");
        let subjects = [
            "Алгебра",
            "Геометрия",
            "Физика",
            "Химия",
            "Биология",
            "География",
            "История",
            "Обществознание",
            "Литература",
            "Русский язык",
            "Английский язык",
            "Информатика",
            "Музыка",
            "Технология",
            "Физическая культура",
        ];
        for pupil in 0..1000 {
            subjects.iter().for_each(|subject| writeln!(known, "7А;Ученик Номер {pupil};{subject};4").unwrap());
        }
        let mut names = String::from("1 четверть\nКласс;ФИО;Предмет;Отметка\n");
        (0..20_000).for_each(|pupil| writeln!(names, "7А;Ученик Номер {pupil};Алгебра;4").unwrap());
        let reference = Reference::shipped().unwrap();
        for (what, table) in [("1,000 pupils x 15 subjects", known), ("20,000 names", names)] {
            let (read, problems) = intake::pupil_marks(table.as_bytes(), "итоги.csv", &reference);
            let begun = Instant::now();
            let file = of(read, &problems, &reference);
            println!("{what}: {} children, {} marks in {:?}", file.children.len(), file.marks.len(), begun.elapsed());
        }
    }
}
