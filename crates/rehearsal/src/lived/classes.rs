//! Classes of the gymnasium with their pupils, families and loads: one list, taken in August as a school takes one. All of them are invented.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::civil::{Date, date};
use psychometrics::stream::Stream;
use workflow::roster::{ClassName, Line, Relative, TakeRoster, Who};

use super::LiveError;
use super::cast::{FOUNDER, School};
use super::hand::Hand;
use crate::layouts::FullName;

/// The day the list is taken.
const TAKEN: Date = date(2026, 8, 25);

/// Classes, each with the part of its class teacher.
pub(super) const CLASSES: [(&str, &str); 11] = [
    ("4А", "primary-2"),
    ("4Б", "primary-3"),
    ("5А", "class-5a"),
    ("5Б", "english-2"),
    ("7Б", "class-7b"),
    ("8А", "chemistry"),
    ("8Б", "geography"),
    ("9А", "class-9a"),
    ("9Б", "class-9b"),
    ("9В", "class-9v"),
    ("11А", "class-11a"),
];

/// Who teaches what in which classes, by the beginnings of their names.
const LOADS: [(&str, &str, &[&str]); 22] = [
    ("russian", "Русский язык", &["9", "11"]),
    ("russian-2", "Русский язык", &["5", "7"]),
    ("russian-3", "Русский язык", &["8"]),
    ("russian", "Литература", &["9", "11"]),
    ("russian-2", "Литература", &["5", "7"]),
    ("russian-3", "Литература", &["8"]),
    ("mathematics", "Математика", &["11"]),
    ("mathematics-2", "Математика", &["5", "7", "8"]),
    ("mathematics-3", "Математика", &["9"]),
    ("physics", "Физика", &["7", "8", "9", "11"]),
    ("chemistry", "Химия", &["8", "9", "11"]),
    ("geography", "География", &["5", "7", "8", "9"]),
    ("sciences", "Биология", &["5", "7", "8", "9", "11"]),
    ("history", "История", &["5", "7", "8", "9", "11"]),
    ("languages", "Английский язык", &["9", "11"]),
    ("english-2", "Английский язык", &["5", "7", "8"]),
    ("informatics", "Информатика", &["7", "8", "9", "11"]),
    ("primary-2", "Русский язык", &["4А"]),
    ("primary-2", "Математика", &["4А"]),
    ("primary-3", "Русский язык", &["4Б"]),
    ("primary-3", "Математика", &["4Б"]),
    ("primary", "Окружающий мир", &["4"]),
];

/// The list is taken by the deputy head.
pub(super) async fn come(hand: &mut Hand<'_>, school: &mut School, seed: u64) -> Result<(), LiveError> {
    hand.goes_to(TAKEN, 9);
    let lines = lines(school, seed)?;
    let child = |line: &Line| match line {
        Line::Pupil { class, who, .. } => Some((class.clone(), who.clone())),
        _ => None,
    };
    school.children = lines.iter().filter_map(child).collect();
    // The children are invented: what is kept need not be sealed, and its address follows from its bytes.
    let file = hand.keeps(written(&lines)).await?;
    let take = TakeRoster {
        from: None,
        year: school.year.clone(),
        file,
        file_name: "Списки классов и нагрузка.csv".to_owned(),
        lines,
        choices: BTreeMap::new(),
        make_classes: true,
        left: Vec::new(),
        unread: workflow::roster::Unread::default(),
    };
    hand.does(&school.id(FOUNDER)?, take).await.map(drop)
}

fn lines(school: &School, seed: u64) -> Result<Vec<Line>, LiveError> {
    let mut stream = Stream::of(seed, "rehearsal-classes", 0);
    let mut below = |n: usize| stream.below(n).unwrap_or(0);
    let named = |name: &str| ClassName::read(name).ok_or_else(|| LiveError::Missing(name.to_owned()));
    let mut lines = Vec::new();
    for (name, teacher) in CLASSES {
        lines.push(Line::Class { class: named(name)?, teacher: school.person(teacher)?.name.whole() });
    }
    for (teacher, subject, classes) in LOADS {
        for (name, _) in CLASSES.iter().filter(|(name, _)| classes.iter().any(|begins| name.starts_with(begins))) {
            let (teacher, subject) = (school.person(teacher)?.name.whole(), subject.to_owned());
            lines.push(Line::Load { teacher, subject, class: named(name)?, hours: None });
        }
    }
    let mut taken: BTreeSet<String> = school.people.values().map(|person| person.name.whole()).collect();
    for (name, _) in CLASSES {
        for place in 0..19 + below(7) {
            let boy = below(2) == 0;
            let invented = |turn: u32| FullName::invented(seed, &format!("{name} {place} {turn}"), boy);
            let child = (0..1000).map(invented).find(|one| taken.insert(one.whole()));
            let child = child.ok_or_else(|| LiveError::Missing(name.to_owned()))?;
            let class = named(name)?;
            let born = born(&class, below(365));
            let family = family(&child, boy, seed, &format!("{name} {place}"), &mut below);
            lines.push(Line::Pupil {
                class,
                who: Who { name: child.whole(), born: Some(born), number: String::new() },
                family,
                listed: true,
            });
        }
    }
    Ok(lines)
}

/// A day of birth that fits the class: seven in the first September.
fn born(class: &ClassName, days: usize) -> Date {
    let year = 2026 - i16::from(class.grade) - 6;
    let begin = Date::new(year - 1, 10, 1).unwrap_or(TAKEN);
    begin.checked_add(jiff::Span::new().days(i64::try_from(days).unwrap_or(0))).unwrap_or(begin)
}

/// A mother, and for some a father too; telephone numbers of a range that is given to nobody.
fn family(child: &FullName, boy: bool, seed: u64, whose: &str, below: &mut impl FnMut(usize) -> usize) -> Vec<Relative> {
    let stem = if boy { child.surname.clone() } else { child.surname.trim_end_matches('а').to_owned() };
    let mut parent = |kin: &str, man: bool| {
        let mut name = FullName::invented(seed, &format!("{whose} {kin}"), man);
        name.surname = if man { stem.clone() } else { format!("{stem}а") };
        Relative {
            name: name.whole(),
            kin: kin.to_owned(),
            contact: format!("+7 000 {:03}-{:02}-{:02}", below(1000), below(100), below(100)),
        }
    };
    let mother = parent("мать", false);
    let father = parent("отец", true);
    std::iter::once(mother).chain((below(3) > 0).then_some(father)).collect()
}

/// The list as a table.
fn written(lines: &[Line]) -> Vec<u8> {
    let mut text = String::from("\u{feff}Класс;ФИО;Дата рождения;Родители\r\n");
    for line in lines {
        if let Line::Pupil { class, who, family, .. } = line {
            let born = who.born.map(|born| born.strftime("%d.%m.%Y").to_string()).unwrap_or_default();
            let parents = family.iter().map(|one| format!("{} ({}), {}", one.name, one.kin, one.contact)).collect::<Vec<_>>().join(", ");
            let _never_fails = write!(text, "{class};{};{born};{parents}\r\n", who.name);
        }
    }
    text.into_bytes()
}
