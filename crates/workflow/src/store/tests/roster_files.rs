//! Files of the school's people: what a file changes, what it asks, that it can be taken back, and that no name of it lies in plain letters.

use std::collections::BTreeMap;
use std::time::Instant;

use jiff::civil::{Date, date};

use super::desk::{Desk, once, person, rows};
use super::folder::{founded, wait};
use super::plans::{keep, see};
use super::roster::{CHILDREN, class, nobody_is_named, who};
use crate::act::Act;
use crate::id::Id;
use crate::people::Give;
use crate::refusal::{Refusal, Rule};
use crate::role::{Role, Scope};
use crate::roster::{
    ChangePupil, Choice, ClassName, ClassOf, Classes, Fate, Line, Loads, PreviewRoster, Relative, RemoveClass, RosterBatches,
    RosterPreview, TakeRoster, Told, UndoRoster, Unread, Who, Whom,
};
use crate::store::Upload;
use crate::world::World;

fn born(name: &str, day: i8) -> Who {
    Who { born: Some(date(2013, 4, day)), ..who(name) }
}

fn listed(name: &str, who: Who) -> Line {
    Line::Pupil { class: class(name), who, family: Vec::new(), listed: true }
}

pub fn works(name: &str, post: &str) -> Line {
    Line::Staff { name: name.into(), post: post.into(), subject: String::new(), born: None }
}

/// Somebody who takes files.
pub struct Taker {
    pub desk: Desk,
    pub world: World,
    pub founder: Id,
    files: u32,
}

impl Taker {
    pub fn new() -> Self {
        let (desk, world, founder) = Desk::furnished();
        Self { desk, world, founder, files: 0 }
    }

    pub fn act(&mut self, lines: &[Line]) -> TakeRoster {
        self.files += 1;
        let file = keep(&mut self.desk, format!("list {}", self.files).as_bytes());
        TakeRoster { file, lines: lines.to_vec(), ..TakeRoster::sample(&self.world) }
    }

    pub fn take(&mut self, lines: &[Line]) -> Result<(Id, Told), Refusal> {
        let act = self.act(lines);
        self.perform(act)
    }

    pub fn perform(&mut self, act: TakeRoster) -> Result<(Id, Told), Refusal> {
        let done = self.desk.perform(&person(&self.founder), act)?.done;
        Ok((done.batch, done.told))
    }

    pub fn undo(&mut self, batch: &Id) -> Result<(), Refusal> {
        self.desk.perform(&person(&self.founder), UndoRoster { batch: batch.clone(), seen: 1 }).map(drop)
    }

    pub fn preview(&self, lines: &[Line], choices: &[(usize, Choice)]) -> RosterPreview {
        self.read(lines, choices, Unread::default())
    }

    fn read(&self, lines: &[Line], choices: &[(usize, Choice)], unread: Unread) -> RosterPreview {
        let choices = choices.iter().cloned().collect();
        let look = PreviewRoster { year: self.world.year.clone(), lines: lines.to_vec(), choices, make_classes: false, unread };
        see(&self.desk, &person(&self.founder).after_step_up(), &look).unwrap()
    }

    /// Classes with their pupils and families, and loads: everything a file changes.
    fn school(&self) -> Vec<String> {
        let by = person(&self.founder).after_step_up();
        let shown = see(&self.desk, &by, &Classes).unwrap();
        let mut told: Vec<String> = shown.staff.iter().map(|(_, name)| name.clone()).collect();
        for line in shown.classes {
            told.push(format!("{} {:?}", line.name, line.teacher.map(|(_, name)| name)));
            for pupil in see(&self.desk, &by, &ClassOf { class: line.id }).unwrap().pupils {
                let family: Vec<(String, String)> = pupil.family.into_iter().map(|one| (one.relative.name, one.relative.contact)).collect();
                told.push(format!(
                    "{} {} {:?} {} {:?} {family:?}",
                    line.name, pupil.who.name, pupil.who.born, pupil.who.number, pupil.from
                ));
            }
        }
        told.extend(see(&self.desk, &by, &Loads).unwrap().loads.iter().map(|load| format!("{} {}", load.subject, load.teacher.1)));
        told
    }
}

#[test]
fn the_same_file_once_more_changes_nothing() {
    let mut taker = Taker::new();
    let family = vec![Relative { name: "Гусева Ольга".into(), kin: "мать".into(), contact: "1-23".into() }];
    let lines = [
        works("Орлова Софья Львовна", ""),
        Line::Class { class: class("5В"), teacher: "Орлова С.Л.".into() },
        Line::Load { teacher: "Орлова С. Л.".into(), subject: "Химия".into(), class: class("5В"), hours: None },
        listed("5В", born("Гусев Матвей", 1)),
        listed("5В", who("Гусев Лев")),
        Line::Pupil { class: class("5В"), who: who("Гусев Лев"), family, listed: false },
        Line::Code { class: class("5В"), who: who("гусев лев"), code: "40017".into() },
    ];
    let before = taker.school();
    let (batch, told) = taker.take(&lines).unwrap();
    assert_eq!((told.added, told.changed, told.open), (6, 1, 0), "{told:?}");
    let school = taker.school();
    assert!(school.iter().any(|line| line.contains("Гусев Лев") && line.contains("Гусева Ольга")), "{school:?}");
    assert!(school.iter().any(|line| line.starts_with("5В") && line.contains("Орлова Софья Львовна")), "{school:?}");
    assert_eq!(taker.take(&lines).unwrap_err().rule, Rule::NothingChanged);
    assert!(taker.preview(&lines, &[]).fates.iter().all(|fate| *fate == Fate::Same));
    assert_eq!(taker.school(), school);
    taker.undo(&batch).unwrap();
    assert_eq!(taker.school(), before, "as before the file");
    assert_eq!(taker.undo(&batch).unwrap_err().rule, Rule::NoSuchStep);
    // And once more, as if nothing had been.
    taker.take(&lines).unwrap();
    assert_eq!(taker.school(), school);
}

#[test]
fn a_pupil_moves_with_the_list_and_who_is_missing_is_asked_about() {
    let mut taker = Taker::new();
    let first = [listed("7А", born("Гусев Матвей", 1)), listed("7А", born("Зимина Яна", 2)), listed("7А", who("Ёлкин Пётр"))];
    taker.take(&first).unwrap();
    let second = [listed("7Б", born("Гусев Матвей", 1)), listed("7А", Who { number: "17".into(), ..born("Зимина  яна", 2) })];
    let preview = taker.preview(&second, &[]);
    assert_eq!(preview.fates, [Fate::Moved(class("7А")), Fate::Changed]);
    assert!(preview.absent.contains(&taker.world.roster.pupil) && preview.absent.len() == 4, "{:?}", preview.absent);
    let before = taker.school();
    let (moved, told) = taker.take(&second).unwrap();
    assert_eq!((told.moved, told.changed), (1, 1));
    // Nobody is removed because a file does not know them; only whoever is said to have left.
    assert!(taker.school().iter().any(|line| line.contains("Ёлкин Пётр")));
    let stranger = TakeRoster { left: vec![Id::read("pupil-22222222").unwrap()], ..taker.act(&second) };
    assert!(matches!(taker.perform(stranger).unwrap_err().rule, Rule::Wrong(_)));
    let gone = TakeRoster { left: vec![taker.world.roster.pupil.clone()], ..taker.act(&second) };
    let (left, told) = taker.perform(gone).unwrap();
    assert_eq!(told.moved, 1);
    // What stands on a file is told; taken back in turn, everything is as it was.
    taker.undo(&left).unwrap();
    taker.undo(&moved).unwrap();
    assert_eq!(taker.school(), before);
}

/// Who may be in a row that was not taken is never said to have left: of the same name, of the same surname in a row nobody understood, and
/// anybody where a sheet was not read.
#[test]
fn nobody_whose_row_was_refused_is_said_to_have_left() {
    let mut taker = Taker::new();
    let first = [listed("7А", born("Гусев Матвей", 1)), listed("7А", born("Зимина Яна", 2)), listed("7А", born("Юдин Лев", 3))];
    taker.take(&first).unwrap();
    let absent = |taker: &Taker, lines: &[Line], unread: &[&str]| {
        let unread = Unread(unread.iter().map(|row| (*row).to_owned()).collect());
        let shown = taker.read(lines, &[], unread);
        let names: Vec<String> = shown.absent.iter().map(|id| shown.pupils[id].0.name.clone()).collect();
        let of_the_file = |name: &&String| ["Гусев Матвей", "Зимина Яна", "Юдин Лев"].contains(&name.as_str());
        (names.iter().filter(of_the_file).cloned().collect::<Vec<_>>(), shown.unsure)
    };
    let one = listed("7А", born("Юдин Лев", 3));
    let (left, unsure) = absent(&taker, std::slice::from_ref(&one), &[]);
    assert_eq!((left.len(), unsure), (2, 0), "both are missing: {left:?}");
    // A class that is not there: the row is refused, the pupil is not gone.
    let refused = [one.clone(), listed("11Я", who("Гусев Матвей"))];
    assert_eq!(absent(&taker, &refused, &[]), (vec!["Зимина Яна".to_owned()], 1));
    // A row that was not understood names one of them, another names nobody.
    let rows = ["Зимина Я., 7-а класс корр.", "Директор ________"];
    assert_eq!(absent(&taker, std::slice::from_ref(&one), &rows), (vec!["Гусев Матвей".to_owned()], 1));
    let (left, unsure) = absent(&taker, std::slice::from_ref(&one), &[""]);
    assert!(left.is_empty() && unsure >= 2, "of a sheet nobody knows whom it lists: {unsure}");
    // And who is not among those who are missing cannot be marked so.
    let all = taker.preview(std::slice::from_ref(&one), &[]);
    let gone = all.absent.iter().find(|id| all.pupils[id].0.name == "Зимина Яна").unwrap().clone();
    let act = TakeRoster { left: vec![gone], unread: Unread(vec![rows[0].to_owned()]), ..taker.act(std::slice::from_ref(&one)) };
    assert!(matches!(taker.perform(act).unwrap_err().rule, Rule::Wrong(_)));
}

/// Homonyms stay two: by their birthdays, or because somebody said so; a name alone never joins two lines.
#[test]
fn homonyms_are_asked_about_and_never_merged() {
    let mut taker = Taker::new();
    let twins = [listed("7А", who("Ким Ян")), listed("7А", who("Ким Ян")), listed("7Б", who("Ким Ян"))];
    let asked = Fate::Asked(vec![Whom::Line(0)]);
    assert_eq!(taker.preview(&twins, &[]).fates, [Fate::New, asked.clone(), asked]);
    let told = taker.preview(&twins, &[(1, Choice::Another), (2, Choice::Skip)]).fates;
    assert_eq!(told, [Fate::New, Fate::New, Fate::Skipped]);
    assert_eq!(taker.preview(&twins, &[(1, Choice::Line(0)), (2, Choice::Another)]).fates[1..], [Fate::Same, Fate::New]);
    let choices = BTreeMap::from([(1, Choice::Another)]);
    let act = TakeRoster { choices, ..taker.act(&twins) };
    assert_eq!(taker.perform(act).unwrap().1, Told { added: 2, asked: 1, ..Told::default() });
    // Of two of one name a line without a birthday says neither.
    let one = [listed("7А", who("Ким Ян"))];
    assert!(matches!(taker.preview(&one, &[]).fates.as_slice(), [Fate::Asked(among)] if among.len() == 2));
    // Two birthdays are two children; the same one in another class is the same child.
    let days = [listed("7А", born("Лисин Лев", 1)), listed("7А", born("Лисин Лев", 2))];
    taker.take(&days).unwrap();
    let elsewhere = [listed("7Б", born("Лисин Лев", 2)), listed("7Б", who("Лисин Лев"))];
    assert!(matches!(taker.preview(&elsewhere, &[]).fates.as_slice(), [Fate::Moved(_), Fate::Asked(_)]));
    // A table of families says no other class: it means the one who just moved there.
    let beside = Line::Pupil { class: class("7Б"), who: who("Лисин Лев"), family: Vec::new(), listed: false };
    assert!(matches!(taker.preview(&[elsewhere[0].clone(), beside], &[]).fates.as_slice(), [Fate::Moved(_), Fate::Same]));
    // The number of the school's own system decides before everything.
    let numbered = |name: &str| [listed("7Б", Who { number: "Л-1".into(), ..who(name) })];
    taker.take(&numbered("Уткина Вера")).unwrap();
    assert_eq!(taker.preview(&numbered("Уткина-Ли Вера"), &[]).fates, [Fate::Changed]);
}

/// Homonyms among staff stay two as among pupils: a second line of one name asks, whatever post it names; initials ask too.
#[test]
fn homonyms_among_staff_are_asked_about() {
    let mut taker = Taker::new();
    let name = "Рысина Мария Сергеевна";
    let lines = [works(name, "учитель физики"), works(name, "учитель химии"), works(name, "учитель физики"), works("Рысина М.С.", "")];
    let asked = Fate::Asked(vec![Whom::Line(0)]);
    let preview = taker.preview(&lines, &[]);
    assert_eq!(preview.fates, [Fate::New, asked.clone(), asked.clone(), asked]);
    assert_eq!((preview.told.added, preview.told.asked, preview.told.same), (1, 3, 0));
    let choices = BTreeMap::from([(1, Choice::Another), (2, Choice::Line(0)), (3, Choice::Skip)]);
    let act = TakeRoster { choices, ..taker.act(&lines) };
    assert_eq!(taker.perform(act).unwrap().1, Told { added: 2, same: 1, skipped: 1, ..Told::default() });
    assert_eq!(taker.school().iter().filter(|line| line.starts_with(name)).count(), 2);
    // Of two who work here a name says neither; whoever is alone of her name is met once.
    let preview = taker.preview(&lines[..1], &[]);
    assert!(matches!(preview.fates.as_slice(), [Fate::Asked(among)] if among.len() == 2) && preview.staff.len() == 2);
    taker.take(&[works("Волков Лев Ильич", "")]).unwrap();
    let again = [works("Волков Лев Ильич", "учитель"), works("Волков Лев Ильич", "завхоз")];
    assert!(matches!(taker.preview(&again, &[]).fates.as_slice(), [Fate::Changed, Fate::Asked(among)] if among.len() == 1));
    // Two days of birth are two people, one day is one.
    let dated =
        |day| Line::Staff {
            name: "Лосева Яна".into(), post: String::new(), subject: String::new(), born: Some(date(1980, 4, day))
        };
    assert_eq!(taker.preview(&[dated(1), dated(2), dated(1)], &[]).fates, [Fate::New, Fate::New, Fate::Same]);
}

/// A table of families brings nobody into a class that has its pupils: a misspelt name would be a second child.
#[test]
fn a_child_of_a_table_of_families_who_is_not_in_the_class_is_asked_about() {
    let mut taker = Taker::new();
    let family = || vec![Relative { name: "Ёлкина Вера".into(), kin: "бабушка".into(), contact: "1-23".into() }];
    let child = |class_name: &str, name: &str| Line::Pupil { class: class(class_name), who: who(name), family: family(), listed: false };
    let pupil = taker.world.roster.pupil.clone();
    // The list may stand below the families: whom it brings is known to them.
    let lines =
        [child("7А", "Неизвестный Павел"), child("7А", "Ёлкин Пётр Ильич"), child("7Б", "Гусев Лев"), listed("7Б", who("Гусев Лев"))];
    let fates = [Fate::Stranger(Vec::new()), Fate::Stranger(vec![Whom::Known(pupil.clone())]), Fate::Changed, Fate::New];
    assert_eq!(taker.preview(&lines, &[]).fates, fates);
    let before = taker.school();
    let act = TakeRoster { choices: BTreeMap::from([(1, Choice::Same(pupil))]), ..taker.act(&lines) };
    let (batch, told) = taker.perform(act).unwrap();
    assert_eq!(told, Told { added: 1, changed: 2, asked: 1, ..Told::default() });
    let school = taker.school();
    assert!(!school.iter().any(|line| line.contains("Неизвестный")), "{school:?}");
    assert!(school.iter().any(|line| line.contains("Ёлкин Пётр ") && line.contains("Ёлкина Вера")), "{school:?}");
    taker.undo(&batch).unwrap();
    assert_eq!(taker.school(), before);
    assert_eq!(taker.preview(&lines[..1], &[(0, Choice::Another)]).fates, [Fate::New]);
    // A class nobody is in yet gets its pupils from such a table too.
    assert_eq!(taker.preview(&[child("7Б", "Гусев Лев"), child("7Б", "Гусев Матвей")], &[]).fates, [Fate::New, Fate::New]);
}

#[test]
fn a_class_that_is_named_twice_keeps_its_first_class_teacher() {
    let mut taker = Taker::new();
    let led = |name: &str| Line::Class { class: class("5В"), teacher: name.into() };
    let lines = [works("Орлова Софья", ""), works("Зуев Лев", ""), led(""), led("Орлова Софья"), led("Зуев Лев"), led("Орлова Софья")];
    let fates = [Fate::New, Fate::New, Fate::New, Fate::Changed, Fate::ClassTwice, Fate::Same];
    let preview = taker.preview(&lines, &[]);
    assert_eq!((preview.fates, preview.told.open), (fates.to_vec(), 1));
    assert_eq!(taker.preview(&lines, &[(3, Choice::Skip), (5, Choice::Skip)]).fates[4], Fate::Changed);
    taker.take(&lines).unwrap();
    assert!(taker.school().iter().any(|line| line.starts_with("5В") && line.contains("Орлова Софья")));
}

/// One count for whatever is not taken: lines that cannot be, and rows that are no lines.
#[test]
fn rows_that_were_not_understood_are_counted() {
    let mut taker = Taker::new();
    let nobody = Line::Load { teacher: "Никто".into(), subject: "Химия".into(), class: class("7А"), hours: None };
    let act = TakeRoster {
        unread: Unread(vec!["Строка".to_owned(); 17]), ..taker.act(&[listed("7Б", who("Гусев Матвей")), nobody])
    };
    assert_eq!(taker.perform(act).unwrap().1, Told { added: 1, open: 18, ..Told::default() });
    let look = PreviewRoster {
        year: taker.world.year.clone(),
        lines: Vec::new(),
        choices: BTreeMap::new(),
        make_classes: false,
        unread: Unread(vec!["Строка".to_owned(); 17]),
    };
    assert_eq!(see(&taker.desk, &person(&taker.founder).after_step_up(), &look).unwrap().told.open, 17);
}

#[test]
fn whoever_came_with_a_list_and_cannot_sign_in_is_told() {
    let mut taker = Taker::new();
    let (batch, _) = taker.take(&[works("Орлова Софья", "учитель"), works("Зуев Лев", "завхоз")]).unwrap();
    let bare = |taker: &Taker| {
        let batches = see(&taker.desk, &person(&taker.founder).after_step_up(), &RosterBatches).unwrap();
        batches.into_iter().find(|one| one.id == batch).unwrap().bare
    };
    let lacking = bare(&taker);
    assert!(lacking.iter().map(|one| one.name.as_str()).eq(["Зуев Лев", "Орлова Софья"]));
    assert!(lacking.iter().all(|one| !one.role && !one.account));
    let give = Give { person: lacking[1].id.clone(), role: Role::Teacher, scope: Scope::School, from: taker.world.today, to: None };
    taker.desk.perform(&person(&taker.founder), give).unwrap();
    assert_eq!(bare(&taker).iter().map(|one| one.role).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn a_class_that_is_not_there_is_asked_about_and_made_by_one_answer() {
    let mut taker = Taker::new();
    let lines = [
        listed("9Г", who("Гусев Матвей")),
        Line::Load { teacher: "Никто".into(), subject: "Химия".into(), class: class("7А"), hours: None },
    ];
    let preview = taker.preview(&lines, &[]);
    assert_eq!((preview.fates, preview.missing), (vec![Fate::NoClass, Fate::NoStaff], vec![class("9Г")]));
    assert_eq!(taker.take(&lines).unwrap_err().rule, Rule::NothingChanged);
    let act = TakeRoster { make_classes: true, ..taker.act(&lines) };
    let (batch, told) = taker.perform(act).unwrap();
    assert_eq!((told.added, told.open), (1, 1));
    let named = |taker: &Taker| taker.school().iter().any(|line| line.starts_with("9Г"));
    assert!(named(&taker));
    taker.undo(&batch).unwrap();
    assert!(!named(&taker));
}

#[test]
fn what_stands_on_a_file_is_listed() {
    let mut taker = Taker::new();
    let by = person(&taker.founder);
    let (batch, _) = taker.take(&[listed("7Б", who("Гусев Матвей")), works("Орлова Софья", "")]).unwrap();
    let shown = see(&taker.desk, &by.clone().after_step_up(), &ClassOf { class: taker.world.roster.empty.clone() }).unwrap();
    let pupil = shown.pupils[0].id.clone();
    let change =
        ChangePupil { pupil: pupil.clone(), seen: 1, was: who("Гусев Матвей"), who: who("Гусев Матвей Ильич") };
    taker.desk.perform(&by, change).unwrap();
    let refused = taker.undo(&batch).unwrap_err();
    assert_eq!((refused.rule, refused.about), (Rule::StandsOnIt, vec![pupil.clone()]));
    let batches = see(&taker.desk, &by.after_step_up(), &RosterBatches).unwrap();
    let told = batches.iter().find(|one| one.id == batch).unwrap();
    assert_eq!((told.file_name.as_str(), &told.on_it), ("7А.xlsx", &vec![(pupil, "Гусев Матвей Ильич".to_owned())]));
}

/// A later file brings what the earlier one brought further; taken back from the later to the earlier, nothing is left.
#[test]
fn files_are_taken_back_one_after_another() {
    let mut taker = Taker::new();
    let before = taker.school();
    let (first, _) = taker.take(&[listed("7А", who("Гусев Матвей"))]).unwrap();
    let (second, _) = taker.take(&[listed("7А", born("Гусев Матвей", 3))]).unwrap();
    assert_eq!(taker.undo(&first).unwrap_err().rule, Rule::StandsOnIt);
    // What to take back first is named.
    let later = |taker: &Taker| {
        let batches = see(&taker.desk, &person(&taker.founder).after_step_up(), &RosterBatches).unwrap();
        batches.into_iter().find(|one| one.id == first).unwrap().later
    };
    assert_eq!(later(&taker), std::slice::from_ref(&second));
    taker.undo(&second).unwrap();
    assert_eq!(later(&taker), []);
    taker.undo(&first).unwrap();
    assert_eq!(taker.school(), before);
}

/// A thousand pupils with two of a family each. How long it takes is printed: `--no-capture`.
#[test]
fn a_thousand_pupils_are_shown_and_taken_and_shown_again() {
    let mut taker = Taker::new();
    let day = |n: usize| Date::new(2010, 1 + i8::try_from(n % 12).unwrap(), 1 + i8::try_from(n % 28).unwrap()).ok();
    let relative =
        |n: usize, kin: &str| Relative { name: format!("Родитель {kin} {n}"), kin: kin.into(), contact: format!("+7 {n}") };
    let line = |n: usize| Line::Pupil {
        class: ClassName { grade: 1 + u8::try_from(n % 11).unwrap(), letter: ["А", "Б", "В"][n % 3].into() },
        who: Who { name: format!("Фамилия{n} Имя Отчество"), born: day(n), number: String::new() },
        family: vec![relative(n, "мать"), relative(n, "отец")],
        listed: true,
    };
    let lines: Vec<Line> = (0..1_000).map(line).collect();
    let begun = Instant::now();
    let preview = taker.preview(&lines, &[]);
    let shown = begun.elapsed();
    assert_eq!(preview.missing.len(), 33 - 2, "7А and 7Б are there");
    let act = TakeRoster { make_classes: true, ..taker.act(&lines) };
    let begun = Instant::now();
    let (_, told) = taker.perform(act).unwrap();
    let taken = begun.elapsed();
    assert_eq!(told.added, 1_000);
    let begun = Instant::now();
    assert!(taker.preview(&lines, &[]).fates.iter().all(|fate| *fate == Fate::Same));
    println!("a thousand pupils: shown {shown:?}, taken {taken:?}, shown again {:?}", begun.elapsed());
    assert_eq!(rows(taker.desk.connection(), &[]).matches("\nrelative ").count(), 2_005);
}

/// covers: B17, C4
#[test]
fn no_name_of_a_file_lies_in_plain_letters() {
    let (home, store, founder) = founded();
    let by = person(&founder);
    let year = wait(store.see(by.clone(), Classes)).unwrap().year.unwrap().id;
    let bytes = CHILDREN.join(";").into_bytes();
    let upload = Upload { bytes, names: true, at: super::desk::morning().timestamp() };
    let file = wait(store.keep(upload)).unwrap().to_string();
    let child = Who { name: "Жаворонков Елисей".into(), born: Some(date(2014, 2, 3)), number: "Л-4711".into() };
    let family = vec![Relative { name: "Жаворонкова Ия".into(), kin: "мать".into(), contact: "+7 911 123-45-67".into() }];
    let lines = vec![
        Line::Pupil { class: class("5А"), who: child.clone(), family, listed: true },
        Line::Code { class: class("5А"), who: child, code: "Л-4711".into() },
    ];
    let choices = BTreeMap::new();
    let file_name = "Жаворонков Елисей.xlsx".into();
    let take =
        TakeRoster { year, file, file_name, lines, choices, make_classes: true, from: None, left: Vec::new(), unread: Unread::default() };
    let batch = wait(store.perform(by.clone(), once(), take.clone())).unwrap().done.batch;
    assert_eq!(wait(store.perform(by.clone(), once(), take.clone())).unwrap_err().rule, Rule::NothingChanged);
    wait(store.perform(by.clone(), once(), UndoRoster { batch, seen: 1 })).unwrap();
    wait(store.perform(by.clone(), once(), take)).unwrap();
    nobody_is_named(home.path(), store, by);
}

/// A class that was removed by hand and a pupil who was erased do not keep a file from being taken back.
#[test]
fn what_was_removed_since_does_not_hold_a_file() {
    let mut taker = Taker::new();
    let by = person(&taker.founder);
    let lines =
        [listed("7Б", who("Ёлкин Пётр")), listed("7А", who("Гусев Матвей")), Line::Class { class: class("5В"), teacher: String::new() }];
    let same = Choice::Same(taker.world.roster.pupil.clone());
    let act = TakeRoster { make_classes: true, choices: [(0, same)].into(), ..taker.act(&lines) };
    let (batch, told) = taker.perform(act).unwrap();
    assert_eq!((told.moved, told.added), (1, 2), "{told:?}");
    let shown = see(&taker.desk, &by.clone().after_step_up(), &Classes).unwrap();
    let made = shown.classes.iter().find(|line| line.name == class("5В")).unwrap();
    taker.desk.perform(&by, RemoveClass { class: made.id.clone(), seen: made.entry }).unwrap();
    let erase = crate::erasure::EraseAgain { things: vec![taker.world.roster.pupil.to_string()] };
    taker.desk.perform(&super::desk::program(), erase).unwrap();
    taker.undo(&batch).unwrap();
    assert!(!taker.school().iter().any(|line| line.contains("Гусев") || line.contains("5В")));
    super::desk::sound(taker.desk.connection()).unwrap();
}
