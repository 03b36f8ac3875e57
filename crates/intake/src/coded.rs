//! Results of works by the codes of their participants: what the office of a school, which has the list of codes, makes lists of pupils from. It is
//! a table that [`pupil_marks()`](crate::pupil_marks()) reads; it names nobody.

use std::collections::{BTreeMap, BTreeSet};

use records::dataset::{Dataset, Kim, PersonId, SchoolId, Sitting};
use records::vocabulary::SchoolYear;

use crate::names::PERSON_DIGITS;

/// The heading of the table.
const HEADING: [&str; 9] = ["Код", "Класс", "Предмет", "Работа", "Учебный год", "Баллы", "Минимум", "Максимум", "Отметка"];

/// Results by code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodedTable {
    /// The table, a line a result; nothing where there is none.
    pub csv: String,
    /// Results it holds.
    pub results: usize,
    /// Results that are known by name and not by code: they are left out.
    pub named: usize,
    /// Schools the scripts are of: codes of two schools are not told apart.
    pub schools: usize,
}

/// Writes the results of works that are known by codes. A script whose score is not known, of somebody absent, or read by name, is left
/// out. The least of a work is the first cut of its scale; the mark is the recorded one, else that of the scale.
///
/// ```
/// let table = intake::coded_table(&records::dataset::Dataset::default());
/// assert_eq!((table.csv.as_str(), table.results), ("", 0));
/// ```
#[must_use]
pub fn coded_table(dataset: &Dataset) -> CodedTable {
    let schools: BTreeSet<SchoolId> = dataset.sittings.iter().flat_map(|sitting| sitting.school.iter().copied()).collect();
    let mut table = CodedTable { schools: schools.len(), ..CodedTable::default() };
    if table.schools != 1 {
        return table;
    }
    let codes = Codes::of(dataset);
    let mut rows = BTreeSet::new();
    for (kim, sitting) in dataset.kims.iter().zip(&dataset.sittings) {
        let (work, subject) = (title(dataset, kim), dataset.subject_names.name(kim.subject.0));
        for at in 0..sitting.len() {
            let Some(said) = said(kim, sitting, at) else { continue };
            let Some(code) = codes.code(dataset, kim, sitting, at) else {
                table.named += usize::from(by_name(dataset, sitting, at));
                continue;
            };
            let written = sitting.class.get(at).map_or("", |class| dataset.class_names.name(class.0));
            let class = if written.is_empty() { kim.grade.to_string() } else { written.to_owned() };
            let [points, least, most, mark] = said;
            rows.insert([code, class, subject.to_owned(), work.clone(), kim.year.to_string(), points, least, most, mark]);
        }
    }
    table.results = rows.len();
    if table.results > 0 {
        let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        let written = writer.write_record(HEADING).and_then(|()| rows.iter().try_for_each(|row| writer.write_record(row)));
        let bytes = written.ok().and_then(|()| writer.into_inner().ok()).unwrap_or_default();
        table.csv = String::from_utf8(bytes).unwrap_or_default();
    }
    table
}

/// Points, least, most and mark of a script; None where its score is not known.
fn said(kim: &Kim, sitting: &Sitting, at: usize) -> Option<[String; 4]> {
    let points = sitting.total(at)?;
    let by_scale = || kim.scale.as_ref().map(|scale| scale.mark_of(points, &kim.items, sitting.row(at)));
    let mark = sitting.mark.get(at).copied().flatten().or_else(by_scale);
    let least = kim.scale.as_ref().and_then(|scale| scale.cuts.first()).map(|cut| cut.min_score);
    let most = Some(kim.max()).filter(|most| *most > 0);
    let written = |number: Option<u16>| number.map(|number| number.to_string()).unwrap_or_default();
    Some([points.to_string(), written(least), written(most), written(mark.map(u16::from))])
}

/// «ВПР (14.04.2026)»; where two works of a subject and a grade would be called the same, each with its number.
fn title(dataset: &Dataset, kim: &Kim) -> String {
    let plain = |kim: &Kim| {
        let kind = kim.kind.map_or_else(|| kim.kind_text.clone(), |kind| kind.label().ru.to_owned());
        let when = kim.date.map_or_else(|| kim.year.to_string(), |day| day.strftime("%d.%m.%Y").to_string());
        format!("{kind} ({when})")
    };
    let own = plain(kim);
    let alike = |other: &&Kim| other.subject == kim.subject && other.grade == kim.grade && plain(other) == own;
    let mut named: Vec<&str> = dataset.kims.iter().filter(alike).map(|other| other.kim.as_str()).collect();
    named.sort_unstable();
    match named.iter().position(|name| *name == kim.kim) {
        Some(at) if named.len() > 1 => format!("{own} №{}", at + 1),
        _ => own,
    }
}

/// Codes of persons a list of codes among the files turned into pupils.
struct Codes<'d>(BTreeMap<(PersonId, SchoolYear), Vec<OfKim<'d>>>);

/// The paper a list of codes is of, where it is of one alone, and the code.
type OfKim<'d> = (Option<&'d str>, &'d str);

impl<'d> Codes<'d> {
    fn of(dataset: &'d Dataset) -> Self {
        let mut codes = BTreeMap::<_, Vec<_>>::new();
        for row in &dataset.people {
            codes.entry((row.person, row.year)).or_default().push((row.kim.as_deref(), row.code.as_str()));
        }
        Self(codes)
    }

    /// The code of whoever wrote a script; None where the script was read by name.
    fn code(&self, dataset: &Dataset, kim: &Kim, sitting: &Sitting, at: usize) -> Option<String> {
        let (person, school) = (*sitting.person.get(at)?, *sitting.school.get(at)?);
        if let Some(codes) = self.0.get(&(person, kim.year)) {
            let own = codes.iter().find(|(of, _)| *of == Some(kim.kim.as_str()));
            return own.or_else(|| codes.iter().find(|(of, _)| of.is_none())).map(|(_, code)| (*code).to_owned());
        }
        let name = dataset.person_names.name(person.0);
        let school = dataset.schools.get(school.0 as usize).map_or("", |school| school.school.as_str());
        let code = name.strip_prefix(&format!("{school}:{}:", kim.year)).unwrap_or(name);
        (!is_pseudonym(code)).then(|| code.to_owned())
    }
}

/// Whether whoever wrote a script is known by name.
fn by_name(dataset: &Dataset, sitting: &Sitting, at: usize) -> bool {
    sitting.person.get(at).is_some_and(|person| is_pseudonym(dataset.person_names.name(person.0)))
}

/// What a name becomes where files know a pupil by name.
fn is_pseudonym(name: &str) -> bool {
    name.strip_prefix('p').is_some_and(|digits| digits.len() == PERSON_DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use records::progress::Silent;
    use records::reference::Reference;

    use super::*;
    use crate::{Answers, Input, Key, Options, Standing, assemble, pupil_marks};

    fn table(files: &[(&str, &str)]) -> CodedTable {
        let reference = Reference::shipped().unwrap();
        let options = Options { reference: &reference, answers: Answers::default(), key: Key::derive(1), progress: &Silent };
        let input = |(name, text): &(&str, &str)| Input { name: (*name).to_owned(), bytes: text.as_bytes().to_vec() };
        let read = assemble(files.iter().map(input).collect(), &options);
        assert!(read.problems.iter().all(|problem| problem.severity == records::provenance::Severity::Note), "{:?}", read.problems);
        coded_table(&read.dataset)
    }

    const KIMS: &str = "kim,kind,subject,grade,year,date,item,max,format,level\nw,dkr,Физика,7,2025/2026,2026-03-02,1,2,short,basic\n\
        w,dkr,Физика,7,2025/2026,2026-03-02,2,1,short,basic\nv,dkr,Физика,7,2025/2026,2026-03-02,1,3,short,basic\n";
    const SCALE: &str = "kim,mark,min_score\nw,3,2\nw,4,3\nv,3,1\n";
    const HEAD: &str = "school,class,room,participant,variant,status,observer,prior_mark,";

    /// What is written is read back by the reader of the office: every result with its code, work, year, least, most and mark; whoever was absent says
    /// nothing.
    #[test]
    fn what_is_written_is_read_back() {
        let w = format!("{HEAD}1,2\ns1,7А,1,0042,1,present,,4,1,0\ns1,7А,1,43,1,present,,4,2,1\ns1,7А,1,44,1,absent,,4,,\n");
        let v = format!("{HEAD}1\ns1,7А,1,43,1,present,,4,0\n");
        let table = table(&[("kims.csv", KIMS), ("scales.csv", SCALE), ("scripts/w.csv", &w), ("scripts/v.csv", &v)]);
        assert_eq!((table.results, table.named, table.schools), (3, 0, 1), "{}", table.csv);
        let (read, problems) = pupil_marks(table.csv.as_bytes(), "результаты.csv", &Reference::shipped().unwrap());
        assert!(problems.is_empty() && read.left.is_empty(), "{problems:?} {}", table.csv);
        let told = read.rows.iter().map(|row| (row.code.as_str(), row.work.as_str(), row.says));
        let points = |points, least, most, mark| Standing::Points { points, least: Some(least), most: Some(most), mark: Some(mark) };
        let expected = [
            ("0042", "ДКР (02.03.2026) №2", points(1.0, 2.0, 3.0, 2)),
            ("43", "ДКР (02.03.2026) №1", points(0.0, 1.0, 3.0, 2)),
            ("43", "ДКР (02.03.2026) №2", points(3.0, 2.0, 3.0, 4)),
        ];
        assert_eq!(told.collect::<Vec<_>>(), expected);
        assert!(read.rows.iter().all(|row| row.child.class == "7А" && row.year == Some(SchoolYear(2025))));
    }

    /// A list of codes among the files makes persons of codes: the code is written all the same, and no name.
    #[test]
    fn a_list_of_codes_among_the_files_hides_no_code() {
        let v = format!("{HEAD}1\ns1,7А,1,42,1,present,,4,2\n");
        let people = "person,school,year,class,kim,code\nn1,s1,2025/2026,7А,,0042\n";
        let table = table(&[("kims.csv", KIMS), ("scripts/v.csv", &v), ("people.csv", people)]);
        assert_eq!(table.results, 1, "{table:?}");
        assert!(table.csv.lines().nth(1).unwrap().starts_with("0042;7А;Физика;"), "{}", table.csv);
    }

    /// Results known by name are counted, not lost without a word.
    #[test]
    fn results_by_name_are_counted() {
        let v = format!("{HEAD}1\ns1,7А,1,42,1,present,,4,2\ns1,7А,1,p0123456789abcdef0123,1,present,,4,3\n");
        let table = table(&[("kims.csv", KIMS), ("scripts/v.csv", &v)]);
        assert_eq!((table.results, table.named), (1, 1), "{}", table.csv);
    }

    #[test]
    fn codes_of_two_schools_are_not_told_apart() {
        let v = format!("{HEAD}1\ns1,7А,1,42,1,present,,4,2\ns2,7А,1,42,1,present,,4,3\n");
        let table = table(&[("kims.csv", KIMS), ("scripts/v.csv", &v)]);
        assert_eq!((table.schools, table.results, table.csv.as_str()), (2, 0, ""));
    }
}
