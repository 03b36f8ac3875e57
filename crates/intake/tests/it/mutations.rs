//! Spoiled bytes of journals and protocols: read or refused with a place, never a panic, and still no name in what comes out.

use intake::{Assembly, Input};
use jiff::civil::date;
use records::dataset::{
    ClassId, Dataset, ExamRow, Item, JournalMark, Kim, KimId, MarkRow, Period, PersonId, PersonRow, SchoolId, Score, Sitting,
};
use records::provenance::{Origin, SourceId};
use records::vocabulary::{Attendance, Format, Kind, SchoolYear};
use rehearsal::layouts::{Names, codes_list, eljur_biff, gia_protocol, netcity_html, summary_sheet};

use crate::support::assemble_with;

const YEAR: SchoolYear = SchoolYear(2025);
const ORIGIN: Origin = Origin { source: SourceId(0), row: 0 };

/// Twelve pupils of one class with marks, codes and an examination.
fn sample() -> Dataset {
    let mut data = Dataset::default();
    let school = data.school("edu450123");
    let class = ClassId(data.class_names.intern("9А"));
    let subject = records::dataset::SubjectId(data.subject_names.intern("Русский язык"));
    let item = |name: &str, max, format| Item { name: name.into(), max, format: Some(format), level: None, codifier: None };
    data.kims.push(Kim {
        kim: "oge-russian-9-2026".into(),
        kind: Some(Kind::Oge),
        kind_text: "oge".into(),
        subject,
        grade: 9,
        year: YEAR,
        date: Some(date(2026, 6, 3)),
        items: vec![item("1", 1, Format::Short), item("2", 2, Format::Short), item("3К1", 3, Format::Extended)],
        scale: None,
    });
    let mut sitting = Sitting { width: 3, ..Sitting::default() };
    for n in 0..12_u8 {
        let person = PersonId(data.person_names.intern(&format!("pupil-{n}")));
        let mark = 3 + n % 3;
        sitting.school.push(school);
        sitting.class.push(class);
        sitting.person.push(person);
        sitting.status.push(Attendance::Present);
        sitting.mark.push(Some(mark));
        sitting.room.push(None);
        sitting.scores.extend([n % 2, n % 3, n % 4].map(|points| Score::points(points).unwrap()));
        let primary = Some(u16::from(n % 2 + n % 3 + n % 4));
        data.exams.push(ExamRow {
            person,
            school,
            exam: Kind::Oge,
            subject,
            year: YEAR,
            date: None,
            primary,
            score: None,
            mark: Some(mark),
            origin: ORIGIN,
        });
        data.people.push(PersonRow { person, school, year: YEAR, class, kim: None, code: format!("900{n:02}"), origin: ORIGIN });
        data.marks.push(MarkRow {
            person,
            school,
            class,
            subject,
            year: YEAR,
            period: Period::Quarter(3),
            mark: JournalMark::Mark(mark),
            teacher: None,
            average: Some(f64::from(mark)),
            count: Some(5),
            origin: ORIGIN,
        });
    }
    data.sittings.push(sitting);
    data
}

/// Name, bytes, format.
type Sample = (&'static str, Vec<u8>, &'static str);

/// Clean files, and the words that must not be spoken.
fn files() -> (Vec<Sample>, Vec<String>) {
    let data = sample();
    let names = Names::invent(&data, 5);
    let (school, class, subject, day) = (SchoolId(0), ClassId(0), records::dataset::SubjectId(0), date(2026, 11, 23));
    let words =
        (0..12).filter_map(|n| names.of(PersonId(n))).flat_map(|name| [name.surname.to_lowercase(), name.patronymic.to_lowercase()]);
    let files = vec![
        ("а.xls", netcity_html::write(&data, PersonId(0), YEAR, 3, &names).unwrap(), "netcity-pupil"),
        ("б.xls", eljur_biff::write(&data, (school, class), subject, (YEAR, 3), &names).unwrap(), "eljur-journal"),
        ("в.xlsx", gia_protocol::write(&data, KimId(0), &names, day).unwrap(), "gia-protocol"),
        ("г.xlsx", summary_sheet::write(&data, school, class, YEAR, &names, day).unwrap(), "class-summary"),
        ("д.xlsx", codes_list::write(&data, school, YEAR, &names, day).unwrap(), "codes"),
    ];
    let mut words: Vec<String> = words.collect();
    words.sort();
    words.dedup();
    (files, words)
}

fn read(name: &str, bytes: Vec<u8>) -> Assembly {
    let given = [("school:-", "edu450123"), ("year:-", "2025/2026")];
    assemble_with(vec![Input { name: name.into(), bytes }], &given)
}

fn check(read: &Assembly, words: &[String], of: &str) {
    for problem in &read.problems {
        assert!(!problem.what.ru.is_empty() && !problem.what.en.is_empty() && !problem.place.file.is_empty(), "{of}: {problem:?}");
    }
    let data = &read.dataset;
    let pools = [&data.class_names, &data.subject_names, &data.person_names, &data.teacher_names, &data.rooms];
    let pools: Vec<&str> = pools.into_iter().flat_map(records::dataset::Pool::iter).collect();
    let spoken = format!("{:?}{:?}{:?}{:?}{:?}{pools:?}", read.problems, read.questions, read.recognised, data.sources, data.schools);
    let spoken = spoken.to_lowercase();
    for word in words {
        assert!(!spoken.contains(word), "{of}: {word} is spoken in {spoken}");
    }
}

/// A small keyed generator: the same spoiling on every run.
pub struct Turns(pub u64);

impl Turns {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

/// One to four spots changed: a byte replaced, a stretch removed, doubled or turned to noise.
pub fn spoil(bytes: &[u8], turns: &mut Turns) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=turns.below(4) {
        let at = turns.below(bytes.len());
        let end = (at + 1 + turns.below(24)).min(bytes.len());
        match turns.below(5) {
            0 => bytes[at] = u8::try_from(turns.below(256)).unwrap(),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            3 => bytes[at..end].iter_mut().for_each(|byte| *byte = u8::try_from(turns.below(256)).unwrap()),
            _ => bytes.truncate(at.max(1)),
        }
    }
    bytes
}

#[test]
fn clean_samples_are_known_for_what_they_are() {
    let (files, words) = files();
    for (name, bytes, format) in files {
        let read = read(name, bytes);
        assert_eq!(read.recognised[0].format, Some(format));
        check(&read, &words, name);
        let records = if format == "eljur-journal" { 0 } else { read.recognised[0].records };
        assert!(records > 0 || format == "eljur-journal", "{format}");
    }
}

#[test]
fn spoiled_bytes_are_read_or_refused() {
    let (files, words) = files();
    let rounds = std::env::var("OBJEKTIV_MUTATIONS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(30);
    for (name, bytes, format) in &files {
        let mut turns = Turns(u64::from(name.as_bytes()[1]));
        let mut known = 0;
        for _ in 0..rounds {
            let read = read(name, spoil(bytes, &mut turns));
            known += usize::from(read.recognised.first().is_some_and(|seen| seen.format == Some(format)));
            assert!(!read.recognised.is_empty());
            check(&read, &words, name);
        }
        // Half of the bytes of a compound file or a zip container hold it together: most spoiled ones are refused as damaged.
        assert!(known > 0 || !name.ends_with(".xls"), "{name}: no spoiled file was read: the test would show nothing");
    }
}

/// Spoiled where it hurts: inside the text of the page, at the borders of characters and tags.
#[test]
fn a_spoiled_page_keeps_its_names() {
    let (files, words) = files();
    let page: Vec<char> = String::from_utf8(files[0].1.clone()).unwrap().chars().collect();
    let mut turns = Turns(11);
    let mut marks = 0;
    for _ in 0..300 {
        let mut page = page.clone();
        for _ in 0..=turns.below(3) {
            let at = turns.below(page.len());
            let with = ['<', '>', '/', ':', ' ', '"', '5', 'я', '&', '\u{a0}', '\0', '²'][turns.below(12)];
            match turns.below(3) {
                0 => page[at] = with,
                1 => page.insert(at, with),
                _ => drop(page.remove(at)),
            }
        }
        let read = read("а.xls", page.iter().collect::<String>().into_bytes());
        marks += read.dataset.marks.len();
        check(&read, &words, "page");
    }
    assert!(marks > 100, "{marks}");
}
