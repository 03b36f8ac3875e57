//! Lists of a school as schools keep them: staff with birthdays and classes they lead, loads with hours, fathers and mothers in rows of their own,
//! marks under short names. What they say is known again when the list comes again, and whatever stays open costs nothing else.

use jiff::civil::date;

use super::plans::see;
use super::roster::{class, who};
use super::roster_files::{Taker, works};
use crate::marks::{Mark, PreviewMarks, Says};
use crate::procedure::Schedule;
use crate::roster::{AddPupil, Child, Choice, Classes, Fate, Line, Met, Relative, RosterBatches, Told, Who, Whom};

fn staff(name: &str, subject: &str, year: i16) -> Line {
    let born = (year > 0).then(|| date(year, 9, 27));
    Line::Staff { name: name.into(), post: "учитель".into(), subject: subject.into(), born }
}

fn load(teacher: &str, subject: &str, to: &str, hours: Option<u16>) -> Line {
    Line::Load { teacher: teacher.into(), subject: subject.into(), class: class(to), hours }
}

fn led(name: &str, teacher: &str) -> Line {
    Line::Class { class: class(name), teacher: teacher.into() }
}

fn fates(taker: &Taker, lines: &[Line]) -> Vec<Fate> {
    taker.preview(lines, &[]).fates
}

fn teacher_of(taker: &Taker, name: &str) -> Option<Option<String>> {
    let shown = see(&taker.desk, &super::desk::person(&taker.founder).after_step_up(), &Classes).unwrap();
    shown.classes.into_iter().find(|one| one.name == class(name)).map(|one| one.teacher.map(|(_, name)| name))
}

/// Two of one name with two birthdays are two, and stay the same two when the list comes again; without the birthday the subject tells, and where
/// nothing does it is asked. Whatever lists say of them beside the name lies sealed.
#[test]
fn a_list_of_staff_knows_its_namesakes_again() {
    let mut taker = Taker::new();
    let name = "Лосева Яна Ильинична";
    let lines = [staff(name, "Русский язык", 1969), staff(name, "Математика", 1970)];
    assert_eq!(taker.take(&lines).unwrap().1.added, 2);
    assert_eq!(fates(&taker, &lines), [Fate::Same, Fate::Same]);
    assert_eq!(fates(&taker, &[lines[1].clone(), lines[0].clone()]), [Fate::Same, Fate::Same], "in whichever order");
    assert_eq!(fates(&taker, &[staff(name, "Математика", 0)]), [Fate::Same], "the subject is of one of them");
    let asked = |fate: &Fate| matches!(fate, Fate::Asked(among) if among.len() == 2);
    let open = taker.preview(&[staff(name, "", 0), staff(name, "Химия", 0)], &[]);
    assert!(open.fates.iter().all(asked), "{:?}", open.fates);
    assert_eq!(open.born.values().map(|born| born.year()).collect::<std::collections::BTreeSet<_>>(), [1969, 1970].into());
    // A third birthday is a third person; a subject of both tells neither.
    assert_eq!(fates(&taker, &[staff(name, "Математика", 1980)]), [Fate::New]);
    // Loads go to whoever teaches the subject, and stay where they are once they are hers.
    let loads = [load("Лосева Я.И.", "Математика", "7А", None), load("Лосева Я.И.", "Химия", "7А", None)];
    let seen = taker.preview(&loads, &[]);
    assert!(seen.fates[0] == Fate::New && asked(&seen.fates[1]), "{:?}", seen.fates);
    let Fate::Asked(among) = &seen.fates[1] else { unreachable!("asked above") };
    let Whom::Known(one) = &among[0] else { unreachable!("both are known") };
    let choices = [(1, Choice::Same(one.clone()))].into();
    let act = crate::roster::TakeRoster { choices, ..taker.act(&loads) };
    taker.perform(act).unwrap();
    assert_eq!(fates(&taker, &loads), [Fate::Same, Fate::Same]);
    // So does a class with the one who leads it.
    let leads = [led("7А", name)];
    assert!(asked(&fates(&taker, &leads)[0]));
    let choices = [(0, Choice::Same(one.clone()))].into();
    let act = crate::roster::TakeRoster { choices, ..taker.act(&leads) };
    taker.perform(act).unwrap();
    assert_eq!(fates(&taker, &leads), [Fate::Same]);
    let all = super::desk::dump(taker.desk.connection());
    assert!(!all.contains("1969-09-27") && !all.contains("1970-09-27"), "a birthday lies in plain letters");
}

/// What a later list adds is taken back with it, and the earlier word stands again; a person whom a list did not bring stays.
#[test]
fn what_tells_namesakes_apart_goes_with_its_file() {
    let mut taker = Taker::new();
    taker.take(&[works("Лосева Яна", "учитель"), works("Зуев Лев", "учитель")]).unwrap();
    let dated = [staff("Лосева Яна", "Химия", 1969)];
    assert_eq!(fates(&taker, &dated), [Fate::Changed]);
    let (batch, _) = taker.take(&dated).unwrap();
    assert_eq!(fates(&taker, &dated), [Fate::Same]);
    assert_eq!(fates(&taker, &[staff("Лосева Яна", "", 1970)]), [Fate::New]);
    taker.undo(&batch).unwrap();
    assert_eq!(fates(&taker, &dated), [Fate::Changed]);
    assert_eq!(fates(&taker, &[staff("Лосева Яна", "", 1970)]), [Fate::Changed], "nothing is known of her birthday any more");
}

/// Who leads which class stands in the list of staff: where the class is there she leads it, else it is told; the answer about her decides it.
#[test]
fn a_list_of_staff_says_who_leads_a_class() {
    let mut taker = Taker::new();
    let lines = |name: &str| {
        let leads = |class_name: &str| Line::Leads { of: 0, name: "Лосева Яна".into(), class: class(class_name) };
        [staff("Лосева Яна", "Химия", 1969), leads(name), leads("11Я")]
    };
    let before = teacher_of(&taker, "7Б");
    let (batch, told) = taker.take(&lines("7Б")).unwrap();
    assert_eq!((told.added, told.changed, told.open), (1, 1, 1), "{told:?}");
    assert_eq!(teacher_of(&taker, "7Б"), Some(Some("Лосева Яна".into())));
    assert_eq!(fates(&taker, &lines("7Б")), [Fate::Same, Fate::Same, Fate::NoClass]);
    taker.undo(&batch).unwrap();
    assert_eq!(teacher_of(&taker, "7Б"), before);
    // As long as nobody says who she is, she leads nothing; left out, neither does her class.
    taker.take(&[staff("Лосева Яна", "", 0), staff("Волков Лев", "", 0)]).unwrap();
    let twin = [staff("Лосева Яна", "Химия", 1969), staff("Лосева Яна", "Физика", 1970)];
    let act = crate::roster::TakeRoster { choices: [(0, Choice::Another), (1, Choice::Another)].into(), ..taker.act(&twin) };
    taker.perform(act).unwrap();
    let open = [staff("Лосева Яна", "", 0), lines("7Б")[1].clone()];
    assert!(matches!(fates(&taker, &open).as_slice(), [Fate::Asked(_), Fate::Waits]));
    assert_eq!(taker.preview(&open, &[(0, Choice::Skip)]).fates, [Fate::Skipped, Fate::Skipped]);
    // A class another line of the file gives to somebody else stays hers.
    let twice = [staff("Зуев Лев", "", 1960), Line::Leads { of: 0, name: "Зуев Лев".into(), class: class("7Б") }, led("7Б", "Волков Лев")];
    assert_eq!(fates(&taker, &twice), [Fate::New, Fate::ClassTwice, Fate::Changed]);
    // What it replaces is said.
    taker.take(&[led("7Б", "Волков Лев")]).unwrap();
    assert_eq!(taker.preview(&twice[..2], &[]).was.values().collect::<Vec<_>>(), ["Волков Лев"]);
}

/// A class whose class teacher is open, or not there, is made without one: its pupils are not lost with the answer.
#[test]
fn a_class_is_made_while_its_class_teacher_is_open() {
    let mut taker = Taker::new();
    taker.take(&[staff("Лосева Яна", "", 1969), staff("Лосева Яна", "", 1970)]).unwrap();
    let pupil = Line::Pupil { class: class("5А"), who: who("Гусев Матвей"), family: Vec::new(), listed: true };
    let lines = [led("5А", "Лосева Яна"), led("6Б", "Никто Никита"), pupil];
    let shown = taker.preview(&lines, &[]);
    assert!(matches!(shown.fates.as_slice(), [Fate::Asked(_), Fate::NoStaff, Fate::New]), "{:?}", shown.fates);
    assert_eq!(shown.made, [0, 1].into());
    let (batch, told) = taker.take(&lines).unwrap();
    assert_eq!(told, Told { added: 3, asked: 1, open: 1, ..Told::default() });
    assert_eq!([teacher_of(&taker, "5А"), teacher_of(&taker, "6Б")], [Some(None), Some(None)]);
    // The same file again answers it, and makes nothing twice.
    let Fate::Asked(among) = fates(&taker, &lines)[0].clone() else { panic!("still asked") };
    let Whom::Known(one) = &among[0] else { unreachable!("both are known") };
    let act = crate::roster::TakeRoster { choices: [(0, Choice::Same(one.clone()))].into(), ..taker.act(&lines[..2]) };
    let (answered, told) = taker.perform(act).unwrap();
    assert_eq!(told, Told { changed: 1, open: 1, ..Told::default() });
    assert!(teacher_of(&taker, "5А").flatten().is_some_and(|name| name.starts_with("Лосева Яна")));
    taker.undo(&answered).unwrap();
    taker.undo(&batch).unwrap();
    assert_eq!([teacher_of(&taker, "5А"), teacher_of(&taker, "6Б")], [None, None]);
    // A class that is left out is not made.
    assert!(taker.preview(&lines, &[(0, Choice::Skip)]).made.contains(&1));
    assert!(!taker.preview(&lines, &[(0, Choice::Skip)]).made.contains(&0));
}

/// Hours of a list of loads are hours of the subject in the parallel: rules of the schedule are held against them, and taken back they are as before.
/// Where they differ within a parallel nobody knows which are right; a list without hours changes none.
#[test]
fn hours_of_a_list_of_loads_are_those_the_schedule_is_held_against() {
    let mut taker = Taker::new();
    taker.take(&[works("Лосева Яна", ""), led("7Б", ""), led("8А", "")]).unwrap();
    let hours = |taker: &Taker| {
        let shown = see(&taker.desk, &super::desk::person(&taker.founder), &Schedule { year: None, paper: None }).unwrap().unwrap();
        shown.hours.iter().map(|one| (one.grade, one.subject.clone(), one.tenths)).collect::<Vec<_>>()
    };
    let before = hours(&taker);
    let name = "Лосева Яна";
    let lines = [
        load(name, "Физика", "7А", Some(20)),
        load(name, "Физика", "7Б", Some(20)),
        load(name, "Химия", "7А", Some(10)),
        load(name, "Химия", "7Б", Some(5)),
        load("Никто Н.", "География", "8А", Some(30)),
        load(name, "История", "8А", None),
    ];
    let shown = taker.preview(&lines, &[]);
    assert_eq!(shown.hours, [(0, None)].into());
    assert_eq!(shown.differ, [(2, vec![(class("7А"), 10), (class("7Б"), 5)])].into());
    let (batch, _) = taker.take(&lines).unwrap();
    let physics = [&before[..], &[(7, "Физика".to_owned(), 20)]].concat();
    assert_eq!(hours(&taker), physics);
    assert_eq!(taker.take(&lines).unwrap_err().rule, crate::Rule::NothingChanged, "the same hours again");
    // Other hours of the same load; without the column none; back to what stood before each file.
    let other = [load(name, "физика", "7А", Some(25)), load(name, "Физика", "7Б", None)];
    assert_eq!((fates(&taker, &other), taker.preview(&other, &[]).hours), (vec![Fate::Changed, Fate::Same], [(0, Some(20))].into()));
    let (second, told) = taker.take(&other).unwrap();
    assert_eq!((told.changed, hours(&taker).contains(&(7, "Физика".to_owned(), 25))), (1, true));
    assert_eq!(taker.undo(&batch).unwrap_err().rule, crate::Rule::StandsOnIt, "the later file is taken back first");
    let batches = see(&taker.desk, &super::desk::person(&taker.founder).after_step_up(), &RosterBatches).unwrap();
    let first = batches.iter().find(|one| one.id == batch).unwrap();
    assert_eq!((first.later.as_slice(), first.on_it.len(), first.free), (std::slice::from_ref(&second), 0, false));
    taker.undo(&second).unwrap();
    assert_eq!(hours(&taker), physics);
    taker.undo(&batch).unwrap();
    assert_eq!(hours(&taker), before);
}

/// A father stands in a row of his own: of a child whom the class has once he is not asked about. A second mother is.
#[test]
fn a_father_beside_the_mother_is_no_question() {
    let mut taker = Taker::new();
    let parent = |name: &str, kin: &str| vec![Relative { name: name.into(), kin: kin.into(), contact: String::new() }];
    let child = |family: Vec<Relative>| Line::Pupil { class: class("7А"), who: who("Ёлкин Пётр"), family, listed: false };
    let both = [child(parent("Ёлкина Вера", "мать")), child(parent("Ёлкин Олег", "отец")), child(parent("Ёлкина Ида", "бабушка"))];
    assert_eq!(fates(&taker, &both), [Fate::Changed, Fate::Changed, Fate::Changed]);
    let pupil = Whom::Known(taker.world.roster.pupil.clone());
    let mothers = [both[0].clone(), child(parent("Уткина Анна", "мать")), both[1].clone()];
    assert_eq!(fates(&taker, &mothers), [Fate::Changed, Fate::Asked(vec![pupil]), Fate::Changed]);
    taker.take(&both).unwrap();
    assert_eq!(fates(&taker, &both), [Fate::Same, Fate::Same, Fate::Same]);
    // Two of the name in the class: each row is asked about.
    let twin =
        AddPupil { class: taker.world.roster.class.clone(), who: who("Ёлкин Пётр"), from: taker.world.today, another: true };
    taker.desk.perform(&super::desk::person(&taker.founder), twin).unwrap();
    assert!(fates(&taker, &both).iter().all(|fate| matches!(fate, Fate::Asked(among) if among.len() == 2)));
}

/// What a written name says: the words it has, each whole or by its first letter, none past the end.
fn could_be(written: &str, name: &str) -> bool {
    let (written, name): (Vec<&str>, Vec<&str>) = (written.split(' ').collect(), name.split(' ').collect());
    written.len() <= name.len()
        && written.iter().zip(&name).all(|(word, whole)| match word.strip_suffix('.') {
            Some(letter) => whole.starts_with(letter),
            None => word == whole,
        })
}

/// However a journal shortens the names of a class: whoever alone of it can be meant is met, of several it is asked which of them, and nobody is met
/// or offered whose name says otherwise, or who is of another class. Every spelling of every name is tried.
/// covers: C4, R27
#[test]
fn marks_under_short_names_are_of_nobody_else() {
    let mut taker = Taker::new();
    let by = super::desk::person(&taker.founder);
    let here = [
        "Иванов Пётр Сергеевич",
        "Иванов Пётр Олегович",
        "Иванов Павел Сергеевич",
        "Иванов Антон Ильич",
        "Зимина Яна Ильинична",
        "Зимина Яна",
        "Ким Олег Янович",
    ];
    let elsewhere = ["Ким Олег Янович", "Лунин Пётр Ильич"];
    let mut ids = Vec::new();
    for (home, names) in [(taker.world.roster.empty.clone(), &here[..]), (taker.world.roster.class.clone(), &elsewhere[..])] {
        for name in names {
            let add = AddPupil { class: home.clone(), who: who(name), from: date(2026, 9, 1), another: true };
            ids.push((taker.desk.perform(&by, add).unwrap().done[0].clone(), *name));
        }
    }
    let cut = |word: &str| format!("{}.", word.chars().next().unwrap_or_default());
    let mut written: Vec<String> = Vec::new();
    for name in here.iter().chain(&elsewhere).chain(&["Иванов Пётр Ильич", "Иванова Пётр", "Никто Никита"])
    {
        let words: Vec<&str> = name.split(' ').collect();
        let second = [words[1].to_owned(), cut(words[1])];
        written.extend(second.iter().map(|second| format!("{} {second}", words[0])));
        for third in words.get(2).into_iter().flat_map(|third| [(*third).to_owned(), cut(third)]) {
            written.extend(second.iter().map(|second| format!("{} {second} {third}", words[0])));
        }
    }
    written.push("Иванов".into());
    let children: Vec<Child> = written.iter().map(|name| Child::Named(class("7Б"), who(name))).collect();
    let mark = Mark { subject: "Химия".into(), period: "q1".into(), work: String::new(), month: None, says: Says::NotAttested };
    let marks = vec![(0, mark)];
    let look = PreviewMarks { year: taker.world.year.clone(), children, marks, choices: Default::default() };
    let met = see(&taker.desk, &by.clone().after_step_up(), &look).unwrap().met;
    let (mut sure, mut asked) = (0, 0);
    for (name, met) in written.iter().zip(met) {
        let fits = ids[..here.len()].iter().filter(|(_, whole)| name.contains(' ') && could_be(name, whole)).map(|(id, _)| id.clone());
        let mut fits: Vec<_> = fits.collect();
        fits.sort();
        match fits.as_slice() {
            [one] => {
                sure += 1;
                assert_eq!(met, Met::Pupil(one.clone()), "{name}");
            }
            several => {
                asked += several.len().min(1);
                assert_eq!(met, Met::Asked(several.to_vec()), "{name}");
            }
        }
    }
    assert!(sure > 10 && asked > 5, "{sure} {asked}");
    // A birthday tells those apart whom the name does not.
    let dated = |name: &str, day: i8| Who { born: Some(date(2013, 4, day)), ..who(name) };
    let add = AddPupil {
        class: taker.world.roster.empty.clone(), who: dated("Уткин Лев Ильич", 1), from: date(2026, 9, 1), another: true
    };
    let one = taker.desk.perform(&by, add).unwrap().done[0].clone();
    let add =
        AddPupil {
            class: taker.world.roster.empty.clone(), who: dated("Уткин Лев Янович", 2), from: date(2026, 9, 1), another: true
        };
    taker.desk.perform(&by, add).unwrap();
    let child = |day| Child::Named(class("7Б"), dated("Уткин Лев", day));
    let look = PreviewMarks { children: vec![child(1), child(3)], ..look };
    assert_eq!(see(&taker.desk, &by.after_step_up(), &look).unwrap().met, [Met::Pupil(one), Met::Asked(Vec::new())]);
}

/// Families and codes under short names go the same way; a class list writes its pupils whole, and whoever is surely the same keeps the whole name.
#[test]
fn families_and_codes_under_short_names() {
    let mut taker = Taker::new();
    let pupil = |name: &str| Line::Pupil { class: class("7Б"), who: who(name), family: Vec::new(), listed: true };
    taker.take(&[pupil("Иванов Пётр Сергеевич"), pupil("Зимина Яна Ильинична"), pupil("Зимина Яна Олеговна")]).unwrap();
    let family = |name: &str| {
        let family = vec![Relative { name: "Иванова Вера".into(), kin: "мать".into(), contact: String::new() }];
        Line::Pupil { class: class("7Б"), who: who(name), family, listed: false }
    };
    let code = |name: &str, code: &str| Line::Code { class: class("7Б"), who: who(name), code: code.into() };
    let lines =
        [family("Иванов Пётр"), family("Зимина Я."), family("Иванов Пётр Ильич"), code("Иванов П. С.", "17"), code("Зимина Яна", "18")];
    let shown = fates(&taker, &lines);
    assert!(shown[0] == Fate::Changed && shown[3] == Fate::New, "{shown:?}");
    assert!([1, 4].iter().all(|at| matches!(&shown[*at], Fate::Asked(among) if among.len() == 2)), "{shown:?}");
    assert!(matches!(shown[2], Fate::Stranger(_)), "{shown:?}");
    let numbered =
        |name: &str| Line::Pupil { class: class("7Б"), who: Who { number: "5".into(), ..who(name) }, family: Vec::new(), listed: true };
    taker.take(&[numbered("Иванов Пётр Сергеевич")]).unwrap();
    assert_eq!(fates(&taker, &[numbered("Иванов Пётр")]), [Fate::Same], "a short name is no new name");
}
